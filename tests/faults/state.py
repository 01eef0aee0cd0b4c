"""What was tried so far, in a file: a run goes on where it was ended, by whatever end."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.tally import Tally


@dataclass
class State:
    """The counts of one run, by scenario and database. Without a file they are kept in memory only."""

    seed: int
    file: Path | None = None
    tallies: dict[str, Tally] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path | None, seed: int) -> "State":
        """What is in the file goes on with its own seed."""
        if file is None or not file.exists():
            return cls(seed, file)
        kept = json.loads(file.read_text())
        return cls(kept["seed"], file, {name: Tally(**each) for name, each in kept["tallies"].items()})

    def of(self, scenario: str, database: str) -> Tally:
        return self.tallies.setdefault(f"{scenario} | {database}", Tally())

    def write(self) -> None:
        if self.file is None:
            return
        tallies = {
            name: tally.as_json() for name, tally in self.tallies.items() if tally.tries or tally.notes
        }
        unfinished = self.file.with_name(self.file.name + ".unfinished")
        unfinished.write_text(json.dumps({"seed": self.seed, "tallies": tallies}, indent=1))
        unfinished.replace(self.file)
