"""Blocks as Slack keeps them: every block and every interactive element has an id."""

import copy
import secrets

from bot.playground.state import STATEFUL, interactive
from bot.playground.wire import Json

WITHOUT_STATE = {"button", "overflow", "workflow_button", "icon_button", "feedback_buttons"}


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy in which missing `block_id`s and `action_id`s are made up, as Slack does."""
    kept = copy.deepcopy(blocks)
    for block in _all(kept):
        block.setdefault("block_id", secrets.token_urlsafe(4))
    for _, element in interactive(kept):
        if element["type"] in STATEFUL or element["type"] in WITHOUT_STATE:
            element.setdefault("action_id", secrets.token_urlsafe(4))
    return kept


def _all(blocks: list[Json]) -> list[Json]:
    children = [child for block in blocks for child in block.get("child_blocks", [])]
    cards = [card for block in blocks if block["type"] == "carousel" for card in block["elements"]]
    return [*blocks, *children, *cards]
