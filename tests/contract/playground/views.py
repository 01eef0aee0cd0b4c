"""Blocks and views that the tests of the playground show."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(label: str, action_id: str = "press", **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(label), **more}


def row(*elements: Json, block_id: str = "row") -> Json:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def options(*labels: str) -> list[Json]:
    return [{"text": plain(label), "value": label.lower()} for label in labels]


def field(label: str, block_id: str, optional: bool = True, **element: Any) -> Json:
    kind = {"type": "plain_text_input", "action_id": "text", **element}
    block = {"type": "input", "block_id": block_id, "label": plain(label), "element": kind}
    return {**block, "optional": optional}


def modal(*blocks: Json, title: str = "Finish session", **more: Any) -> Json:
    view = {"type": "modal", "callback_id": "checkout", "title": plain(title), "submit": plain("Finish")}
    return {**view, "blocks": list(blocks), **more}


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks)}
