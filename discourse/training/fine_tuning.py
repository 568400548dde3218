"""Fine-tune an encoder on gold data: minimal pairs side by side, every head at once."""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from discourse.detection.classifier import MOST_TOKENS, Labels
from discourse.detection.windows import Said, context_of
from discourse.training.augmentation import as_captions, with_other_groups
from discourse.training.checkpoint import Checkpoint
from discourse.training.gold import Segment
from discourse.training.network import Network, build

Report = Callable[[str], None]


NOTHING_AROUND = context_of([], [])


@dataclass(frozen=True)
class Recipe:
    """How to train.

    Chances are per segment and epoch; weights multiply the losses of the heads; of an encoder's layers the lowest
    ``frozen`` stay as they are, and its word embeddings with them where there are any.
    """

    epochs: int = 2
    batch: int = 32
    rate: float = 8e-5
    frozen: int = 0
    head_rate: float = 2e-3
    warm_up: float = 0.1
    smoothing: float = 0.02
    captions: float = 0.2
    groups: float = 0.1
    borrowed: float = 0.5
    pairs: float = 0.3
    categories: float = 0.6
    noticed: float = 1.0
    stances: float = 0.3
    words: float = 0.3
    seed: int = 0
    threads: int = 2


@dataclass(frozen=True)
class Example:
    """A segment as the network takes it. ``known`` is false for ordinary talk of which only "no flag" is known."""

    segment: Segment
    context: str
    known: bool = True


@dataclass(frozen=True)
class _Batch:
    ids: torch.Tensor
    mask: torch.Tensor
    flags: torch.Tensor
    categories: torch.Tensor
    noticed: torch.Tensor
    stances: torch.Tensor
    known: torch.Tensor
    words: torch.Tensor
    pairs: list[tuple[int, int]]


def fine_tune(
    examples: Sequence[Example],
    base: Path,
    labels: Labels,
    recipe: Recipe,
    *,
    neighbours: Sequence[str] = (),
    checkpoint: Checkpoint | None = None,
    report: Report = print,
) -> Network:
    """A network trained on ``examples``, in evaluation mode. Same seed and threads on one machine: same weights.

    ``neighbours`` are turns of meetings, borrowed now and then to stand around talk that has nothing around it. With
    a ``checkpoint``, a training that was interrupted goes on after its last whole epoch.
    """
    from tokenizers import Tokenizer

    torch.set_num_threads(recipe.threads)
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)  # noqa: S311 - not for secrets
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.no_padding()
    network = build(base, labels)
    network.freeze(recipe.frozen)
    optimiser = torch.optim.AdamW(_groups(network, recipe))
    steps = recipe.epochs * math.ceil(len(examples) / recipe.batch)
    warm = max(1, int(recipe.warm_up * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm) * max(0.02, 1 - step / steps)
    )
    network.train()
    parts = {"network": network, "optimiser": optimiser, "schedule": schedule}
    done = checkpoint.restore(chance, **parts) if checkpoint else 0
    step = done * math.ceil(len(examples) / recipe.batch)
    for epoch in range(done, recipe.epochs):
        for chosen in _batches(examples, recipe, chance):
            batch = _encoded([_varied(e, neighbours, recipe, chance) for e in chosen], tokenizer, labels)
            loss = _loss(network, batch, recipe)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step % 20 == 0:
                report(f"epoch {epoch + 1} of {recipe.epochs}, step {step} of {steps}, loss {float(loss.detach()):.3f}")
        if checkpoint:
            checkpoint.save(epoch + 1, chance, **parts)
    network.eval()
    return network


