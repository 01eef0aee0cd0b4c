"""What a person says: slash commands, messages, and opening the app's Home."""

from bot.playground import events, payloads
from bot.playground.asking import conversation_of, failed, person_of
from bot.playground.escaping import escape
from bot.playground.responses import answer_command
from bot.playground.slack import Slack
from bot.playground.wire import Answer, Delivery, Json, RefusedError, SlackError
from bot.playground.workspace import Message


async def command(slack: Slack, person: str, channel: str, text: str) -> Json:
    """Sends a slash command such as `/work start report` and shows its answer."""
    who, where = person_of(slack, person), conversation_of(slack, person, channel)
    name, rest = [*text.split(maxsplit=1), "", ""][:2]
    declared = slack.manifest.command(name)
    if declared is None:
        raise failed(slack, person, "unknown_command", f"{name} is not a valid command.")
    payload = payloads.command(slack.workspace, who, where, name, rest.strip(), declared.should_escape)
    payload["response_url"] = slack.response_urls.issue("commands", person, channel)
    payload["trigger_id"] = slack.triggers.issue(person)
    answer = await slack.dispatcher.deliver(
        Delivery("slash_commands", payload, accepts_response_payload=True)
    )
    if answer.error:
        raise failed(slack, person, answer.error, f'{name} failed with the error "{answer.error}"')
    try:
        answer_command(slack, person, channel, answer.body)
    except SlackError as refusal:
        words = f'{name} failed with the error "{refusal.error}"'
        raise failed(slack, person, refusal.error, words, refusal.messages) from refusal
    return {"acked_ms": answer.milliseconds}


async def message(slack: Slack, person: str, channel: str, text: str) -> Json:
    """Writes a message. What is written in the direct messages with the app reaches it as an event."""
    person_of(slack, person)
    where = conversation_of(slack, person, channel)
    if not text.strip():
        raise RefusedError("no_text", "There is nothing to send.")
    if where.kind == "im" and not slack.manifest.messages_tab_writable:
        raise RefusedError("messages_tab_disabled", "Sending messages to this app has been turned off.")
    escaped = escape(text, slack.workspace, with_names=False)
    written = slack.workspace.post(Message(slack.workspace.next_ts(), channel, person, escaped))
    answer = await _tell(slack, events.message_posted(slack.workspace, written))
    return {"ts": written.ts, "acked_ms": answer.milliseconds, "app_error": answer.error}


async def open_home(slack: Slack, person: str, tab: str) -> Json:
    """Opens the app's `home` or `messages` tab."""
    person_of(slack, person)
    view = slack.views.homes.get(person)
    answer = await _tell(slack, events.app_home_opened(slack.workspace, person, tab, view))
    return {"acked_ms": answer.milliseconds, "app_error": answer.error}


async def _tell(slack: Slack, callback: Json) -> Answer:
    if events.subscription(callback) not in slack.manifest.bot_events:
        return Answer()
    return await slack.dispatcher.deliver_event(callback)
