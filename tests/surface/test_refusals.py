"""Every refusal of the domain has its words, and they name a way out."""

from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules

import pytest

import bot.domain
from bot.domain import errors, phrase_errors
from bot.domain.errors import Refusal
from bot.domain.outcomes import Refused
from bot.surface import message
from bot.surface.refusals import Facts, sentence
from bot.surface.times import Times
from tests.surface.gallery import READER, at, refusals


def _all_refusals() -> list[type[Refusal]]:
    modules = [import_module(f"bot.domain.{module.name}") for module in iter_modules(bot.domain.__path__)]
    classes = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    refusals = [kind for kind in classes if issubclass(kind, Refusal) and kind is not Refusal]
    return sorted(refusals, key=lambda kind: kind.__name__)


def test_there_are_refusals_in_more_than_one_module() -> None:
    assert {errors.AlreadyPaused, phrase_errors.NotADuration} < set(_all_refusals())


@pytest.mark.parametrize("kind", _all_refusals())
def test_every_refusal_has_words(kind: type[Refusal]) -> None:
    assert sentence.dispatch(kind) is not sentence.dispatch(Refusal)


@pytest.mark.parametrize("kind", _all_refusals())
def test_every_refusal_is_on_a_snapshot(kind: type[Refusal]) -> None:
    assert kind in {type(why) for why, _ in refusals().values()}


def test_a_refusal_without_words_is_a_mistake_that_shows() -> None:
    why, present = refusals()["not_paused"]
    facts = Facts(present, Times.of(at(0), READER))
    with pytest.raises(NotImplementedError):
        sentence(Refusal(), facts)
    assert sentence(why, facts)


@pytest.mark.parametrize(
    ("name", "says"),
    {
        "already_working": "You are working on “Write the quarterly report” since ",
        "already_on_a_break": "“Write the quarterly report” is paused since ",
        "already_paused": "You are already paused, since ",
        "not_paused": "You are not on a break.",
        "nothing_running": "Nothing is running. Start with /work start report.",
        "outdated": "That is over already, and nothing was changed.",
        "someone_elses": "belongs to someone else, and nothing was changed. /work shows yours.",
        "too_long": "The task is 162 characters long, and 150 fit. Shorten it by 12.",
        "reflection_needed": "write at least one line: Keep, Problem or Try.",
        "no_more_reminders": "That was the last message about this break",
        "not_a_duration": "I cannot read strat as a length of time. Write it like 45m, 1h30 or 90 min.",
        "too_short": "2 min is shorter than 5 min. From 5 min to 8 h 00 min is possible.",
        "not_a_time_of_day": "No clock shows strat. Write a time like 15:00 or 3pm.",
        "not_a_span": "I cannot read strat as a break. Write it like 12:00-12:45 lunch.",
        "until_too_far": "more than 8 h 00 min from now. Name an earlier time.",
        "timezone_unknown": "Say how long instead, like for 45m or 20m ago.",
    }.items(),
)
def test_the_words_of(name: str, says: str) -> None:
    why, present = refusals()[name]
    assert says in message(Refused(now=present.now, why=why, present=present), READER).text


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (timedelta(hours=999), "999 h 00 min is longer than 8 h 00 min."),
        (timedelta(0), "0 s is shorter than 5 min."),
        (timedelta(minutes=-5), "A length of time cannot be negative."),
    ],
)
def test_a_duration_out_of_range_says_why_and_what_is_possible(given: timedelta, says: str) -> None:
    why = phrase_errors.DurationOutOfRange(given, timedelta(minutes=5), timedelta(minutes=480))
    _, present = refusals()["not_paused"]
    text = message(Refused(now=at(82), why=why, present=present), READER).text
    assert text.startswith(says)
    assert text.endswith("From 5 min to 8 h 00 min is possible.")


def test_a_refusal_whose_session_has_ended_meanwhile_still_reads_well() -> None:
    _, idle = refusals()["nothing_running"]
    for why, says in (
        (errors.AlreadyWorking("Mail", None), "A session is already running."),
        (errors.AlreadyPaused(), "You are already paused."),
    ):
        assert message(Refused(now=at(200), why=why, present=idle), READER).text == says
