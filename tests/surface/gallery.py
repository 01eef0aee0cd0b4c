"""Every screen of the bot, at fixed instants, with any texts that a person may have typed."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import errors, neighbours, phrase_errors, preference_errors, range_errors
from bot.domain.accounting import local_day
from bot.domain.change import Action
from bot.domain.checkout import Checkout, Decision
from bot.domain.corrections import PauseDraft, SessionDraft, draft_of
from bot.domain.errors import Refusal
from bot.domain.looking_back import ExportSent, LogShown, Page, ReportSent, ReportShown, entries_of
from bot.domain.outcomes import (
    BackAsked,
    CardMoved,
    CheckoutAsked,
    EditAsked,
    Finished,
    ForgetAsked,
    ForgetConfirmed,
    HelpAsked,
    HomeShown,
    JournalShown,
    NextTask,
    Outcome,
    PauseAsked,
    Paused,
    PauseOver,
    PauseReminder,
    Present,
    Refused,
    Resumed,
    Snoozed,
    StartAsked,
    Started,
    StopAsked,
    Summary,
)
from bot.domain.pause import Boundary, Provenance
from bot.domain.person import Owner, Person
from bot.domain.ranges import DayRange
from bot.domain.reflection import Reflection
from bot.domain.report import Figures, figures_of, report_on
from bot.domain.requests import ExportFormat, Verb
from bot.domain.session import TASK_LIMIT, WorkSession
from bot.surface import (
    checkout_modal,
    could_not_open,
    edit_modal,
    forget,
    forget_modal,
    home,
    journal_modal,
    message,
    notice_modal,
    settings_modal,
    since_modal,
    start_modal,
    stop_modal,
    troubles,
)
from bot.surface.blocks import Message
from tests.surface.choices import CHOSEN, settings_asked, settings_outcomes
from tests.surface.left_open import left_open, left_open_modals, stop_asked
from tests.surface.repairs import Sessions, journal_of, repairs
from tests.surface.work_reminders import work_reminders

ADA = Owner(tenant_id="T1", team_id="T1", user_id="U1")
BERLIN = ZoneInfo("Europe/Berlin")
READER = Person(ADA, BERLIN)
MESSAGE_URL = "https://example.slack.com/archives/C1/p1795162500000100?thread_ts=1.2&cid=C1"
NINE_FIFTEEN = datetime(2026, 11, 20, 8, 15, tzinfo=UTC)  # a Friday, 9:15 in Berlin
TODAY = date(2026, 11, 20)
ONE_DAY, WEEK = DayRange(TODAY, TODAY), DayRange(date(2026, 11, 16), TODAY)


def at(minutes: float) -> datetime:
    """An instant so many minutes after 9:15."""
    return NINE_FIFTEEN + timedelta(minutes=minutes)


@dataclass(frozen=True)
class Texts:
    """What a person typed."""

    task: str = "Write the quarterly report"
    other_task: str = "Mail"
    project: str = "Atlas"
    reason: str = "lunch"
    keep: str = "Started with the hardest part"
    problem: str = "Too many\nopen questions"
    try_: str = "Mail only at 11 and 16"
    why: str = "one paragraph is missing"
    word: str = "strat"


PLAIN = Texts()


def working(texts: Texts = PLAIN) -> WorkSession:
    """From 9:15, with a coffee of 8 minutes at 10:10, planned until 11:38."""
    session = WorkSession("S1", ADA, texts.task, Boundary(at(0)), planned_checkout_at=at(135))
    return session.pause(at(55)).resume(at(63))


def on_break(texts: Texts = PLAIN) -> WorkSession:
    """The same, on a break since 11:20 and announced to be back by 12:00."""
    return working(texts).pause(at(125), texts.reason, expected_end_at=at(165))


def done(texts: Texts = PLAIN, decision: Decision = Decision.COMPLETE) -> WorkSession:
    """The same, finished at 12:05 out of that break."""
    reflection = Reflection(texts.keep, texts.problem, texts.try_)
    why = texts.why if decision is Decision.CONTINUE else ""
    return on_break(texts).finish(at(170), Checkout(decision, reflection, timedelta(minutes=90), why))


def corrected() -> WorkSession:
    """A session whose start was moved, and whose end the program had to clamp."""
    session = replace(working(), id="S3", start=Boundary(at(-15), Provenance.CORRECTED))
    return session.finish(at(60), Checkout())


def sessions(texts: Texts = PLAIN) -> Sessions:
    return Sessions(at, working(texts), on_break(texts), done(texts), texts.reason)


def with_break(session: WorkSession, reason: str) -> SessionDraft:
    """The session as it is, and a break from 9:35 to 9:55."""
    draft = draft_of(session)
    return replace(draft, pauses=(*draft.pauses, PauseDraft(at(20), at(40), reason)))


def yesterday() -> WorkSession:
    """From 23:10 of the day before until 0:40, with a break over midnight."""
    start = NINE_FIFTEEN - timedelta(hours=10, minutes=5)
    session = WorkSession("S0", ADA, PLAIN.task, Boundary(start))
    paused = session.pause(start + timedelta(minutes=40), "tea").resume(start + timedelta(minutes=60))
    return paused.finish(start + timedelta(minutes=90), Checkout())


def log_of(
    now: datetime, *sessions: WorkSession, days: DayRange = ONE_DAY, page: Page | None = None
) -> LogShown:
    today = now.astimezone(BERLIN).date()
    return LogShown(
        now=now,
        page=page or Page(days),
        report=report_on(sessions, days, BERLIN, now),
        entries=entries_of(sessions, days, BERLIN, now),
        earlier=neighbours.earlier(days, today),
        later=neighbours.later(days, today),
    )


def report_of(now: datetime, *sessions: WorkSession, days: DayRange = WEEK) -> ReportShown:
    return ReportShown(now=now, report=report_on(sessions, days, BERLIN, now))


def figures_today(now: datetime, *sessions: WorkSession) -> Figures:
    return figures_of(sessions, local_day(TODAY, BERLIN), now)


def refusals(texts: Texts = PLAIN) -> dict[str, tuple[Refusal, Present]]:
    """Every refusal, in a state where it comes up."""
    at_work = Present(now=at(82), session=working(texts), last=None)
    at_rest = Present(now=at(180), session=on_break(texts), last=None)
    idle = Present(now=at(200), session=None, last=done(texts))
    other = errors.AlreadyWorking(texts.other_task, timedelta(minutes=25))
    return {
        "already_working": (other, at_work),
        "already_on_a_break": (other, at_rest),
        "already_working_without_a_task": (errors.AlreadyWorking("", None), at_work),
        "already_paused": (errors.AlreadyPaused(), at_rest),
        "not_paused": (errors.NotPaused(), at_work),
        "nothing_running": (errors.NothingRunning(), idle),
        "outdated": (errors.Outdated(), idle),
        "someone_elses": (errors.SomeoneElses(), at_work),
        "too_long": (errors.TooLong("task", 162, 150), at_work),
        "reflection_needed": (errors.ReflectionNeeded(), at_work),
        "no_more_reminders": (errors.NoMoreReminders(), at_rest),
        "not_a_duration": (phrase_errors.NotADuration(texts.word), at_work),
        "too_short": (
            phrase_errors.DurationOutOfRange(
                timedelta(minutes=2), timedelta(minutes=5), timedelta(minutes=480)
            ),
            at_work,
        ),
        "not_a_time_of_day": (phrase_errors.NotATimeOfDay(texts.word), at_work),
        "not_a_span": (phrase_errors.NotASpan(texts.word), at_work),
        "until_too_far": (
            phrase_errors.UntilTooFar(texts.word, at(1000), timedelta(hours=8)),
            at_work,
        ),
        "timezone_unknown": (phrase_errors.TimezoneUnknown(texts.word), at_work),
        "in_the_future": (errors.InTheFuture(at(120)), at_work),
        "too_early": (errors.TooEarly(at(-5), at(0)), at_work),
        "backwards": (errors.Backwards(at(60), at(30)), at_work),
        "outside_session": (errors.OutsideSession(at(0), at(82)), at_work),
        "overlaps_pause": (errors.OverlapsPause(at(55), at(65)), at_work),
        "overlaps_open_pause": (errors.OverlapsPause(at(170), None), at_rest),
        "overlaps_session": (errors.OverlapsSession(texts.other_task, at(-60), at(-10)), at_work),
        "overlaps_earlier_session": (
            errors.OverlapsSession(texts.other_task, at(-60), at(-10), earliest=at(-10)),
            at_work,
        ),
        "overlaps_later_session": (
            errors.OverlapsSession(texts.other_task, at(90), at(100), latest=at(90)),
            at_work,
        ),
        "overlaps_open_session": (errors.OverlapsSession(texts.task, at(0), None), at_work),
        "nothing_to_undo": (errors.NothingToUndo(), at_work),
        "changed_elsewhere": (errors.ChangedElsewhere(Action.EDIT, texts.other_task), at_work),
        "nothing_to_redo": (errors.NothingToRedo(), at_work),
        "nothing_to_edit": (errors.NothingToEdit(), idle),
        "no_such_timezone": (preference_errors.NoSuchTimezone(texts.word), at_work),
        "hours_without_length": (preference_errors.HoursWithoutLength(time(9)), at_work),
        "not_a_range": (range_errors.NotARange(texts.word), at_work),
        "range_too_long": (range_errors.RangeTooLong(730, 366), at_work),
        "range_in_the_future": (range_errors.RangeInTheFuture(TODAY.replace(year=2030)), at_work),
    }


def outcomes(texts: Texts = PLAIN) -> dict[str, Outcome]:
    """Every outcome that is a message."""
    lunch, over = on_break(texts), on_break(texts).resume(at(172))
    mail = WorkSession("S2", ADA, texts.other_task, Boundary(at(170)))
    following = NextTask(task=texts.other_task, planned=timedelta(minutes=25))
    shown: dict[str, Outcome] = {
        "present_working": Present(now=at(82), session=working(texts), last=None),
        "present_paused": Present(now=at(180), session=lunch, last=None),
        "present_nothing_running": Present(now=at(200), session=None, last=done(texts)),
        "present_with_a_try": Present(now=at(200), session=None, last=done(texts), open_try=texts.try_),
        "present_nothing_ever": Present(now=at(0), session=None, last=None),
        "started": Started(now=at(170), session=mail),
        "started_after_another": Started(now=at(170), session=mail, finished=done(texts)),
        "paused": Paused(now=at(125), session=lunch),
        "resumed": Resumed(now=at(172), session=over),
        "finished": Finished(now=at(171), session=done(texts)),
        "finished_and_what_next": Finished(
            now=at(171), session=done(texts, Decision.SWITCH), offer_start=True
        ),
        "snoozed": Snoozed(now=at(160), session=lunch, until=at(175)),
        "card_moved": CardMoved(now=at(82), session=working(texts)),
        "start_asked": StartAsked(now=at(0)),
        "checkout_asked": CheckoutAsked(now=at(82), session=working(texts), end_at=at(82)),
        "switch_asked": CheckoutAsked(now=at(82), session=working(texts), end_at=at(82), next_task=following),
        "log": log_of(at(180), done(texts), mail),
        "log_corrected": log_of(at(180), corrected()),
        "log_empty": log_of(at(0)),
        "log_of_a_week": log_of(at(180), yesterday(), done(texts), mail, days=WEEK),
        "report": report_of(at(180), yesterday(), done(texts), mail),
        "report_empty": report_of(at(0)),
        "report_sent": ReportSent(now=at(0)),
        "export_sent": ExportSent(now=at(0), days=WEEK, format=ExportFormat.CSV, count=3),
        "export_of_nothing": ExportSent(now=at(0), days=WEEK, format=ExportFormat.JSON, count=0),
        "log_of_an_empty_day": log_of(at(0), days=DayRange(WEEK.first, WEEK.first)),
        "summary": Summary(now=at(171), session=done(texts)),
        "summary_continued": Summary(now=at(171), session=done(texts, Decision.CONTINUE)),
        "help": HelpAsked(now=at(0)),
        "help_for_an_unknown_word": HelpAsked(now=at(0), unknown=texts.word, nearest=Verb.START),
        "help_for_nonsense": HelpAsked(now=at(0), unknown=texts.word),
        "reminder": PauseReminder(now=at(170), session=lunch, pause_number=2, next_at=at(200)),
        "reminder_last": PauseReminder(now=at(400), session=lunch, pause_number=2, next_at=None),
        "pause_over": PauseOver(now=at(175), session=over, pause_number=2),
        "pause_gone": PauseOver(now=at(175), session=working(texts), pause_number=2),
        "forget_asked": ForgetAsked(now=at(82), running=working(texts)),
        "forget_confirmed": ForgetConfirmed(now=at(82), exports=True),
        "forget_confirmed_without_a_record": ForgetConfirmed(now=at(82), exports=False),
        "back_asked": BackAsked(now=at(170), session=on_break(texts), pause_number=2),
        "pause_over_with_session": PauseOver(now=at(175), session=done(texts), pause_number=2),
    }
    refused = {
        f"refused_{name}": Refused(now=present.now, why=why, present=present)
        for name, (why, present) in refusals(texts).items()
    }
    put_right = {**repairs(sessions(texts)), **left_open(sessions(texts)), **work_reminders(sessions(texts))}
    return {**shown, **refused, **put_right, **settings_outcomes(at(82))}


def messages(texts: Texts = PLAIN) -> dict[str, Message]:
    shown = {name: message(outcome, READER) for name, outcome in outcomes(texts).items()}
    asked = CheckoutAsked(now=at(82), session=working(texts), end_at=at(82))
    return {
        **shown,
        **_from_a_message(texts),
        **_in_a_project(texts),
        "could_not_open_start": could_not_open(StartAsked(now=at(0))),
        "could_not_open_checkout": could_not_open(asked),
        "could_not_open_edit": could_not_open(EditAsked(now=at(82), session=working(texts))),
        "could_not_open_journal": could_not_open(_journal(texts)),
        "could_not_open_back": could_not_open(
            BackAsked(now=at(170), session=on_break(texts), pause_number=2)
        ),
        "could_not_open_paused_since": could_not_open(PauseAsked(now=at(170), session=working(texts))),
        "could_not_open_stop": could_not_open(stop_asked(working(texts), at(170), at(170))),
        "could_not_open_forget": could_not_open(ForgetAsked(now=at(82))),
        "forget_done": forget.forgotten(),
        "forget_not_sent": forget.not_sent(),
        "forget_changed": forget.changed(),
        "forget_failed": forget.not_deleted(),
        "could_not_open_settings": could_not_open(settings_asked(at(82))),
        "unexpected": troubles.unexpected("7F3K-2Q").message,
        "database_away": troubles.database_away("7F3K-2Q").message,
        "incomplete": troubles.incomplete().message,
        "not_understood": troubles.not_understood().message,
    }


def _journal(texts: Texts) -> JournalShown:
    return JournalShown(now=at(190), session=done(texts), records=journal_of(sessions(texts)))


def homes(texts: Texts = PLAIN) -> dict[str, Any]:
    nothing = Present(now=at(0), session=None, last=None)
    at_work = Present(now=at(82), session=working(texts), last=None)
    no_time, today = figures_of([], WEEK.span(BERLIN), at(0)), figures_today(at(82), working(texts))
    week = figures_of([yesterday(), working(texts)], WEEK.span(BERLIN), at(82))
    recent = (done(texts), corrected(), yesterday())
    return {
        "home_first_visit": home(
            HomeShown(now=at(0), present=nothing, today=no_time, week=no_time, recent=()), READER
        ),
        "home": home(
            HomeShown(
                now=at(82), present=at_work, today=today, week=week, recent=recent, open_try=texts.try_
            ),
            READER,
        ),
        "home_with_a_goal": home(
            HomeShown(
                now=at(82),
                present=at_work,
                today=today,
                week=week,
                recent=(),
                goal=timedelta(hours=6),
                week_goal=timedelta(hours=30),
            ),
            READER,
        ),
        "home_with_a_project": home(
            HomeShown(
                now=at(82),
                present=at_work,
                today=today,
                week=week,
                recent=(replace(done(texts), project=texts.project), corrected()),
            ),
            READER,
        ),
        **{
            name: home(
                HomeShown(
                    now=at(82), present=at_work, today=today, week=week, recent=(), undelivered=reasons
                ),
                READER,
            )
            for name, reasons in {
                "home_undelivered": ("channel_not_found",),
                "home_undelivered_twice": ("is_archived", "msg_too_long"),
                "home_not_taken": ("invalid_blocks",),
            }.items()
        },
    }


def _from_a_message(texts: Texts) -> dict[str, Message]:
    open_now, paused, ended = (
        replace(session, source_url=MESSAGE_URL) for session in (working(texts), on_break(texts), done(texts))
    )
    return {
        "present_from_a_message": message(Present(now=at(82), session=open_now, last=None), READER),
        "paused_from_a_message": message(Present(now=at(170), session=paused, last=None), READER),
        "summary_from_a_message": message(Summary(now=at(171), session=ended), READER),
    }


def _in_a_project(texts: Texts) -> dict[str, Message]:
    open_now, paused, ended = (
        replace(session, project=texts.project) for session in (working(texts), on_break(texts), done(texts))
    )
    return {
        "present_in_a_project": message(Present(now=at(82), session=open_now, last=None), READER),
        "paused_in_a_project": message(Present(now=at(170), session=paused, last=None), READER),
        "last_in_a_project": message(Present(now=at(200), session=None, last=ended), READER),
        "summary_in_a_project": message(Summary(now=at(171), session=ended), READER),
        "log_with_a_project": message(log_of(at(180), ended), READER),
        "report_with_projects": message(report_of(at(180), yesterday(), ended), READER),
    }


def modals(texts: Texts = PLAIN) -> dict[str, Any]:
    following = NextTask(task=texts.other_task, planned=timedelta(minutes=25))
    lunch = on_break(texts)
    shown = outcomes(texts)
    return {
        "checkout": checkout_modal(
            CheckoutAsked(now=at(170), session=working(texts), end_at=at(170)), READER
        ),
        "checkout_on_a_break": checkout_modal(
            CheckoutAsked(now=at(170), session=lunch, end_at=at(170)), READER
        ),
        "checkout_changed": checkout_modal(
            CheckoutAsked(now=at(172), session=lunch, end_at=at(172), changed=True), READER
        ),
        "checkout_switch": checkout_modal(
            CheckoutAsked(now=at(170), session=working(texts), end_at=at(170), next_task=following), READER
        ),
        "checkout_earlier": checkout_modal(
            CheckoutAsked(now=at(180), session=lunch, end_at=at(170), is_corrected=True), READER
        ),
        "edit_open": edit_modal(EditAsked(now=at(180), session=lunch), READER),
        "edit_ended": edit_modal(EditAsked(now=at(180), session=done(texts)), READER),
        "edit_in_a_project": edit_modal(
            EditAsked(now=at(180), session=replace(done(texts), project=texts.project)), READER
        ),
        "edit_drafted": edit_modal(
            EditAsked(now=at(180), session=done(texts)),
            READER,
            draft=with_break(done(texts), texts.reason),
        ),
        "edit_outdated": edit_modal(EditAsked(now=at(180), session=lunch), READER, why=errors.Outdated()),
        "journal_opened": journal_modal(_journal(texts), READER),
        "start": start_modal(StartAsked(now=at(0)), READER),
        "start_presumed": start_modal(StartAsked(now=at(0), planned=timedelta(minutes=45)), READER),
        "start_while_working": start_modal(StartAsked(now=at(82), running=working(texts)), READER),
        "start_with_recent_tasks": start_modal(
            StartAsked(now=at(0), recent=(texts.task[:TASK_LIMIT].strip(), texts.other_task)), READER
        ),
        "start_with_projects": start_modal(
            StartAsked(now=at(0), project=texts.project, projects=(texts.project, "House")), READER
        ),
        "start_of_no_project": start_modal(StartAsked(now=at(0), projects=(texts.project,)), READER),
        "start_on_a_message": start_modal(
            StartAsked(now=at(0), task=texts.task, source_url=MESSAGE_URL), READER
        ),
        "start_while_paused": start_modal(StartAsked(now=at(170), running=lunch), READER),
        "settings": settings_modal(settings_asked(at(82))),
        "settings_chosen": settings_modal(settings_asked(at(82), CHOSEN)),
        "forget": forget_modal(ForgetAsked(now=at(82), running=working(texts))),
        "forget_nothing_running": forget_modal(ForgetAsked(now=at(82))),
        "notice_forget": notice_modal(ForgetConfirmed(now=at(82), exports=True), READER),
        "back": since_modal(BackAsked(now=at(170), session=on_break(texts), pause_number=2), READER),
        **_modals_left_open(texts),
        "notice_refused": notice_modal(shown["refused_already_working"], READER),
        "notice_log": notice_modal(shown["log"], READER),
        "notice_help": notice_modal(shown["help"], READER),
        "notice_present": notice_modal(shown["present_paused"], READER),
        "notice_unexpected": troubles.unexpected("7F3K-2Q").modal,
    }


def _modals_left_open(texts: Texts) -> dict[str, Any]:
    return {
        name: stop_modal(asked, READER) if isinstance(asked, StopAsked) else since_modal(asked, READER)
        for name, asked in left_open_modals(sessions(texts)).items()
    }


def everything(texts: Texts = PLAIN) -> dict[str, Any]:
    """The JSON of every screen."""
    shown = {name: {"text": one.text, "blocks": one.blocks} for name, one in messages(texts).items()}
    return {**shown, **homes(texts), **modals(texts)}


@cache
def plain_screens() -> dict[str, Any]:
    """The JSON of every screen with ordinary texts."""
    return everything()
