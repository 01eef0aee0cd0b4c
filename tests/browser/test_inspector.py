"""The inspector of the raw traffic: live, readable, filtered, and no burden."""

import json

import pytest
from playwright.async_api import Locator, expect

from bot.playground.traffic import KEPT
from tests.browser.keyboard import Keyboard
from tests.browser.looking import faint_texts, sticking_out
from tests.browser.person import Person, reads
from tests.browser.visits import Visits
from tests.browser.workplace import Workplace

PHONE = {"width": 390, "height": 844}
LONG_WORD = "Donaudampfschiff" * 9 + "fahrt!"

pytestmark = pytest.mark.asyncio(loop_scope="session")


def inspector(person: Person) -> Locator:
    return person.page.get_by_role("complementary", name="Inspector")


def rows(person: Person) -> Locator:
    return inspector(person).get_by_role("list", name="Exchanges").get_by_role("listitem")


async def open_inspector(person: Person) -> Locator:
    await person.page.get_by_role("button", name="Inspector", exact=True).click()
    await expect(inspector(person)).to_be_visible()
    return inspector(person)


async def test_a_command_appears_by_itself_and_opens_to_what_was_said(ada: Person) -> None:
    drawer = await open_inspector(ada)
    await ada.type('/work start "Report <b>one</b>"')
    command = rows(ada).filter(has_text="/work").first
    await reads(
        command, 'start "Report &lt;b&gt;one&lt;/b&gt;"', "to the app", "command", "09:15:00", "ms", "ok"
    )

    await command.locator("summary").click()
    request = drawer.get_by_role("region", name="Request")
    sent = json.loads(await request.inner_text())
    assert sent["text"] == 'start "Report &lt;b&gt;one&lt;/b&gt;"'
    assert (sent["user_id"], sent["token"]) == ("U0ADA", "[token]")
    await expect(drawer.get_by_role("region", name="Answer")).to_contain_text('"response_type": "ephemeral"')
    await expect(drawer.locator("b, strong, a")).to_have_count(0)

    await ada.press("Pause")
    await reads(rows(ada).filter(has_text="block_actions").first, "interaction", "pause")
    await reads(rows(ada).filter(has_text="response_url").first, "from the app", "response URL")
    await expect(request).to_be_visible()  # what is new closes nothing


async def test_what_failed_says_why(ada: Person, workplace: Workplace) -> None:
    await open_inspector(ada)
    workplace.server.slack.faults.add(
        {"method": "views.open", "fault": "error", "error": "expired_trigger_id"}
    )
    await ada.type("/work start")
    await reads(rows(ada).filter(has_text="views.open").first, "fault: error", "Web API")


async def test_the_filter_finds_what_rows_and_payloads_say(ada: Person) -> None:
    drawer = await open_inspector(ada)
    await ada.type("/work start Report")
    await reads(rows(ada).first, "/work")
    filter_field = drawer.get_by_role("searchbox", name="Filter the traffic")
    await filter_field.fill("REPORT")
    await expect(rows(ada)).to_have_count(1)
    await reads(drawer.get_by_role("status"), "1 of ")
    await filter_field.fill("nobody said this")
    await expect(rows(ada)).to_have_count(0)
    await reads(drawer, "Nothing here says “nobody said this”.")
    await filter_field.fill("")
    await reads(rows(ada).first, "/work")


async def test_clear_empties_it_and_says_what_to_do(ada: Person) -> None:
    drawer = await open_inspector(ada)
    await reads(rows(ada).last, "auth.test")
    await drawer.get_by_role("button", name="Clear").click()
    await expect(rows(ada)).to_have_count(0)
    await reads(drawer, "Nothing yet. Type /work start")
    await ada.type("/work help")
    await reads(rows(ada).first, "/work", "help")
    await expect(drawer.get_by_text("Nothing yet.")).to_be_hidden()


async def test_copy_takes_what_is_shown(visits: Visits) -> None:
    ada = await visits.begin(permissions=["clipboard-read", "clipboard-write"])
    drawer = await open_inspector(ada)
    await ada.type("/work help")
    await drawer.get_by_role("searchbox").fill("help")
    await expect(rows(ada)).to_have_count(1)
    await drawer.get_by_role("button", name="Copy", exact=True).click()
    await expect(ada.page.get_by_text("Copied as JSON.")).to_be_visible()
    copied = json.loads(await ada.page.evaluate("navigator.clipboard.readText()"))
    assert [(each["name"], each["request"]["text"]) for each in copied] == [("/work", "help")]

    await rows(ada).locator("summary").click()
    await drawer.get_by_role("button", name="Copy this exchange").click()
    await expect(ada.page.get_by_text("Copied as JSON.")).to_be_visible()
    assert json.loads(await ada.page.evaluate("navigator.clipboard.readText()")) == copied[0]


async def test_by_keyboard_alone(ada: Person) -> None:
    keyboard = Keyboard(ada.page)
    toggle = ada.page.get_by_role("button", name="Inspector", exact=True)
    await keyboard.use(toggle, backwards=True)
    await expect(toggle).to_have_attribute("aria-expanded", "true")
    await expect(inspector(ada).get_by_role("searchbox")).to_be_focused()
    await keyboard.walk_to(rows(ada).first.locator("summary"))
    await keyboard.press("Enter")
    await keyboard.walk_to(inspector(ada).get_by_role("region", name="Answer"))
    await keyboard.press("Escape")
    await expect(inspector(ada)).to_be_hidden()
    await expect(toggle).to_be_focused()
    await expect(toggle).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_on_a_phone_it_fits_and_can_be_read_in_both_themes(visits: Visits, scheme: str) -> None:
    ada = await visits.begin(viewport=PHONE, color_scheme=scheme)
    await ada.type(f"/work start {LONG_WORD}")
    await ada.type("/nonsense")
    drawer = await open_inspector(ada)
    await rows(ada).filter(has_text=LONG_WORD[:40]).first.locator("summary").click()
    await expect(drawer.get_by_role("region", name="Request")).to_be_visible()
    assert await sticking_out(ada.page) == []
    assert await faint_texts(ada.page) == []

    await ada.page.get_by_role("button", name="Conversations").click()
    await ada.open("workbot")
    await expect(drawer).to_be_hidden()
    await expect(ada.composer).to_be_visible()


async def test_it_keeps_no_more_than_the_server_does(ada: Person, workplace: Workplace) -> None:
    drawer = await open_inspector(ada)
    for number in range(KEPT + 100):
        workplace.server.traffic.record(0, "out", f"call.{number}", {"number": number}, {"ok": True})
    await reads(rows(ada).first, f"call.{KEPT + 99}")
    await expect(rows(ada)).to_have_count(KEPT)
    await drawer.get_by_role("searchbox").fill(f"call.{KEPT + 42}")
    await expect(rows(ada)).to_have_count(1)
    await ada.type("/work start Report")
    await reads(ada.latest, "Working since")


async def test_it_goes_on_after_the_server_was_away(ada: Person, workplace: Workplace) -> None:
    await open_inspector(ada)
    await workplace.switch_off()
    await expect(ada.page.get_by_text("Reconnecting…")).to_be_visible()
    await workplace.switch_on()
    await expect(ada.page.get_by_text("Reconnecting…")).to_be_hidden()
    await ada.type("/work start Report")
    await reads(rows(ada).first, "/work", "start Report")
