"""Only this machine's own pages and programs may act: no other site through a browser, no rebound name."""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")
SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@web.middleware
async def loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses requests whose Host or Origin is not the playground's own loopback address."""
    port = request.transport.get_extra_info("sockname")[1] if request.transport else None
    origin = request.headers.get("Origin")
    own_host = _own("http://" + request.headers.get("Host", ""), port)
    if not own_host or (origin and not _own(origin, port)) or _from_another_site(request):
        body = {
            "ok": False,
            "error": "forbidden",
            "message": "Only the playground's own address may do that.",
        }
        return web.json_response(body, status=403)
    return await handler(request)


def _from_another_site(request: web.Request) -> bool:
    """What a browser says it does for another site, such as loading an image; following a link is fine."""
    following_link = request.path == "/" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    return request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site") and not following_link


async def add_safe_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(SAFE_HEADERS)


def _own(address: str, port: int | None) -> bool:
    try:
        parts = urlsplit(address)
        named = parts.port or 80
    except ValueError:
        return False
    return parts.scheme == "http" and parts.hostname in LOOPBACK_NAMES and named == port
