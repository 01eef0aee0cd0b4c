"""The edit modal."""

from bot.surface.lines import Line, Task

EDIT_TITLE, EDIT_SUBMIT, EDIT_CLOSE = "Edit session", "Save", "Leave as it is"


def edit_question(task: str) -> Line:
    return ("The record of ", Task(task), " opens with the button.")
