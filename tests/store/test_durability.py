"""What `run` has returned is on disk: the process is killed in the very next moment."""

import asyncio
import sys
from pathlib import Path

import pytest

from bot.store import open_store
from tests.store.examples import ADA

WRITE_AND_DIE = """
import asyncio, os, signal, sys
from bot.store import open_store
from tests.store.examples import start

async def main():
    session = await open_store(sys.argv[1]).run(start)
    os.write(1, session.id.encode())
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.mark.parametrize("attempt", range(3))
async def test_a_committed_session_outlives_kill_9(database_url: str, attempt: int) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", WRITE_AND_DIE, database_url),
        stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    written, _ = await process.communicate()
    assert process.returncode == -9
    store = open_store(database_url)
    session = await store.run(lambda tx: tx.open_session(ADA))
    assert session
    assert session.id == written.decode()
    await store.close()
