"""The local Slack as a whole: what its Web API, its page and its deliveries work on together."""

from collections.abc import Sequence

from bot.playground.clock import MovableClock
from bot.playground.dispatcher import Dispatcher
from bot.playground.faults import Faults
from bot.playground.manifest import Manifest
from bot.playground.socket_mode import SocketMode
from bot.playground.tickets import ResponseUrls, Triggers
from bot.playground.traffic import Traffic
from bot.playground.uploads import Uploads
from bot.playground.views import Views
from bot.playground.wire import Json
from bot.playground.workspace import Workspace

BOT_TOKEN = "xoxb-playground"  # noqa: S105, not a secret: the playground listens on loopback only
APP_TOKEN = "xapp-playground"  # noqa: S105
SIGNING_SECRET = "playground-signing-secret"  # noqa: S105


class Slack:
    """One workspace with one app installed in it."""

    def __init__(
        self,
        clock: MovableClock,
        manifest: Json,
        *,
        ack_seconds: float,
        retry_seconds: Sequence[float],
        trigger_seconds: float,
        response_url_seconds: float,
    ) -> None:
        self.clock = clock
        self.manifest = Manifest.from_dict(manifest)
        self.workspace = Workspace(clock, self.manifest.name)
        self.views = Views(self.workspace.changed)
        self.triggers = Triggers(trigger_seconds)
        self.response_urls = ResponseUrls(response_url_seconds)
        self.traffic = Traffic()
        self.faults = Faults()
        self.uploads = Uploads()
        self.url = ""
        self.ack_seconds = ack_seconds
        self.socket_mode = SocketMode(ack_seconds, self.workspace.changed)
        self.dispatcher = Dispatcher(self.socket_mode, self.traffic, clock, retry_seconds)
        self.clock.subscribe(self.workspace.changed)

    def emit(self, subscription: str, callback: Json) -> None:
        """Tells the app of an event in the background, if its manifest subscribes to it."""
        if subscription in self.manifest.bot_events:
            self.dispatcher.emit(callback)

    def unix_now(self) -> int:
        """Seconds, by the playground's clock."""
        return int(self.clock.now().timestamp())
