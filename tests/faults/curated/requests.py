"""What only HTTP can carry: signatures, headers, encodings, methods and bodies that are not Slack's.

Each is written byte by byte, since no HTTP library would send most of it.
"""

import gzip
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.doors.http import LARGEST_BODY
from bot.playground.http_delivery import FORM, sign
from tests.faults.people import SECRET, Person, command, encode

JSON = "application/json"
PATH = "/slack/events"
TIMESTAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
CLOSED = 0  # no answer: the connection is closed

OK, MALFORMED, REFUSED = (200,), (400,), (401,)
NO_HTTP = (400, CLOSED)
GOOD = encode(command(Person("U0HTTP"), "help", trigger_id="1.1.http"))[1]


@dataclass(frozen=True, slots=True)
class Request:
    """A request, as it is written. `headers` replace those that it would have; None leaves one out.

    `age` is that of its signature, in seconds; `signed` is what was signed, if not the body.
    """

    name: str
    statuses: tuple[int, ...]
    body: bytes = GOOD
    content_type: str | None = FORM
    line: str = f"POST {PATH} HTTP/1.1"
    age: int = 0
    signed: bytes | None = None
    secret: str = SECRET
    headers: Mapping[str, str | None] = field(default_factory=dict)
    more: tuple[bytes, ...] = ()  # lines behind the others, as they are
    ends: bool = False  # nothing more is sent, and the server is told so
    is_slow: bool = False  # the server waits for seconds whether more comes

    def written(self) -> bytes:
        """The bytes, signed now."""
        timestamp = int(time.time()) - self.age
        signed = self.body if self.signed is None else self.signed
        headers: dict[str, str | None] = {
            "Host": "localhost",
            "Connection": "close",
            "Content-Type": self.content_type,
            "Content-Length": str(len(self.body)),
            TIMESTAMP: str(timestamp),
            SIGNATURE: sign(self.secret, timestamp, signed),
            **self.headers,
        }
        lines = [f"{name}: {value}".encode() for name, value in headers.items() if value is not None]
        return b"\r\n".join([self.line.encode(), *lines, *self.more, b"", b""]) + self.body


def _bodies(
    about: str, content_type: str | None, statuses: tuple[int, ...], bodies: dict[str, bytes]
) -> Iterator[Request]:
    for name, body in bodies.items():
        yield Request(f"{about}: {name}", statuses, body, content_type)


def _forged(headers: dict[str, dict[str, str | None]]) -> Iterator[Request]:
    for name, changed in headers.items():
        yield Request(f"forged: {name}", REFUSED, headers=changed)


