"""Who calls, what a click meant, and the frame that every use case runs in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec

from bot.domain.card import CardKind
from bot.domain.change import Source
from bot.domain.errors import NothingRunning, Outdated, Refusal, SomeoneElses
from bot.domain.outcomes import Outcome, Present, Refused
from bot.domain.person import Owner
from bot.domain.session import WorkSession
from bot.store import Transaction

More = ParamSpec("More")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Who asks, when and from where. `delivery_id` is Slack's name for this request, if it has one.

    `long_pause` is the host's limit, for those who have chosen none.
    """

    owner: Owner
    now: datetime
    source: Source
    delivery_id: str | None = None
    step_id: str = ""  # shared by everything in the journal that this call changes
    long_pause: timedelta = timedelta(minutes=30)

    @property
    def is_answered_in_dm(self) -> bool:
        """A modal and a message in the DM have no answer of their own that could show a card."""
        return self.source in (Source.MODAL, Source.MESSAGE)


@dataclass(frozen=True, slots=True)
class Target:
    """What a button was about when it was drawn: a session, the pause or the version if it was about one."""

    session_id: str
    pause_number: int = 0
    version: int = 0


class DeliveredBefore(Exception):
    """Slack delivered the same request again; its effect is already in the record."""


def use_case(
    act: Callable[Concatenate[Transaction, Call, More], Outcome],
) -> Callable[Concatenate[Transaction, Call, More], Outcome]:
    """Turn a refusal, or a request that Slack delivered again, into an answer with the present state."""

    def answer(tx: Transaction, call: Call, /, *args: More.args, **kwargs: More.kwargs) -> Outcome:
        try:
            return act(tx, call, *args, **kwargs)
        except DeliveredBefore:
            return present(tx, call)
        except Refusal as why:
            if call.delivery_id and tx.was_delivered(call.owner, call.delivery_id):
                return present(tx, call)  # refused only because of its own effect, earlier
            return Refused(now=call.now, why=why, present=present(tx, call))

    return answer


def present(tx: Transaction, call: Call) -> Present:
    """The open session, else the last one and what was to be tried next."""
    session = tx.open_session(call.owner)
    if session:
        return Present(now=call.now, session=session, last=None)
    last, open_try = tx.last_ended(call.owner), tx.last_try(call.owner)
    return Present(now=call.now, session=None, last=last, open_try=open_try)


def once(tx: Transaction, call: Call, act: Callable[[Transaction, Call], Outcome]) -> Outcome | None:
    """For a request whose answer is an effect of its own: a message. None: it was delivered before."""
    try:
        record_delivery(tx, call)
    except DeliveredBefore:
        return None
    return act(tx, replace(call, delivery_id=None))


def show_status(tx: Transaction, call: Call) -> Present:
    """The present state; asked for in the DM, a new message there shows it from now on."""
    shown = present(tx, call)
    if shown.session:
        answer_in_dm(tx, call, shown.session)
    return shown


def current_session(tx: Transaction, call: Call, target: Target | None) -> WorkSession:
    """The open session, if it, its pause and its version are the ones that were meant.

    Raises NothingRunning, Outdated, SomeoneElses.
    """
    session = tx.open_session(call.owner)
    if target is None:
        if session is None:
            raise NothingRunning
        return session
    if session is None or session.id != target.session_id:
        known = tx.session(call.owner.tenant_id, target.session_id)
        if known and not known.owner.is_same_person(call.owner):
            raise SomeoneElses
        raise Outdated
    pause = session.open_pause
    if target.pause_number and (pause is None or pause.number != target.pause_number):
        raise Outdated
    if target.version and session.version != target.version:
        raise Outdated
    return session


def own_session(tx: Transaction, call: Call, session_id: str) -> WorkSession:
    """A session of the person who calls, open or not. Raises Outdated, SomeoneElses."""
    session = tx.session(call.owner.tenant_id, session_id)
    if session is None or session.cancelled_at:
        raise Outdated
    if not session.owner.is_same_person(call.owner):
        raise SomeoneElses
    return session


def answer_in_dm(tx: Transaction, call: Call, session: WorkSession) -> None:
    """Where the request has no answer of its own: have a new message show this session.

    It takes the place of earlier ones, which show lower versions.
    """
    if not call.is_answered_in_dm:
        return
    tx.add_card(
        call.owner,
        CardKind.MESSAGE,
        session_id=session.id,
        sequence=session.version,
        due_at=call.now,
    )


def record_delivery(tx: Transaction, call: Call) -> None:
    """Written only together with an effect, in its transaction. Raises DeliveredBefore."""
    if call.delivery_id and not tx.is_first_delivery(call.owner, call.delivery_id, call.now):
        raise DeliveredBefore
