"""Looking back: what the record of some days says. Nothing here changes anything."""

from collections.abc import Iterator
from datetime import date, tzinfo

from bot.domain import neighbours
from bot.domain.exporting import export_text
from bot.domain.looking_back import ExportReady, LogShown, Page, ReportShown, entries_of
from bot.domain.outcomes import Outcome
from bot.domain.person import Owner
from bot.domain.ranges import DayRange, read_range
from bot.domain.report import report_on
from bot.domain.requests import ExportFormat
from bot.store import Transaction
from bot.workday.calls import Call, use_case


@use_case
def show_log(tx: Transaction, call: Call, when: str, timezone: tzinfo) -> Outcome:
    """The log of the days that the words mean; no words mean today."""
    return show_page(tx, call, Page(read_range(when, _today(call, timezone))), timezone)


def show_page(tx: Transaction, call: Call, page: Page, timezone: tzinfo) -> LogShown:
    """A page of the log."""
    today = _today(call, timezone)
    sessions = tx.sessions_touching(call.owner, page.days.span(timezone))
    return LogShown(
        now=call.now,
        page=page,
        report=report_on(sessions, page.days, timezone, call.now),
        entries=entries_of(sessions, page.days, timezone, call.now),
        earlier=neighbours.earlier(page.days, today),
        later=neighbours.later(page.days, today),
    )


@use_case
def show_report(tx: Transaction, call: Call, when: str, timezone: tzinfo) -> Outcome:
    """The report of the days that the words mean; no words mean this week."""
    days = read_range(when, _today(call, timezone), default="week")
    sessions = tx.sessions_touching(call.owner, days.span(timezone))
    return ReportShown(now=call.now, report=report_on(sessions, days, timezone, call.now))


@use_case
def export(tx: Transaction, call: Call, file_format: ExportFormat, when: str, timezone: tzinfo) -> Outcome:
    """The record of the days that the words mean; no words, or "all", mean everything."""
    if when.casefold() in ("", "all"):
        return export_everything(tx, call, file_format, timezone)
    return _export(tx, call, file_format, read_range(when, _today(call, timezone)), timezone)


def export_everything(
    tx: Transaction, call: Call, file_format: ExportFormat, timezone: tzinfo
) -> ExportReady:
    """The whole record of the person, from its first day on."""
    today = _today(call, timezone)
    began_at = tx.record_began_at(call.owner) or call.now
    days = DayRange(min(began_at.astimezone(timezone).date(), today), today)
    return _export(tx, call, file_format, days, timezone)


def _export(
    tx: Transaction, call: Call, file_format: ExportFormat, days: DayRange, timezone: tzinfo
) -> ExportReady:
    counting, discarded = tx.record_size(call.owner, days.span(timezone))
    return ExportReady(
        now=call.now,
        days=days,
        format=file_format,
        count=counting,
        discarded=discarded,
        changes=tx.count_changes(call.owner),
    )


def write_export(tx: Transaction, owner: Owner, ready: ExportReady, timezone: tzinfo) -> Iterator[str]:
    """The file's text in pieces, to be taken within the transaction."""
    span = ready.days.span(timezone)
    return export_text(ready, lambda: tx.record_touching(owner, span), timezone)


def _today(call: Call, timezone: tzinfo) -> date:
    return call.now.astimezone(timezone).date()
