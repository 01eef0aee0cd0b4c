"""What both doors share, with the real Bolt behind it."""

import asyncio
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.doors.bolt import open_bolt
from bot.doors.intake import Intake
from bot.slack.identity import Identity
from bot.telemetry import Telemetry

PATIENCE = 10.0
LONG = 3600.0
IDENTITY = Identity("Team", "T1", None, "U0BOT", "B0BOT", "workbot", "", frozenset())
COMMAND: dict[str, Any] = {"command": "/work", "text": "start", "team_id": "T1", "user_id": "U1"}


class SlowListener:
    """An app whose only listener answers when the test says so."""

    def __init__(self) -> None:
        bolt = open_bolt(AsyncWebClient("xoxb-nobody"), IDENTITY)
        bolt.command("/work")(self._answer)
        self.intake = Intake(bolt, Telemetry())
        self.asked, self.goes_on = asyncio.Event(), asyncio.Event()

    async def _answer(self, ack: Any) -> None:
        self.asked.set()
        await self.goes_on.wait()
        await ack()


async def test_it_is_quiet_while_nobody_waits_for_an_answer() -> None:
    app = SlowListener()
    async with asyncio.timeout(PATIENCE):
        await app.intake.quiet(LONG)


async def test_it_is_quiet_again_when_everybody_is_answered() -> None:
    app = SlowListener()
    asking = asyncio.create_task(app.intake.take(COMMAND))
    async with asyncio.timeout(PATIENCE):
        await app.asked.wait()
        quiet = asyncio.create_task(app.intake.quiet(LONG))
        await asyncio.sleep(0)
        assert not quiet.done()
        app.goes_on.set()
        await quiet
    assert (await asking).status == 200


async def test_waiting_for_quiet_ends_in_time_though_somebody_waits() -> None:
    app = SlowListener()
    asking = asyncio.create_task(app.intake.take(COMMAND))
    async with asyncio.timeout(PATIENCE):
        await app.asked.wait()
        await app.intake.quiet(0.001)
    assert not asking.done()
    app.goes_on.set()
    await asking
