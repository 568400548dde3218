"""The classifier's network: one encoder that is fine-tuned, and small heads for each thing a reader decides."""

from pathlib import Path
from typing import Any

import torch
from torch import nn

from discourse.detection.classifier import Labels


class Network(nn.Module):
    """A pretrained encoder, mean pooling, and linear heads.

    The token head says which words carry the framing; everything else is read off the pooled window.
    """

    def __init__(self, encoder: nn.Module, width: int, labels: Labels, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.window_head = nn.Linear(width, len(labels.all))
        self.token_head = nn.Linear(width, 1)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits of the windows and of their tokens."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        pooled = (hidden * mask).sum(1) / mask.sum(1)
        window = self.window_head(self.dropout(pooled))
        tokens = self.token_head(self.dropout(hidden)).squeeze(-1)
        return window, tokens

    def freeze(self, layers: int) -> None:
        """Keep the word embeddings and the lowest ``layers`` layers of the encoder as they are; with 0, nothing."""
        encoder: Any = self.encoder
        kept = [encoder.embeddings, *encoder.encoder.layer[:layers]] if layers else []
        for module in kept:
            module.requires_grad_(False)


def build(base: Path, labels: Labels) -> Network:
    """A network on the pretrained encoder in the folder ``base``."""
    from transformers import AutoConfig, AutoModel

    config: Any = AutoConfig.from_pretrained(base)
    encoder: Any = AutoModel.from_pretrained(base, add_pooling_layer=False)
    return Network(encoder, config.hidden_size, labels)
