"""What only Socket Mode can carry: frames that are no envelopes, envelopes without a part, odd greetings."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from tests.faults.people import Json, Person, command


class Fate(Enum):
    """What is to become of a frame. Whatever it is, the next envelope is answered."""

    ACKNOWLEDGED = "acknowledged, on the same connection"
    IGNORED = "not acknowledged, and the connection stays"
    RECONNECTS = "the bot connects anew"


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame as it is sent: text or bytes, or the code that the connection is closed with.

    `envelope_id` is what its acknowledgement names, where there can be one.
    """

    name: str
    fate: Fate
    sent: str | bytes | int
    envelope_id: str | None = None
    is_slow: bool = False  # the client takes seconds to see that the connection is gone


HELP: Json = command(Person("U0SOCKET"), "help", trigger_id="1.1.socket")


def _envelope(**more: object) -> Json:
    return {
        "type": "slash_commands",
        "envelope_id": "",
        "payload": HELP,
        "accepts_response_payload": True,
    } | more


def _frames(about: str, fate: Fate, frames: Mapping[str, str | bytes | int]) -> tuple[Frame, ...]:
    return tuple(Frame(f"{about}: {name}", fate, sent) for name, sent in frames.items())


def _envelopes(fate: Fate, envelopes: Mapping[str, Json]) -> tuple[Frame, ...]:
    """Each with an id of its own, unless it has an odd one or none."""
    made = []
    for number, (name, given) in enumerate(envelopes.items()):
        envelope = given | ({"envelope_id": f"odd-{number}"} if given.get("envelope_id") == "" else {})
        made.append(
            Frame(f"an envelope: {name}", fate, json.dumps(envelope), str(envelope.get("envelope_id")))
        )
    return tuple(made)


NO_ENVELOPES = {
    "nothing": "",
    "white space": " \n",
    "words": "hello",
    "a ping in words": "Ping from applink-3",
    "null": "null",
    "a number": "42",
    "a list": "[]",
    "a list of an envelope": json.dumps([_envelope()]),
    "a text in JSON": '"disconnect"',
    "an empty object": "{}",
    "an open brace": "{",
    "a cut envelope": json.dumps(_envelope())[:40],
    "two envelopes in one frame": json.dumps(_envelope(envelope_id="two")) * 2,
    "an envelope behind a byte order mark": "\ufeff" + json.dumps(_envelope()),
    "an envelope behind a space": " " + json.dumps(_envelope()),
    "100,000 open objects": '{"a":' * 100_000,
    "a number of 100,000 digits": '{"a":' + "9" * 100_000 + "}",
    "a NUL": "\x00",
    "HTTP": "GET / HTTP/1.1\r\n\r\n",
    "a million letters": "x" * 1_000_000,
    "no type": json.dumps({"envelope_id": "x", "payload": HELP}),
    "no envelope id": json.dumps({"type": "slash_commands", "payload": HELP}),
    "no payload": json.dumps({"type": "slash_commands", "envelope_id": "x"}),
    "a type that nobody knows, and nothing else": '{"type":"from_the_future"}',
    "a type that is a list": '{"type":["disconnect"]}',
    "a disconnect in capitals": '{"type":"DISCONNECT"}',
    "a disconnect with a space behind": '{"type":"disconnect "}',
    "a second hello": '{"type":"hello","num_connections":1}',
    "a hello of a negative number of connections": '{"type":"hello","num_connections":-1}',
    "a hello without anything": '{"type":"hello"}',
    "a hello with debug information that is nonsense": '{"type":"hello","debug_info":[null]}',
    "a hello of another app": '{"type":"hello","connection_info":{"app_id":"A0OTHER"}}',
}
BINARY = {
    "nothing": b"",
    "an envelope": json.dumps(_envelope()).encode(),
    "a disconnect": b'{"type":"disconnect"}',
    "NULs": b"\x00" * 1000,
    "every byte": bytes(range(256)),
    "a million bytes": b"\xff" * 1_000_000,
}
DROPPED: dict[str, Json] = {
    "a payload that is null": _envelope(payload=None),
    "a payload that is a number": _envelope(payload=7),
    "a payload that is a list": _envelope(payload=[HELP]),
    "a payload that is true": _envelope(payload=True),
}
ACKNOWLEDGED: dict[str, Json] = {
    "a payload that is a text": _envelope(payload="help"),
    "a payload that is empty": _envelope(payload={}),
    "a payload that is JSON in a text": _envelope(payload=json.dumps(HELP)),
    "a type that nobody knows": _envelope(type="from_the_future"),
    "a type that is null": _envelope(type=None),
    "a type that is a number": _envelope(type=1),
    "a type that is another's": _envelope(type="events_api"),
    "an id that is null": _envelope(envelope_id=None),
    "an id that is a number": _envelope(envelope_id=1e308),
    "an id that is a list": _envelope(envelope_id=[]),
    "an id of 5,000 letters": _envelope(envelope_id="x" * 5000),
    "an id with a NUL": _envelope(envelope_id="x\x00"),
    "an id with a lone surrogate": _envelope(envelope_id="\ud800"),
    "no answer wanted": _envelope(accepts_response_payload=False),
    "an answer wanted in words": _envelope(accepts_response_payload="please"),
    "an answer wanted by null": _envelope(accepts_response_payload=None),
    "the millionth attempt": _envelope(retry_attempt=10**6, retry_reason="timeout"),
    "an attempt that is a text": _envelope(retry_attempt="often", retry_reason=[]),
    "a hello in it": _envelope(type="hello"),
    "a payload that says disconnect": _envelope(payload=HELP | {"type": "disconnect"}),
    "a hundred fields too many": _envelope(**{f"field{number}": None for number in range(100)}),
}
DISCONNECTS = {
    "a warning": '{"type":"disconnect","reason":"warning","debug_info":{"host":"x"}}',
    "a refresh": '{"type":"disconnect","reason":"refresh_requested"}',
    "Socket Mode was switched off": '{"type":"disconnect","reason":"link_disabled"}',
    "too many connections": '{"type":"disconnect","reason":"too_many_websockets"}',
    "a reason that nobody knows": '{"type":"disconnect","reason":"from_the_future"}',
    "a reason that is a list": '{"type":"disconnect","reason":[null]}',
    "no reason": '{"type":"disconnect"}',
    "debug information that is nonsense": '{"type":"disconnect","debug_info":"\\ud800"}',
    "an envelope in it": json.dumps(_envelope(type="disconnect", envelope_id="left")),
}
CLOSINGS = {
    "as it should be": 1000,
    "going away": 1001,
    "a policy": 1008,
    "an error of Slack's": 1011,
    "a service that starts anew": 1012,
    "a code of nobody's": 4999,
}
# The client drops the connection by itself, and comes back when it next looks after it.
BREAKS = {
    "a text of more than 4 MB": "x" * (4 * 1024 * 1024 + 1),
}

FRAMES: tuple[Frame, ...] = (
    *_frames("no envelope", Fate.IGNORED, NO_ENVELOPES),
    *_frames("binary", Fate.IGNORED, BINARY),
    *_envelopes(Fate.IGNORED, DROPPED),
    *_envelopes(Fate.ACKNOWLEDGED, ACKNOWLEDGED),
    *_frames("a disconnect", Fate.RECONNECTS, DISCONNECTS),
    *_frames("closed", Fate.RECONNECTS, CLOSINGS),
    *(Frame(f"broken: {name}", Fate.RECONNECTS, sent, is_slow=True) for name, sent in BREAKS.items()),
)
