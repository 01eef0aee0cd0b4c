import asyncio
import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.card import CardKind
from bot.store import (
    DatabaseLocked,
    DatabaseNewer,
    DatabaseUnreachable,
    DatabaseUrlInvalid,
    DriverMissing,
    StoreError,
    Transaction,
    back_up,
    open_store,
)
from bot.store.address import describe, parse
from tests.store.examples import ADA, NINE, at, start

HOLD = """
import sys
from bot.store import open_store

store = open_store(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


async def test_a_database_is_kept_between_two_openings(database_url: str) -> None:
    first = open_store(database_url)
    session = await first.run(start)
    await first.close()
    second = open_store(database_url)
    assert await second.run(lambda tx: tx.open_session(ADA)) == session
    await second.close()


async def test_a_file_is_named_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite:///some.db")
    assert (store.url, store.description) == ("sqlite:///some.db", str(tmp_path / "some.db"))
    await store.close()


async def test_a_database_in_memory_works_without_a_file() -> None:
    store = open_store("sqlite:///:memory:")
    session = await store.run(start)
    assert await store.run(lambda tx: tx.open_session(ADA)) == session
    await store.close()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_each_spelling_of_postgresql_is_understood_and_no_password_is_told(scheme: str) -> None:
    url = parse(f"{scheme}://ada:secret@db.example:5433/work")
    assert url.drivername == "postgresql+psycopg"
    assert "secret" not in describe(url)
    assert "db.example:5433/work" in describe(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "mysql://host/db",
        "sqlite+aiosqlite:///x.db",
        "sqlite://host/x.db",
        "sqlite:///x.db?a=b",
        "postgresql://host:port/db",
    ],
)
def test_an_address_that_cannot_be_is_refused_in_one_line(url: str) -> None:
    with pytest.raises(DatabaseUrlInvalid) as refusal:
        open_store(url)
    assert "\n" not in str(refusal.value)


async def test_the_pragmas_are_set(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'some.db'}")

    def read(tx: Transaction) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return {name: tx._connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}

    pragmas = await store.run(read)
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 1200}
    await store.close()


async def test_a_transaction_holds_the_right_to_write_from_its_beginning(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'some.db'}")

    def write_from_elsewhere(_tx: Transaction) -> None:
        with sqlite3.connect(tmp_path / "some.db", timeout=0) as other:
            other.execute("BEGIN IMMEDIATE")

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await store.run(write_from_elsewhere)
    await store.close()


def modes(directory: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()}


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """A umask that takes no right away from what is created."""
    before = os.umask(0)
    yield
    os.umask(before)


async def test_all_files_are_readable_by_their_owner_only_whatever_the_umask(
    tmp_path: Path, open_to_all: None
) -> None:
    url = f"sqlite:///{tmp_path / 'some.db'}"
    store = open_store(url)
    await store.run(start)
    back_up(url, tmp_path / "copy.db")
    files = ("some.db", "some.db-wal", "some.db-shm", "some.db.lock", "copy.db")
    assert modes(tmp_path) == dict.fromkeys(files, 0o600)
    await store.close()
    assert modes(tmp_path) == dict.fromkeys(("some.db", "some.db.lock", "copy.db"), 0o600)


async def test_a_backup_that_is_opened_is_private_too(tmp_path: Path, open_to_all: None) -> None:
    first = open_store(f"sqlite:///{tmp_path / 'some.db'}")
    back_up(first.url, tmp_path / "copy.db")
    await first.close()
    second = open_store(f"sqlite:///{tmp_path / 'copy.db'}")
    await second.run(start)
    assert {mode for name, mode in modes(tmp_path).items() if name.startswith("copy.db")} == {0o600}
    await second.close()


async def test_a_link_to_the_file_is_the_same_database(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'some.db'}")
    (tmp_path / "link.db").symlink_to(tmp_path / "some.db")
    with pytest.raises(DatabaseLocked, match="in use by another workbot"):
        open_store(f"sqlite:///{tmp_path / 'link.db'}")
    await store.close()


async def test_a_second_opening_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'some.db'}"
    store = open_store(url)
    with pytest.raises(DatabaseLocked, match="in use by another workbot"):
        open_store(url)
    await store.close()
    await open_store(url).close()


async def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'some.db'}"
    holder = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLD, url), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert holder.stdout
    assert await holder.stdout.readline() == b"open\n"
    with pytest.raises(DatabaseLocked, match=f"process {holder.pid}"):
        open_store(url)
    holder.kill()
    await holder.wait()
    await open_store(url).close()


async def test_the_leases_of_a_killed_process_are_released(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'some.db'}"
    lease = timedelta(hours=1)
    store = open_store(url)
    await store.run(lambda tx: tx.add_card(ADA, CardKind.HOME, due_at=NINE))
    await store.run(lambda tx: tx.claim_due_cards(NINE, lease, 10))
    await store.close()
    store = open_store(url)
    (card,) = await store.run(lambda tx: tx.claim_due_cards(at(9, 0, 1), lease, 10))
    assert (card.fence, card.attempts) == (2, 2)
    await store.close()


def test_a_missing_directory_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(
        DatabaseUnreachable, match=r"^The database .*some.db cannot be used: No such file.*\.$"
    ):
        open_store(f"sqlite:///{tmp_path / 'missing' / 'some.db'}")


def test_a_directory_instead_of_a_file_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "some.db").mkdir()
    with pytest.raises(DatabaseUnreachable, match="directory"):
        open_store(f"sqlite:///{tmp_path / 'some.db'}")


def test_a_file_that_is_no_database_is_told_in_one_line_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "some.db"
    file.write_text("Dear diary, " * 100)
    with pytest.raises(DatabaseUnreachable, match="file is not a database"):
        open_store(f"sqlite:///{file}")
    assert file.read_text() == "Dear diary, " * 100


async def test_a_database_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "some.db"
    await open_store(f"sqlite:///{file}").close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for migrate in (True, False):
        with pytest.raises(DatabaseNewer, match=r"^The database .*some.db .* 9999\.$"):
            open_store(f"sqlite:///{file}", migrate=migrate)
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


def test_a_server_that_does_not_answer_is_told_in_one_line_without_the_password() -> None:
    with pytest.raises(DatabaseUnreachable) as failure:
        open_store("postgresql://ada:secret@127.0.0.1:1/work")
    assert "\n" not in str(failure.value)
    assert "secret" not in str(failure.value)


def test_a_missing_driver_is_told_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DriverMissing, match=r"pip install 'workbot\[postgresql\]'"):
        open_store("postgresql://127.0.0.1/work")


def test_every_failure_is_one_kind_of_error() -> None:
    kinds = (DatabaseLocked, DatabaseNewer, DatabaseUnreachable, DatabaseUrlInvalid, DriverMissing)
    assert all(issubclass(kind, StoreError) for kind in kinds)
