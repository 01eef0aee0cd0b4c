"""A stopwatch to hold a work session against: it knows seconds that pass, and no instants, spans or dates."""

from dataclasses import dataclass, field
from enum import Enum


class Hand(Enum):
    OFF = "off"
    WORK = "work"
    PAUSE = "pause"


@dataclass
class Stopwatch:
    """Counts for one hand at a time; pressing it writes the seconds down and lets another hand count.

    What is written down stays. A clock that is set back takes away what was only shown, then owes: nothing
    counts until it has come back to where it was at the last press.
    """

    hand: Hand = Hand.OFF
    shown: int = 0
    owed: int = 0
    laps: list[tuple[Hand, int]] = field(default_factory=list)

    def pass_by(self, seconds: int) -> None:
        paid = min(self.owed, seconds)
        self.owed -= paid
        self.shown += seconds - paid

    def set_back(self, seconds: int) -> None:
        taken = min(self.shown, seconds)
        self.shown -= taken
        self.owed += seconds - taken

    def press(self, hand: Hand) -> None:
        self.laps.append((self.hand, self.shown))
        self.hand, self.shown = hand, 0

    def start_over(self) -> None:
        self.laps, self.hand, self.shown = [], Hand.WORK, 0

    def written(self, hand: Hand) -> int:
        return sum(seconds for counted_by, seconds in self.laps if counted_by is hand)

    def counted(self, hand: Hand) -> int:
        """What is written down and what is shown."""
        return self.written(hand) + (self.shown if self.hand is hand else 0)

    def pauses(self) -> list[int]:
        """Each pause, the open one last."""
        laps = [*self.laps, (self.hand, self.shown)]
        return [seconds for hand, seconds in laps if hand is Hand.PAUSE]
