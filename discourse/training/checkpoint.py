"""Where a training was, so that it goes on after an interruption instead of from the start."""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch


@dataclass(frozen=True)
class Checkpoint:
    """A file that holds the state of a training after its last whole epoch.

    ``identity`` tells the training: recipe and data. A file of another training is not taken up.
    """

    path: Path
    identity: str

    def save(self, epochs: int, chance: random.Random, **parts: Any) -> None:
        """Write the state; a state that was there is replaced only when the new one is whole."""
        made = self.path.with_suffix(".part")
        states = {name: part.state_dict() for name, part in parts.items()}
        version, numbers, gauss = chance.getstate()
        torch.save(
            {
                "identity": self.identity,
                "epochs": epochs,
                "chance": [version, list(numbers), gauss],
                "torch": torch.get_rng_state(),
                **states,
            },
            made,
        )
        made.replace(self.path)

    def restore(self, chance: random.Random, **parts: Any) -> int:
        """Put the state back, and return how many epochs are behind it; 0 if there is none of this training."""
        if not self.path.is_file():
            return 0
        state = torch.load(self.path, weights_only=True)
        if state["identity"] != self.identity:
            return 0
        for name, part in parts.items():
            part.load_state_dict(state[name])
        version, numbers, gauss = state["chance"]
        chance.setstate((version, tuple(numbers), gauss))
        torch.set_rng_state(state["torch"])
        return int(state["epochs"])

    def remove(self) -> None:
        """Take the file away, once the training is over."""
        self.path.unlink(missing_ok=True)
