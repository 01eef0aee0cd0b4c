"""`workbot run` under cProfile, each thread with a profile of its own, since cProfile sees only one.

Run as a program with a folder's name. When it ends, the statistics of each thread are in that folder.
"""

import cProfile
import sys
import threading
from pathlib import Path
from types import FrameType

from bot.cli import main


class Profiles:
    """The profiles of all threads that were started since `begin`."""

    def __init__(self) -> None:
        self._of_threads: dict[str, cProfile.Profile] = {}

    def begin(self) -> None:
        threading.setprofile(self._begin_in_thread)
        self._enable()

    def _begin_in_thread(self, _frame: FrameType, _event: str, _argument: object) -> None:
        # Called once by each new thread: what is enabled here takes the place of this function.
        self._enable()

    def _enable(self) -> None:
        thread = threading.current_thread()
        profile = self._of_threads[f"{thread.name}-{thread.ident}"] = cProfile.Profile()
        profile.enable()

    def write(self, folder: Path) -> None:
        """The end of it: threads that are started later have none."""
        threading.setprofile(None)
        for name, profile in self._of_threads.items():
            profile.create_stats()
            profile.dump_stats(folder / f"{name}.profile")


if __name__ == "__main__":
    profiles = Profiles()
    profiles.begin()
    code = main(["run"])
    profiles.write(Path(sys.argv[1]))
    sys.exit(code)
