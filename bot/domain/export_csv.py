"""The record as a table for spreadsheets: one row for each session, and one for each of its pauses.

docs/export.md is the description for people. The columns of seconds can be summed as they stand: a session's
row has what was elapsed and worked, the rows of its pauses what was paused, so nothing is counted twice.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, tzinfo

from bot.domain.accounting import Span
from bot.domain.checkout import Checkout
from bot.domain.export_json import instant_in_utc, seconds
from bot.domain.pause import Boundary, Pause
from bot.domain.plans import planned_length
from bot.domain.ranges import DayRange
from bot.domain.report import touches
from bot.domain.session import WorkSession
from bot.domain.stretches import reach

HEADER = (
    *("type", "session_id", "pause_number", "task", "project", "reason", "state"),
    *("start_local", "end_local", "start_utc", "end_utc", "start_provenance", "end_provenance"),
    *("elapsed_seconds", "worked_seconds", "paused_seconds", "length", "planned_seconds"),
    *("decision", "keep", "problem", "try", "remaining_seconds", "continue_reason"),
)
# What a spreadsheet takes for the beginning of a formula, in full width too.
_BEGINS_FORMULA = re.compile(r"[ \n]*[=+\-@\t\r＝＋－＠]")

Row = tuple[str, ...]


def to_csv_rows(
    sessions: Iterable[WorkSession], days: DayRange, timezone: tzinfo, exported_at: datetime
) -> Iterator[Row]:
    """The header and the rows, each as long as the header; discarded sessions are left out.

    Seconds are those within `days`, so that they sum to what the report of these days says.
    """
    table = _Table(days.span(timezone), timezone, exported_at)
    yield HEADER
    for session in sessions:
        if not session.cancelled_at:
            yield from map(_row, table.records(session))


def csv_text(rows: Iterable[Row]) -> Iterator[str]:
    """A file's text, line by line, to be written as UTF-8; the byte order mark tells Excel that it is."""
    yield "\ufeff"
    yield from map(csv.writer(_Written()).writerow, rows)


class _Written:
    """Where the writer of the csv module writes a line to: it hands on what this answers."""

    def write(self, line: str) -> str:
        return line


def _row(record: Mapping[str, str]) -> Row:
    return tuple([_harmless(cell) if (cell := record.get(name, "")) else "" for name in HEADER])


def _harmless(cell: str) -> str:
    return f"'{cell}" if _BEGINS_FORMULA.match(cell) else cell


class _Table:
    """Makes records, by the names of the columns; what a record does not have stays empty."""

    def __init__(self, window: Span, timezone: tzinfo, exported_at: datetime) -> None:
        self._window = window
        self._timezone = timezone
        self._exported_at = exported_at

    def records(self, session: WorkSession) -> Iterator[dict[str, str]]:
        """The session, then its pauses; only what touches the days."""
        whole = reach(session, self._exported_at)
        if not touches(whole, self._window):
            return
        yield self._session(session)
        for pause in session.pauses:
            span = Span(pause.started_at, pause.until(whole.end))
            if touches(span, self._window):
                yield self._pause(session, pause, span.overlap(self._window))

    def _session(self, session: WorkSession) -> dict[str, str]:
        account = session.account(self._exported_at, within=self._window)
        planned = planned_length(session)
        return {
            "type": "session",
            "session_id": session.id,
            "task": session.task,
            "project": session.project,
            "state": session.state.value,
            **self._times(session.start, session.end),
            "elapsed_seconds": str(seconds(account.elapsed)),
            "worked_seconds": str(seconds(account.worked)),
            "length": _clock(account.worked),
            "planned_seconds": "" if planned is None else str(seconds(planned)),
            **(_checkout(session.checkout) if session.checkout else {}),
        }

    def _pause(self, session: WorkSession, pause: Pause, paused: timedelta) -> dict[str, str]:
        return {
            "type": "pause",
            "session_id": session.id,
            "pause_number": str(pause.number),
            "task": session.task,
            "project": session.project,
            "reason": pause.reason,
            **self._times(pause.start, pause.end),
            "paused_seconds": str(seconds(paused)),
            "length": _clock(paused),
        }

    def _times(self, start: Boundary, end: Boundary | None) -> dict[str, str]:
        return self._boundary("start", start) | (self._boundary("end", end) if end else {})

    def _boundary(self, name: str, boundary: Boundary) -> dict[str, str]:
        return {
            f"{name}_local": boundary.at.astimezone(self._timezone).replace(tzinfo=None).isoformat(" "),
            f"{name}_utc": instant_in_utc(boundary.at),
            f"{name}_provenance": boundary.provenance.value,
        }


def _checkout(checkout: Checkout) -> dict[str, str]:
    remaining = checkout.remaining
    return {
        "decision": checkout.decision.value,
        "keep": checkout.reflection.keep,
        "problem": checkout.reflection.problem,
        "try": checkout.reflection.try_,
        "remaining_seconds": "" if remaining is None else str(seconds(remaining)),
        "continue_reason": checkout.continue_reason,
    }


def _clock(length: timedelta) -> str:
    """`2:05:00`, which spreadsheets read as a length of time."""
    minutes, rest = divmod(seconds(length), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
