"""Where files of the app come in, and where people get them."""

from collections.abc import AsyncIterator
from urllib.parse import quote

from aiohttp import BodyPartReader, web

from bot.playground.slack import Slack
from bot.playground.uploads import LARGEST_FILE, Uploads


async def serve_upload(slack: Slack, request: web.Request) -> web.Response:
    """`POST /upload/<secret>`: the bytes themselves, or a form with one file."""
    upload = slack.uploads.waiting(request.match_info["secret"])
    content = await _content(request)
    error = "upload_url_not_found" if upload is None else ""
    if upload is not None and len(content) != upload.length:
        error = "length_mismatch"
    elif upload is not None:
        upload.content = content
    answer = error or f"OK - {len(content)}"
    slack.traffic.record(slack.unix_now(), "out", "upload_url", f"{len(content)} bytes", answer, error)
    return web.Response(status=400 if error else 200, text=answer)


async def serve_file(uploads: Uploads, request: web.Request) -> web.Response:
    """`GET /playground/files/<id>`: a file that was shared, to be saved."""
    upload = uploads.shared(request.match_info["id"])
    if upload is None:
        return web.Response(status=404, text="There is no such file.")
    return web.Response(
        body=upload.content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(upload.name)}"},
    )


async def _content(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await _all_of(request.content.iter_chunked(2**16))
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.filename:
            return bytes(await part.read())
    return b""


async def _all_of(chunks: AsyncIterator[bytes]) -> bytes:
    content = b""
    async for chunk in chunks:
        content += chunk
        if len(content) > LARGEST_FILE:
            raise web.HTTPRequestEntityTooLarge(LARGEST_FILE, len(content))
    return content
