"""Usage: what the second reader did and what it cost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Usage:
    """The bill of a run.

    Attributes:
        model: the model’s name, as the server was asked for it.
        host: where the text went.
        price: of a million tokens, in and out, in whatever currency; empty: not known.
        requests: requests sent, those that had to be repeated counted each time.
        cached: passages whose answer was known from an earlier run.
        unread: passages without an answer.
        prompt_tokens, completion_tokens: as the server counted them.
        uncounted: answers for which the server gave no count.
        dropped: errors that could not be verified, by reason (``checker.llm.answers``).
    """

    model: str
    host: str
    price: tuple[float, ...] = ()
    requests: int = 0
    cached: int = 0
    unread: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    uncounted: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def count(self, usage: Any) -> None:
        """Add the ``usage`` of an answer."""
        fields = usage if isinstance(usage, dict) else {}
        prompt, completion = fields.get("prompt_tokens"), fields.get("completion_tokens")
        if not (isinstance(prompt, int) and isinstance(completion, int) and prompt >= 0 and completion >= 0):
            self.uncounted += 1
            return
        self.prompt_tokens += prompt
        self.completion_tokens += completion

    @property
    def cost(self) -> float | None:
        """In the currency of ``price``, by what the server counted; ``None`` where the price is not known."""
        if not self.price:
            return None
        return (self.prompt_tokens * self.price[0] + self.completion_tokens * self.price[1]) / 1_000_000

    def as_object(self) -> dict[str, Any]:
        """The object of ``docs/json.md``."""
        return {
            "model": self.model,
            "host": self.host,
            "requests": self.requests,
            "cached": self.cached,
            "unread": self.unread,
            "tokens": {"prompt": self.prompt_tokens, "completion": self.completion_tokens, "uncounted": self.uncounted},
            "cost": self.cost,
            "dropped": dict(sorted(self.dropped.items())),
        }

    def __str__(self) -> str:
        parts = [f"{self.requests} request{'s' * (self.requests != 1)}"]
        if self.cached:
            parts.append(f"{self.cached} answer{'s' * (self.cached != 1)} from the cache")
        parts.append(f"{self.prompt_tokens:,} + {self.completion_tokens:,} tokens")
        if self.uncounted:
            parts.append(f"{self.uncounted} without a count of tokens")
        if self.cost is not None:
            parts.append(f"cost {self.cost:.4f}")
        if self.dropped:
            reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(self.dropped.items()))
            parts.append(f"dropped: {reasons}")
        return "; ".join(parts)
