"""The JSON export and its way back: nothing is lost, and nothing wrong comes in."""

import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checkout import Checkout, Decision
from bot.domain.corrections import cancel
from bot.domain.document import ImportRefused
from bot.domain.export_json import json_text
from bot.domain.import_json import from_json
from bot.domain.person import Owner
from bot.domain.ranges import DayRange
from bot.domain.reflection import Reflection
from bot.domain.report import report_on
from bot.domain.session import WorkSession
from tests.domain.examples import ADA, HOUR, MINUTE, SECOND, at, started
from tests.domain.records import records

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "export.md"
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = DayRange(date(2026, 3, 2), date(2026, 3, 2))
EVER = DayRange(date(2019, 1, 1), date(2036, 1, 1))


def finished() -> WorkSession:
    session = replace(started(at(9), HOUR), project="Atlas")
    session = session.pause(at(9, 30), "lunch", at(10)).resume(at(10, 5), at=at(10))
    checkout = Checkout(Decision.CONTINUE, Reflection("a\nb", "c", "d"), 20 * MINUTE, "almost done")
    return session.finish(at(11), checkout)


def open_session() -> WorkSession:
    return replace(started(at(12)), id="W2").pause(at(13))


def to_json(sessions: Sequence[WorkSession], days: DayRange, timezone: tzinfo, exported_at: datetime) -> Any:
    """The document that the text is of; the text itself is laid out as the json module does it."""
    text = "".join(json_text(lambda: sessions, days, timezone, exported_at))
    written = json.loads(text)
    assert text == json.dumps(written, ensure_ascii=False, indent=2) + "\n"
    return written


def document() -> Any:
    """As a file would bring it back."""
    return to_json([finished(), open_session()], MONDAY, BERLIN, at(14))


def test_the_document_says_all_that_is_on_record() -> None:
    assert document()["sessions"][0] == {
        "id": "W1",
        "task": "report",
        "project": "Atlas",
        "state": "done",
        "start": {
            "utc": "2026-03-02T09:00:00Z",
            "local": "2026-03-02T10:00:00+01:00",
            "provenance": "live",
        },
        "end": {
            "utc": "2026-03-02T11:00:00Z",
            "local": "2026-03-02T12:00:00+01:00",
            "provenance": "live",
        },
        "pauses": [
            {
                "number": 1,
                "start": {
                    "utc": "2026-03-02T09:30:00Z",
                    "local": "2026-03-02T10:30:00+01:00",
                    "provenance": "live",
                },
                "end": {
                    "utc": "2026-03-02T10:00:00Z",
                    "local": "2026-03-02T11:00:00+01:00",
                    "provenance": "corrected",
                },
                "reason": "lunch",
                "expected_end": {"utc": "2026-03-02T10:00:00Z", "local": "2026-03-02T11:00:00+01:00"},
            }
        ],
        "planned_checkout": {"utc": "2026-03-02T10:30:00Z", "local": "2026-03-02T11:30:00+01:00"},
        "checkout": {
            "decision": "continue",
            "keep": "a\nb",
            "problem": "c",
            "try": "d",
            "remaining_seconds": 1200,
            "continue_reason": "almost done",
        },
        "cancelled": None,
        "source_url": None,
        "version": 4,
        "pauses_made": 1,
        "counted": {"elapsed_seconds": 7200, "worked_seconds": 5400, "paused_seconds": 1800},
    }


def test_what_is_not_there_is_null() -> None:
    session = document()["sessions"][1]
    absent = {name for name, value in session.items() if value is None}
    assert absent == {"end", "planned_checkout", "checkout", "cancelled", "source_url"}
    assert session["state"] == "paused"
    assert session["pauses"][0]["end"] is None


def test_the_document_says_what_it_is_of_which_days_and_by_whose_clock() -> None:
    written = document()
    assert (written["format"], written["format_version"]) == ("workbot-export", 1)
    assert written["exported"] == {"utc": "2026-03-02T14:00:00Z", "local": "2026-03-02T15:00:00+01:00"}
    assert written["timezone"] == "Europe/Berlin"
    assert written["days"] == {"first": "2026-03-02", "last": "2026-03-02"}
    assert written["total"] == {"elapsed_seconds": 14400, "worked_seconds": 9000, "paused_seconds": 5400}


def test_of_a_session_over_midnight_only_the_part_within_the_days_is_counted() -> None:
    session = replace(started(at(22)), id="W3").finish(at(23, 30), Checkout())
    written = to_json([session], MONDAY, BERLIN, at(23, 59))
    assert written["total"]["worked_seconds"] == 3600
    assert from_json(written, ADA) == (session,)


