"""The log, the report and the export."""

from collections.abc import Iterable

from bot.domain.plans import Verdict
from bot.surface.lines import Line, Strong, Task, Typed, joined

EARLIER_BUTTON = "Earlier"
LATER_BUTTON = "Later"


def range_of_days(first: str, last: str) -> str:
    return f"{first} to {last}"


def log_sentence(days: str, totals: Line) -> Line:
    return (f"{days}: ", *totals, ".")


def no_sessions(days: str, *, is_over: bool) -> Line:
    return (f"{days}: no sessions.",) if is_over else (f"{days}: no sessions yet.",)


def part_of_log(first: int, last: int, count: int) -> Line:
    return (f"Shown here: {first} to {last} of {count}. The totals count all.",)


REPORT_SENT: Line = ("Your report is in your messages with me.",)
REPORT_NOT_SENT: Line = ("I could not send you the report. Nothing was changed; please try again.",)
WORKED_SERIES, PAUSED_SERIES = "Worked", "Paused"
HOURS_AXIS = "Hours"
BY_DAY, BY_MONTH = "Hours by day", "Hours by month"
BY_TASK: Line = (Strong("By task"),)
BY_PROJECT: Line = (Strong("By project"),)
BREAKS_BY_REASON: Line = (Strong("Breaks by reason"),)
PLANNED_AND_ACTUAL: Line = (Strong("Planned and actual"),)
VERDICTS = {Verdict.ON_PLAN: "as planned", Verdict.OVER: "longer", Verdict.UNDER: "shorter"}


def numbered(title: str, number: int, count: int) -> str:
    return f"{title} ({number} of {count})"


def report_title(days: str) -> Line:
    return (Strong(f"Report: {days}"),)


def report_sentence(days: str, totals: Line, bars: Iterable[Line], projects: Iterable[Line]) -> Line:
    """All that the chart shows, and the projects, for those who hear it."""
    by_project = joined("; ", projects)
    return joined(
        " ",
        [
            (f"Report: {days}: ", *totals, "."),
            *((*bar, ".") for bar in bars),
            ("By project: ", *by_project, ".") if by_project else (),
        ],
    )


def bar(name: str, facts: Line) -> Line:
    return (f"{name}: ", *facts)


def group_facts(name: str, facts: Line) -> Line:
    """About the sessions of a task, or of a project, maybe ""."""
    named: Line = (Task(name),) if name else ("(no project)",)
    return (*named, " · ", *facts)


def breaks_for(reason: str, breaks: str, paused: str, average: str) -> Line:
    named: Line = (Typed(reason),) if reason else ("(no reason)",)
    return (*named, f" · {breaks} · paused {paused} · {average} on average")


def plans(count: str, planned: str, worked: str, verdicts: str) -> Line:
    return (f"{count} with a plan · planned {planned} · worked {worked} · {verdicts}",)


def plan_facts(task: str, planned: str, worked: str, verdict: str) -> Line:
    return (Task(task), f" · planned {planned} · worked {worked} · {verdict}")


def further(what: str, sum_of_them: str) -> Line:
    return (f"and {what} more, {sum_of_them}",)


EXPORT_NOT_SENT: Line = ("I could not send you the file. Nothing was changed; please try again.",)


def export_sent(days: str, sessions: str, file_format: str) -> Line:
    return (
        f"Your export is on its way: {sessions}, {days}, as {file_format.upper()}, in your messages with me.",
    )


def export_comment(days: str, sessions: str) -> Line:
    return (f"Your export: {sessions}, {days}.",)
