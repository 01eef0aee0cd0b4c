"""While the edit modal is filled in it says what would follow, and nothing that was typed is lost."""

from datetime import datetime
from typing import Any

from bot.domain.errors import OverlapsSession
from bot.surface import preview_edit
from bot.surface.ids import EDIT_INPUTS
from tests.surface.editing import NOW, ended, filled, opened, running
from tests.surface.gallery import READER, at
from tests.surface.test_screens import _words


def top(view: Any) -> str:
    """What stands above the fields."""
    return "\n".join(_words(block) for block in view["blocks"] if block["type"] == "rich_text")


def previewed(**fields: str | datetime) -> Any:
    return preview_edit(filled(opened(ended()), **fields), ended(), READER, NOW)


def test_before_any_change_the_modal_says_what_is_on_record() -> None:
    assert top(opened(ended())) == "worked 6 h 42 min · paused 47 min in 2 breaks"
    assert previewed() == opened(ended())


def test_a_change_says_what_would_follow() -> None:
    assert top(previewed(new_break="14:00-14:45")) == (
        "worked 6 h 42 min → 5 h 57 min · paused 47 min → 1 h 32 min"
    )
    assert top(previewed(start_at=at(-15))) == "worked 6 h 42 min → 6 h 58 min"


def test_what_is_to_be_put_right_is_said_above_by_name() -> None:
    said = top(previewed(new_break="12:30-13:00", break_1="nonsense"))
    assert said.splitlines() == [
        "Add a break: There is already a break from 12:05 CET to 12:45 CET. "
        "Let the other one end by 12:05 CET, or begin at 12:45 CET or later.",
        "Break 1: I cannot read nonsense as a break. Write it like 12:00-12:45 lunch.",
        "worked 6 h 42 min · paused 47 min in 2 breaks",
    ]


def test_another_session_in_the_way_is_said_before_saving() -> None:
    why = OverlapsSession("mail", at(-60), at(-10), earliest=at(-10))
    shown = preview_edit(filled(opened(ended()), start_at=at(-15)), ended(), READER, NOW, why)
    assert top(shown).splitlines() == [
        "Start: That overlaps mail, from 8:15 CET to 9:05 CET. The earliest start that works is 9:05 CET.",
        "worked 6 h 42 min · paused 47 min in 2 breaks",
    ]


def test_the_fields_keep_their_ids_so_that_slack_keeps_what_was_typed() -> None:
    before, after = opened(ended()), previewed(new_break="12:30-13:00", task="")
    assert _inputs(before) == _inputs(after)
    assert before["private_metadata"] == after["private_metadata"]


def test_of_a_session_that_has_moved_on_the_present_record_is_shown_in_new_fields() -> None:
    view = filled(opened(running()), break_2="")
    shown = preview_edit(view, ended(), READER, NOW)
    assert top(shown).startswith("This session changed in the meantime, and nothing was saved.")
    assert not {block_id for block_id, _ in _inputs(shown)} & {block_id for block_id, _ in _inputs(view)}


def test_what_changes_the_figures_tells_it_and_nothing_else_does() -> None:
    telling = {
        block["element"]["action_id"] for block in opened(ended())["blocks"] if block.get("dispatch_action")
    }
    assert telling == {"start_at", "end_at", "break_1", "break_2", "new_break"}
    assert all(EDIT_INPUTS.fullmatch(field) for field in telling)


def _inputs(view: Any) -> list[tuple[str, str]]:
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return [(block["block_id"], block["element"]["action_id"]) for block in inputs]
