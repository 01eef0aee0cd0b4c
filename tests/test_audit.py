"""What CI makes of an answer of pip-audit: red for a vulnerability, and never green for no answer at all."""

import subprocess
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

AUDIT = Path(__file__).parent.parent / ".ci" / "audit.py"
CLEAN = {"name": "aiohttp", "version": "3.14.5", "vulns": []}
UNKNOWN = "Dependency not found on PyPI and could not be audited"
SKIPPED = {"name": "yarl", "skip_reason": f"{UNKNOWN}: yarl (1.25)"}
KNOWN = {"id": "PYSEC-2026-1", "fix_versions": ["3.1.6"], "aliases": [], "description": "long"}
VULNERABLE = {"name": "jinja2", "version": "3.1.5", "vulns": [KNOWN]}


@pytest.fixture(scope="module")
def verdict() -> Callable[[dict[str, Any]], tuple[int, list[str]]]:
    spec = spec_from_file_location("audit", AUDIT)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[dict[str, Any]], tuple[int, list[str]]] = module.verdict
    return found


@pytest.mark.parametrize(
    ("packages", "code", "said"),
    [
        ([CLEAN], 0, "nothing known against 1 of 1 packages"),
        ([CLEAN, SKIPPED], 0, "nothing known against 1 of 2 packages"),
        (
            [SKIPPED, SKIPPED],
            0,
            f"no data: none of 2 packages was looked up ({UNKNOWN})",
        ),
        ([VULNERABLE, SKIPPED], 1, "vulnerable: jinja2 3.1.5, PYSEC-2026-1, put right in 3.1.6"),
    ],
)
def test_each_answer_is_named(
    verdict: Callable[[dict[str, Any]], tuple[int, list[str]]],
    packages: list[dict[str, Any]],
    code: int,
    said: str,
) -> None:
    assert verdict({"dependencies": packages, "fixes": []}) == (code, [said])


def test_without_a_way_to_ask_it_says_so_and_is_not_red(tmp_path: Path) -> None:
    (tmp_path / "venv").write_text("a file where the folder should be")
    end = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, AUDIT, tmp_path / "venv", "constraints.txt"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert end.returncode == 0
    assert end.stdout.startswith("pip-audit: no data: ")
