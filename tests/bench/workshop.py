"""What the cases of one run share: a folder, the counts, and databases that take long to fill."""

from pathlib import Path

from tests.bench.databases import add_sessions, migrated
from tests.bench.scale import Scale


class Workshop:
    """`folder` is thrown away after the run."""

    def __init__(self, folder: Path, scale: Scale) -> None:
        self.folder = folder
        self.scale = scale
        self._filled: dict[tuple[int, int], Path] = {}
        self._made = 0

    def new_file(self) -> Path:
        self._made += 1
        return self.folder / f"{self._made}.db"

    async def sessions_of(self, people: int, each: int) -> Path:
        """A database with so many finished sessions of each person; the same one each time."""
        key = people, each
        if key not in self._filled:
            file = self.new_file()
            await migrated(file)
            add_sessions(file, people, each)
            self._filled[key] = file
        return self._filled[key]
