"""The app's manifest, `manifest.yml`: for Socket Mode as it stands, for HTTP with the addresses filled in."""

import re
from pathlib import Path
from typing import Any

EVENTS_PATH = "/slack/events"
# In an installed package the file lies beside this module, in a checkout one folder up.
PLACES = (Path(__file__).parent / "manifest.yml", Path(__file__).parent.parent / "manifest.yml")

Manifest = dict[str, Any]


def manifest_text() -> str:
    """The manifest for Socket Mode, with its comments."""
    return next(place for place in PLACES if place.exists()).read_text(encoding="utf-8")


def read_manifest() -> Manifest:
    import yaml  # not at each start: running needs only the path

    manifest: Manifest = yaml.safe_load(manifest_text())
    return manifest


def is_public(url: str) -> bool:
    """Whether Slack could deliver to this address, as far as its shape tells."""
    return re.fullmatch(r"https://[\w.-]+(:\d+)?(/[\w./~-]*)?", url, re.ASCII) is not None


def manifest_for_http(host_url: str) -> str:
    """The manifest for an app that Slack reaches at `host_url`, such as https://work.example.com."""
    import yaml  # see `read_manifest`

    address = host_url.rstrip("/").removesuffix(EVENTS_PATH) + EVENTS_PATH
    manifest = read_manifest()
    for command in manifest["features"]["slash_commands"]:
        command["url"] = address
    settings = manifest["settings"]
    settings["event_subscriptions"] = {"request_url": address, **settings["event_subscriptions"]}
    settings["interactivity"]["request_url"] = address
    settings["socket_mode_enabled"] = False
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=100)


def scopes_of(manifest: Manifest) -> frozenset[str]:
    """The bot scopes that a manifest asks for."""
    return frozenset(manifest["oauth_config"]["scopes"]["bot"])
