"""`workbot check`, and what may run beside a running workbot."""

from tests.cli.workbot import Workbot, ended, said


async def test_check_of_a_right_set_up_is_all_right(workbot: Workbot) -> None:
    end = await workbot.run("check")
    assert (end.code, end.err) == (0, "")
    assert "✗" not in end.out
    for subject in ("manifest", "settings", "database", "token", "scopes", "Socket Mode"):
        assert f"✓ {subject}: " in end.out


async def test_check_names_what_is_wrong(workbot: Workbot) -> None:
    end = await workbot.run("check", SLACK_BOT_TOKEN="xoxb-wrong", DATABASE_URL="nonsense")
    assert end.code == 1
    assert "✗ token: " in end.out
    assert "✗ database: " in end.out
    assert "xoxb-wrong" not in end.out + end.err
    workbot.settings.clear()
    end = await workbot.run("check")
    assert end.code == 1
    assert "✗ settings: SLACK_BOT_TOKEN is missing" in end.out


async def test_check_beside_a_running_workbot_is_no_harm(workbot: Workbot) -> None:
    process = await workbot.start("run")
    await said(process, "Stop with Ctrl-C")
    end = await workbot.run("check")
    assert "Traceback" not in end.err
    process.terminate()
    assert (await ended(process)).code == 0
