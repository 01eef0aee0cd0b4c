"""Looks from the outside, after a trial, whether the promises were kept.

It reads the tables with statements of its own, and what the fake Slack received; it asks the bot nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Row, Table, create_engine, select
from sqlalchemy.pool import NullPool

from bot.domain.person import Owner
from bot.domain.session import WorkSession
from bot.store.address import parse
from bot.store.snapshots import session_from
from bot.store.tables import (
    CardRow,
    DeliveryRow,
    PauseRow,
    ReminderRow,
    SessionChangeRow,
    WorkSessionRow,
    table_of,
)
from tests.faults.people import Person, Told
from tests.faults.slack import FakeSlack
from tests.faults.tally import Tally

Rows = list[Row[Any]]


class Evidence:
    """All rows of one database at one moment."""

    def __init__(self, connection: Connection) -> None:
        self.sessions = _all(connection, table_of(WorkSessionRow))
        self.pauses = _all(connection, table_of(PauseRow))
        self.changes = sorted(_all(connection, table_of(SessionChangeRow)), key=lambda row: row.id)
        self.reminders = _all(connection, table_of(ReminderRow))
        self.cards = _all(connection, table_of(CardRow))
        self.deliveries = _all(connection, table_of(DeliveryRow))

    def of_person(self, user_id: str) -> Rows:
        """The journal of one person, oldest first."""
        return [row for row in self.changes if row.user_id == user_id]

    def unsettled(self) -> Rows:
        """Cards that are still to be shown."""
        return [row for row in self.cards if row.due_at is not None]


def _all(connection: Connection, table: Table) -> Rows:
    return list(connection.execute(select(table)))


@contextmanager
def looking(database_url: str) -> Iterator[Connection]:
    engine = create_engine(parse(database_url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def look(database_url: str) -> Evidence:
    with looking(database_url) as connection:
        return Evidence(connection)


def check_record(evidence: Evidence, tally: Tally) -> None:
    """The journal is complete and agrees with the sessions; they do not overlap; their sums are right."""
    history = defaultdict[str, Rows](list)
    for change in evidence.changes:
        history[change.session_id].append(change)
    for session in evidence.sessions:
        changes = history.pop(session.id, [])
        pauses = [row for row in evidence.pauses if row.session_id == session.id]
        tally.note_unhandled(*_wrong_in_journal(session, pauses, changes))
    tally.note_unhandled(*(f"journal of {session_id}, which is not there" for session_id in history))
    tally.note_unhandled(*_wrong_between(evidence.sessions))


def _wrong_in_journal(session: Row[Any], pauses: Rows, changes: Rows) -> Iterator[str]:
    versions = [change.version for change in changes]
    if not _is_complete(versions, session.version):
        yield f"session {session.id} at {session.version} has the journal {versions}"
        return
    for earlier, later in pairwise(changes):
        if later.before != earlier.after:
            yield f"journal of {session.id}: version {later.version} does not follow {earlier.version}"
    after = changes[-1].after
    stored = {"task": session.task, "state": session.state, "version": session.version}
    if stored != {name: after[name] for name in stored}:
        yield f"session {session.id} is {stored}, its journal says otherwise"
    if _spans(pauses) != {
        each["number"]: (_at(each["start"]), _at(each["end"])) for each in after["pauses"]
    } or (session.started_at, session.ended_at) != (_at(after["start"]), _at(after["end"])):
        yield f"the instants of session {session.id} are not those of its journal"
    yield from _wrong_in_sums(session_from(after, session.id, Owner("t", "t", session.user_id)))


def _is_complete(versions: list[int], last: int) -> bool:
    """A checkout on a break makes two versions in one line of the journal: its number is the later one."""
    steps = {later - earlier for earlier, later in pairwise(versions)}
    return versions[:1] == [1] and versions[-1:] == [last] and steps <= {1, 2}


def _wrong_in_sums(session: WorkSession) -> Iterator[str]:
    now = session.latest_instant + timedelta(hours=1)
    end = session.closed_at or now
    if session.cancelled_at:
        return
    account = session.account(now)
    pauses = sum(((pause.ended_at or end) - pause.started_at for pause in session.pauses), timedelta())
    if account.elapsed != end - session.started_at or account.paused != pauses:
        yield f"the sums of session {session.id} are {account}"
    if account.elapsed != account.worked + account.paused or account.worked < timedelta():
        yield f"elapsed is not worked + paused in session {session.id}: {account}"


def _wrong_between(sessions: Rows) -> Iterator[str]:
    by_person = defaultdict[tuple[str, str], Rows](list)
    for session in sessions:
        if session.cancelled_at is None:
            by_person[session.tenant_id, session.user_id].append(session)
    for user_id, theirs in by_person.items():
        if sum(session.ended_at is None for session in theirs) > 1:
            yield f"{user_id} has two open sessions"
        theirs.sort(key=lambda session: (session.started_at, session.ended_at is None, session.ended_at))
        for earlier, later in pairwise(theirs):
            if earlier.ended_at is None or earlier.ended_at > later.started_at:
                yield f"sessions of {user_id} overlap: {earlier.id}, {later.id}"


def _spans(pauses: Rows) -> dict[int, tuple[datetime, datetime | None]]:
    return {row.number: (row.started_at, row.ended_at) for row in pauses}


def _at(boundary: dict[str, str] | None) -> datetime | None:
    return datetime.fromisoformat(boundary["at"]) if boundary else None


LEGAL: dict[str | None, dict[str, str | None]] = {
    None: {"start": "working"},
    "working": {"pause": "paused", "finish": None},
}
LEGAL |= {"paused": {"resume": "working", "finish": None}}


def check_acknowledged(evidence: Evidence, people: Iterable[Person], tally: Tally) -> None:
    """Each journal is what the acknowledged requests make, with or without each that had no answer."""
    for person in people:
        written = [change.action for change in evidence.of_person(person.id)]
        possible = possible_journals(person.asked)
        if tuple(written) in possible:
            continue
        shortest = min(len(journal) for journal in possible)
        line = f"{person.id} asked {[(v, t.name) for v, t in person.asked]}, on record is {written}"
        if len(written) < shortest:
            tally.note_lost(line)
        elif len(written) > max(len(journal) for journal in possible):
            tally.note_doubled(line)
        else:
            tally.note_unhandled(line)


def possible_journals(asked: Iterable[tuple[str, Told]]) -> set[tuple[str, ...]]:
    worlds: set[tuple[str | None, tuple[str, ...]]] = {(None, ())}
    for verb, told in asked:
        done = {_after(state, journal, verb) for state, journal in worlds}
        worlds = {Told.DONE: done, Told.FAILED: worlds, Told.NOTHING: worlds | done}[told]
    return {journal for _, journal in worlds}


def _after(state: str | None, journal: tuple[str, ...], verb: str) -> tuple[str | None, tuple[str, ...]]:
    """A verb that is refused changes nothing."""
    legal = LEGAL.get(state, {})
    return (legal[verb], (*journal, verb)) if verb in legal else (state, journal)


def check_cards(evidence: Evidence, slack: FakeSlack, tally: Tally) -> None:
    """Whatever was issued has its card; what should be in Slack is there, and nothing is there twice."""
    posted = slack.posted_cards()
    tally.note_doubled(
        *(f"card {card} was posted {times} times" for card, times in posted.items() if times > 1)
    )
    spoken = {
        (row.session_id, row.pause_number, row.sequence) for row in evidence.cards if row.kind == "reminder"
    }
    for row in evidence.reminders:
        about = (row.session_id, row.pause_number, row.sequence)
        if row.state == "issued" and row.kind == "long_pause" and about not in spoken:
            tally.note_lost(f"reminder {about} was issued and has no card")
    for row in evidence.cards:
        if row.state == "dead":
            tally.note_lost(f"card {row.id} of {row.user_id} is dead: {row.error}")
        elif row.due_at is not None:
            tally.note_lost(f"card {row.id} ({row.kind}) of {row.user_id} was not shown: {row.error}")
        elif row.message_ts and row.kind != "home" and not posted[row.id]:
            tally.note_lost(f"card {row.id} of {row.user_id} counts as posted and is not in Slack")


def check_reminded(evidence: Evidence, slack: FakeSlack, people: Iterable[Person], tally: Tally) -> None:
    """Who is on a break that is long by now has been told, at least once."""
    posted = slack.posted_cards()
    open_pauses = {(row.session_id, row.number) for row in evidence.pauses if row.ended_at is None}
    told = {
        (row.session_id, row.pause_number)
        for row in evidence.cards
        if row.kind == "reminder" and posted[row.id]
    }
    for person in people:
        paused = [row.id for row in evidence.sessions if row.user_id == person.id and row.state == "paused"]
        for about in open_pauses:
            if about[0] in paused and about not in told:
                tally.note_lost(f"{person.id} was never told of the break {about}")
