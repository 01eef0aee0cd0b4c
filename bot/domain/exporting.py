"""A file of the record, made of what was asked for, a piece at a time: a record may be long."""

from collections.abc import Iterator
from datetime import tzinfo

from bot.domain.export_csv import csv_text, to_csv_rows
from bot.domain.export_json import Record, json_text
from bot.domain.looking_back import ExportReady
from bot.domain.requests import ExportFormat


def export_name(export: ExportReady) -> str:
    """The file's name: it says the days and the format."""
    return f"workbot-{export.days.first}-to-{export.days.last}.{export.format}"


def export_text(export: ExportReady, record: Record, timezone: tzinfo) -> Iterator[str]:
    """The file's text in the format that was asked for, to be written as UTF-8."""
    if export.format is ExportFormat.CSV:
        return csv_text(to_csv_rows(record(), export.days, timezone, export.now))
    return json_text(record, export.days, timezone, export.now)
