"""What all tests share: the same examples on every run, and a fresh database of each kind."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine

from bot.store.address import parse
from tests.databases import NewDatabase, SharedServer, begin_run, end_run, shared_server

# No deadline for one example: a busy machine is no failure.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # which only the workers of xdist have
        begin_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        end_run()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which kind of database the test uses: each in its turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def postgresql() -> SharedServer:
    return shared_server()


@pytest.fixture
def new_database(postgresql: SharedServer, tmp_path: Path) -> Iterator[NewDatabase]:
    """Gives as many databases as are asked for; all of them are gone after the test."""
    with ExitStack() as given:
        numbers = count(1)

        def new(kind: str, *, migrated: bool = True) -> str:
            if kind == "postgresql":
                return given.enter_context(postgresql.database(migrated=migrated))
            return f"sqlite:///{tmp_path / f'workbot-{next(numbers)}.db'}"

        yield new


@pytest.fixture
def database_url(database: str, new_database: NewDatabase) -> str:
    """A fresh database with the present schema, which SQLite gets when it is opened."""
    return new_database(database)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A way to the database past the store."""
    engine = create_engine(parse(database_url))
    yield engine
    engine.dispose()


@pytest.fixture
def empty_database_url(database: str, new_database: NewDatabase) -> str:
    """A fresh database with nothing in it."""
    return new_database(database, migrated=False)
