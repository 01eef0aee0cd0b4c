"""What the playground reads from the app's manifest: name, commands, scopes, subscriptions."""

from dataclasses import dataclass

from bot.playground.wire import Json, SlackError


@dataclass(frozen=True)
class Command:
    """A slash command as the manifest declares it."""

    command: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True)
class Shortcut:
    """A shortcut as the manifest declares it; `type` is `global` or `message`."""

    callback_id: str
    type: str
    name: str
    description: str


@dataclass(frozen=True)
class Manifest:
    """The app as it would be installed in a workspace."""

    name: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    scopes: tuple[str, ...]
    bot_events: frozenset[str]
    home_tab: bool
    messages_tab_writable: bool

    @classmethod
    def from_dict(cls, manifest: Json) -> "Manifest":
        features = manifest.get("features", {})
        home = features.get("app_home", {})
        settings = manifest.get("settings", {})
        name = features.get("bot_user", {}).get("display_name") or manifest["display_information"]["name"]
        return cls(
            name=name,
            commands=tuple(_command(entry) for entry in features.get("slash_commands", [])),
            shortcuts=tuple(Shortcut(**entry) for entry in features.get("shortcuts", [])),
            scopes=tuple(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
            bot_events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
            home_tab=bool(home.get("home_tab_enabled")),
            messages_tab_writable=bool(home.get("messages_tab_enabled"))
            and not home.get("messages_tab_read_only_enabled", True),
        )

    def command(self, name: str) -> Command | None:
        return next((command for command in self.commands if command.command == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        return next((one for one in self.shortcuts if one.callback_id == callback_id), None)

    def require(self, scope: str) -> None:
        """Raises SlackError `missing_scope` unless the manifest asks for `scope`."""
        if scope not in self.scopes:
            raise SlackError("missing_scope", needed=scope, provided=",".join(self.scopes))


def _command(entry: Json) -> Command:
    return Command(
        command=entry["command"],
        description=entry.get("description", ""),
        usage_hint=entry.get("usage_hint", ""),
        should_escape=bool(entry.get("should_escape")),
    )
