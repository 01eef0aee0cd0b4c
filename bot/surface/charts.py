"""Worked and paused time as a bar chart; Slack draws it in messages only, two of them at most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from slackblocks import AxisConfig, BarChart, DataPoint, DataSeries, DataVisualizationBlock

from bot.domain.accounting import Account, total, whole_minutes
from bot.domain.report import Day, Report
from bot.surface import wording
from bot.surface.day_names import month_name, short_day
from bot.surface.lines import shortened

MOST_CHARTS = 2
MOST_BARS = 20
MOST_DAYS = MOST_CHARTS * MOST_BARS
TITLE_LIMIT = 50


@dataclass(frozen=True, slots=True)
class Bar:
    """A day, or of a longer report a month."""

    name: str
    account: Account


def bars(report: Report) -> list[Bar]:
    """In their order, with names that are unique within a chart."""
    if len(report.days) <= MOST_DAYS:
        return [Bar(short_day(day.day), day.figures.account) for day in report.by_day]
    months = groupby(report.by_day, key=_month)
    return [Bar(name, total(day.figures.account for day in days)) for name, days in months]


def charts(report: Report, title: str) -> Iterator[DataVisualizationBlock]:
    """One chart, or two of about the same length."""
    shown = bars(report)
    count = -(-len(shown) // MOST_BARS)
    length = -(-len(shown) // count)
    for number in range(count):
        part = shown[number * length : (number + 1) * length]
        name = wording.numbered(title, number + 1, count) if count > 1 else title
        yield DataVisualizationBlock(
            shortened(name, TITLE_LIMIT), _chart(part), block_id=f"report_chart_{number}"
        )


def _chart(shown: Sequence[Bar]) -> BarChart:
    series = [
        DataSeries(wording.WORKED_SERIES, [DataPoint(bar.name, _hours(bar.account.worked)) for bar in shown]),
        DataSeries(wording.PAUSED_SERIES, [DataPoint(bar.name, _hours(bar.account.paused)) for bar in shown]),
    ]
    return BarChart(series, AxisConfig([bar.name for bar in shown], y_label=wording.HOURS_AXIS))


def _hours(length: timedelta) -> float:
    """Of whole minutes, so that a bar is as long as the words beside it say."""
    return round(whole_minutes(length) / 60, 2)


def _month(day: Day) -> str:
    return month_name(day.day)