NO_JSON_OBJECT = {
    "nothing": b"",
    "white space": b" \r\n\t",
    "an open brace": b"{",
    "null": b"null",
    "true": b"true",
    "a number": b"42",
    "a text": b'"x"',
    "a list": b"[]",
    "a list of an object": b'[{"command":"/work"}]',
    "NaN": b"NaN",
    "a NUL": b"\x00",
    "a byte order mark before an object": b'\xef\xbb\xbf{"command":"/work"}',
    "a cut object": b'{"command":"/work","text":"pau',
    "a cut escape": b'{"command":"\\u00',
    "two objects": b"{}{}",
    "an object and nonsense": b'{"type":"event_callback"} x',
    "a comma too many": b'{"type":"event_callback",}',
    "single quotes": b"{'command':'/work'}",
    "a comment": b'{"type":"x"} // x',
    "a control character in a text": b'{"text":"\x01"}',
    "a bare word as a key": b'{command:"/work"}',
    "100,000 open objects": b'{"a":' * 100_000,
    "100,000 open lists": b"[" * 100_000,
    "a number of 100,000 digits": b'{"ts":' + b"9" * 100_000 + b"}",
    "a form": GOOD,
    "XML": b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    "a multipart body": b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--",
}
NO_FORM = {
    "nothing": b"",
    "no pair": b"nonsense",
    "JSON": json.dumps({"command": "/work", "text": "help"}).encode(),
    "an empty payload": b"payload=",
    "a cut payload": b"payload=%7B%22type%22",
    "a payload that is a list": b"payload=[]",
    "a payload that is null": b"payload=null",
    "a payload that is a text": b"payload=%22x%22",
    "a payload of 50,000 brackets": b"payload=" + b"%5B" * 50_000,
    "a payload twice, the last one bad": b"payload=%7B%7D&payload=x",
    "100,000 ampersands": b"&" * 100_000,
    "pairs and a word": b"command=/work&help",
    "a NUL": b"\x00",
    "a payload that is encoded twice": b"payload=%257B%257D",
}
NOT_TEXT = {  # which cannot be signed by Slack either
    "bytes of UTF-16": '{"command":"/work"}'.encode("utf-16"),
    "a lone byte": b"\xff",
    "Latin 1": "command=/work&text=caf\u00e9".encode("latin-1"),
    "an overlong slash": b"command=\xc0\xafwork",
    "an encoded surrogate": b'{"text":"\xed\xa0\x80"}',
    "a cut character": b"command=/work&text=\xf0\x9f\x8e",
    "random bytes": bytes(range(256)),
}
ANSWERED_FORMS = {
    "a field twice": GOOD + b"&text=status&text=help",
    "a person twice, the last one counts": GOOD + b"&user_id=U0HTTP2",
    "1,000 fields": GOOD + b"".join(b"&f%d=x" % number for number in range(1000)),
    "a payload beside a command": GOOD + b"&payload=%7B%7D",
    "a cut percent": GOOD + b"&x=%",
    "percent and no hexadecimal": GOOD + b"&x=%zz",
    "bytes that are no text, encoded": GOOD + b"&x=%ff%fe",
    "a NUL, encoded": GOOD + b"&x=%00",
    "a key without a name": GOOD + b"&=x",
    "a key that is a path": GOOD + b"&__proto__[x]=1",
    "plus signs": GOOD + b"&x=+++",
    "a payload that is empty beside a command": GOOD + b"&payload=",
    "an empty object as the payload": b"payload=%7B%7D",
}
ANSWERED_JSON = {
    "an empty object": b"{}",
    "a type that nobody knows": b'{"type":"x"}',
    "a key twice": b'{"type":"x","type":"y"}',
    "a key that is empty": b'{"":1}',
    "a number too large for a float": b'{"type":"x","n":1e999}',
    "minus infinity": b'{"type":"x","n":-Infinity}',
    "400 lists in each other": b'{"type":"x","a":' + b"[" * 400 + b"]" * 400 + b"}",
    "a lone surrogate as an escape": b'{"command":"/work","text":"\\ud800"}',
    "a NUL as an escape": b'{"type":"\\u0000"}',
    "a challenge without a challenge": b'{"type":"url_verification"}',
    "a challenge that is a number": b'{"type":"url_verification","challenge":7}',
    "a challenge that is markup": b'{"type":"url_verification","challenge":"<script>alert(1)</script>"}',
    "a challenge that is a list": b'{"type":"url_verification","challenge":[null]}',
    "a challenge with a lone surrogate": b'{"type":"url_verification","challenge":"\\ud800"}',
    "a challenge with line ends": b'{"type":"url_verification","challenge":"x\\r\\nSet-Cookie: a=b"}',
    "a challenge of 100,000 letters": b'{"type":"url_verification","challenge":"' + b"x" * 100_000 + b'"}',
    "a check of the certificate that is no form": b'{"ssl_check":1}',
    "white space around an object": b' \r\n {"type":"x"} \n',
}
FORGERIES: dict[str, dict[str, str | None]] = {
    "no signature": {SIGNATURE: None},
    "no timestamp": {TIMESTAMP: None},
    "neither": {SIGNATURE: None, TIMESTAMP: None},
    "an empty signature": {SIGNATURE: ""},
    "an empty timestamp": {TIMESTAMP: ""},
    "a signature of zeros": {SIGNATURE: "v0=" + "0" * 64},
    "a version without a signature": {SIGNATURE: "v0="},
    "a version that is the next": {SIGNATURE: "v1=" + "0" * 64},
    "a signature without its version": {SIGNATURE: "0" * 64},
    "a signature that is cut": {SIGNATURE: "v0=" + "0" * 63},
    "a signature that is too long": {SIGNATURE: "v0=" + "0" * 5000},
    "a signature that is not ASCII": {SIGNATURE: "v0=é"},
    "a signature in full width digits": {SIGNATURE: "v0=" + "０" * 64},
    "two signatures in one header": {SIGNATURE: "v0=0, v0=1"},
    "a timestamp in words": {TIMESTAMP: "now"},
    "a timestamp of zero": {TIMESTAMP: "0"},
    "a timestamp below zero": {TIMESTAMP: "-1"},
    "a timestamp with a plus": {TIMESTAMP: "+1764000000"},
    "a timestamp that is a fraction": {TIMESTAMP: "1764000000.5"},
    "a timestamp that is a power": {TIMESTAMP: "1e9"},
    "a timestamp in hexadecimal": {TIMESTAMP: "0x69250000"},
    "a timestamp with underscores": {TIMESTAMP: "1_764_000_000"},
    "a timestamp in Arabic digits": {TIMESTAMP: "١٧٦٤٠٠٠٠٠٠"},
    "a timestamp in superscript digits": {TIMESTAMP: "¹⁷⁶⁴"},
    "a timestamp of 400 digits": {TIMESTAMP: "9" * 400},
    "a timestamp of 13 digits, in milliseconds": {TIMESTAMP: "1764000000000"},
    "a timestamp that is not a number": {TIMESTAMP: "NaN"},
    "a timestamp that is infinite": {TIMESTAMP: "inf"},
    "a date": {TIMESTAMP: "Sun, 29 Nov 2026 05:00:00 GMT"},
}

