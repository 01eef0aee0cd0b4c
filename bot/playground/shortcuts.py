"""Shortcuts: a person starts one from the composer, or from the menu of a message."""

from bot.playground import payloads
from bot.playground.asking import failed, message_of, person_of
from bot.playground.slack import Slack
from bot.playground.wire import Json, RefusedError


async def shortcut(
    slack: Slack, person: str, callback_id: str, channel: str | None = None, ts: str | None = None
) -> Json:
    """Tells the app of a global shortcut, or of a message's, which `channel` and `ts` name."""
    who, declared = person_of(slack, person), slack.manifest.shortcut(callback_id)
    if declared is None:
        raise RefusedError("shortcut_not_found", f"There is no shortcut {callback_id!r}.")
    if declared.type == "global":
        payload = payloads.global_shortcut(who, callback_id)
    elif channel is None or ts is None:
        raise RefusedError("message_missing", f"On which message? {declared.name!r} needs channel and ts.")
    else:
        message = message_of(slack, person, channel, ts)
        if message.only_for is not None:
            raise RefusedError("message_ephemeral", "Slack offers no shortcuts on what only one person sees.")
        response_url = slack.response_urls.issue("app", person, channel)
        payload = payloads.message_shortcut(slack.workspace, who, message, callback_id, response_url)
    payload["trigger_id"] = slack.triggers.issue(person)
    answer = await slack.dispatcher.deliver(payloads.interactive_delivery(payload))
    if answer.error:
        words = f'"{declared.name}" failed with the error "{answer.error}"'
        raise failed(slack, person, answer.error, words)
    return {"acked_ms": answer.milliseconds}
