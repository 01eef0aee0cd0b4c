"""A file of the record, made of what was asked for."""

import json
from dataclasses import dataclass
from datetime import tzinfo

from bot.domain.export_csv import csv_text, to_csv_rows
from bot.domain.export_json import to_json
from bot.domain.looking_back import ExportReady
from bot.domain.requests import ExportFormat


@dataclass(frozen=True, slots=True)
class ExportFile:
    name: str
    content: bytes


def export_file(export: ExportReady, timezone: tzinfo) -> ExportFile:
    """The file in the format that was asked for, named by its days."""
    days = export.days
    name = f"workbot-{days.first}-to-{days.last}.{export.format}"
    return ExportFile(name, _text(export, timezone).encode())


def _text(export: ExportReady, timezone: tzinfo) -> str:
    if export.format is ExportFormat.CSV:
        return csv_text(to_csv_rows(export.sessions, export.days, timezone, export.now))
    document = to_json(export.sessions, export.days, timezone, export.now)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
