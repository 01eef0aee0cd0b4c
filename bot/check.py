"""`workbot check`: says what is right and what is wrong before anything runs, one line for each."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from bot.config import Settings, SettingsInvalid, read_settings
from bot.manifest import read_manifest, scopes_of
from bot.slack.client import open_client, open_session
from bot.slack.identity import Identity, SlackUnavailable, check_socket_mode, identify
from bot.store import StoreError, inspect_store
from bot.surface.ids import COMMAND
from bot.telemetry import Telemetry


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    is_right: bool
    text: str


async def check() -> AsyncIterator[Finding]:
    """Everything that can be looked at; what depends on a thing that is wrong is left out."""
    for finding in _manifest():
        yield finding
    try:
        settings = read_settings()
    except SettingsInvalid as wrong:
        for line in wrong.lines:
            yield Finding("settings", False, line)
        return
    yield Finding("settings", True, f"complete, for {'Socket Mode' if settings.uses_socket_mode else 'HTTP'}")
    yield await _database(settings)
    async for finding in _slack(settings):
        yield finding


def _manifest() -> Iterator[Finding]:
    manifest = read_manifest()
    commands = {command["command"] for command in manifest["features"]["slash_commands"]}
    if commands == {COMMAND}:
        yield Finding("manifest", True, f"{COMMAND}, {len(scopes_of(manifest))} scopes")
    else:
        yield Finding(
            "manifest", False, f"must name the command {COMMAND} and no other. Take the one of this release."
        )


async def _database(settings: Settings) -> Finding:
    try:
        return Finding("database", True, await inspect_store(settings.database_url))
    except StoreError as wrong:
        return Finding("database", False, str(wrong))


async def _slack(settings: Settings) -> AsyncIterator[Finding]:
    async with open_session() as http:
        client = open_client(
            settings.slack_bot_token.get_secret_value(), settings.slack_api_url, http, Telemetry()
        )
        try:
            identity = await identify(client)
            yield Finding("token", True, f"@{identity.name} in {identity.team}")
            yield _scopes(identity)
            if settings.slack_app_token:
                await check_socket_mode(client, settings.slack_app_token.get_secret_value())
                yield Finding("Socket Mode", True, "Slack gives a connection")
        except SlackUnavailable as wrong:
            yield Finding("token", False, str(wrong))


def _scopes(identity: Identity) -> Finding:
    needed = scopes_of(read_manifest())
    missing = needed - identity.scopes
    if not identity.scopes:
        return Finding("scopes", False, "Slack did not say which scopes the token has.")
    if missing:
        names = ", ".join(sorted(missing))
        return Finding(
            "scopes", False, f"missing: {names}. Add them on the app's page, then install it again."
        )
    return Finding("scopes", True, f"all {len(needed)} are there")
