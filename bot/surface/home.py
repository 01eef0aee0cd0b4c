"""The Home tab: the present card, today, the last sessions, and how to go on."""

from collections.abc import Sequence

from slackblocks import Block, DividerBlock

from bot.domain.outcomes import HomeShown
from bot.domain.session import WorkSession
from bot.surface import card, figures, menu, wording
from bot.surface.blocks import View, about, actions, button, dim, rich, row, to_home
from bot.surface.ids import ActionId
from bot.surface.lines import Line, Typed, dotted
from bot.surface.times import Times

# Slack's words for a message that it does not take from anybody, anywhere.
NOT_TAKEN = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "no_text"}
)


def view(outcome: HomeShown, times: Times) -> View:
    """A first visit sees how a session goes, instead of empty lists."""
    is_first_visit = not (outcome.present.session or outcome.present.last or outcome.recent)
    middle = [rich("steps", *wording.THREE_STEPS)] if is_first_visit else _record(outcome, times)
    now = [*card.present(outcome.present, times).blocks, *_undelivered(outcome.undelivered)]
    return to_home([*now, DividerBlock("line"), *middle, *_end()])


def _undelivered(reasons: Sequence[str]) -> list[Block]:
    """What Slack refused for good: by the words, for what it said, else because it could not go there."""
    if not reasons:
        return []
    is_shut = any(reason not in NOT_TAKEN for reason in reasons)
    say = wording.not_let_through if is_shut else wording.not_taken
    return [rich("undelivered", say(len(reasons)))]


def _record(outcome: HomeShown, times: Times) -> list[Block]:
    today = figures.totals(outcome.today) if outcome.today.sessions else wording.NOTHING_TODAY
    in_detail = button(wording.LOG_BUTTON, ActionId.SHOW_LOG, about())
    goal = [wording.of_goal(outcome.today.account.worked, outcome.goal)] if outcome.goal else []
    blocks: list[Block] = [rich("today", wording.TODAY, today, *goal), *_week(outcome)]
    blocks.append(actions("today_actions", in_detail))
    if outcome.open_try:
        blocks.append(rich("try", wording.from_last_time(outcome.open_try)))
    if outcome.recent:
        blocks.append(rich("recent", wording.LAST_SESSIONS))
        blocks += [_recent(session, times) for session in outcome.recent]
    return blocks


def _week(outcome: HomeShown) -> list[Block]:
    if not outcome.week.sessions:
        return []
    worked, goal = outcome.week.account.worked, outcome.week_goal
    against = [wording.of_goal(worked, goal)] if goal else []
    return [rich("week", wording.THIS_WEEK, figures.totals(outcome.week), *against)]


def _recent(session: WorkSession, times: Times) -> Block:
    worked = figures.worked(session.account(times.now))
    facts = dotted((times.day(session.ended_at or times.now),), (worked,))
    marked: Line = (wording.EDITED,) if menu.is_marked(session) else ()
    what = dotted((Typed(session.task),), wording.in_project(session.project))
    return row(f"recent_{session.id}", what, (*facts, *marked), menu.of_ended(session))


def _end() -> list[Block]:
    return [
        dim("home_help", wording.HOME_HELP),
        actions(
            "home_actions",
            button(wording.SETTINGS_BUTTON, ActionId.SETTINGS, about()),
            button(wording.HELP_BUTTON, ActionId.SHOW_HELP, about()),
        ),
    ]
