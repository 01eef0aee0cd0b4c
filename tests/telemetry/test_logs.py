"""The log: one line for each event, in either form."""

import io
import json
import logging
import re
from collections.abc import Iterator

import pytest

from bot.config import LogFormat
from bot.telemetry import set_up_logging
from bot.telemetry.logs import event

logger = logging.getLogger("bot.example")


@pytest.fixture(autouse=True)
def log_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    switches = logging.logThreads, logging.logProcesses, logging.logMultiprocessing
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.logThreads, logging.logProcesses, logging.logMultiprocessing = switches


def logged(log_format: LogFormat) -> io.StringIO:
    stream = io.StringIO()
    set_up_logging(stream, log_format)
    return stream


def test_text_has_the_instant_the_event_and_its_facts() -> None:
    stream = logged(LogFormat.TEXT)
    event(logger, logging.INFO, "transition", action="pause", session="S1", step=None, ms=1.5)
    instant, rest = stream.getvalue().split(" ", 1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", instant)
    assert rest == "INFO bot.example transition action=pause session=S1 ms=1.5\n"


def test_json_has_each_fact_as_a_field() -> None:
    stream = logged(LogFormat.JSON)
    event(logger, logging.WARNING, "delivery", result="dead", attempt=2, late_ms=None)
    line = json.loads(stream.getvalue())
    del line["at"]
    assert line == {
        "level": "warning",
        "logger": "bot.example",
        "event": "delivery",
        "result": "dead",
        "attempt": 2,
    }


@pytest.mark.parametrize("value", ["two words", 'a "quote"', "a=b", "one\ntwo", ""])
def test_a_value_that_could_be_taken_for_more_than_one_is_quoted(value: str) -> None:
    stream = logged(LogFormat.TEXT)
    event(logger, logging.INFO, "example", reason=value, ms=1)
    (line,) = stream.getvalue().splitlines()
    assert line.endswith(f"example reason={json.dumps(value)} ms=1")


@pytest.mark.parametrize("log_format", LogFormat)
def test_whatever_is_logged_is_one_line(log_format: LogFormat) -> None:
    stream = logged(log_format)
    logger.warning("%s", "first\nsecond\x1b[2J\u2028third")
    assert len(stream.getvalue().splitlines()) == 1
    assert "\x1b" not in stream.getvalue()


@pytest.mark.parametrize("log_format", LogFormat)
def test_of_an_exception_there_is_the_type_and_never_the_text(log_format: LogFormat) -> None:
    stream = logged(log_format)
    for name in ("bot.example", "aiohttp.server"):
        try:
            int("Secret")
        except ValueError:
            logging.getLogger(name).exception("failed")
    ours, of_a_library = stream.getvalue().splitlines()
    assert "ValueError" in ours
    assert "ValueError" not in of_a_library
    assert "Secret" not in ours + of_a_library


def test_the_query_of_an_address_is_left_out_of_what_libraries_say() -> None:
    stream = logged(LogFormat.TEXT)
    logging.getLogger("slack_sdk").warning("lost wss://example.test/link/?ticket=Secret&app_id=A1")
    assert "example.test/link" in stream.getvalue()
    assert "Secret" not in stream.getvalue()


def test_what_libraries_say_in_passing_is_left_out() -> None:
    stream = logged(LogFormat.TEXT)
    for name in ("slack_sdk.web", "slack_bolt", "apscheduler.scheduler", "aiohttp.access"):
        logging.getLogger(name).info("response_url")
    logging.getLogger("slack_bolt").warning("response_url")
    assert stream.getvalue() == ""


def test_setting_it_up_again_does_not_double_the_lines() -> None:
    logged(LogFormat.TEXT)
    stream = logged(LogFormat.TEXT)
    event(logger, logging.INFO, "once")
    assert stream.getvalue().count("once") == 1
