"""The bench still runs: each case with next to nothing to do. How fast anything is, is not looked at."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.bench.__main__ import main
from tests.bench.cases import CASES
from tests.bench.commands import Answer, Command, WrongAnswer, check_bare, check_ours
from tests.bench.results import Case, Row, at_most, ratio_at_least, ratio_at_most
from tests.bench.scale import TINY
from tests.bench.workshop import Workshop


@pytest.mark.parametrize("case", CASES, ids=[case.names[0] for case in CASES])
def test_each_case_answers_the_rows_that_it_promises(case: Case, tmp_path: Path) -> None:
    rows = asyncio.run(case.run(Workshop(tmp_path, TINY)))
    assert tuple(row.name for row in rows) == case.names
    assert all(figure >= 0 for row in rows for figure in (*row.ours, *row.floor))


def test_every_name_is_listed_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    names = capsys.readouterr().out.split()
    assert sorted(names) == sorted(set(names))
    assert set(names) == {name for case in CASES for name in case.names}


def test_a_row_tells_medians_their_ratio_and_whether_the_goal_is_met() -> None:
    row = Row(
        name="x",
        what="",
        unit="ms",
        ours=[9, 3, 1],
        floor=[1, 2, 3],
        goal=ratio_at_most(1.5),
        latencies=[4, 8],
    )
    told = row.as_json()
    assert (told["ours"], told["floor"], told["ratio"], told["met"]) == (3, 2, 1.5, True)
    assert (told["p50"], told["p99"], told["goal"]) == (8, 8, "ratio <= 1.5")
    json.dumps(told)


def test_goals_hold_the_figure_or_the_ratio_against_their_bound() -> None:
    assert at_most(5).is_met(5)
    assert not at_most(5).is_met(5.1)
    assert ratio_at_least(0.5).is_met(0.5)
    assert not ratio_at_least(0.5).is_met(0.49)
    assert Row(name="x", what="", unit="ms", ours=[1], goal=ratio_at_most(1)).is_met is None


def test_a_refusal_is_no_success() -> None:
    start = Command(b"", "Started ")
    check_ours([start], [Answer(200, b'{"text": "Started \xe2\x80\x9cx\xe2\x80\x9d."}')])
    with pytest.raises(WrongAnswer):
        check_ours([start], [Answer(200, b'{"text": "You are working already."}')])
    with pytest.raises(WrongAnswer):
        check_ours([start], [Answer(503, b'{"text": "Started "}')])
    with pytest.raises(WrongAnswer):
        check_bare([start], [Answer(401, b"")])
