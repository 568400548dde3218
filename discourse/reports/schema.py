"""The published JSON Schema of the JSON report. To write it anew: ``python -m discourse.reports.schema``."""

import json
from pathlib import Path
from typing import Any, Final

from discourse import wire
from discourse.reports import write_atomically

PUBLISHED: Final = Path("docs") / "schema-v1.json"


def schema() -> dict[str, Any]:
    """What may stand in the JSON: optional parts may be absent, unknown parts are refused."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:discourse-mirror:schema:{wire.SCHEMA_VERSION}",
        **wire.Document.model_json_schema(),
        "title": f"Discourse Mirror analysis, schema version {wire.SCHEMA_VERSION}",
    }


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    write_atomically(PUBLISHED, schema_text())
