"""The edit modal: the whole record of a session, and what would follow from a change before it is saved."""

from slackblocks import Block

from bot.domain.corrections import SessionDraft, draft_of, revise
from bot.domain.errors import Outdated, OverlapsSession, Refusal
from bot.domain.outcomes import EditAsked
from bot.domain.reflection import NO_REFLECTION, REFLECTION_LIMIT
from bot.domain.session import PROJECT_LIMIT, TASK_LIMIT, WorkSession
from bot.surface import card, wording
from bot.surface.blame import explain, fault_of_span, field_of
from bot.surface.blocks import Screen, View, about, ask, dim, rich, to_modal
from bot.surface.break_lines import PAUSE_LINE_LIMIT, to_the_minute
from bot.surface.differences import changed_figures
from bot.surface.edit_form import BREAKS_SHOWN, pause_line, read_form
from bot.surface.ids import ActionId, CallbackId, Field, break_field, edit_block
from bot.surface.inputs import instant_input, text_input
from bot.surface.lines import Line, dotted, plain
from bot.surface.times import Times, mark
from bot.surface.values import EditMemory


def modal(
    asked: EditAsked, times: Times, draft: SessionDraft | None = None, why: Refusal | None = None
) -> View:
    """`draft` is what the fields show, if that is not what is on record; `why` stands above them."""
    session = asked.session
    wanted = draft or draft_of(session)
    why = Outdated() if asked.changed else why
    return _view(session, wanted, [*_said(why, times), _figures(session, wanted, times)], times)


def preview(view: View, session: WorkSession, times: Times, why: OverlapsSession | None = None) -> View:
    """The same modal while it is filled in: what would follow, or what is to be put right.

    `why` is what only the other sessions of the person can tell.

    Raises MalformedValue. Slack keeps what was typed, whatever the fields show here.
    """
    recorded = draft_of(session)
    try:
        form = read_form(view, session, times)
    except Outdated as outdated:
        return modal(EditAsked(now=times.now, session=session), times, why=outdated)
    faults = form.wrong or (fault_of_span(why, times) if why else {})
    if not faults:
        return _view(session, recorded, [_figures(session, form.draft, times)], times)
    labels = _labels(recorded)
    wrong = [wording.wrong_field(labels[field], sentence) for field, sentence in faults.items()]
    return _view(session, recorded, [rich("edit_wrong", *wrong), _figures(session, recorded, times)], times)


def invitation(asked: EditAsked, _times: Times) -> Screen:
    """Where no modal can open by itself: the button opens it."""
    return _with_opener(wording.edit_question(asked.session.task), wording.EDIT_BUTTON, asked)


def could_not_open(asked: EditAsked) -> Screen:
    return _with_opener(wording.COULD_NOT_OPEN, wording.TRY_AGAIN_BUTTON, asked)


def _with_opener(sentence: Line, label: str, asked: EditAsked) -> Screen:
    return ask(sentence, label, ActionId.EDIT, about(asked.session.id))


def _view(session: WorkSession, draft: SessionDraft, top: list[Block], times: Times) -> View:
    return to_modal(
        wording.EDIT_TITLE,
        [*top, *_span(session, draft), *_breaks(session, draft, times), *_reflection(session, draft)],
        submit=wording.EDIT_SUBMIT,
        close=wording.EDIT_CLOSE,
        callback_id=CallbackId.EDIT,
        private_metadata=EditMemory(session.id, session.version).encode(),
    )


def _said(why: Refusal | None, times: Times) -> list[Block]:
    match why:
        case None:
            return []
        case Outdated():
            return [rich("edit_wrong", wording.EDIT_CHANGED)]
        case _:
            return [rich("edit_wrong", explain(why, times))]


def _figures(session: WorkSession, draft: SessionDraft, times: Times) -> Block:
    """What is on record, and what would be instead."""
    try:
        revised = revise(session, draft, times.now)
    except Refusal:
        revised = session
    same = dotted(*((figure,) for figure in card.figures_of(session, times)))
    return rich("edit_figures", changed_figures(session, revised, times.now) or same)


def _span(session: WorkSession, draft: SessionDraft) -> list[Block]:
    version = session.version
    task = text_input(
        Field.TASK,
        wording.TASK_LABEL,
        TASK_LIMIT,
        block_id=edit_block(Field.TASK, version),
        initial=draft.task,
        optional=False,
    )
    project = text_input(
        Field.PROJECT,
        wording.PROJECT_LABEL,
        PROJECT_LIMIT,
        block_id=edit_block(Field.PROJECT, version),
        initial=draft.project,
    )
    instants = (
        (Field.START_AT, (wording.START, *mark(session.start)), draft.start_at),
        (Field.END_AT, (wording.END, *mark(session.end)), draft.end_at),
    )
    pickers = [
        instant_input(field, plain(label), to_the_minute(at), block_id=edit_block(field, version))
        for field, label, at in instants
        if at
    ]
    return [task, project, *pickers]


def _breaks(session: WorkSession, draft: SessionDraft, times: Times) -> list[Block]:
    """A line for each of the last breaks, and one for a break that was forgotten."""
    shown = [each for each in draft.pauses if each.number][-BREAKS_SHOWN:]
    added = [each for each in draft.pauses if each.number is None][:1]
    hidden = len(draft.pauses) - len(shown) - len(added)
    labels = _labels(draft)
    marks = {break_field(each.number): plain(mark(each.start, each.end)) for each in session.pauses}
    lines = {field_of(each): pause_line(each, session, times) for each in (*shown, *added)}
    return [
        *([dim("edit_hidden", wording.kept_breaks(hidden))] if hidden else []),
        *(
            text_input(
                field,
                labels[field] + marks.get(field, ""),
                PAUSE_LINE_LIMIT,
                block_id=edit_block(field, session.version),
                initial=line,
                placeholder=wording.BREAK_PLACEHOLDER,
                tells_changes=True,
            )
            for field, line in ({**lines, Field.NEW_BREAK: lines.get(Field.NEW_BREAK, "")}).items()
        ),
        dim("edit_hint", wording.break_hint(f"{times.now.astimezone(times.timezone):%Z}")),
    ]


def _reflection(session: WorkSession, draft: SessionDraft) -> list[Block]:
    """Only an ended session has one."""
    if session.end is None:
        return []
    written = draft.checkout.reflection if draft.checkout else NO_REFLECTION
    texts = (
        (Field.KEEP, wording.KEEP_LABEL, written.keep),
        (Field.PROBLEM, wording.PROBLEM_LABEL, written.problem),
        (Field.TRY, wording.TRY_LABEL, written.try_),
    )
    return [
        text_input(
            field,
            label,
            REFLECTION_LIMIT,
            block_id=edit_block(field, session.version),
            initial=text,
            multiline=True,
        )
        for field, label, text in texts
    ]


def _labels(draft: SessionDraft) -> dict[str, str]:
    """What the fields are called, where something is said about them above."""
    numbered = [each for each in draft.pauses if each.number]
    return {
        Field.TASK: wording.TASK_LABEL,
        Field.PROJECT: wording.PROJECT_LABEL,
        Field.START_AT: wording.START,
        Field.END_AT: wording.END,
        **{field_of(each): wording.break_label(place) for place, each in enumerate(numbered, 1)},
        Field.NEW_BREAK: wording.NEW_BREAK_LABEL,
        Field.KEEP: wording.KEEP,
        Field.PROBLEM: wording.PROBLEM,
        Field.TRY: wording.TRY,
    }
