"""The playground's server: a local Slack on a loopback address, for an app and for people at a page."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.playground.actions import Actions
from bot.playground.befalling import under_faults
from bot.playground.clock import MovableClock
from bot.playground.http_delivery import HttpDelivery
from bot.playground.loopback import LOOPBACK_NAMES, add_safe_headers, loopback_only
from bot.playground.page_api import PageApi
from bot.playground.responses import serve_response_url
from bot.playground.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Slack
from bot.playground.streaming import Streams
from bot.playground.tickets import RESPONSE_URL_SECONDS, TRIGGER_SECONDS
from bot.playground.traffic import Traffic
from bot.playground.traffic_api import TrafficApi
from bot.playground.uploading import serve_file, serve_upload
from bot.playground.views import Views
from bot.playground.web_api import serve_method
from bot.playground.wire import Answer, Delivery, Json
from bot.playground.workspace import Workspace

PAGE = Path(__file__).parent / "page"
ACK_SECONDS = 3.0
RETRY_SECONDS = (0.0, 60.0, 300.0)
MAXIMUM_BODY = 2 * 1024 * 1024


class PlaygroundServer:
    """Slack for one app, described by its manifest; deliveries go over Socket Mode until told otherwise."""

    bot_token = BOT_TOKEN
    app_token = APP_TOKEN
    signing_secret = SIGNING_SECRET

    def __init__(
        self,
        clock: MovableClock,
        manifest: Json,
        *,
        events_url: str | None = None,
        port: int = 0,
        host: str = "127.0.0.1",
        ack_seconds: float = ACK_SECONDS,
        retry_seconds: Sequence[float] = RETRY_SECONDS,
        trigger_seconds: float = TRIGGER_SECONDS,
        response_url_seconds: float = RESPONSE_URL_SECONDS,
    ) -> None:
        """The intervals are real seconds, Slack's own by default. Raises ValueError off loopback."""
        if host not in LOOPBACK_NAMES:
            raise ValueError(f"The playground listens on loopback only, not on {host}.")
        self.slack = Slack(
            clock,
            manifest,
            ack_seconds=ack_seconds,
            retry_seconds=retry_seconds,
            trigger_seconds=trigger_seconds,
            response_url_seconds=response_url_seconds,
        )
        self.actions = Actions(self.slack)
        self._host, self._port = host, port
        self._streams = Streams()
        self._page_api = PageApi(self.slack, self.actions, self._streams)
        self._traffic_api = TrafficApi(self.slack.traffic, self._streams)
        self._runner: web.AppRunner | None = None
        self._addresses: list[HttpDelivery] = []
        if events_url is not None:
            self.deliver_over_http(events_url)

    @property
    def url(self) -> str:
        """Known once started, such as http://127.0.0.1:8055."""
        return self.slack.url

    @property
    def api_url(self) -> str:
        """What an app sets as Slack's address."""
        return f"{self.slack.url}/api/"

    @property
    def clock(self) -> MovableClock:
        return self.slack.clock

    @property
    def workspace(self) -> Workspace:
        return self.slack.workspace

    @property
    def views(self) -> Views:
        return self.slack.views

    @property
    def traffic(self) -> Traffic:
        return self.slack.traffic

    async def start(self) -> None:
        """Listens. Raises OSError when the port is taken."""
        self._runner = web.AppRunner(self._application(), shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        port = self._runner.addresses[0][1]
        host = f"[{self._host}]" if ":" in self._host else self._host
        self.slack.url = f"http://{host}:{port}"
        self.slack.response_urls.base_url = self.slack.url
        self.slack.socket_mode.websocket_url = f"ws://{host}:{port}"

    def deliver_over_http(self, events_url: str) -> None:
        """From now on, deliveries are signed requests to this address instead of Socket Mode envelopes."""
        self._addresses.append(HttpDelivery(events_url, SIGNING_SECRET, self.slack.ack_seconds))
        self.slack.dispatcher.transport = self._addresses[-1]
        self.slack.workspace.changed()

    async def verify_events_url(self) -> bool:
        """Whether the app's address answers `url_verification`, as Slack asks when one is entered."""
        return bool(self._addresses) and await self._addresses[-1].verify()

    async def tell_app(self, kind: str, payload: Json, *, accepts_response_payload: bool = True) -> Answer:
        """Delivers any payload, also one that no person could cause; `kind` is the envelope's type."""
        return await self.slack.dispatcher.deliver(Delivery(kind, payload, accepts_response_payload))

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Asks Socket Mode clients to reconnect, for `warning`, `refresh_requested` or `link_disabled`."""
        await self.slack.socket_mode.disconnect(reason)

    async def settled(self) -> None:
        """Waits until the events that the app's own calls set off have been answered."""
        await self.slack.dispatcher.settled()

    async def close(self) -> None:
        """Stops listening and ends what is under way."""
        await self.slack.dispatcher.close()
        self._streams.stop()
        await self.slack.socket_mode.close()
        for address in self._addresses:
            await address.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[loopback_only], client_max_size=MAXIMUM_BODY)
        application.on_response_prepare.append(add_safe_headers)
        application.add_routes(
            [
                web.get("/", self._page),
                web.get("/archives/{channel}/{message}", self._permalink),
                web.get("/api/{method}", self._method),
                web.post("/api/{method}", self._method),
                web.get("/link/", self.slack.socket_mode.connect),
                web.post("/response/{kind}/{secret}", self._response_url),
                web.post("/upload/{secret}", self._upload),
                web.get("/playground/files/{id}", self._file),
                *self._page_api.routes(),
                *self._traffic_api.routes(),
            ]
        )
        if PAGE.is_dir():
            application.router.add_static("/static", PAGE)
        return application

    async def _page(self, _request: web.Request) -> web.StreamResponse:
        index = PAGE / "index.html"
        if index.is_file():
            return web.FileResponse(index)
        return web.Response(text="The playground is running; its page is not part of this installation.")

    async def _permalink(self, request: web.Request) -> web.StreamResponse:
        """What `chat.getPermalink` tells leads to the conversation on the page."""
        raise web.HTTPFound(f"/#at={quote(request.match_info['channel'])}")

    async def _method(self, request: web.Request) -> web.StreamResponse:
        return await under_faults(self.slack, request.match_info["method"], request, serve_method)

    async def _response_url(self, request: web.Request) -> web.StreamResponse:
        return await under_faults(self.slack, "response_url", request, serve_response_url)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        return await under_faults(self.slack, "upload_url", request, serve_upload)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        return await serve_file(self.slack.uploads, request)
