"""The report of some days: totals, a chart with its figures in words, tasks, breaks and plans."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from slackblocks import Block, RichTextBlock

from bot.domain.accounting import Account, total
from bot.domain.looking_back import ReportSent, ReportShown
from bot.domain.plans import PlannedSession, Verdict
from bot.domain.report import Group, ReasonForPauses, Report
from bot.surface import figures, wording
from bot.surface.blocks import Message, Screen, rich, to_message
from bot.surface.charts import MOST_DAYS, Bar, bars, charts
from bot.surface.day_names import range_name
from bot.surface.lines import Line, dotted
from bot.surface.times import Times

TASKS_SHOWN = 8
REASONS_SHOWN = 8
PLANS_SHOWN = 5


def screen(outcome: ReportShown, times: Times) -> Screen:
    """Everything that has been recorded; where nothing has, that."""
    report = outcome.report
    name = range_name(report.days, times)
    if not report.total.sessions:
        today = times.now.astimezone(times.timezone).date()
        nothing = wording.no_sessions(name, is_over=report.days.last < today)
        return Screen.of(nothing, rich("report", nothing))
    totals = figures.totals(report.total)
    lines = [_bar(bar) for bar in bars(report) if bar.account.elapsed]
    title = wording.BY_DAY if len(report.days) <= MOST_DAYS else wording.BY_MONTH
    return Screen.of(
        wording.report_sentence(name, totals, lines),
        rich("report", wording.report_title(name), totals),
        *charts(report, f"{title}, {name}"),
        *([rich("report_bars", *lines)] if lines else []),
        *_parts(report),
    )


def sent(_outcome: ReportSent, _times: Times) -> Screen:
    """The answer where it was asked for."""
    return Screen.of(wording.REPORT_SENT, rich("report_sent", wording.REPORT_SENT))


def not_sent() -> Message:
    """Slack did not take it."""
    return to_message(Screen.of(wording.REPORT_NOT_SENT, rich("report_sent", wording.REPORT_NOT_SENT)))


def _bar(bar: Bar) -> Line:
    return wording.bar(bar.name, _worked_and_paused(bar.account))


def _worked_and_paused(account: Account) -> Line:
    return dotted((figures.worked(account),), (f"paused {figures.duration(account.paused)}",))


def _parts(report: Report) -> list[Block]:
    parts: list[Block] = [_tasks(report.tasks)]
    if report.pauses:
        parts.append(_pauses(report.pauses))
    if report.planned:
        parts.append(_plans(report.planned))
    return parts


def _tasks(tasks: Sequence[Group]) -> RichTextBlock:
    lines = [wording.task_facts(task.name, _task_facts(task)) for task in tasks[:TASKS_SHOWN]]
    if rest := tasks[TASKS_SHOWN:]:
        worked = figures.worked(total(task.figures.account for task in rest))
        lines.append(wording.further(figures.counted(len(rest), "task"), worked))
    return rich("report_tasks", wording.BY_TASK, *lines)


def _task_facts(task: Group) -> Line:
    sessions = figures.counted(task.figures.sessions, "session")
    return dotted(_worked_and_paused(task.figures.account), (sessions,))


def _pauses(reasons: Sequence[ReasonForPauses]) -> RichTextBlock:
    lines = [
        wording.breaks_for(
            one.reason,
            figures.counted(one.count, "break"),
            figures.duration(one.total),
            figures.duration(one.average),
        )
        for one in reasons[:REASONS_SHOWN]
    ]
    if rest := reasons[REASONS_SHOWN:]:
        paused = figures.duration(sum((one.total for one in rest), timedelta()))
        lines.append(wording.further(figures.counted(len(rest), "reason"), f"paused {paused}"))
    return rich("report_pauses", wording.BREAKS_BY_REASON, *lines)


def _plans(planned: Sequence[PlannedSession]) -> RichTextBlock:
    """The sum, and those that differ most from their plan."""
    verdicts = Counter(one.verdict for one in planned)
    summed = wording.plans(
        figures.counted(len(planned), "session"),
        figures.duration(sum((one.planned for one in planned), timedelta())),
        figures.duration(sum((one.worked for one in planned), timedelta())),
        ", ".join(f"{verdicts[one]} {words}" for one, words in wording.VERDICTS.items() if verdicts[one]),
    )
    differing = [one for one in planned if one.verdict is not Verdict.ON_PLAN]
    differing.sort(key=lambda one: -abs(one.worked - one.planned))
    lines = [
        wording.plan_facts(
            one.session.task,
            figures.duration(one.planned),
            figures.duration(one.worked),
            wording.VERDICTS[one.verdict],
        )
        for one in differing[:PLANS_SHOWN]
    ]
    return rich("report_plans", wording.PLANNED_AND_ACTUAL, summed, *lines)
