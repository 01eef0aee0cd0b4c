"""From an outcome to what Slack shows: a message, a modal or Home."""

from datetime import datetime
from functools import singledispatch

from bot.domain.corrections import SessionDraft
from bot.domain.errors import OverlapsSession, Refusal
from bot.domain.looking_back import ExportSent, LogShown, ReportSent, ReportShown
from bot.domain.outcomes import (
    BackAsked,
    BreakDueReminder,
    CancelAsked,
    Cancelled,
    CardMoved,
    CheckoutAsked,
    EditAsked,
    Edited,
    Finished,
    ForgetAsked,
    ForgetConfirmed,
    ForgottenReminder,
    HelpAsked,
    HomeShown,
    JournalShown,
    LeftOpen,
    Muted,
    Outcome,
    PauseAsked,
    Paused,
    PauseInserted,
    PauseOver,
    PauseReminder,
    PlannedCheckoutReminder,
    Present,
    Refused,
    Resumed,
    SettingsAsked,
    SettingsSaved,
    Snoozed,
    StartAsked,
    Started,
    StopAsked,
    Summary,
    TakenBack,
    Undone,
    WorkReminderOver,
)
from bot.domain.person import Person
from bot.domain.session import WorkSession
from bot.surface import (
    card,
    checkout,
    corrections,
    edit,
    export,
    forget,
    help,
    journal,
    left_open,
    log,
    refusals,
    reminder,
    report,
    settings,
    since,
    start,
    stop,
    summary,
    wording,
    work_reminder,
)
from bot.surface import home as home_tab
from bot.surface.blocks import Message, Screen, View, dim, to_message, to_modal
from bot.surface.edit_form import read_form
from bot.surface.ready import Actions
from bot.surface.times import Times

# What a modal answers.
Asked = (
    StartAsked
    | CheckoutAsked
    | EditAsked
    | JournalShown
    | SettingsAsked
    | BackAsked
    | PauseAsked
    | StopAsked
    | ForgetAsked
)


def message(outcome: Outcome, reader: Person) -> Message:
    """An outcome as a message, in a channel for one reader's eyes or in the DM."""
    return to_message(_screen(outcome, Times.of(outcome.now, reader)))


def home(outcome: HomeShown, reader: Person) -> View:
    return home_tab.view(outcome, Times.of(outcome.now, reader))


def checkout_modal(asked: CheckoutAsked, reader: Person) -> View:
    return checkout.modal(asked, Times.of(asked.now, reader))


def start_modal(asked: StartAsked, reader: Person) -> View:
    return start.modal(asked, Times.of(asked.now, reader))


def since_modal(asked: BackAsked | PauseAsked, reader: Person) -> View:
    return since.modal(asked, Times.of(asked.now, reader))


def stop_modal(asked: StopAsked, reader: Person) -> View:
    return stop.modal(asked, Times.of(asked.now, reader))


def preview_stop(view: View, session: WorkSession, reader: Person, now: datetime) -> View:
    """That modal while it is filled in. Raises MalformedValue, and Outdated if the session has moved on."""
    return stop.preview(view, session, Times.of(now, reader))


def settings_modal(asked: SettingsAsked) -> View:
    return settings.modal(asked)


def forget_modal(asked: ForgetAsked) -> View:
    return forget.modal(asked)


def edit_modal(
    asked: EditAsked, reader: Person, draft: SessionDraft | None = None, why: Refusal | None = None
) -> View:
    """`draft` is what the fields show, if that is not what is on record; `why` stands above them."""
    return edit.modal(asked, Times.of(asked.now, reader), draft, why)


def draft_so_far(view: View, session: WorkSession, reader: Person, now: datetime) -> SessionDraft:
    """What the edit modal holds while it is filled in, as far as it can be read.

    Raises MalformedValue; Outdated if the session has moved on.
    """
    return read_form(view, session, Times.of(now, reader)).draft


def preview_edit(
    view: View, session: WorkSession, reader: Person, now: datetime, why: OverlapsSession | None = None
) -> View:
    """The edit modal while it is filled in: what would follow, or what is to be put right.

    `why` is what only the other sessions of the person can tell.

    `session` is the one that `values.EditMemory` names. Raises MalformedValue.
    """
    return edit.preview(view, session, Times.of(now, reader), why)


