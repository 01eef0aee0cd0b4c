"""Deleting everything of a person, when they ask for it: a typed confirmation, the export, the deletion."""

from dataclasses import replace
from datetime import tzinfo

from bot.domain.looking_back import ExportReady
from bot.domain.outcomes import ForgetAsked, ForgetConfirmed, HomeShown, Outcome
from bot.store import NOBODY, Transaction
from bot.workday.calls import Call, record_delivery, use_case
from bot.workday.showing import home


class ChangedSinceExport(Exception):
    """What was exported is not what is on record now: nothing was deleted."""


@use_case
def ask_forget(tx: Transaction, call: Call) -> Outcome:
    """What is to be said before the confirmation."""
    return ForgetAsked(now=call.now, running=tx.open_session(call.owner))


@use_case
def confirm_forget(tx: Transaction, call: Call) -> Outcome:
    """The confirmation was typed.

    Its delivery is remembered as nobody's, since nothing that names the person is to stay; delivered again,
    it is answered with the present state, and must not delete what the person has begun since.
    """
    record_delivery(tx, replace(call, owner=replace(call.owner, user_id=NOBODY)))
    return ForgetConfirmed(now=call.now, exports=tx.record_began_at(call.owner) is not None)


def forget(tx: Transaction, call: Call, exported: ExportReady, timezone: tzinfo) -> HomeShown:
    """Delete everything of the person; what Home shows then. Raises ChangedSinceExport."""
    if tx.count_changes(call.owner) != exported.changes:
        raise ChangedSinceExport
    tx.erase_person(call.owner)
    return home(tx, call, timezone)
