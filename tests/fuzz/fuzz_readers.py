"""Coverage-guided fuzzing of all readers.

    pip install atheris        (Linux; in the dev extra)
    PYTHONPATH=.:tests python tests/fuzz/fuzz_readers.py /tmp/corpus -max_total_time=1800 -timeout=20 -rss_limit_mb=2048

What it finds (``crash-...``, ``timeout-...``, ``oom-...``) is put into tests/fuzz/corpus/, under a name that says what was
wrong, and is replayed by tests/fuzz/test_fuzz.py in every run of the tests.
"""

import logging
import sys
import warnings
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["discourse.readers"]):
    from fuzz.target import inputs, run


def main() -> None:
    """Write the seeds into the first folder named and fuzz from there."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    folder = next((Path(word) for word in sys.argv[1:] if not word.startswith("-")), None)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in inputs().items():
            (folder / f"seed-{name}").write_bytes(data)
        for path in Path(__file__).with_name("corpus").glob("*"):
            (folder / path.name).write_bytes(path.read_bytes())
    atheris.Setup(sys.argv, run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
