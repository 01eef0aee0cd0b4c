"""The command line: `workbot run | playground | check | manifest | db`. The only place that exits."""

import argparse
import asyncio
import gc
import os
import signal
import sys
from collections.abc import Coroutine, Sequence
from importlib.metadata import version
from pathlib import Path

from bot.app import running
from bot.check import check
from bot.clock import SystemClock
from bot.config import HIGHEST_PORT, Settings, SettingsInvalid, read_settings
from bot.database import add_commands
from bot.manifest import is_public, manifest_for_http, manifest_text
from bot.slack.identity import SlackUnavailable
from bot.store import StoreError
from bot.telemetry import set_up_logging
from bot.transfer import TransferRefused

FAILED = 1
MISUSED = 2  # what argparse itself exits with
UNREAD = 141  # what shells say of programs that end because nobody reads their output any more
YOUNG_OBJECTS = 10_000  # so many more, and the youngest are looked through for garbage


class _NotSaid(Exception):
    """The standard output did not take what was to be printed."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; the answer is the exit code."""
    try:
        asked = _parse(arguments)
        set_up_logging(sys.stderr)
        code: int = asked.act(asked)
    except SettingsInvalid as wrong:
        _complain(*wrong.lines)
    except (SlackUnavailable, StoreError, TransferRefused) as wrong:
        _complain(str(wrong))
    except _NotSaid as lost:
        return _without_output(lost.error)
    except OSError as wrong:
        _complain(_what_cannot_be_had(wrong))
    except KeyboardInterrupt:
        return 0
    else:
        return code
    return FAILED


def _without_output(why: OSError) -> int:
    # Python tries once more at the end to write what it could not, and would complain of it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(why, BrokenPipeError):
        return UNREAD
    _complain(f"The output cannot be written: {why.strerror}.")
    return FAILED


def _what_cannot_be_had(wrong: OSError) -> str:
    if wrong.filename:
        return f"{wrong.filename} cannot be used: {wrong.strerror}. Choose another folder."
    reason = wrong.strerror or wrong
    return f"The address cannot be had ({reason}). Choose another with PORT, --port or WORKBOT_HEALTH_PORT."


def _port(typed: str) -> int:
    if not typed.isdecimal() or int(typed) > HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"must be a number from 0 to {HIGHEST_PORT}; 0 takes any free one")
    return int(typed)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    try:
        return _parser().parse_args(arguments)
    finally:
        _print("")  # argparse ends the program after the help, and leaves that in the buffer


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="workbot", description="Work sessions in Slack, with real pauses.")
    parser.add_argument("--version", action="version", version=f"workbot {version('workbot')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="connect to Slack and work until Ctrl-C")
    run.add_argument("--host", help="address to listen on, for HTTP (default: WORKBOT_HOST, else 127.0.0.1)")
    run.add_argument("--port", type=_port, help="port to listen on, for HTTP (default: PORT, else 3000)")
    run.set_defaults(act=_run)

    playground = commands.add_parser("playground", help="a local Slack in the browser, with the bot in it")
    playground.add_argument("--port", type=_port, default=8765, help="port of the page (default: 8765)")
    playground.add_argument("--no-open", action="store_true", help="do not open the browser")
    playground.add_argument("--data", type=Path, metavar="DIR", help="keep the database in this folder")
    playground.add_argument("--http", action="store_true", help="deliver over signed HTTP, not Socket Mode")
    playground.set_defaults(act=_playground)

    checked = commands.add_parser("check", help="say what is right and wrong with the set-up")
    checked.set_defaults(act=_check)

    manifest = commands.add_parser("manifest", help="print the app manifest")
    manifest.add_argument("--url", metavar="https://HOST", help="for HTTP, with Slack reaching this address")
    manifest.set_defaults(act=_manifest)

    database = commands.add_parser("db", help="what is done with the database itself")
    database.set_defaults(act=_database)
    add_commands(database)
    return parser


def _run(asked: argparse.Namespace) -> int:
    given = {name: value for name in ("host", "port") if (value := getattr(asked, name)) is not None}
    settings = read_settings(**given)
    set_up_logging(sys.stderr, settings.log)
    return asyncio.run(_until_stopped(_serve(settings)))


async def _serve(settings: Settings) -> None:
    async with running(settings, SystemClock()) as app:
        _say(f"workbot {version('workbot')} is @{app.identity.name} in {app.identity.team}.")
        _say(f"Database: {app.store.description}")
        _say(app.door.description)
        if app.health_server:
            _say(f"Health and metrics: {app.health_server.url}")
        _say("Stop with Ctrl-C.")
        _let_garbage_be()
        await asyncio.Event().wait()


def _let_garbage_be() -> None:
    """What is there by now is used until the end, and most of what comes goes by itself.

    Looking through all of it for garbage took 50 ms each time, in which nobody was answered.
    """
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)


def _playground(asked: argparse.Namespace) -> int:
    # Imported here: the production path never loads the playground.
    from bot.playground.run import run_playground

    return asyncio.run(
        _until_stopped(
            run_playground(
                port=asked.port,
                opens_browser=not asked.no_open,
                folder=asked.data,
                over_http=asked.http,
                say=_say,
            )
        )
    )


def _check(_: argparse.Namespace) -> int:
    return asyncio.run(_print_findings())


async def _print_findings() -> int:
    wrong = 0
    async for finding in check():
        wrong += not finding.is_right
        _say(f"{'✓' if finding.is_right else '✗'} {finding.subject}: {finding.text}")
    return FAILED if wrong else 0


def _manifest(asked: argparse.Namespace) -> int:
    if asked.url is None:
        _say(manifest_text().rstrip())
    elif is_public(asked.url):
        _say(manifest_for_http(asked.url).rstrip())
    else:
        _complain("--url must be like https://work.example.com, since Slack delivers nowhere but to https.")
        return MISUSED
    return 0


def _database(asked: argparse.Namespace) -> int:
    _say(asked.work(asked))
    return 0


async def _until_stopped(work: Coroutine[object, object, None]) -> int:
    """Run until the work ends or a signal asks for the end; then let it clean up after itself."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, task.cancel)
        except NotImplementedError:  # Windows: Ctrl-C arrives as KeyboardInterrupt
            break
    try:
        await task
    except asyncio.CancelledError:
        return 0
    return 0


def _say(line: str) -> None:
    _print(f"{line}\n")


def _print(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        raise _NotSaid(error) from error


def _complain(*lines: str) -> None:
    for line in lines:
        sys.stderr.write(f"workbot: {line}\n")
