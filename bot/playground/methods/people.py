"""users.*: the members of the workspace, the app's own user among them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.playground.arguments import Arguments
from bot.playground.methods.method import Method
from bot.playground.slack import Slack
from bot.playground.wire import Json, SlackError
from bot.playground.workspace import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, Person


async def info(slack: Slack, arguments: Arguments) -> Json:
    user = arguments.required("user")
    with_locale = arguments.flag("include_locale")
    if user == BOT_USER_ID:
        return {"user": _bot(slack)}
    if user not in slack.workspace.people:
        raise SlackError("user_not_found")
    return {"user": _member(slack, slack.workspace.people[user], with_locale)}


async def everybody(slack: Slack, arguments: Arguments) -> Json:
    with_locale = arguments.flag("include_locale")
    members = [_member(slack, person, with_locale) for person in slack.workspace.people.values()]
    return {
        "members": [*members, _bot(slack)],
        "cache_ts": slack.unix_now(),
        "response_metadata": {"next_cursor": ""},
    }


def _member(slack: Slack, person: Person, with_locale: bool) -> Json:
    offset = slack.clock.now().astimezone(ZoneInfo(person.tz)).utcoffset() or timedelta()
    member: Json = {
        **_common(person.id, person.name, person.real_name),
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": int(offset.total_seconds()),
        "is_bot": False,
    }
    return {**member, "locale": person.locale} if with_locale else member


def _bot(slack: Slack) -> Json:
    name = slack.workspace.bot_name
    bot = _common(BOT_USER_ID, name, name)
    bot["profile"] |= {"bot_id": BOT_ID, "api_app_id": APP_ID}
    zone = {"tz": "America/Los_Angeles", "tz_label": "Pacific Time", "tz_offset": -28800}
    return {**bot, **zone, "is_bot": True}


def _common(user: str, name: str, real_name: str) -> Json:
    return {
        "id": user,
        "team_id": TEAM_ID,
        "name": name,
        "real_name": real_name,
        "deleted": False,
        "is_app_user": False,
        "profile": {"real_name": real_name, "display_name": name, "team": TEAM_ID},
    }


METHODS = {
    "users.info": Method(info, "users:read"),
    "users.list": Method(everybody, "users:read"),
}
