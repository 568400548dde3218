"""Cut labelled turns into the windows the classifier reads, each with its own label.

In a long turn one clause may carry the framing and the rest be plain talk. Cut, the plain stretches teach that length
marks nothing.
"""

from collections.abc import Iterable, Iterator

from discourse.detection.detector import Detector
from discourse.detection.windows import MOST_WORDS, windows_of
from discourse.training.gold import Segment, as_transcript
from discourse.transcript import Span

_SOMEONE = "Speaker"


def cut(segments: Iterable[Segment], detector: Detector) -> Iterator[Segment]:
    """Every segment as it is, or in pieces where it is longer than a window.

    A piece is a flag where it holds words of the label's quotation; the rest of the turn stands in its context. Of
    the other pieces of a turn, stance and noticed categories are not known, and they are no half of a minimal pair.
    """
    for segment in segments:
        if len(segment.text.split()) <= MOST_WORDS:
            yield segment
        else:
            yield from _pieces(segment, detector)


def _pieces(segment: Segment, detector: Detector) -> Iterator[Segment]:
    reading = detector.reading(as_transcript(segment))
    turn = len(segment.context)
    windows = [window for window in windows_of(reading) if window.turn == turn]
    carrying = [segment.is_flag and (segment.span is None or segment.span.overlaps(w.span)) for w in windows]
    if len(windows) < 2 or (segment.is_flag and not any(carrying)):
        yield segment
        return
    speaker = segment.speaker or _SOMEONE
    for number, (window, carries) in enumerate(zip(windows, carrying, strict=True)):
        before, rest = segment.text[: window.span.start].strip(), segment.text[window.span.end :].strip()
        plain = not segment.is_flag and not segment.noticed and segment.stance == "none"
        yield segment.model_copy(
            update={
                "id": f"{segment.id}/{number}",
                "speaker": speaker,
                "text": window.text,
                "context": [*segment.context, *([f"{speaker}: {before}"] if before else [])],
                "after": [*([f"{speaker}: {rest}"] if rest else []), *segment.after],
                "expect": "flag" if carries else "pass",
                "categories": segment.categories if carries else [],
                "quote": _inside(segment, window.span) if carries else None,
                "stance": segment.stance if carries or plain else "none",
                "noticed": [],
                "only_expect": segment.only_expect or bool(segment.noticed) or not (carries or plain),
                "pair": segment.pair if carries or not segment.is_flag else None,
            }
        )


def _inside(segment: Segment, piece: Span) -> str | None:
    if segment.span is None:
        return None
    return segment.text[max(piece.start, segment.span.start) : min(piece.end, segment.span.end)].strip() or None
