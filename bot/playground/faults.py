"""Faults on demand: what the network and Slack do to an app on a bad day."""

from dataclasses import asdict, dataclass
from typing import Any

from bot.playground.wire import Json, RefusedError

NO_METHODS = ("response_url", "upload_url")
KINDS = ("rate_limited", "server_error", "drop", "drop_after", "delay", "malformed", "error")


@dataclass
class Fault:
    """What happens to the next `times` calls of `method` (`*`: any method of the Web API)."""

    method: str
    fault: str
    times: int = 1
    retry_after: int = 2
    seconds: float = 1.0
    error: str = "internal_error"


class Faults:
    """The faults that are still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, description: Json) -> None:
        """Raises RefusedError when the description is not one of a fault."""
        if description.get("fault") not in KINDS or not isinstance(description.get("method"), str):
            raise RefusedError("invalid_fault", f"A fault needs a method and one of: {', '.join(KINDS)}.")
        known = {name: description[name] for name in Fault.__dataclass_fields__ if name in description}
        for name, kind in (("times", int), ("retry_after", int), ("seconds", (int, float)), ("error", str)):
            _check(known, name, kind)
        self._faults.append(Fault(**known))

    def take(self, method: str) -> Fault | None:
        """The fault that befalls this call, if any; it is used up by one."""
        for fault in self._faults:
            if fault.method == method or (fault.method == "*" and method not in NO_METHODS):
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        self._faults.clear()

    def pending(self) -> list[Json]:
        return [asdict(fault) for fault in self._faults]


def _check(known: Json, name: str, kind: Any) -> None:
    value = known.get(name, 1 if kind is not str else "")
    if isinstance(value, bool) or not isinstance(value, kind) or (kind is not str and value < 0):
        raise RefusedError("invalid_fault", f"The value of {name} makes no sense.")
