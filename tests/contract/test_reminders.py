"""The reminder of a long pause: when it comes, how often, and what becomes of it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection, create_engine, text

from bot import workday
from bot.cards import LEASE, METADATA_EVENT, SETTLING
from bot.domain.card import Card
from bot.playground.clock import MovableClock
from bot.playground.run import bot_in
from bot.playground.server import PlaygroundServer
from bot.store import open_store
from bot.store.address import parse
from tests.contract.driver import ADA, PATIENCE, Driver, Everyone, Json, Screen, buttons_of, text_of

pytestmark = pytest.mark.usefixtures("clean_log")


def reminders(screen: Screen) -> list[Json]:
    """All that were sent; those before the newest say by now that there is a newer one."""
    return [
        message
        for message in screen.direct_messages
        if "Your break" in message["text"] or "newer message" in message["text"]
    ]


async def sees_reminders(ada: Driver, count: int) -> Screen:
    """That many were sent, and only the newest can be answered."""
    return await ada.until(
        lambda screen: (
            len(reminders(screen)) == count
            and ["Your break" in message["text"] for message in reminders(screen)]
            == [False] * (count - 1) + [True]
        )
    )


async def nothing_more_comes(ada: Driver, count: int) -> None:
    """A later thing is seen, which the tick delivers after whatever was due: so nothing else was due."""
    await ada.open_home()
    await ada.until(lambda screen: screen.home is not None)
    assert len(reminders(await ada.see())) == count


@pytest.fixture
async def paused(ada: Driver) -> Driver:
    await ada.work("start report")
    await ada.work("pause lunch")
    return ada


async def test_three_messages_in_all_at_the_limit_and_after_two_and_four_more(paused: Driver) -> None:
    await paused.advance("1799s")
    await nothing_more_comes(paused, 0)
    await paused.advance("1s")
    screen = await sees_reminders(paused, 1)
    assert "30 min" in reminders(screen)[-1]["text"]
    await paused.advance("3599s")
    await nothing_more_comes(paused, 1)
    await paused.advance("1s")
    assert "1 h 30 min" in reminders(await sees_reminders(paused, 2))[-1]["text"]
    await paused.advance("120m")
    screen = await sees_reminders(paused, 3)
    assert "3 h 30 min" in reminders(screen)[-1]["text"]
    assert "last message" in text_of(reminders(screen)[-1])
    await paused.advance("24h")
    await nothing_more_comes(paused, 3)


async def test_an_announced_end_replaces_the_limit(ada: Driver) -> None:
    await ada.work("start report")
    await ada.work("pause lunch for 50m")
    await ada.advance("49m")
    await nothing_more_comes(ada, 0)
    await ada.advance("1m")
    assert "50 min" in reminders(await sees_reminders(ada, 1))[-1]["text"]


async def test_an_announced_time_of_day_replaces_the_limit(ada: Driver) -> None:
    await ada.work("start report")
    await ada.work("pause lunch until 13:10")  # it is 13:00 in Berlin
    await ada.advance("10m")
    assert "10 min" in reminders(await sees_reminders(ada, 1))[-1]["text"]


@pytest.mark.parametrize("minutes", [5, 15, 30])
async def test_snooze_moves_the_next_message(paused: Driver, minutes: int) -> None:
    await paused.advance("30m")
    await sees_reminders(paused, 1)
    await paused.press("Snooze", option=f"{minutes} min")
    await paused.advance(f"{minutes * 60 - 1}s")
    await nothing_more_comes(paused, 1)
    await paused.advance("1s")
    await sees_reminders(paused, 2)


async def test_nothing_comes_after_resume(paused: Driver) -> None:
    await paused.advance("29m")
    await paused.work("resume")
    await paused.advance("8h")
    await nothing_more_comes(paused, 0)


async def test_nothing_comes_after_checkout(paused: Driver) -> None:
    await paused.work("done")
    await paused.modal_opens()
    await paused.submit()
    await paused.advance("8h")
    await nothing_more_comes(paused, 0)


@pytest.mark.parametrize("way", ["command", "button in the channel", "button in the reminder", "checkout"])
async def test_every_message_of_a_pause_is_edited_and_loses_its_buttons_when_it_ends(
    paused: Driver, way: str
) -> None:
    await paused.advance("30m")
    await sees_reminders(paused, 1)
    await paused.advance("60m")
    screen = await sees_reminders(paused, 2)
    match way:
        case "command":
            await paused.work("resume")
        case "button in the channel":
            await paused.press("Resume", where="message", channel=screen.conversation("channel")["id"])
        case "button in the reminder":
            await paused.press("Resume", where="message", channel=screen.conversation("im")["id"])
        case _:
            await paused.work("done")
            await paused.modal_opens()
            await paused.submit()

    def over(screen: Screen) -> list[Json]:
        return [each for each in screen.direct_messages if "Break of 1 h 30 min ended" in each["text"]]

    messages = over(await paused.until(lambda screen: len(over(screen)) == 2))
    assert len(messages) == 2
    assert buttons_of(messages) == []
    assert "Snooze" not in text_of([message["blocks"] for message in messages])
    assert "Your break" not in text_of(messages)


async def test_eight_hours_at_once_bring_one_message_for_what_is_true_now(paused: Driver) -> None:
    await paused.advance("8h")
    screen = await sees_reminders(paused, 1)
    assert "8 h 00 min" in reminders(screen)[0]["text"]
    await paused.advance("24h")
    await nothing_more_comes(paused, 1)


@pytest.fixture
async def workplace(server: PlaygroundServer) -> AsyncIterator[Driver]:
    """A person at Slack, with no bot running yet."""
    async with Everyone(server) as everyone:
        yield everyone.person(ADA)


async def test_an_outage_over_two_due_messages_brings_one(
    server: PlaygroundServer, clock: MovableClock, database_url: str, workplace: Driver
) -> None:
    async with bot_in(server, clock, database_url):
        await workplace.work("start report")
        await workplace.work("pause lunch")
    await workplace.advance("100m")  # at 30 and at 90 minutes something was due
    async with bot_in(server, clock, database_url):
        screen = await sees_reminders(workplace, 1)
        assert "1 h 40 min" in reminders(screen)[0]["text"]
        await nothing_more_comes(workplace, 1)
        await workplace.advance("110m")
        await sees_reminders(workplace, 2)


async def test_restarting_loses_no_reminder_and_repeats_none(
    server: PlaygroundServer, clock: MovableClock, database_url: str, workplace: Driver
) -> None:
    async with bot_in(server, clock, database_url):
        await workplace.work("start report")
        await workplace.work("pause lunch")
        await workplace.advance("30m")
        await sees_reminders(workplace, 1)
    async with bot_in(server, clock, database_url):
        await nothing_more_comes(workplace, 1)
        await workplace.advance("60m")
        await sees_reminders(workplace, 2)


async def test_what_a_killed_process_was_posting_is_not_posted_again_though_it_arrives_late(
    server: PlaygroundServer, clock: MovableClock, database: str, database_url: str, workplace: Driver
) -> None:
    card = await killed_while_posting(server, clock, database_url, workplace)
    async with bot_in(server, clock, database_url):
        await nothing_more_comes(workplace, 0)
        await arrives(server, workplace, card)
        await claim_ends(workplace, database)
        await workplace.advance(f"{SETTLING.seconds}s")
        await workplace.until_text("Your break has lasted 3")
        await nothing_more_comes(workplace, 1)


async def test_what_a_killed_process_had_posted_is_found_and_kept_up_to_date_at_once(
    server: PlaygroundServer, clock: MovableClock, database: str, database_url: str, workplace: Driver
) -> None:
    card = await killed_while_posting(server, clock, database_url, workplace)
    await arrives(server, workplace, card)
    async with bot_in(server, clock, database_url):
        await workplace.work("resume")
        await claim_ends(workplace, database)
        await workplace.until_text("Break of 30 min ended")
        await nothing_more_comes(workplace, 0)


async def test_what_a_killed_process_could_not_post_is_posted_after_all(
    server: PlaygroundServer, clock: MovableClock, database: str, database_url: str, workplace: Driver
) -> None:
    await killed_while_posting(server, clock, database_url, workplace)
    async with bot_in(server, clock, database_url):
        await nothing_more_comes(workplace, 0)
        await claim_ends(workplace, database)
        await is_not_found(database_url)
        await workplace.advance(f"{SETTLING.seconds}s")
        await sees_reminders(workplace, 1)


async def killed_while_posting(
    server: PlaygroundServer, clock: MovableClock, database_url: str, workplace: Driver
) -> Card:
    """What a process leaves that is killed in the middle of a reminder's first post: a card in its claim."""
    async with bot_in(server, clock, database_url):
        await workplace.work("start report")
        await workplace.work("pause lunch")
    await workplace.advance("30m")
    store = open_store(database_url)
    await store.run(lambda tx: workday.issue_reminders(tx, clock.now(), 1))
    (card,) = await store.run(lambda tx: tx.claim_due_cards(clock.now(), LEASE, 1))
    await store.close()
    return card


