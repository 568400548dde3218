"""Readers that any model must beat, on the same turns: words counted, and the pretrained encoder as it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from discourse.training.calibration import threshold
from discourse.training.intervals import interval

# The share of look-alikes that is passed where readers are compared.
PASSED = 0.95


@dataclass(frozen=True)
class Compared:
    """How one reader did on the validation turns.

    ``ranked_right`` is how often a deficit turn got a higher score than a look-alike, ``found`` the share of deficit
    turns above the score that :data:`PASSED` of the look-alikes stay below, ``low`` to ``high`` its 95 % interval
    over ``n`` turns.
    """

    reader: str
    ranked_right: float
    found: float
    low: float
    high: float
    n: int

    @property
    def row(self) -> str:
        """A row of a Markdown table."""
        found = f"{self.found:.2f} ({self.low:.2f} to {self.high:.2f}), n = {self.n}"
        return f"| {self.reader} | {self.ranked_right:.3f} | {found} |"


HEAD = (
    f"| reader | deficit turn ranked above look-alike | found where {PASSED:.2f} of look-alikes pass |\n|---|---|---|"
)


def compared(reader: str, scores: NDArray[Any], flags: NDArray[np.bool_]) -> Compared:
    """Measure a reader by its scores of the validation turns."""
    from sklearn.metrics import roc_auc_score

    found = scores[flags] > threshold(scores[~flags], PASSED)
    low, high = interval(int(found.sum()), len(found))
    return Compared(reader, float(roc_auc_score(flags, scores)), float(found.mean()), low, high, len(found))


def words_counted(training: Sequence[str], flags: NDArray[np.bool_], validation: Sequence[str]) -> NDArray[np.float64]:
    """TF-IDF of words and of letters, and logistic regression."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
    )
    model = make_pipeline(features, LogisticRegression(C=4.0, max_iter=1000, class_weight="balanced"))
    model.fit(list(training), flags)
    return np.asarray(model.decision_function(list(validation)))


def frozen(
    base: Path, training: Sequence[str], flags: NDArray[np.bool_], validation: Sequence[str]
) -> NDArray[np.float64]:
    """Mean embeddings of the encoder before any fine-tuning, and logistic regression."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.05, max_iter=1000, class_weight="balanced"))
    model.fit(_embedded(base, training), flags)
    return np.asarray(model.decision_function(_embedded(base, validation)))


def _embedded(base: Path, texts: Sequence[str], batch: int = 32) -> NDArray[np.float32]:
    import torch
    from tokenizers import Tokenizer
    from transformers import AutoModel

    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.enable_truncation(128)
    tokenizer.no_padding()
    encoder: Any = AutoModel.from_pretrained(base, add_pooling_layer=False).eval()
    rows = tokenizer.encode_batch(list(texts))
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    embedded = np.zeros((len(rows), encoder.config.hidden_size), dtype=np.float32)
    with torch.no_grad():
        for at in range(0, len(order), batch):
            chosen = order[at : at + batch]
            longest = max(len(rows[i].ids) for i in chosen)
            ids = torch.zeros((len(chosen), longest), dtype=torch.long)
            mask = torch.zeros((len(chosen), longest), dtype=torch.long)
            for row, i in enumerate(chosen):
                ids[row, : len(rows[i].ids)] = torch.tensor(rows[i].ids)
                mask[row, : len(rows[i].ids)] = 1
            hidden = encoder(input_ids=ids, attention_mask=mask).last_hidden_state
            kept = mask.unsqueeze(-1).float()
            embedded[chosen] = ((hidden * kept).sum(1) / kept.sum(1)).numpy()
    return embedded
