"""The report of some days: totals, a chart with its figures in words, tasks, projects, breaks and plans."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from bot.domain.accounting import Account, total
from bot.domain.looking_back import ReportSent, ReportShown
from bot.domain.plans import PlannedSession, Verdict
from bot.domain.report import Group, ReasonForPauses
from bot.surface import figures, wording
from bot.surface.blocks import Message, Screen, rich, to_message
from bot.surface.charts import MOST_DAYS, Bar, bars, charts
from bot.surface.day_names import range_name
from bot.surface.lines import Line, dotted
from bot.surface.ready import ReadyBlock
from bot.surface.times import Times

GROUPS_SHOWN = 8
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
    projects = _groups(report.projects, "project")
    title = wording.BY_DAY if len(report.days) <= MOST_DAYS else wording.BY_MONTH
    return Screen.of(
        wording.report_sentence(name, totals, lines, projects),
        rich("report", wording.report_title(name), totals),
        *charts(report, f"{title}, {name}"),
        *([rich("report_bars", *lines)] if lines else []),
        rich("report_tasks", wording.BY_TASK, *_groups(report.tasks, "task")),
        *([rich("report_projects", wording.BY_PROJECT, *projects)] if projects else []),
        *([_pauses(report.pauses)] if report.pauses else []),
        *([_plans(report.planned)] if report.planned else []),
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


def _groups(groups: Sequence[Group], what: str) -> list[Line]:
    """The longest ones, the sum of the others, and what has no name."""
    named = [group for group in groups if group.name]
    lines = [_group(group) for group in named[:GROUPS_SHOWN]]
    if rest := named[GROUPS_SHOWN:]:
        worked = figures.worked(total(group.figures.account for group in rest))
        lines.append(wording.further(figures.counted(len(rest), what), worked))
    return lines + [_group(group) for group in groups if not group.name]


def _group(group: Group) -> Line:
    sessions = figures.counted(group.figures.sessions, "session")
    return wording.group_facts(group.name, dotted(_worked_and_paused(group.figures.account), (sessions,)))


def _pauses(reasons: Sequence[ReasonForPauses]) -> ReadyBlock:
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


def _plans(planned: Sequence[PlannedSession]) -> ReadyBlock:
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