def _groups(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    """Parameters by how they learn: the heads start from nothing and learn faster, biases do not decay."""
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        groups.setdefault((not name.startswith("encoder."), parameter.ndim > 1), []).append(parameter)
    return [
        {
            "params": parameters,
            "lr": recipe.head_rate if head else recipe.rate,
            "weight_decay": 0.01 if decays else 0.0,
        }
        for (head, decays), parameters in groups.items()
    ]


def _batches(examples: Sequence[Example], recipe: Recipe, chance: random.Random) -> Iterator[list[Example]]:
    """Batches in random order, the two halves of a pair together, segments of like length side by side."""
    groups: dict[str, list[Example]] = {}
    for number, example in enumerate(examples):
        segment = example.segment
        groups.setdefault(f"{segment.writer}/{segment.pair}" if segment.pair else str(number), []).append(example)
    together = list(groups.values())
    chance.shuffle(together)
    flat: list[Example] = []
    for at in range(0, len(together), recipe.batch * 8):
        alike = sorted(together[at : at + recipe.batch * 8], key=lambda g: max(map(_length, g)))
        flat += [example for group in alike for example in group]
    batches = [flat[i : i + recipe.batch] for i in range(0, len(flat), recipe.batch)]
    chance.shuffle(batches)
    yield from batches


def _length(example: Example) -> int:
    return len(example.segment.text) + len(example.context)


def _varied(example: Example, neighbours: Sequence[str], recipe: Recipe, chance: random.Random) -> Example:
    segment, context = example.segment, example.context
    if chance.random() < recipe.groups:
        segment = with_other_groups(segment, chance)
    if chance.random() < recipe.captions:
        segment = as_captions(segment, chance)
    if segment is not example.segment and (segment.context or segment.after):
        context = segment.surroundings
    if context == NOTHING_AROUND and neighbours and chance.random() < recipe.borrowed:
        # In a meeting something always stands around a turn; it must not rub off.
        before, after = (Said(chance.choice(neighbours), same_speaker=chance.random() < 0.2) for _ in range(2))
        context = context_of([before], [after])
    return Example(segment, context, example.known)


def _encoded(examples: Sequence[Example], tokenizer: Any, labels: Labels) -> _Batch:
    rows = tokenizer.encode_batch([(e.segment.text, e.context) for e in examples])
    longest = max(len(row.ids) for row in rows)
    ids = torch.full((len(rows), longest), padding_of(tokenizer), dtype=torch.long)
    mask = torch.zeros((len(rows), longest), dtype=torch.long)
    words = torch.full((len(rows), longest), -1.0)
    for i, (row, example) in enumerate(zip(rows, examples, strict=True)):
        ids[i, : len(row.ids)] = torch.tensor(row.ids)
        mask[i, : len(row.ids)] = 1
        span = example.segment.span
        if span is not None and example.segment.is_flag:
            for j, ((start, end), part) in enumerate(zip(row.offsets, row.sequence_ids, strict=True)):
                if part == 0 and end > start:
                    words[i, j] = float(start < span.end and span.start < end)
    segments = [e.segment for e in examples]
    return _Batch(
        ids=ids,
        mask=mask,
        flags=torch.tensor([float(s.is_flag) for s in segments]),
        categories=torch.tensor([[float(c in s.categories) for c in labels.deficit] for s in segments]),
        noticed=torch.tensor([[float(c in s.noticed) for c in labels.noticed] for s in segments]),
        stances=torch.tensor([labels.stances.index(s.stance) for s in segments]),
        known=torch.tensor([e.known for e in examples]),
        words=words,
        pairs=_pairs(segments),
    )


def padding_of(tokenizer: Any) -> int:
    """The number of the token that fills a row up; BERT and MPNet spell it differently."""
    numbers = (tokenizer.token_to_id(name) for name in ("[PAD]", "<pad>"))
    return int(next(number for number in numbers if number is not None))


def _pairs(segments: Sequence[Segment]) -> list[tuple[int, int]]:
    """Positions of each flag with each pass of the same minimal pair."""
    return [
        (i, j)
        for i, one in enumerate(segments)
        for j, other in enumerate(segments)
        if one.pair and one.pair == other.pair and one.writer == other.writer and one.is_flag and not other.is_flag
    ]


def _loss(network: Network, batch: _Batch, recipe: Recipe) -> torch.Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        window, tokens = network(batch.ids, batch.mask)
    window, tokens = window.float(), tokens.float()
    deficit, noticed = batch.categories.shape[1], batch.noticed.shape[1]
    flag = window[:, 0]
    smooth = batch.flags * (1 - 2 * recipe.smoothing) + recipe.smoothing
    loss = functional.binary_cross_entropy_with_logits(flag, smooth)
    flagged = batch.flags > 0
    if flagged.any():
        shares = batch.categories[flagged] / batch.categories[flagged].sum(1, keepdim=True).clamp(min=1)
        loss = loss + recipe.categories * functional.cross_entropy(window[flagged, 1 : 1 + deficit], shares)
    if batch.known.any():
        known = window[batch.known]
        loss = loss + recipe.noticed * functional.binary_cross_entropy_with_logits(
            known[:, 1 + deficit : 1 + deficit + noticed], batch.noticed[batch.known]
        )
        loss = loss + recipe.stances * functional.cross_entropy(
            known[:, 1 + deficit + noticed :], batch.stances[batch.known]
        )
    judged = batch.words >= 0
    if judged.any():
        loss = loss + recipe.words * functional.binary_cross_entropy_with_logits(tokens[judged], batch.words[judged])
    if batch.pairs:
        apart = torch.stack([flag[i] - flag[j] for i, j in batch.pairs])
        loss = loss + recipe.pairs * functional.softplus(1 - apart).mean()
    return loss
