"""Outcomes about work that the bot speaks of by itself, for the gallery."""

from bot.domain.checkout import Checkout
from bot.domain.corrections import cancel, insert_pause
from bot.domain.outcomes import (
    BreakDueReminder,
    ForgottenReminder,
    Outcome,
    PlannedCheckoutReminder,
    WorkReminderOver,
)
from bot.domain.session import WorkSession
from tests.surface.repairs import Sessions


def work_reminders(gallery: Sessions) -> dict[str, Outcome]:
    """The session of the gallery is planned until minute 143, and its second stretch began at minute 63."""
    at, working, on_break = gallery.at, gallery.working, gallery.on_break
    changed = insert_pause(working, at(20), at(40), gallery.reason, at(82))

    def planned(minute: float, following: float | None, *, can_snooze: bool = True) -> Outcome:
        return PlannedCheckoutReminder(
            now=at(minute),
            session=working,
            planned_at=at(143),
            next_at=None if following is None else at(following),
            can_snooze=can_snooze,
        )

    def over(session: WorkSession) -> Outcome:
        return WorkReminderOver(now=at(180), session=session, stretch=2)

    return {
        "plan_near": planned(138, 143),
        "plan_reached": planned(143, 153),
        "plan_passed": planned(153, None),
        "plan_passed_and_snoozed": planned(158, None, can_snooze=False),
        "forgotten": ForgottenReminder(now=at(303), session=working),
        "break_due": BreakDueReminder(now=at(153), session=working, since=at(63)),
        "work_still_on": over(working),
        "work_paused": over(on_break),
        "work_ended": over(working.finish(at(170), Checkout())),
        "work_discarded": over(cancel(working, at(170))),
        "work_changed": over(changed.pause(at(170)).resume(at(175))),
    }
