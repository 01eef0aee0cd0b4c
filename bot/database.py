"""The commands `workbot db …`: what is done with the database itself. Each answers with the line to say."""

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path

from bot.clock import SystemClock
from bot.config import read_database_settings
from bot.domain.person import Owner
from bot.domain.session import WorkSession
from bot.store import back_up, open_store
from bot.transfer import bring_in, read_export


def add_commands(parser: argparse.ArgumentParser) -> None:
    """`work` of what was parsed does it. It raises SettingsInvalid, StoreError or TransferRefused."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    backup = commands.add_parser("backup", help="copy the database to a file, also while it is in use")
    backup.add_argument("file", type=Path, metavar="FILE", help="must not be there yet")
    backup.set_defaults(work=_back_up)

    importing = commands.add_parser("import", help="bring an export in JSON into an empty database")
    importing.add_argument("file", type=Path, metavar="FILE", help="what `/work export json` sent")
    importing.add_argument("--user", required=True, metavar="U…", help="Slack's id of whose record it is")
    importing.add_argument("--team", required=True, metavar="T…", help="Slack's id of the workspace")
    importing.add_argument("--enterprise", metavar="E…", help="and of the organization, if it has one")
    importing.set_defaults(work=_import)


def _back_up(asked: argparse.Namespace) -> str:
    source = back_up(read_database_settings().database_url, asked.file)
    return f"Backup of {source}: {asked.file}"


def _import(asked: argparse.Namespace) -> str:
    owner = Owner(asked.enterprise or asked.team, asked.team, asked.user)
    sessions = read_export(asked.file, owner)
    return asyncio.run(_bring_in(read_database_settings().database_url, sessions))


async def _bring_in(database_url: str, sessions: Sequence[WorkSession]) -> str:
    store = open_store(database_url)
    try:
        await bring_in(store, sessions, SystemClock().now())
    finally:
        await store.close()
    return f"Work sessions brought in: {len(sessions)}. Database: {store.description}"
