"""Bolt, set up for both doors."""

import logging

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.identity import Identity


def open_bolt(client: AsyncWebClient, identity: Identity) -> AsyncApp:
    """Bolt, answering when the listener returns, and asking nobody for the token: there is one."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=identity.enterprise_id,
            team_id=identity.team_id,
            bot_id=identity.bot_id,
            bot_user_id=identity.user_id,
            bot_token=client.token,
        )

    return AsyncApp(
        client=AsyncWebClient(base_url=client.base_url),  # not used: every call has an owner of its own
        authorize=authorize,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        logger=logging.getLogger("slack_bolt"),  # by itself Bolt takes the root's level, not this one's
    )