REQUESTS: tuple[Request, ...] = (
    *_bodies("JSON", JSON, MALFORMED, NO_JSON_OBJECT),
    *_bodies("a form", FORM, MALFORMED, NO_FORM),
    *_bodies("not text", FORM, REFUSED, NOT_TEXT),
    *_bodies("a form, odd", FORM, OK, ANSWERED_FORMS),
    *_bodies("JSON, odd", JSON, OK, ANSWERED_JSON),
    *_forged(FORGERIES),
    Request("forged: with another secret", REFUSED, secret="guessed"),
    Request("forged: with no secret", REFUSED, secret=""),
    Request("forged: over another body", REFUSED, signed=GOOD + b"x"),
    Request("forged: over the body that was unpacked", REFUSED, gzip.compress(GOOD), signed=GOOD),
    Request("forged: a signature twice", REFUSED, more=(f"{SIGNATURE}: v0=0".encode(),)),
    Request("forged: a timestamp twice", REFUSED, more=(f"{TIMESTAMP}: 1".encode(),)),
    Request("stale: by 301 seconds", REFUSED, age=302),
    Request("stale: by a day", REFUSED, age=86_400),
    Request("stale: from the year 1970", REFUSED, age=int(time.time())),
    Request("stale: 301 seconds ahead", REFUSED, age=-320),
    Request("stale: a day ahead", REFUSED, age=-86_400),
    Request("encoding: gzip, signed as it came", REFUSED, gzip.compress(GOOD)),
    Request(
        "encoding: gzip, and said so", REFUSED, gzip.compress(GOOD), headers={"Content-Encoding": "gzip"}
    ),
    Request("encoding: said to be gzip, and is not", OK, headers={"Content-Encoding": "gzip"}),
    Request("encoding: one that nobody knows", OK, headers={"Content-Encoding": "from-the-future"}),
    Request("type: none", OK, content_type=None),
    Request("type: empty", OK, content_type=""),
    Request("type: plain text", OK, content_type="text/plain"),
    Request("type: multipart without a boundary", OK, content_type="multipart/form-data"),
    Request("type: nonsense", OK, content_type=";;;=,"),
    Request("type: a form in a charset that nobody knows", OK, content_type=f"{FORM}; charset=klingon"),
    Request("type: a form in UTF-16, it says", OK, content_type=f"{FORM}; charset=utf-16"),
    Request("type: a form in capitals", OK, content_type=FORM.upper()),
    Request("type: JSON, for a form", MALFORMED, content_type=f"{JSON}; charset=utf-8"),
    Request("type: JSON of a vendor's, for JSON", MALFORMED, b'{"type":"x"}', "application/vnd.api+json"),
    Request("length: more than comes", (400, CLOSED), headers={"Content-Length": "100000"}, ends=True),
    Request("length: less than comes", MALFORMED, headers={"Content-Length": "5"}),
    Request("length: nothing, of a body", MALFORMED, headers={"Content-Length": "0"}),
    Request("length: none", MALFORMED, headers={"Content-Length": None}),
    Request("length: below zero", NO_HTTP, headers={"Content-Length": "-1"}),
    Request("length: words", NO_HTTP, headers={"Content-Length": "long"}),
    Request("length: two of them", NO_HTTP, more=(b"Content-Length: 5",)),
    Request("length: in pieces too", NO_HTTP, more=(b"Transfer-Encoding: chunked",)),
    Request("length: more than any", MALFORMED, b"x" * (LARGEST_BODY + 1)),
    Request(
        "length: said to be more than any",
        (400, CLOSED),  # who hangs up in the middle may have no answer
        headers={"Content-Length": "9" * 18},
        ends=True,
    ),
    Request(
        "pieces: one of a length that is none",
        NO_HTTP,
        b"xyz\r\n",
        headers={"Content-Length": None, "Transfer-Encoding": "chunked"},
    ),
    Request(
        "pieces: none at all",
        REFUSED,
        b"0\r\n\r\n",
        headers={"Content-Length": None, "Transfer-Encoding": "chunked"},
    ),
    Request(
        "pieces: the last one missing",
        (400, CLOSED),
        b"5\r\nhello\r\n",
        ends=True,
        headers={"Content-Length": None, "Transfer-Encoding": "chunked"},
    ),
    Request(
        "pieces: as they should be",
        OK,
        b"%x\r\n%b\r\n0\r\n\r\n" % (len(GOOD), GOOD),
        signed=GOOD,
        headers={"Content-Length": None, "Transfer-Encoding": "chunked"},
    ),
    Request("method: GET", (405,), line=f"GET {PATH} HTTP/1.1"),
    Request("method: PUT", (405,), line=f"PUT {PATH} HTTP/1.1"),
    Request("method: DELETE", (405,), line=f"DELETE {PATH} HTTP/1.1"),
    Request("method: HEAD", (405,), line=f"HEAD {PATH} HTTP/1.1"),
    Request("method: OPTIONS", (405,), line=f"OPTIONS {PATH} HTTP/1.1"),
    Request("method: one of its own", (400, 405), line=f"WORK {PATH} HTTP/1.1"),
    Request("method: in small letters", (400, 405), line=f"post {PATH} HTTP/1.1"),
    Request("method: with a control character", NO_HTTP, line=f"PO\x01ST {PATH} HTTP/1.1"),
    Request("path: the root", (404,), line="POST / HTTP/1.1"),
    Request("path: one above", (404,), line="POST /slack HTTP/1.1"),
    Request("path: one below", (404,), line=f"POST {PATH}/x HTTP/1.1"),
    Request("path: with a slash behind", (404,), line=f"POST {PATH}/ HTTP/1.1"),
    Request("path: in capitals", (404,), line=f"POST {PATH.upper()} HTTP/1.1"),
    Request("path: upwards", (404,), line="POST /../../etc/passwd HTTP/1.1"),
    Request("path: with a NUL", (400, 404, CLOSED), line="POST /slack/events%00 HTTP/1.1"),
    Request("path: of 100,000 letters", (400, 414, CLOSED), line=f"POST /{'x' * 100_000} HTTP/1.1"),
    Request("path: with a query", OK, line=f"POST {PATH}?x=1&payload=%7B%7D HTTP/1.1"),
    Request("path: a whole address", (200, 404), line=f"POST http://example.org{PATH} HTTP/1.1"),
    Request("path: metrics, which are not here", (404,), line="POST /metrics HTTP/1.1"),
    Request("path: health, by POST", (405,), line="POST /healthz HTTP/1.1"),
    Request("path: none", NO_HTTP, line="POST HTTP/1.1"),
    Request("version: that nobody knows", NO_HTTP, line=f"POST {PATH} HTTP/9.9"),
    Request("version: 1.0", OK, line=f"POST {PATH} HTTP/1.0"),
    Request("version: a preface of HTTP/2", NO_HTTP, line="PRI * HTTP/2.0"),
    Request("version: none, but a greeting of TLS", NO_HTTP, line="\x16\x03\x01\x02\x00\x01"),
    Request("header: of 100,000 letters", NO_HTTP, headers={"X-Long": "x" * 100_000}),
    Request("header: 1,000 of them", NO_HTTP, more=tuple(b"X-%d: 1" % number for number in range(1000))),
    Request("header: with a space in its name", NO_HTTP, more=(b"X Odd: 1",)),
    Request("header: without a colon", NO_HTTP, more=(b"nonsense",)),
    Request("header: with a NUL", NO_HTTP, more=(b"X-Odd: \x00",)),
    Request("header: folded", (200, 400, CLOSED), more=(b"X-Odd: 1", b" 2")),
    Request("header: bytes that are no text", (200, 400, CLOSED), more=(b"X-Odd: \xff\xfe",)),
    Request("header: no host", (200, 400), headers={"Host": None}),
    Request("header: expects to be asked to go on", OK, headers={"Expect": "100-continue"}),
    Request("header: expects what nobody can", (417,), headers={"Expect": "the unexpected"}),
    Request(
        "header: wants to speak WebSocket",
        OK,
        headers={"Upgrade": "websocket", "Connection": "Upgrade, close"},
    ),
    Request("header: a retry that is no number", OK, headers={"X-Slack-Retry-Num": "often"}),
    Request("header: a retry for markup", OK, headers={"X-Slack-Retry-Reason": "<!channel>\t"}),
    Request("header: a retry for the millionth time", OK, headers={"X-Slack-Retry-Num": "9" * 400}),
    Request(
        "length: more than comes, and nobody hangs up",
        MALFORMED,
        headers={"Content-Length": "100000"},
        is_slow=True,
    ),
)
