"""The floor of reminders: APScheduler with one persistent job for each, which posts to Slack, and no more.

Run as a program with the address of Slack, a SQLite file, how many jobs, and when they are due: the first,
in Unix seconds, and each other so many seconds later. It prints an address (nothing is behind it) when the
jobs are stored, starts them at the first line of input, and serves until the input ends.
"""

import asyncio
import logging
import sys
from datetime import UTC, datetime

import aiohttp
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.slack.client import open_client
from bot.telemetry import Telemetry

_sessions: list[aiohttp.ClientSession] = []


async def post(url: str, number: int) -> None:
    client = open_client("xoxb-bench", url, _sessions[0], Telemetry())
    await client.chat_postMessage(
        channel=f"D{number:08}",
        text="Your break has lasted 30 min.",
        metadata={"event_type": "bench", "event_payload": {"card": str(number)}},
    )


async def serve(url: str, file: str, count: int, first: float, every: float) -> None:
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        jobstores={"default": SQLAlchemyJobStore(f"sqlite:///{file}")},
        job_defaults={"misfire_grace_time": None},
    )
    scheduler.start(paused=True)
    for number in range(count):
        run_date = datetime.fromtimestamp(first + number * every, UTC)
        scheduler.add_job(post, "date", run_date=run_date, args=(url, number))
    async with aiohttp.ClientSession() as session:
        _sessions.append(session)
        sys.stdout.write("http://127.0.0.1:0/none\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.readline)
        scheduler.resume()
        await asyncio.to_thread(sys.stdin.read)
        scheduler.shutdown(wait=False)


if __name__ == "__main__":
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    asyncio.run(serve(sys.argv[1], sys.argv[2], int(sys.argv[3]), *map(float, sys.argv[4:])))