def test_a_discarded_session_is_kept_and_counts_nothing() -> None:
    discarded = cancel(open_session(), at(13, 30))
    written = to_json([discarded], MONDAY, BERLIN, at(14))
    assert written["total"]["elapsed_seconds"] == 0
    assert from_json(written, ADA) == (discarded,)


@given(records(), st.sampled_from(("UTC", "Asia/Kathmandu", "America/Havana", "Australia/Lord_Howe")))
def test_every_record_comes_back_as_it_was(sessions: tuple[WorkSession, ...], zone: str) -> None:
    written = to_json(sessions, EVER, ZoneInfo(zone), at(9))
    assert from_json(written, ADA) == sessions


@given(records(), st.integers(0, 10))
def test_the_export_counts_what_the_report_of_the_same_days_counts(
    sessions: tuple[WorkSession, ...], length: int
) -> None:
    first = sessions[0].started_at.date() if sessions else MONDAY.first
    days = DayRange(first, first + timedelta(days=length))
    now = max((session.latest_instant for session in sessions), default=at(9)) + HOUR
    counted = to_json(sessions, days, BERLIN, now)["total"]
    account = report_on(sessions, days, BERLIN, now).total.account
    assert counted == {
        "elapsed_seconds": account.elapsed // SECOND,
        "worked_seconds": account.worked // SECOND,
        "paused_seconds": account.paused // SECOND,
    }


def test_a_document_that_is_older_than_projects_has_sessions_of_none() -> None:
    old = document()
    for session in old["sessions"]:
        del session["project"]
    assert {session.project for session in from_json(old, ADA)} == {""}


def test_sessions_become_those_of_the_owner_who_takes_them_in() -> None:
    ben = Owner("T2", "T2", "U2")
    assert {session.owner for session in from_json(document(), ben)} == {ben}


def _set(path: str, value: object) -> Callable[[Any], None]:
    *above, last = path.split(".")

    def change(document: Any) -> None:
        for name in above:
            document = document[int(name) if name.isdigit() else name]
        document[int(last) if last.isdigit() else last] = value

    return change


