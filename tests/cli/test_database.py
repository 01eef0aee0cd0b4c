"""`workbot db`: backup, copy and import, beside a running workbot and without one."""

import json
import re
import shutil
from pathlib import Path

from bot.playground.server import PlaygroundServer
from tests.cli.workbot import Workbot, ended, said
from tests.contract.driver import ADA, Everyone, buttons_of


async def test_a_backup_beside_a_running_workbot_is_a_database(workbot: Workbot) -> None:
    process = await workbot.start("run")
    await said(process, "Stop with Ctrl-C")
    end = await workbot.run("db", "backup", "copy.db")
    assert (end.code, end.out) == (0, f"Backup of {workbot.folder / 'workbot.db'}: copy.db\n")
    assert "copy.db is there already" in await workbot.refuses("db", "backup", "copy.db")
    process.terminate()
    assert (await ended(process)).code == 0
    assert "up to date" in (await workbot.run("check", DATABASE_URL="sqlite:///copy.db")).out


async def test_a_copy_beside_a_running_workbot_says_what_is_missing_in_it(workbot: Workbot) -> None:
    there = f"sqlite:///{workbot.folder / 'new.db'}"
    process = await workbot.start("run")
    await said(process, "Stop with Ctrl-C")
    first = await workbot.run("db", "copy", "sqlite:///workbot.db", there)
    process.terminate()
    await ended(process)
    assert f"is in use (process {process.pid}): what happens in it from now on is not in" in first.out
    second = await workbot.run("db", "copy", "sqlite:///workbot.db", there)
    assert second.code == 0
    assert f"Copied from {workbot.folder / 'workbot.db'} to {workbot.folder / 'new.db'}:" in second.out
    assert re.search(r"^ +work_session +0 rows  [0-9a-f]{32}$", second.out, re.MULTILINE)
    assert "in use" not in second.out
    assert "are the same database" in await workbot.refuses("db", "copy", there, there)


async def test_a_backup_is_restored_as_the_manual_says(workbot: Workbot, server: PlaygroundServer) -> None:
    async with Everyone(server) as everyone:
        ada = everyone.person(ADA)
        process = await workbot.start("run")
        await said(process, "Stop with Ctrl-C")
        await ada.work("start report")
        assert (await workbot.run("db", "backup", "copy.db")).code == 0
        await ada.work("pause lunch")
        process.terminate()
        assert (await ended(process)).code == 0

        (workbot.folder / "away").mkdir()
        for file in workbot.folder.glob("workbot.db*"):
            file.rename(workbot.folder / "away" / file.name)
        shutil.copy(workbot.folder / "copy.db", workbot.folder / "workbot.db")

        process = await workbot.start("run")
        await said(process, "Stop with Ctrl-C")
        assert "Pause" in buttons_of((await ada.work()).last_answer)
        assert "Resume" in buttons_of((await ada.work("pause")).last_answer)
        process.terminate()
        assert (await ended(process)).code == 0


async def test_an_export_is_brought_in_once_without_any_setting_of_slack(tmp_path: Path) -> None:
    document = {"format": "workbot-export", "format_version": 1, "sessions": [_exported("S1")]}
    (tmp_path / "export.json").write_text(json.dumps(document))
    workbot = Workbot(tmp_path)
    line = ("db", "import", "export.json", "--team", "T1", "--user", "U1")
    assert "Work sessions brought in: 1." in (await workbot.run(*line)).out
    assert "has work sessions already" in await workbot.refuses(*line)
    assert "nowhere.json cannot be read" in await workbot.refuses("db", "import", "nowhere.json", *line[3:])


def _exported(session_id: str) -> dict[str, object]:
    start = {"utc": "2026-11-20T08:15:00Z", "provenance": "live"}
    end = {"utc": "2026-11-20T10:15:00Z", "provenance": "corrected"}
    return {
        "id": session_id,
        "task": "Mail",
        "start": start,
        "end": end,
        "version": 2,
        "pauses": [],
        "pauses_made": 0,
        "planned_checkout": None,
        "checkout": None,
        "cancelled": None,
        "source_url": None,
    }
