"""Bringing an exported record into an empty database: all of it, or nothing."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.domain.change import Action, Change, Source
from bot.domain.document import ImportRefused
from bot.domain.import_json import from_json
from bot.domain.person import Owner
from bot.domain.session import WorkSession
from bot.store import Store, Transaction


class TransferRefused(Exception):
    """Nothing was brought in; `str()` is one line that says why."""


def read_export(file: Path, owner: Owner) -> tuple[WorkSession, ...]:
    """The sessions of an export in JSON, as those of `owner`. Raises TransferRefused."""
    try:
        document = json.loads(file.read_bytes())
    except OSError as error:
        raise TransferRefused(f"{file} cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise TransferRefused(
            f"{file} is not a JSON document. Only exports in JSON are read back."
        ) from error
    try:
        return from_json(document, owner)
    except ImportRefused as why:
        raise TransferRefused(f"{file} cannot be brought in, {why}.") from why


async def bring_in(store: Store, sessions: Sequence[WorkSession], now: datetime) -> None:
    """Raises TransferRefused where there are work sessions already."""

    def add(tx: Transaction) -> None:
        if not tx.is_without_sessions():
            raise TransferRefused(
                f"The database {store.description} has work sessions already. An import needs an empty one."
            )
        for session in sessions:
            tx.add_session(session, Change(Action.IMPORT, Source.FILE, now, step_id=f"import {session.id}"))

    await store.run(add)
