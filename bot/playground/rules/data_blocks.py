"""Blocks that show data: tables, charts, plans and their tasks."""

from collections.abc import Mapping
from typing import Any

from bot.playground.rules.check import (
    Check,
    Place,
    boolean,
    by_type,
    exactly,
    integer,
    list_of,
    number,
    one_of,
    record,
    string,
)
from bot.playground.rules.objects import identifier
from bot.playground.rules.rich_text import rich_text
from bot.playground.wire import Json

TABLE_ROWS, TABLE_COLUMNS, DATA_TABLE_ROWS = 100, 20, 201

CELLS: Mapping[str, Check] = {
    "raw_text": record({"type": exactly("raw_text"), "text": string()}, {"emoji": boolean}),
    "raw_number": record({"type": exactly("raw_number"), "value": number, "text": string()}),
    "rich_text": rich_text,
}


def _rows(minimum: int, maximum: int) -> Check:
    return list_of(list_of(by_type(CELLS), 1, TABLE_COLUMNS), minimum, maximum)


def _even_rows(table: Json, place: Place) -> None:
    if len({len(row) for row in table["rows"]}) > 1:
        place.at("rows").complain("all rows must have the same number of columns")


COLUMN = record({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _column(value: Any, place: Place) -> None:
    """A null stands for a column without settings of its own."""
    if value is not None:
        COLUMN(value, place)


_point = record({"label": string(1, 20), "value": number})
_series = list_of(record({"name": string(1, 20), "data": list_of(_point, 1, 20)}), 1, 12)
_axes = record(
    {"categories": list_of(string(1, 20), 1, 20)}, {"x_label": string(1, 50), "y_label": string(1, 50)}
)


def _on_axes(kind: str) -> Check:
    return record(
        {"type": exactly(kind), "series": _series, "axis_config": _axes}, {}, _labels_are_categories
    )


def _labels_are_categories(chart: Json, place: Place) -> None:
    categories = chart["axis_config"]["categories"]
    if len(set(categories)) < len(categories):
        place.at("axis_config").at("categories").complain("categories must be unique")
    for index, series in enumerate(chart["series"]):
        if sorted(point["label"] for point in series["data"]) != sorted(categories):
            place.at("series").at(index).complain("data labels must match the categories")


def _positive(value: Any, place: Place) -> None:
    number(value, place)
    if isinstance(value, (int, float)) and value <= 0:
        place.complain("must be greater than 0")


CHARTS: Mapping[str, Check] = {
    "pie": record(
        {
            "type": exactly("pie"),
            "segments": list_of(record({"label": string(1, 20), "value": _positive}), 1, 12),
        }
    ),
    "bar": _on_axes("bar"),
    "area": _on_axes("area"),
    "line": _on_axes("line"),
}

TASK: Mapping[str, Check] = {"task_id": string(), "title": string()}
SOURCE = record({"type": exactly("url"), "url": string(), "text": string()})
TASK_OPTIONS: Mapping[str, Check] = {"details": rich_text, "output": rich_text, "sources": list_of(SOURCE)}

DATA_BLOCKS: Mapping[str, Check] = {
    "table": record(
        {"type": exactly("table"), "rows": _rows(1, TABLE_ROWS)},
        {"block_id": identifier, "column_settings": list_of(_column, 0, TABLE_COLUMNS)},
        _even_rows,
    ),
    "data_table": record(
        {"type": exactly("data_table"), "rows": _rows(2, DATA_TABLE_ROWS), "caption": string()},
        {
            "block_id": identifier,
            "page_size": integer(1, 100),
            "row_header_column_index": integer(0, TABLE_COLUMNS - 1),
        },
        _even_rows,
    ),
    "data_visualization": record(
        {"type": exactly("data_visualization"), "title": string(1, 50), "chart": by_type(CHARTS)},
        {"block_id": identifier},
    ),
    "task_card": record(
        {
            "type": exactly("task_card"),
            **TASK,
            "status": one_of("in_progress", "complete", "error"),
        },
        {"block_id": identifier, **TASK_OPTIONS},
    ),
    "plan": record(
        {
            "type": exactly("plan"),
            "title": string(),
            "tasks": list_of(
                record(
                    {**TASK, "status": one_of("pending", "in_progress", "complete", "error")}, TASK_OPTIONS
                ),
                1,
                50,
            ),
        },
        {"block_id": identifier},
    ),
}
