"""Moving an installation: all that is in one database is copied to another, of whichever kind.

The source is read in one snapshot and never changed, so it may be in use meanwhile. The target is written in
one transaction, and read again and compared before the commit: it gets all of it, or stays as it was.

A copy leaves a note of itself in the target. While what is there still matches the note, nothing has happened
in it since, so a later copy of the same source may replace it. Whatever else is there is never touched.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Row,
    String,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
)

from bot.store.contents import TABLES, Contents, checksum_of, read_batches, read_contents
from bot.store.copy_sides import Side, reading, writing
from bot.store.errors import CopyRefused
from bot.store.tables import SessionChangeRow, table_of

_journal = table_of(SessionChangeRow)
# Not one of the program's tables: it is there only where something was copied to.
_note = Table("copy_note", MetaData(), Column("source", String), Column("checksum", String))


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied. `users`: who may have changed the source since it was read, "" for nobody."""

    source: str
    target: str
    contents: tuple[Contents, ...]
    users: str

    @property
    def checksum(self) -> str:
        return checksum_of(self.contents)


def copy_database(source_url: str, target_url: str) -> Copied:
    """Raises StoreError; the target is as it was then."""
    with reading(source_url) as source, writing(target_url, source) as target:
        _make_room(source, target)
        contents = tuple(_copy(source.connection, target.connection, table) for table in TABLES)
        _verify(target, contents)
        _go_on_counting(target.connection)
        _leave_note(target.connection, source.description, checksum_of(contents))
    return Copied(source.description, target.description, contents, source.users)


def _make_room(source: Side, target: Side) -> None:
    """Raises CopyRefused unless there is nothing, or an earlier copy of the same source and nothing else."""
    connection = target.connection
    if all(connection.execute(select(table).limit(1)).first() is None for table in TABLES):
        return
    note = _read_note(connection)
    if note is None:
        raise _refused(target, "has a record of its own already")
    if note.checksum != checksum_of([read_contents(connection, table) for table in TABLES]):
        raise _refused(target, f"was used since it was copied from {note.source}")
    if not _is_continued_by(source, target, note.source):
        raise _refused(target, f"holds a copy of {note.source}, which {source.description} does not continue")
    _empty(connection)


def _refused(target: Side, why: str) -> CopyRefused:
    return CopyRefused(
        f"The database {target.description} {why}. It was left as it is; copy to an empty one."
    )


def _is_continued_by(source: Side, target: Side, copied_from: str) -> bool:
    """Whether the newest line of the target's journal is in the source's too; a journal only grows."""
    newest = target.connection.execute(select(_journal).order_by(_journal.c.id.desc()).limit(1)).first()
    if newest is None:
        return copied_from == source.description
    return source.connection.execute(select(_journal).where(_journal.c.id == newest.id)).first() == newest


def _empty(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # where deleting would look for cards of each session
        connection.execute(text(f"TRUNCATE {', '.join(table.name for table in TABLES)}"))
        return
    for table in reversed(TABLES):
        connection.execute(delete(table))


def _copy(source: Connection, target: Connection, table: Table) -> Contents:
    contents = Contents(table.name)
    for rows in read_batches(source, table):
        target.execute(insert(table), [dict(row._mapping) for row in rows])
        contents = contents.with_rows(rows)
    return contents


def _verify(target: Side, contents: tuple[Contents, ...]) -> None:
    for read, table in zip(contents, TABLES, strict=True):
        written = read_contents(target.connection, table)
        if written != read:
            raise CopyRefused(
                f"The copy is not like the original: {table.name} has {written} instead of {read}. "
                f"The database {target.description} was left as it is."
            )


def _go_on_counting(connection: Connection) -> None:
    """The next line of the journal comes after those that were copied; SQLite sees to that by itself."""
    if connection.dialect.name == "postgresql":
        last = connection.scalar(select(func.max(_journal.c.id)))
        serial = func.pg_get_serial_sequence(_journal.name, _journal.c.id.name)
        connection.execute(select(func.setval(serial, last or 1, last is not None)))


def _read_note(connection: Connection) -> Row[Any] | None:
    if not inspect(connection).has_table(_note.name):
        return None
    return connection.execute(select(_note)).first()


def _leave_note(connection: Connection, source: str, checksum: str) -> None:
    _note.create(connection, checkfirst=True)
    connection.execute(delete(_note))
    connection.execute(insert(_note), {"source": source, "checksum": checksum})