async def claim_ends(workplace: Driver, database: str) -> None:
    """The one process that SQLite allows knew that already when it started; replicas wait for the lease."""
    if database == "postgresql":
        await workplace.advance(f"{LEASE.seconds}s")


async def is_not_found(database_url: str) -> None:
    """The post was looked for in the DM once."""
    engine = create_engine(parse(database_url))
    with engine.connect() as connection:
        async with asyncio.timeout(PATIENCE):
            while not await asyncio.to_thread(_is_noted, connection):
                pass
    engine.dispose()


def _is_noted(connection: Connection) -> bool:
    with connection.begin():
        return connection.execute(text("SELECT 1 FROM card WHERE error = 'may_arrive'")).first() is not None


async def arrives(server: PlaygroundServer, workplace: Driver, card: Card) -> None:
    """Slack has worked on the post of the killed process by now."""
    await AsyncWebClient(server.bot_token, base_url=server.api_url).chat_postMessage(
        channel=workplace.user_id,
        text="Your break, as the killed process told it",
        metadata={"event_type": METADATA_EVENT, "event_payload": {"card": card.id}},
    )


async def test_a_pause_that_ends_while_the_bot_is_away_from_slack_still_edits_its_message(
    server: PlaygroundServer, clock: MovableClock, database_url: str, workplace: Driver
) -> None:
    async with bot_in(server, clock, database_url):
        await workplace.work("start report")
        await workplace.work("pause lunch")
        await workplace.advance("30m")
        await sees_reminders(workplace, 1)
        server.slack.faults.add({"method": "chat.update", "fault": "server_error", "times": 50})
        await workplace.work("resume")
    server.slack.faults.clear()
    await workplace.advance("2m")
    async with bot_in(server, clock, database_url):
        await workplace.until_text("Break of 30 min ended")
