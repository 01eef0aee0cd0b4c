"""What the submitted settings say, and what they cannot say."""

from contextlib import suppress
from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.preferences import NO_PREFERENCES
from bot.surface.fields import FieldErrors
from bot.surface.settings_form import read_settings
from bot.surface.values import MalformedValue
from tests.surface.choices import CHOSEN
from tests.surface.gallery import modals

VALUES = {"plain_text_input": "value", "timepicker": "selected_time", "checkboxes": "selected_options"}
INITIAL = {"plain_text_input": "initial_value", "timepicker": "initial_time", "checkboxes": "initial_options"}


def submitted(name: str = "settings", **filled: Any) -> dict[str, Any]:
    """The view as Slack sends it back, with these fields filled and the others as they were first shown."""
    view = modals()[name]
    values = {}
    for block in view["blocks"]:
        field, element = block["block_id"], block["element"]
        value = filled.pop(field, element.get(INITIAL[element["type"]]))
        values[field] = {field: {"type": element["type"], VALUES[element["type"]]: value}}
    assert not filled
    return {**view, "state": {"values": values}}


def errors_of(**filled: Any) -> dict[str, str]:
    with pytest.raises(FieldErrors) as caught:
        read_settings(submitted(**filled))
    return caught.value.errors


def test_untouched_settings_are_the_ones_that_were_shown() -> None:
    assert read_settings(submitted("settings")) == NO_PREFERENCES
    assert read_settings(submitted("settings_chosen")) == CHOSEN


def test_everything_can_be_emptied() -> None:
    empty = read_settings(
        submitted(
            "settings_chosen",
            reminders=[],
            long_pause=None,
            break_after=None,
            forgotten_after=" ",
            quiet_from=None,
            quiet_until=None,
            working_days=None,
            daily_goal=" ",
            planned_default="",
            default_project=" ",
            timezone=None,
        )
    )
    assert not empty.reminders
    assert not empty.working_days
    assert not empty.repeats
    assert (empty.break_after, empty.forgotten_after) == (
        NO_PREFERENCES.break_after,
        NO_PREFERENCES.forgotten_after,
    )
    assert (empty.long_pause, empty.quiet_hours, empty.daily_goal) == (None, None, None)
    assert (empty.planned_default, empty.default_project, empty.timezone) == (None, "", None)


def test_the_same_time_twice_is_no_quiet_hours() -> None:
    assert read_settings(submitted(quiet_from="22:00", quiet_until="22:00")).quiet_hours is None


def test_lengths_and_times_are_read_as_everywhere() -> None:
    chosen = read_settings(
        submitted(long_pause="half an hour", daily_goal="7h30", day_start="22:00", day_end="06:00")
    )
    assert (chosen.long_pause, chosen.daily_goal) == (timedelta(minutes=30), timedelta(hours=7, minutes=30))
    assert (chosen.day_start, chosen.day_end) == (time(22), time(6))


@pytest.mark.parametrize(
    ("filled", "field", "says"),
    [
        ({"long_pause": "soon"}, "long_pause", "I cannot read soon as a length of time."),
        ({"long_pause": "30s"}, "long_pause", "30 s is shorter than 1 min."),
        ({"break_after": "5m"}, "break_after", "5 min is shorter than 10 min."),
        ({"forgotten_after": "25h"}, "forgotten_after", "25 h 00 min is longer than 24 h 00 min."),
        ({"daily_goal": "25h"}, "daily_goal", "25 h 00 min is longer than 24 h 00 min."),
        ({"planned_default": "2m"}, "planned_default", "2 min is shorter than 5 min."),
        ({"long_pause": "-1h"}, "long_pause", "A length of time cannot be negative."),
        ({"quiet_from": "22:00"}, "quiet_until", "Quiet hours need both times."),
        ({"quiet_until": "07:00"}, "quiet_from", "Quiet hours need both times."),
        ({"day_start": None}, "day_start", "Choose a time."),
        ({"day_end": None}, "day_end", "Choose a time."),
        ({"day_end": "09:00"}, "day_end", "From 09:00 to 09:00 is no time at all."),
        ({"default_project": "x" * 81}, "default_project", "The project is 81 characters long"),
        ({"timezone": "Middle Earth"}, "timezone", "I know no timezone Middle Earth."),
    ],
)
def test_what_can_be_put_right_is_said_under_its_field(filled: dict[str, Any], field: str, says: str) -> None:
    errors = errors_of(**filled)
    assert list(errors) == [field]
    assert errors[field].startswith(says)


@pytest.mark.parametrize(
    "filled",
    [
        {"reminders": [{"value": "explode"}]},
        {"working_days": [{"value": "7"}]},
        {"working_days": "monday"},
        {"day_start": "25:00"},
        {"day_start": "24:00"},
        {"day_start": "9:00"},
        {"day_start": "0900"},
        {"day_start": "09:00:30"},
        {"day_start": "09:00+02:00"},
        {"day_start": "09:00\x00"},
        {"day_start": "٠٩:٠٠"},
        {"day_start": 9},
    ],
)
def test_choices_that_the_modal_does_not_offer_are_malformed(filled: dict[str, Any]) -> None:
    with pytest.raises(MalformedValue):
        read_settings(submitted(**filled))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(submitted()["state"]["values"])), JSON)
def test_settings_of_any_shape_are_preferences_or_refused(field: str, state: Any) -> None:
    view = submitted()
    view["state"]["values"][field] = {field: state}
    with suppress(FieldErrors, MalformedValue):
        assert read_settings(view)
