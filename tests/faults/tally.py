"""What was tried and what came of it: counts, and in words whatever broke a promise."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

KEPT_NOTES = 20


@dataclass
class Tally:
    """`tries` counts only what really ran to its end, with its invariants checked."""

    tries: int = 0
    lost: int = 0  # acknowledged transitions or reminders that are not there
    doubled: int = 0  # effects or messages that are there twice
    unhandled: int = 0  # anything else: a crash, a traceback shown, an untrue answer, an invalid record
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)
    facts: dict[str, int] = field(
        default_factory=dict
    )  # what happened on the way, for the table's last column

    @property
    def is_kept(self) -> bool:
        return self.tries > 0 and not (self.lost or self.doubled or self.unhandled)

    def add(self, other: "Tally") -> None:
        self.tries += other.tries
        self.lost += other.lost
        self.doubled += other.doubled
        self.unhandled += other.unhandled
        self.seconds += other.seconds
        self.notes = [*self.notes, *other.notes][:KEPT_NOTES]
        for name, count in other.facts.items():
            self.count(name, count)

    def count(self, name: str, times: int = 1) -> None:
        if name.startswith("slowest "):
            self.facts[name] = max(self.facts.get(name, 0), times)
        else:
            self.facts[name] = self.facts.get(name, 0) + times

    def note_lost(self, *what: str) -> None:
        self.lost += len(what)
        self._note(what)

    def note_doubled(self, *what: str) -> None:
        self.doubled += len(what)
        self._note(what)

    def note_unhandled(self, *what: str) -> None:
        self.unhandled += len(what)
        self._note(what)

    def _note(self, what: Iterable[str]) -> None:
        self.notes = [*self.notes, *what][:KEPT_NOTES]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
