"""The start modal: which task, and for how long."""

from datetime import timedelta

from slackblocks import Block, InputBlock, Option, PlainText, PlainTextInput, StaticSelectMenu

from bot.domain.durations import MINUTE
from bot.domain.outcomes import StartAsked
from bot.domain.session import PROJECT_LIMIT, TASK_LIMIT
from bot.surface import card, wording
from bot.surface.blocks import Screen, View, ask, dim, rich, to_modal
from bot.surface.ids import ActionId, CallbackId, Field
from bot.surface.inputs import text_input
from bot.surface.lines import Line, shortened, shown
from bot.surface.times import Times
from bot.surface.values import StartMemory

PRESETS = tuple(timedelta(minutes=minutes) for minutes in (25, 50, 60, 90, 120))
NOT_PLANNED = "0"
NO_PROJECT = "="  # what the value of every project begins with, so that no project reads like none
OPTION_SHOWN = 75


def modal(asked: StartAsked, times: Times) -> View:
    """While a session is running, it says so above the fields: a submission asks for its checkout first.

    Where there are recent tasks, one of them is picked, or a task is typed.
    """
    return to_modal(
        wording.START_TITLE,
        [
            *_running(asked, times),
            *_named_start(asked, times),
            *_task_inputs(asked),
            _planned_input(asked.planned),
            *_project_inputs(asked),
        ],
        submit=wording.START_SUBMIT,
        close=wording.START_CLOSE,
        callback_id=CallbackId.START,
        private_metadata=StartMemory(source_url=asked.source_url, at=asked.at).encode(),
    )


def _running(asked: StartAsked, times: Times) -> list[Block]:
    if asked.running is None:
        return []
    return [
        rich("running", card.open_sentence(asked.running, times)),
        dim("switches", wording.START_SWITCHES),
    ]


def _named_start(asked: StartAsked, times: Times) -> list[Block]:
    return [dim("starts_at", wording.starts_at(times.clock(asked.at)))] if asked.at else []


def _task_inputs(asked: StartAsked) -> list[InputBlock]:
    task = PlainTextInput(
        Field.TASK,
        initial_value=asked.task or None,
        max_length=TASK_LIMIT,
        focus_on_load=True,
        placeholder=PlainText(wording.TASK_PLACEHOLDER),
    )
    typed = InputBlock(PlainText(wording.TASK_LABEL), task, block_id=Field.TASK, optional=bool(asked.recent))
    if not asked.recent:
        return [typed]
    recent = StaticSelectMenu(
        Field.RECENT,
        options=[_option(task, task) for task in asked.recent],
        placeholder=PlainText(wording.RECENT_PLACEHOLDER),
    )
    return [
        typed,
        InputBlock(PlainText(wording.RECENT_LABEL), recent, block_id=Field.RECENT, optional=True),
    ]


def _planned_input(presumed: timedelta | None) -> InputBlock:
    """`presumed` is the length that is chosen already."""
    presumed = presumed and presumed - presumed % MINUTE
    lengths = sorted({*PRESETS, *([presumed] if presumed else [])})
    options: dict[timedelta | None, Option] = {None: Option(PlainText(wording.NOT_PLANNED), NOT_PLANNED)} | {
        length: Option(PlainText(wording.minutes(length)), preset_value(length)) for length in lengths
    }
    planned = StaticSelectMenu(
        Field.PLANNED, options=list(options.values()), initial_option=options[presumed]
    )
    return InputBlock(PlainText(wording.PLANNED_LABEL), planned, block_id=Field.PLANNED, optional=True)


def _project_inputs(asked: StartAsked) -> list[InputBlock]:
    """One is picked already, maybe none; what is typed below counts instead."""
    if not asked.projects:
        return [text_input(Field.PROJECT, wording.PROJECT_LABEL, PROJECT_LIMIT)]
    options = {"": Option(PlainText(wording.NO_PROJECT), NO_PROJECT)} | {
        project: _option(project, NO_PROJECT + project) for project in asked.projects
    }
    known = StaticSelectMenu(
        Field.KNOWN_PROJECT, options=list(options.values()), initial_option=options[asked.project]
    )
    return [
        InputBlock(PlainText(wording.PROJECT_LABEL), known, block_id=Field.KNOWN_PROJECT, optional=True),
        text_input(Field.PROJECT, wording.NEW_PROJECT_LABEL, PROJECT_LIMIT, hint=wording.NEW_PROJECT_HINT),
    ]


def _option(typed: str, value: str) -> Option:
    return Option(PlainText(shortened(shown(typed), OPTION_SHOWN)), value)


def preset_value(length: timedelta) -> str:
    return str(length // MINUTE)


def invitation(asked: StartAsked, _times: Times) -> Screen:
    """Where no modal can open by itself: the button opens it."""
    return _with_opener(wording.WHAT_TO_WORK_ON, wording.START_BUTTON, StartMemory(at=asked.at))


def could_not_open(asked: StartAsked) -> Screen:
    memory = StartMemory(asked.task, asked.source_url, asked.at)
    return _with_opener(wording.COULD_NOT_OPEN, wording.TRY_AGAIN_BUTTON, memory)


def _with_opener(sentence: Line, label: str, memory: StartMemory) -> Screen:
    return ask(sentence, label, ActionId.TRY_AGAIN, memory.encode())
