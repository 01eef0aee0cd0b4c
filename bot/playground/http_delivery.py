"""Delivery as signed HTTP requests to the app's own address, the other way that Slack speaks to apps."""

import hashlib
import hmac
import json
import secrets
import time
from urllib.parse import urlencode

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from bot.playground.payloads import VERIFICATION_TOKEN
from bot.playground.wire import Answer, Delivery, Json

FORM = "application/x-www-form-urlencoded"


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """Slack's signature v0 over the raw body; `timestamp` in Unix seconds."""
    signed = f"v0:{timestamp}:".encode() + body
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


class HttpDelivery:
    """Posts deliveries to one address. Signatures carry real time."""

    mode = "http"
    connected = True

    def __init__(self, events_url: str, signing_secret: str, ack_seconds: float) -> None:
        self._url = events_url
        self._secret = signing_secret
        self._session: ClientSession | None = None
        self._timeout = ClientTimeout(total=ack_seconds)

    async def send(self, delivery: Delivery) -> Answer:
        """Waits for the response for as long as Slack does."""
        content_type, body = _encode(delivery)
        headers = {"Content-Type": content_type}
        if delivery.attempt:
            reason = {"operation_timeout": "http_timeout"}.get(delivery.reason, "http_error")
            headers |= {"X-Slack-Retry-Num": str(delivery.attempt), "X-Slack-Retry-Reason": reason}
        started = time.monotonic()
        try:
            answer = await self._post(body, headers)
        except TimeoutError:
            answer = Answer(error="operation_timeout")
        except ClientError:
            answer = Answer(error="dispatch_failed")
        milliseconds = round((time.monotonic() - started) * 1000)
        return Answer(answer.body, answer.error, milliseconds, answer.retry)

    async def verify(self) -> bool:
        """Whether the address answers Slack's `url_verification` with the challenge."""
        challenge = secrets.token_urlsafe(24)
        payload = {"type": "url_verification", "challenge": challenge, "token": VERIFICATION_TOKEN}
        answer = await self.send(Delivery("events_api", payload, accepts_response_payload=True))
        body = answer.body
        return (body.get("challenge") if isinstance(body, dict) else body) == challenge

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _post(self, body: bytes, headers: dict[str, str]) -> Answer:
        if self._session is None:
            self._session = ClientSession(timeout=self._timeout)
        timestamp = int(time.time())
        headers["X-Slack-Request-Timestamp"] = str(timestamp)
        headers["X-Slack-Signature"] = sign(self._secret, timestamp, body)
        post = self._session.post(self._url, data=body, headers=headers, allow_redirects=False)
        async with post as response:
            retry = response.headers.get("X-Slack-No-Retry") != "1"
            if response.status != 200:
                return Answer(error="dispatch_failed", retry=retry)
            return Answer(body=await _decode(response))


def _encode(delivery: Delivery) -> tuple[str, bytes]:
    match delivery.kind:
        case "slash_commands":
            return FORM, urlencode(delivery.payload).encode()
        case "interactive":
            return FORM, urlencode({"payload": json.dumps(delivery.payload)}).encode()
        case _:
            return "application/json", json.dumps(delivery.payload).encode()


async def _decode(response: ClientResponse) -> Json | str | None:
    text = await response.text()
    if response.content_type != "application/json" or not text:
        return text or None
    try:
        body = json.loads(text)
    except ValueError:
        return text
    return body if isinstance(body, dict) else text
