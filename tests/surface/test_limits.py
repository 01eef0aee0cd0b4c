"""Whatever a person types, every screen stays within what Slack takes; what they typed stays mere text."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.change import Action, Source
from bot.domain.checkout import Checkout
from bot.domain.history import Recorded
from bot.domain.looking_back import Page
from bot.domain.outcomes import EditAsked, JournalShown
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession
from bot.domain.text import clean_line, clean_paragraph
from bot.playground.rules.messages import check_message
from bot.playground.rules.views import check_view
from bot.surface import edit_modal, journal_modal, message
from bot.surface.blocks import Message
from bot.surface.forms import read_choice
from bot.surface.ids import ActionId, CallbackId
from bot.surface.lines import Link, escaped
from tests.surface.gallery import (
    MESSAGE_URL,
    ONE_DAY,
    READER,
    Texts,
    at,
    done,
    everything,
    homes,
    log_of,
    messages,
    modals,
    on_break,
    plain_screens,
)

MOST = "<!channel>&'\"\\*_`~" * 40


def lines(limit: int, least: int = 0) -> st.SearchStrategy[str]:
    """What the domain keeps of a typed line."""
    typed = st.text(max_size=limit) | st.just(MOST[:limit]) | st.just("👩‍👩‍👧" * (limit // 5))
    return typed.map(clean_line).filter(lambda text: least <= len(text) <= limit)


def paragraphs() -> st.SearchStrategy[str]:
    typed = st.text(max_size=500) | st.just(MOST[:500]) | st.just("a\n" * 250)
    return typed.map(clean_paragraph).filter(lambda text: len(text) <= 500)


TEXTS = st.builds(
    Texts,
    task=lines(150, 1),
    other_task=lines(150, 1),
    project=lines(80, 1),
    reason=lines(80),
    keep=paragraphs(),
    problem=paragraphs(),
    try_=paragraphs(),
    why=lines(80),
    word=lines(300, 1),
)


def _check_message(one: Message) -> None:
    check_message({"text": one.text, "blocks": one.blocks}, text_limit=4_000)


# The one link that we make: to the message that a task came from.
OUR_LINK = escaped((Link("From a message", MESSAGE_URL),))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_messages_are_taken_by_slack(texts: Texts) -> None:
    for one in messages(texts).values():
        _check_message(one)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_views_are_taken_by_slack(texts: Texts) -> None:
    for view in homes(texts).values():
        check_view(view, "home")
    for view in modals(texts).values():
        check_view(view, "modal")


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.integers(1, 120), st.integers(0, 40))
def test_a_log_of_any_length_is_taken_by_slack(texts: Texts, count: int, breaks: int) -> None:
    session = on_break(texts).resume(at(130))
    for number in range(breaks):
        session = session.pause(at(131 + number), texts.reason).resume(at(132 + number))
    sessions = [replace(session, id=f"S{number}") for number in range(count)]
    for page in (Page(ONE_DAY), Page(ONE_DAY, count // 2, is_forward=True)):
        _check_message(message(log_of(at(180), *sessions, page=page), READER))


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.integers(0, 60))
def test_an_edit_modal_of_any_session_is_taken_by_slack(texts: Texts, breaks: int) -> None:
    for one in (_of_many_breaks(texts, breaks), done(texts)):
        check_view(edit_modal(EditAsked(now=at(200), session=one), READER), "modal")


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.integers(0, 40))
def test_a_journal_of_two_hundred_changes_is_taken_by_slack(texts: Texts, breaks: int) -> None:
    session = _of_many_breaks(texts, breaks)
    ended = session.finish(at(200), Checkout(reflection=Reflection(texts.keep, texts.problem, texts.try_)))
    again = replace(session, pauses=(), task=texts.other_task)
    records = tuple(
        Recorded(str(number), Action.EDIT, Source.MODAL, at(200 + number), before, after)
        for number, (before, after) in enumerate([(again, ended), (ended, again)] * 100)
    )
    journal = JournalShown(now=at(400), session=ended, records=records)
    check_view(journal_modal(journal, READER), "modal")
    _check_message(message(journal, READER))


def _of_many_breaks(texts: Texts, breaks: int) -> WorkSession:
    session = on_break(texts).resume(at(130))
    for number in range(breaks):
        session = session.pause(at(131 + number), texts.reason).resume(at(132 + number))
    return session


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_nothing_typed_becomes_a_token_of_slack(texts: Texts) -> None:
    for screen in everything(texts).values():
        for written in _mrkdwn(screen):
            assert not set(_without_dates(written.replace(OUR_LINK, ""))) & {"<", ">"}


def test_in_blocks_nothing_typed_stands_in_mrkdwn() -> None:
    typed = Texts(*["typed by a person"] * len(fields(Texts)))
    for screen in everything(typed).values():
        written = list(_mrkdwn(screen["blocks"]))
        assert not [text for text in written if "typed" in text]


def test_no_screen_mentions_or_links() -> None:
    mentions = Texts(*["<!channel> <@U2> <#C1> <!subteam^S1> https://example.org"] * len(fields(Texts)))
    parts = [part for screen in everything(mentions).values() for part in _parts(screen)]
    assert not {part["type"] for part in parts} & {"user", "usergroup", "channel", "broadcast"}
    assert {part["url"] for part in parts if part["type"] == "link"} == {MESSAGE_URL}


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for entry in value:
            yield from _parts(entry)
    elif isinstance(value, dict):
        if "type" in value:
            yield value
        for entry in value.values():
            yield from _parts(entry)


def _mrkdwn(value: Any) -> Iterator[str]:
    """Everything that Slack reads as mrkdwn: the `text` of a message, and text objects of that type."""
    if isinstance(value, list):
        for entry in value:
            yield from _mrkdwn(entry)
    elif isinstance(value, dict):
        is_mrkdwn = value.get("type") == "mrkdwn" or ("type" not in value and "blocks" in value)
        if is_mrkdwn and isinstance(value.get("text"), str):
            yield value["text"]
        for entry in value.values():
            yield from _mrkdwn(entry)


def _without_dates(text: str) -> str:
    head, *tails = text.split("<!date^")
    return head + "".join(tail.partition(">")[2] for tail in tails)


@pytest.mark.parametrize("name", plain_screens())
def test_every_block_has_its_own_fixed_id(name: str) -> None:
    ids = [block.get("block_id") for block in plain_screens()[name]["blocks"]]
    assert None not in ids
    assert len(set(ids)) == len(ids)


def _elements(screen: Any) -> Iterator[dict[str, Any]]:
    for block in screen["blocks"]:
        yield from block["elements"] if block["type"] == "actions" else []
        if "accessory" in block:
            yield block["accessory"]


def test_every_action_is_offered_somewhere_and_no_other() -> None:
    elements = [element for screen in plain_screens().values() for element in _elements(screen)]
    menus = [element for element in elements if element["action_id"] == ActionId.MENU]
    chosen = {read_choice({"selected_option": option}) for menu in menus for option in menu["options"]}
    assert {element["action_id"] for element in elements} | chosen == set(ActionId)


def test_every_callback_is_used_and_no_other() -> None:
    used = {screen["callback_id"] for screen in plain_screens().values() if "callback_id" in screen}
    assert used == set(CallbackId)


@pytest.mark.parametrize("name", plain_screens())
def test_the_labels_of_buttons_fit_what_slack_shows(name: str) -> None:
    long = Texts(task="t" * 150, other_task="o" * 150)
    for element in _elements(everything(long)[name]):
        if element["type"] == "button":
            assert len(element["text"]["text"]) <= 30


@pytest.mark.parametrize("name", plain_screens())
def test_at_most_one_step_is_the_obvious_one(name: str) -> None:
    primary = [element for element in _elements(plain_screens()[name]) if element.get("style") == "primary"]
    assert len(primary) <= 1
