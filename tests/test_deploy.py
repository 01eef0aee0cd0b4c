"""What docs/operations.md and docs/deploy say fits the program."""

import asyncio
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.config import Settings
from bot.store import open_store
from bot.telemetry import Telemetry

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "docs" / "deploy"
README = (ROOT / "README.md").read_text()
MANUAL = (ROOT / "docs" / "operations.md").read_text()
FIGURE = re.compile(r"workbot_[a-z_]+")


def families() -> dict[str, str]:
    """The figures and of what kind they are, without when each began to be counted."""
    page = Telemetry().metrics.render().decode()
    found = dict(re.findall(r"^# TYPE (workbot_\w+) (\w+)$", page, re.MULTILINE))
    return {name: kind for name, kind in found.items() if not name.endswith("_created")}


def samples() -> set[str]:
    """The names that a query can have; a histogram has three."""
    parts = ("bucket", "count", "sum")
    return {
        sample
        for name, kind in families().items()
        for sample in ([f"{name}_{part}" for part in parts] if kind == "histogram" else [name])
    }


def settings() -> set[str]:
    return {str(field.validation_alias or name).upper() for name, field in Settings.model_fields.items()}


def test_the_manual_has_every_figure_and_no_other() -> None:
    assert set(FIGURE.findall(MANUAL)) == set(families())


def test_every_alert_looks_at_figures_that_exist() -> None:
    rules = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"][0]["rules"]
    for rule in rules:
        assert set(FIGURE.findall(rule["expr"])) <= samples(), rule["alert"]
    assert len({rule["alert"] for rule in rules}) == len(rules)


def test_the_readme_names_every_setting() -> None:
    assert [name for name in settings() if f"`{name}`" not in README] == []


def test_each_line_of_the_env_in_the_readme_means_the_same_to_docker_and_systemd() -> None:
    """Both take a comment behind a value as a part of it."""
    (example,) = re.findall(r"^ *```sh\n((?: *(?:#.*|SLACK_\w+=.*)\n)+) *```$", README, re.MULTILINE)
    values = [line.strip() for line in example.splitlines() if "=" in line]
    assert [value.partition("=")[0] for value in values] == ["SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"]
    assert [value for value in values if re.search(r"[\s#\"']", value)] == []


def test_the_image_copies_only_what_is_there_and_sets_only_what_is_known() -> None:
    text = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word == "COPY" and "--from" not in rest:
            *sources, _ = shlex.split(rest)
            assert [source for source in sources if not (ROOT / source).exists()] == []
        if word == "ENV":
            names = {part.partition("=")[0] for part in shlex.split(rest)}
            assert names - {"PATH", "PYTHONUNBUFFERED"} <= settings()
    assert "\nUSER workbot\n" in text


def test_compose_sets_only_what_is_known() -> None:
    services: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yml").read_text())["services"]
    workbot = services["workbot"]
    assert set(workbot["environment"]) <= settings()
    assert (DEPLOY / workbot["build"]["context"] / workbot["build"]["dockerfile"]).resolve().exists()
    assert set(workbot["depends_on"]) < set(services)


def test_the_workbot_of_compose_takes_nothing_of_the_host_that_a_second_one_could_not_have() -> None:
    workbot = yaml.safe_load((DEPLOY / "compose.yml").read_text())["services"]["workbot"]
    assert not {"container_name", "ports", "volumes", "network_mode"} & set(workbot)


def test_compose_has_a_port_for_one_workbot_ready_to_be_published() -> None:
    text = re.sub(r"^( +)# (ports:|  - )", r"\1\2", (DEPLOY / "compose.yml").read_text(), flags=re.MULTILINE)
    assert yaml.safe_load(text)["services"]["workbot"]["ports"] == ["127.0.0.1:3000:3000"]


async def test_the_backup_of_the_manual_is_made_where_there_is_no_folder_for_it_yet(tmp_path: Path) -> None:
    await open_store(f"sqlite:///{tmp_path / 'workbot.db'}").close()
    (commands,) = re.findall(
        r"^## Backup and restore, SQLite\n\n```sh\n(.*?)```", MANUAL, re.DOTALL | re.MULTILINE
    )
    program = tmp_path / "workbot"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m bot "$@"\n')
    program.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    process = await asyncio.create_subprocess_exec(
        *("sh", "-euc", commands), cwd=tmp_path, env={"PATH": path, "PYTHONPATH": str(ROOT)}
    )
    assert await process.wait() == 0
    (backup,) = (tmp_path / "backups").iterdir()
    assert f"workbot db backup backups/{backup.name}" in commands


def test_the_unit_sets_only_what_is_known() -> None:
    unit = (DEPLOY / "workbot.service").read_text()
    assert set(re.findall(r"^Environment=(\w+)=", unit, re.MULTILINE)) <= settings()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    program = tmp_path / "workbot"
    program.touch(mode=0o755)
    unit = tmp_path / "workbot.service"
    unit.write_text(
        (DEPLOY / "workbot.service").read_text().replace("/opt/workbot/bin/workbot", str(program))
    )
    verified = subprocess.run(  # noqa: S603
        [str(shutil.which("systemd-analyze")), "verify", "--man=no", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (verified.returncode, verified.stderr) == (0, "")
