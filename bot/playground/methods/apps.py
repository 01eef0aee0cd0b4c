"""api.*, apps.*, auth.*, bots.* and team.*: who the app is, and how it connects."""

from bot.playground.arguments import Arguments
from bot.playground.methods.method import Method
from bot.playground.slack import Slack
from bot.playground.wire import Json, SlackError
from bot.playground.workspace import APP_ID, BOT_ID, BOT_USER_ID, TEAM_DOMAIN, TEAM_ID


async def api_test(_slack: Slack, arguments: Arguments) -> Json:
    if arguments.has("error"):
        raise SlackError(arguments.text("error"))
    return {"args": arguments.values}


async def connections_open(slack: Slack, _arguments: Arguments) -> Json:
    return {"url": slack.socket_mode.issue_url()}


async def auth_test(slack: Slack, _arguments: Arguments) -> Json:
    return {
        "url": f"{slack.url}/",
        "team": "Playground",
        "user": slack.workspace.bot_name,
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


async def bots_info(slack: Slack, arguments: Arguments) -> Json:
    if arguments.text("bot", BOT_ID) != BOT_ID:
        raise SlackError("bot_not_found")
    bot = {"id": BOT_ID, "deleted": False, "name": slack.workspace.bot_name, "app_id": APP_ID}
    return {"bot": {**bot, "user_id": BOT_USER_ID}}


async def team_info(_slack: Slack, _arguments: Arguments) -> Json:
    return {"team": {"id": TEAM_ID, "name": "Playground", "domain": TEAM_DOMAIN, "email_domain": ""}}


METHODS = {
    "api.test": Method(api_test),
    "apps.connections.open": Method(connections_open, for_app_token=True),
    "auth.test": Method(auth_test),
    "bots.info": Method(bots_info, "users:read"),
    "team.info": Method(team_info, "team:read"),
}