def journal_modal(outcome: JournalShown, reader: Person) -> View:
    return journal.modal(outcome, Times.of(outcome.now, reader))


def notice_modal(outcome: Outcome, reader: Person) -> View:
    """What is to be read and closed: the same as the message, without its buttons."""
    screen = _screen(outcome, Times.of(outcome.now, reader))
    match outcome:
        case Refused():
            title = wording.NOTICE_TITLE
        case LogShown():
            title = wording.LOG_TITLE
        case HelpAsked():
            title = wording.HELP_TITLE
        case ForgetConfirmed():
            title = wording.FORGET_TITLE
        case _:
            title = wording.PRESENT_TITLE
    return _notice(title, screen)


def could_not_open(asked: Asked) -> Message:
    """A modal was asked for and Slack did not open it; a button opens it again, for the same end."""
    match asked:
        case StartAsked():
            return to_message(start.could_not_open(asked))
        case CheckoutAsked():
            return to_message(checkout.could_not_open(asked))
        case EditAsked():
            return to_message(edit.could_not_open(asked))
        case JournalShown():
            return to_message(journal.could_not_open(asked))
        case SettingsAsked():
            return to_message(settings.could_not_open())
        case BackAsked() | PauseAsked():
            return to_message(since.could_not_open(asked))
        case StopAsked():
            return to_message(stop.could_not_open(asked))
        case ForgetAsked():
            return to_message(forget.could_not_open())


def _notice(title: str, screen: Screen) -> View:
    blocks = [block for block in screen.blocks if not isinstance(block, Actions)]
    if len(blocks) < len(screen.blocks):
        blocks.append(dim("ways_out", wording.WAYS_OUT))
    return to_modal(title, blocks, close=wording.NOTICE_CLOSE)


@singledispatch
def _screen(outcome: Outcome, times: Times) -> Screen:
    raise NotImplementedError(f"{type(outcome).__name__} is not a message")


_screen.register(Present, card.present)
_screen.register(Started, card.started)
_screen.register(Paused, card.paused)
_screen.register(Resumed, card.resumed)
_screen.register(Finished, card.finished)
_screen.register(Snoozed, card.snoozed)
_screen.register(CardMoved, card.moved)
_screen.register(StartAsked, start.invitation)
_screen.register(CheckoutAsked, checkout.invitation)
_screen.register(LogShown, log.screen)
_screen.register(ReportShown, report.screen)
_screen.register(ReportSent, report.sent)
_screen.register(ExportSent, export.sent)
_screen.register(Summary, summary.screen)
_screen.register(HelpAsked, help.screen)
_screen.register(Refused, refusals.screen)
_screen.register(PauseReminder, reminder.reminder)
_screen.register(PauseOver, reminder.over)
_screen.register(PlannedCheckoutReminder, work_reminder.planned_checkout)
_screen.register(ForgottenReminder, work_reminder.forgotten)
_screen.register(BreakDueReminder, work_reminder.break_due)
_screen.register(WorkReminderOver, work_reminder.over)
_screen.register(PauseInserted, corrections.inserted)
_screen.register(EditAsked, edit.invitation)
_screen.register(Edited, corrections.edited)
_screen.register(CancelAsked, corrections.cancel_asked)
_screen.register(Cancelled, corrections.cancelled)
_screen.register(Undone, corrections.undone)
_screen.register(TakenBack, corrections.taken_back)
_screen.register(JournalShown, journal.screen)
_screen.register(SettingsAsked, settings.invitation)
_screen.register(SettingsSaved, settings.saved)
_screen.register(ForgetAsked, forget.invitation)
_screen.register(ForgetConfirmed, forget.confirmed)
_screen.register(Muted, settings.muted)
_screen.register(BackAsked, since.invitation)
_screen.register(PauseAsked, since.invitation)
_screen.register(StopAsked, stop.invitation)
_screen.register(LeftOpen, left_open.screen)
