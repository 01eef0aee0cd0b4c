"""What a table holds, as a number of rows and a checksum that are the same in every kind of database."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from bot.store import tables

BATCH = 1000
_BYTES = 16
TABLES: tuple[Table, ...] = tuple(tables.Row.metadata.sorted_tables)  # what is referred to comes first


@dataclass(frozen=True, slots=True)
class Contents:
    """`checksum` is of the values as the program reads them, in any order: databases sort texts each their
    own way, and keep instants and JSON in forms of their own.
    """

    table: str
    rows: int = 0
    sum: int = 0

    def with_rows(self, rows: Sequence[Sequence[Any]]) -> "Contents":
        added = sum(_number_of(self.table, row) for row in rows)
        return Contents(self.table, self.rows + len(rows), (self.sum + added) % 2 ** (8 * _BYTES))

    @property
    def checksum(self) -> str:
        return f"{self.sum:0{2 * _BYTES}x}"

    def __str__(self) -> str:
        return f"{self.rows} rows with the checksum {self.checksum}"


def read_batches(connection: Connection, table: Table) -> Iterator[Sequence[Row[Any]]]:
    """All rows, some at a time, so that a table of any size takes no more memory."""
    with connection.execute(select(table).execution_options(yield_per=BATCH)) as rows:
        yield from rows.partitions()


def read_contents(connection: Connection, table: Table) -> Contents:
    contents = Contents(table.name)
    for rows in read_batches(connection, table):
        contents = contents.with_rows(rows)
    return contents


def checksum_of(contents: Sequence[Contents]) -> str:
    """One checksum for several tables."""
    all_of_it = " ".join(f"{each.table} {each.rows} {each.checksum}" for each in contents)
    return hashlib.blake2b(all_of_it.encode(), digest_size=_BYTES).hexdigest()


def _number_of(table: str, row: Sequence[Any]) -> int:
    written = json.dumps([table, *row], default=str, sort_keys=True)
    return int.from_bytes(hashlib.blake2b(written.encode(), digest_size=_BYTES).digest())
