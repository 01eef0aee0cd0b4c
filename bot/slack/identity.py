"""Who the app is at Slack: asked before anything else starts, so that a wrong token is one clear line."""

from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import FAILURES, read_failure


class SlackUnavailable(Exception):
    """Slack cannot be talked to. The text is one line that says why and what to do."""


class TokenRefused(SlackUnavailable):
    """Slack knows the token no more, or never did."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The app's own bot user, and the scopes that its token has (empty if Slack did not say)."""

    team: str
    team_id: str
    enterprise_id: str | None
    user_id: str
    bot_id: str
    name: str
    url: str
    scopes: frozenset[str]


async def identify(client: AsyncWebClient) -> Identity:
    """Ask Slack who the bot token belongs to. Raises SlackUnavailable."""
    try:
        answer = await client.auth_test()
    except FAILURES as error:
        raise _unavailable(error, client.base_url, "SLACK_BOT_TOKEN") from None
    scopes = next((value for name, value in answer.headers.items() if name.lower() == "x-oauth-scopes"), "")
    return Identity(
        team=str(answer.get("team") or ""),
        team_id=str(answer.get("team_id") or ""),
        enterprise_id=answer.get("enterprise_id"),
        user_id=str(answer.get("user_id") or ""),
        bot_id=str(answer.get("bot_id") or ""),
        name=str(answer.get("user") or ""),
        url=str(answer.get("url") or ""),
        scopes=frozenset(filter(None, (scope.strip() for scope in scopes.split(",")))),
    )


async def check_socket_mode(client: AsyncWebClient, app_token: str) -> None:
    """Ask Slack once for a connection: the client itself would retry for ever. Raises SlackUnavailable."""
    try:
        await client.apps_connections_open(app_token=app_token)
    except FAILURES as error:
        raise _unavailable(error, client.base_url, "SLACK_APP_TOKEN") from None


def _unavailable(error: Exception, url: str, setting: str) -> SlackUnavailable:
    failure = read_failure(error)
    if isinstance(error, SlackApiError) and failure.is_permanent:
        return TokenRefused(
            f"Slack refused the token in {setting} ({failure.word}). Copy it again from the app's page."
        )
    if failure.word == "ratelimited":
        return SlackUnavailable(f"Slack asks to wait {failure.retry_after:.0f} s. Try again then.")
    return SlackUnavailable(
        f"Slack cannot be reached at {url} ({failure.word}). Check the network and SLACK_API_URL."
    )
