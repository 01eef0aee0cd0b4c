"""The manifest: valid as Slack says, and everything that it names has somebody who listens."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.listeners.clicks import CLICKS
from bot.manifest import manifest_for_http, manifest_text, read_manifest, scopes_of
from bot.playground.server import PlaygroundServer
from bot.surface.ids import ActionId
from tests.contract.driver import Driver
from tests.contract.evidence import printed

SCHEMAS = sorted((Path(__file__).parent / "slack").glob("manifest.schema.*.json"))


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: path.name)
@pytest.mark.parametrize("url", [None, "https://work.example.com", "https://work.example.com/slack/events"])
def test_the_manifest_is_valid_as_slack_says(schema: Path, url: str | None) -> None:
    manifest = yaml.safe_load(manifest_for_http(url)) if url else read_manifest()
    rules = json.loads(schema.read_text(encoding="utf-8"))
    if "2.0.0" in schema.name:
        manifest["_metadata"]["major_version"], manifest["_metadata"]["minor_version"] = 2, 0
    validator = jsonschema.validators.validator_for(rules)(rules)
    assert [error.message for error in validator.iter_errors(manifest)] == []


def test_for_http_every_address_is_the_door() -> None:
    manifest = yaml.safe_load(manifest_for_http("https://work.example.com/"))
    address = "https://work.example.com/slack/events"
    assert manifest["settings"]["event_subscriptions"]["request_url"] == address
    assert manifest["settings"]["interactivity"]["request_url"] == address
    assert [command["url"] for command in manifest["features"]["slash_commands"]] == [address]
    assert manifest["settings"]["socket_mode_enabled"] is False


def test_the_scopes_are_the_least_and_each_gives_its_reason() -> None:
    assert scopes_of(read_manifest()) == {
        *("commands", "chat:write", "im:write", "im:history", "users:read", "files:write")
    }
    lines = manifest_text().splitlines()
    for scope in scopes_of(read_manifest()):
        (line,) = [line for line in lines if line.strip().startswith(f"- {scope} ")]
        assert re.search(r"# \S+", line)


def test_home_and_messages_are_on_and_commands_come_escaped() -> None:
    features = read_manifest()["features"]
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert all(command["should_escape"] for command in features["slash_commands"])


EVENTS: dict[str, dict[str, Any]] = {
    "app_home_opened": {"type": "app_home_opened", "user": "U0ADA", "channel": "D0ADA", "tab": "home"},
    "message.im": {
        "type": "message",
        "user": "U0ADA",
        "channel": "D0ADA",
        "channel_type": "im",
        "text": "help",
        "ts": "1.2",
    },
}


@pytest.mark.usefixtures("clean_log")
@pytest.mark.parametrize("name", read_manifest()["settings"]["event_subscriptions"]["bot_events"])
async def test_every_event_has_a_listener(
    ada: Driver, server: PlaygroundServer, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    payload = {
        "type": "event_callback",
        "team_id": "T0PLAYGRND",
        "event_id": "Ev1",
        "event": EVENTS[name],
    }
    answer = await server.tell_app("events_api", payload)
    assert answer.error is None
    assert [record.getMessage() for record in printed(caplog) if record.levelname != "INFO"] == []


@pytest.mark.usefixtures("clean_log")
@pytest.mark.parametrize(
    "name", [command["command"] for command in read_manifest()["features"]["slash_commands"]]
)
async def test_every_command_has_a_listener(
    ada: Driver, server: PlaygroundServer, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    payload = {"command": name, "text": "help", "team_id": "T0PLAYGRND", "user_id": "U0ADA", "type": ""}
    answer = await server.tell_app("slash_commands", payload)
    assert answer.error is None
    assert isinstance(answer.body, dict)
    assert "nothing was changed" not in str(answer.body["text"])
    assert [record.getMessage() for record in printed(caplog) if record.levelname != "INFO"] == []


@pytest.mark.usefixtures("clean_log")
@pytest.mark.parametrize(
    "shortcut", read_manifest()["features"]["shortcuts"], ids=lambda shortcut: shortcut["callback_id"]
)
async def test_every_shortcut_has_a_listener(
    ada: Driver, server: PlaygroundServer, shortcut: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    where = {}
    if shortcut["type"] == "message":
        channel = (await ada.see()).conversation("channel")["id"]
        written = await ada.post("message", person=ada.user_id, channel=channel, text="Look at this")
        where = {"channel": channel, "ts": written["ts"]}
    await ada.post("shortcut", person=ada.user_id, callback_id=shortcut["callback_id"], **where)
    await ada.modal_opens()
    assert [record.getMessage() for record in printed(caplog) if record.levelname != "INFO"] == []


def test_every_action_has_a_click() -> None:
    assert set(ActionId) - set(CLICKS) <= {ActionId.MENU}  # which is opened up into the action it carries
