"""What the log says of an exception: its type and the way it came, never its text.

The text of an exception may hold whatever was being worked on: what somebody typed, or a `response_url`.
"""

import traceback
from collections.abc import Iterator


def described(error: BaseException) -> str:
    """One line: `ValueError at json.decoder:355 < bot.listeners.views:71; from KeyError at …`.

    Where it was raised, and the lines of ours on the way there.
    """
    return "; from ".join(map(_one, _chain(error)))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception, and those that it was raised from, each once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _one(error: BaseException) -> str:
    way = [
        f"{frame.f_globals.get('__name__', '?')}:{line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ][::-1]
    of_ours = [place for place in way[1:] if place.startswith("bot.")]
    return type(error).__name__ + (f" at {' < '.join([way[0], *of_ours])}" if way else "")
