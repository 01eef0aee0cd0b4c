"""Which blocks may stand on which surface."""

from collections.abc import Mapping

from bot.playground.rules.check import Surface

EVERYWHERE = {
    "actions",
    "context",
    "divider",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "video",
    "card",
}
ON_SURFACE: Mapping[Surface, set[str]] = {
    "modal": {*EVERYWHERE, "alert"},
    "home": {*EVERYWHERE, "carousel", "table"},
    "message": {
        *EVERYWHERE,
        "carousel",
        "table",
        "data_table",
        "container",
        "context_actions",
        "data_visualization",
        "markdown",
        "plan",
        "task_card",
    },
}
