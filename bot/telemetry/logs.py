"""The log: one line for each event, on the standard error, as text or as JSON.

An event is an ordinary record whose message is its name and whose `facts` are its fields. Of an exception
there is its type and its way, never its text.
"""

import json
import logging
import re
from collections.abc import Mapping
from time import gmtime, strftime
from typing import Any, TextIO

from bot.config import LogFormat
from bot.failures import described

# It looks at its own level, not at that of slack_sdk, and without one writes out each call for nobody.
_ASKS_ITSELF = "slack_sdk.web.async_base_client"
_QUERY = re.compile(r"(?<=\w)/?\?[^\s'\"]+")


def set_up_logging(stream: TextIO, log_format: LogFormat = LogFormat.TEXT) -> None:
    """Write the log to `stream`, in place of where it went before."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter() if log_format is LogFormat.JSON else TextFormatter())
    handler.addFilter(_one_line_for_libraries)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    # Their INFO and DEBUG print bodies and response URLs; their tracebacks add nothing to their lines.
    for name in ("slack_sdk", "alembic", "apscheduler", "aiohttp", "asyncio", "sqlalchemy", _ASKS_ITSELF):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)  # it warns that SLACK_BOT_TOKEN is not for it
    # What no line shows need not be found out for each of them.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False


def event(logger: logging.Logger, level: int, name: str, **facts: object) -> None:
    """Log an event. Facts that are None are left out."""
    logger.log(level, name, extra={"facts": facts})


class TextFormatter(logging.Formatter):
    """`2026-11-28T20:15:03.120Z INFO bot.telemetry transition action=pause session=S1`"""

    def format(self, record: logging.LogRecord) -> str:
        facts = "".join(f" {name}={_plain(value)}" for name, value in _facts(record))
        message = _one_line(record.getMessage())
        return f"{_instant(record)} {record.levelname} {record.name} {message}{facts}"


class JsonFormatter(logging.Formatter):
    """One JSON object on each line; the fields of an event stand beside `at`, `level`, `logger`, `event`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": _instant(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **dict(_facts(record)),
        }
        return json.dumps(line, default=str)


def _facts(record: logging.LogRecord) -> list[tuple[str, object]]:
    facts: Mapping[str, object] = getattr(record, "facts", {})
    error = record.exc_info[1] if record.exc_info else None
    shown = {**facts, "error": described(error)} if error else facts
    return [(name, value) for name, value in shown.items() if value is not None]


def _plain(value: object) -> str:
    text = str(value)
    return text if text.isprintable() and not set(text) & {" ", '"', "="} and text else json.dumps(text)


def _one_line(text: str) -> str:
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(letter: str) -> str:
    return letter if letter.isprintable() else letter.encode("unicode_escape").decode()


def _instant(record: logging.LogRecord) -> str:
    return f"{strftime('%Y-%m-%dT%H:%M:%S', gmtime(record.created))}.{int(record.msecs):03d}Z"


def _one_line_for_libraries(record: logging.LogRecord) -> bool:
    """Without the query of an address: that of a Socket Mode connection carries its ticket."""
    if not record.name.startswith("bot"):
        record.exc_info = None
        record.msg, record.args = _QUERY.sub("?…", record.getMessage()), ()
    return True