def _drop(path: str, name: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for step in path.split(".") if path else []:
            document = document[int(step) if step.isdigit() else step]
        del document[name]

    return change


NO_INSTANT = 'is not an instant like "2026-11-20T08:15:00Z"'
UNCLEAN = "holds spaces or invisible characters that are never kept"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_set("format", "toggl"), 'format: is not "workbot-export"'),
        (_drop("", "format"), 'document: has no "format"'),
        (_set("format_version", 2), "format_version: is 2, and this program reads 1"),
        (_set("format_version", True), "format_version: is not a whole number"),
        (_set("sessions", {}), "sessions: is not a list"),
        (_set("sessions.0", "W1"), "sessions[0]: is not an object"),
        (_drop("sessions.0", "task"), 'sessions[0]: has no "task"'),
        (_set("sessions.0.task", 5), "sessions[0].task: is not a text"),
        (_set("sessions.0.task", ""), "sessions[0].task: is empty"),
        (_set("sessions.0.task", " report"), f"sessions[0].task: {UNCLEAN}"),
        (_set("sessions.0.task", "a\x00b"), f"sessions[0].task: {UNCLEAN}"),
        (_set("sessions.0.task", "\ud800"), f"sessions[0].task: {UNCLEAN}"),
        (_set("sessions.0.task", "x" * 151), "sessions[0].task: is 151 characters long, and 150 fit"),
        (_set("sessions.0.project", 5), "sessions[0].project: is not a text"),
        (_set("sessions.0.project", "x" * 81), "sessions[0].project: is 81 characters long, and 80 fit"),
        (_set("sessions.0.id", "x" * 65), "sessions[0].id: is 65 characters long, and 64 fit"),
        (_set("sessions.1.id", "W1"), "sessions[1].id: is that of sessions[0] too"),
        (_set("sessions.0.version", 0), "sessions[0].version: is not a number from 1 to 2147483647"),
        (_set("sessions.0.version", 2**31), "sessions[0].version: is not a number from 1 to 2147483647"),
        (_set("sessions.0.version", 1.0), "sessions[0].version: is not a whole number"),
        (_set("sessions.0.start", None), "sessions[0].start: is not an object"),
        (_set("sessions.0.start.utc", "2026-02-30T09:00:00Z"), f"sessions[0].start.utc: {NO_INSTANT}"),
        (_set("sessions.0.start.utc", "2026-03-02T09:00:00"), f"sessions[0].start.utc: {NO_INSTANT}"),
        (_set("sessions.0.start.utc", "2026-03-02T09:00:00.5Z"), f"sessions[0].start.utc: {NO_INSTANT}"),
        (_set("sessions.0.start.utc", "0001-01-01T00:00:00Z"), f"sessions[0].start.utc: {NO_INSTANT}"),
        (_set("sessions.0.start.utc", 1), f"sessions[0].start.utc: {NO_INSTANT}"),
        (
            _set("sessions.0.start.provenance", "guessed"),
            "sessions[0].start.provenance: is none of: live, corrected, automatic",
        ),
        (
            _set("sessions.0.start.utc", "2026-03-02T09:30:01Z"),
            "sessions[0]: the instants of work session W1 are out of order",
        ),
        (
            _set("sessions.0.pauses.0.end", None),
            "sessions[0]: a pause of work session W1 is open that cannot be",
        ),
        (_set("sessions.0.end", None), "sessions[0].checkout: is there, but the session has no end"),
        (
            _set("sessions.0.pauses.0.reason", "x" * 81),
            "sessions[0].pauses[0].reason: is 81 characters long, and 80 fit",
        ),
        (
            _set("sessions.0.pauses.0.number", 0),
            "sessions[0].pauses[0].number: is not a number from 1 to 2147483647",
        ),
        (
            lambda document: document["sessions"][0]["pauses"].append(document["sessions"][0]["pauses"][0]),
            "sessions[0].pauses: have a number twice",
        ),
        (
            _set("sessions.0.checkout.keep", "x" * 501),
            "sessions[0].checkout.keep: is 501 characters long, and 500 fit",
        ),
        (
            _set("sessions.0.checkout.remaining_seconds", -1),
            "sessions[0].checkout.remaining_seconds: is not a number from 0 to 2147483647",
        ),
        (
            _set("sessions.0.checkout.decision", ["complete"]),
            "sessions[0].checkout.decision: is none of: complete, continue, switch",
        ),
        (
            _set("sessions.1.start.utc", "2026-03-02T10:59:59Z"),
            "sessions[1]: starts at 2026-03-02T10:59:59Z, before sessions[0] has ended",
        ),
        (
            _set("sessions.1.start.utc", "2026-03-02T08:00:00Z"),
            "sessions[0]: starts at 2026-03-02T09:00:00Z, before sessions[1] has ended",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_where_it_stands(change: Callable[[Any], None], message: str) -> None:
    changed = document()
    change(changed)
    with pytest.raises(ImportRefused) as refusal:
        from_json(changed, ADA)
    assert str(refusal.value) == message


@pytest.mark.parametrize("value", [None, [], "text", 1, {}])
def test_what_is_no_export_at_all_is_refused(value: object) -> None:
    with pytest.raises(ImportRefused):
        from_json(value, ADA)


def test_sessions_may_meet_and_discarded_ones_may_overlap() -> None:
    changed = document()
    changed["sessions"][1]["start"]["utc"] = "2026-03-02T11:00:00Z"
    assert len(from_json(changed, ADA)) == 2
    changed["sessions"][1]["start"]["utc"] = "2026-03-02T10:00:00Z"
    changed["sessions"][1]["cancelled"] = changed["exported"]
    assert len(from_json(changed, ADA)) == 2


def test_what_the_program_does_not_know_is_passed_over() -> None:
    changed = document()
    changed["comment"] = changed["sessions"][0]["mood"] = "good"
    assert from_json(changed, ADA) == (finished(), open_session())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [path, *(found for key, child in children for found in _paths(child, (*path, key)))]


@given(st.sampled_from(_paths(document())[1:]), _JSON)
def test_any_value_anywhere_is_read_or_refused_and_nothing_else(path: tuple[Any, ...], value: Any) -> None:
    changed = deepcopy(document())
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    try:
        sessions = from_json(changed, ADA)
    except ImportRefused:
        return
    assert from_json(to_json(sessions, MONDAY, BERLIN, at(14)), ADA) == sessions


def test_the_document_in_the_documentation_is_what_the_program_reads_and_writes() -> None:
    _, _, rest = DOCUMENTATION.read_text(encoding="utf-8").partition("```json\n")
    shown = json.loads(rest.partition("```")[0])
    days = DayRange(date(2026, 11, 16), date(2026, 11, 20))
    assert to_json(from_json(shown, ADA), days, BERLIN, datetime(2026, 11, 20, 16, tzinfo=UTC)) == shown
