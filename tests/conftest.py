"""What all tests share: the same examples on every run, and a fresh database of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.databases import SharedServer, begin_run, end_run, shared_server

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
def database_url(database: str, postgresql: SharedServer, tmp_path: Path) -> Iterator[str]:
    """A fresh database with the present schema, which SQLite gets when it is opened."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'workbot.db'}"
    else:
        with postgresql.database() as url:
            yield url


@pytest.fixture
def empty_database_url(database: str, postgresql: SharedServer, tmp_path: Path) -> Iterator[str]:
    """A fresh database with nothing in it."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        with postgresql.database(migrated=False) as url:
            yield url
