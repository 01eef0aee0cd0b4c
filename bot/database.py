"""The commands `workbot db …`: what is done with the database itself. Each answers with the line to say."""

import argparse
import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.clock import SystemClock
from bot.config import read_database_settings
from bot.domain.person import Owner
from bot.domain.session import WorkSession
from bot.store import Copied, back_up, copy_database, open_store
from bot.transfer import bring_in, read_export


def add_commands(parser: argparse.ArgumentParser) -> None:
    """`work` of what was parsed does it. It raises SettingsInvalid, StoreError or TransferRefused."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    backup = commands.add_parser("backup", help="copy the database to a file, also while it is in use")
    backup.add_argument("file", type=Path, metavar="FILE", help="must not be there yet")
    backup.set_defaults(work=_back_up)

    copying = commands.add_parser("copy", help="move an installation to another database, of any kind")
    copying.add_argument("source", metavar="FROM", help="like DATABASE_URL; it is only read")
    copying.add_argument(
        "target", metavar="TO", help="an empty database, or one with an earlier copy of FROM"
    )
    copying.set_defaults(work=_copy)

    importing = commands.add_parser("import", help="bring an export in JSON into an empty database")
    importing.add_argument("file", type=Path, metavar="FILE", help="what `/work export json` sent")
    importing.add_argument("--user", required=True, metavar="U…", help="Slack's id of whose record it is")
    importing.add_argument("--team", required=True, metavar="T…", help="Slack's id of the workspace")
    importing.add_argument("--enterprise", metavar="E…", help="and of the organization, if it has one")
    importing.set_defaults(work=_import)


def _back_up(asked: argparse.Namespace) -> str:
    source = back_up(read_database_settings().database_url, asked.file)
    return f"Backup of {source}: {asked.file}"


def _copy(asked: argparse.Namespace) -> str:
    return "\n".join(_lines_about(copy_database(asked.source, asked.target)))


def _lines_about(copied: Copied) -> Iterator[str]:
    yield f"Copied from {copied.source} to {copied.target}:"
    for each in copied.contents:
        yield f"  {each.table:<16}{each.rows:>10,} rows  {each.checksum}"
    yield f"Read again at the target, all of it is the same. Checksum: {copied.checksum}"
    if copied.users:
        yield (
            f"{copied.source} is in use ({copied.users}): what happens in it from now on is not in the copy. "
            "To move, stop workbot and run this command again."
        )


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
