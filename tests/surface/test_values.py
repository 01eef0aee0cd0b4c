"""What buttons and modals carry comes back as it went, or is recognized as foreign."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.outcomes import NextTask
from bot.domain.text import clean_line
from bot.surface.values import (
    ButtonValue,
    CheckoutMemory,
    EditMemory,
    MalformedValue,
    StartMemory,
    read_instant,
    read_try_again,
)

BUTTON_LIMIT, METADATA_LIMIT, OPTION_LIMIT = 2_000, 3_000, 150

durations = st.integers(0, 999 * 3600).map(lambda seconds: timedelta(seconds=seconds))
planned = st.integers(5 * 60, 480 * 60).map(lambda seconds: timedelta(seconds=seconds))
tasks = st.text(min_size=1, max_size=150).map(clean_line).filter(bool)
projects = st.text(min_size=1, max_size=80).map(clean_line).filter(bool)
ids = st.uuids().map(str)
buttons = st.builds(
    ButtonValue,
    session_id=st.none() | ids,
    pause_number=st.integers(0, 10_000),
    task=st.just("") | tasks,
    planned=st.none() | planned,
    snooze=st.none() | durations,
    choice=st.sampled_from(["", "edit", "undo"]),
)
memories = st.builds(
    CheckoutMemory,
    session_id=ids,
    version=st.integers(1, 10_000),
    end_at=st.integers(10**9, 10**10 - 1).map(lambda unix: datetime.fromtimestamp(unix, UTC)),
    is_corrected=st.booleans(),
    next_task=st.none()
    | st.builds(
        NextTask, task=tasks, planned=st.none() | planned, project=st.none() | st.just("") | projects
    ),
)


@given(buttons)
def test_a_button_value_comes_back(value: ButtonValue) -> None:
    assert ButtonValue.decode(value.encode()) == value
    assert len(value.encode()) <= BUTTON_LIMIT


@given(memories)
def test_a_checkout_memory_comes_back(memory: CheckoutMemory) -> None:
    assert CheckoutMemory.decode(memory.encode()) == memory
    assert len(memory.encode()) <= min(BUTTON_LIMIT, METADATA_LIMIT)
    assert read_try_again(memory.encode()) == memory


@given(ids, st.integers(1, 10_000))
def test_an_edit_memory_comes_back(session_id: str, version: int) -> None:
    memory = EditMemory(session_id, version)
    assert EditMemory.decode(memory.encode()) == memory


@given(
    st.just("") | tasks, st.none() | st.just("https://example.slack.com/archives/C1/p1?thread_ts=1.2&cid=C1")
)
def test_a_start_memory_comes_back(task: str, source_url: str | None) -> None:
    memory = StartMemory(task, source_url)
    assert StartMemory.decode(memory.encode()) == memory
    assert read_try_again(memory.encode()) == memory


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a b", "https://a|b", "https://a>b"])
def test_what_is_no_link_is_no_memory(url: str) -> None:
    with pytest.raises(MalformedValue):
        StartMemory.decode(json.dumps({"u": url}))


@pytest.mark.parametrize(
    "fields", [{"t": "x" * 151}, {"l": 299}, {"l": 480 * 60 + 1}, {"l": -300}, {"l": 31_536_000}]
)
def test_a_task_or_a_length_that_nobody_could_plan_is_malformed(fields: dict[str, object]) -> None:
    with pytest.raises(MalformedValue):
        ButtonValue.decode(json.dumps(fields))
    with pytest.raises(MalformedValue):
        CheckoutMemory.decode(json.dumps({"s": "S1", "v": 1, "e": 1764000000, "t": "mail"} | fields))


@pytest.mark.parametrize("unix", [-62135596800, -1, 0, 10**9 - 1, 10**10, 253402300799, 2**63])
def test_an_instant_is_one_that_slack_can_send(unix: int) -> None:
    with pytest.raises(MalformedValue):
        read_instant(unix)


def test_a_menu_option_is_short_enough() -> None:
    assert len(ButtonValue("0" * 36, choice="show_journal").encode()) <= OPTION_LIMIT


def test_a_snooze_option_is_short_enough() -> None:
    value = ButtonValue("0" * 36, pause_number=9_999, snooze=timedelta(minutes=30))
    assert len(value.encode()) <= OPTION_LIMIT


def test_a_button_that_is_about_nothing() -> None:
    assert ButtonValue.decode(ButtonValue().encode()) == ButtonValue()
    assert read_try_again(StartMemory().encode()) == StartMemory()


MALFORMED = [None, 7, "", "null", "[]", "nonsense", "{", '"s"', "[" * 2_000, {"s": "S1"}]


@pytest.mark.parametrize("raw", MALFORMED)
def test_what_is_no_value_at_all_is_malformed(raw: object) -> None:
    for decode in (ButtonValue.decode, CheckoutMemory.decode, EditMemory.decode, read_try_again):
        with pytest.raises(MalformedValue):
            decode(raw)


@pytest.mark.parametrize(
    "raw",
    ['{"s":1}', '{"p":"2"}', '{"p":true}', '{"t":[]}', '{"l":"5"}', '{"l":1e3}', '{"z":99999999999999999}'],
)
def test_a_button_value_of_wrong_types_is_malformed(raw: str) -> None:
    with pytest.raises(MalformedValue):
        ButtonValue.decode(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "{}",
        '{"s":"S1","v":1}',
        '{"s":"S1","e":1764000000}',
        '{"v":1,"e":1764000000}',
        '{"s":"S1","v":"1","e":1764000000}',
        '{"s":"S1","v":1,"e":99999999999999999999}',
        '{"s":"S1","v":1,"e":1764000000,"t":5}',
        '{"s":"S1","v":1,"e":1764000000,"t":"mail","j":5}',
        '{"s":"S1","v":1,"e":1764000000,"t":"mail","j":"' + "p" * 81 + '"}',
    ],
)
def test_a_checkout_memory_with_something_missing_or_wrong_is_malformed(raw: str) -> None:
    with pytest.raises(MalformedValue):
        CheckoutMemory.decode(raw)


@given(st.text(max_size=50))
def test_any_text_is_a_value_or_malformed(raw: str) -> None:
    try:
        value = ButtonValue.decode(raw)
    except MalformedValue:
        return
    assert ButtonValue.decode(value.encode()) == value
