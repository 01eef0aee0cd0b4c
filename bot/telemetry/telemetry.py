"""One call for each thing that happens: it is counted and, where it is worth a line, logged."""

import logging
import math

from bot.clock import Monotonic, monotonic
from bot.domain.card import Card, CardKind
from bot.domain.change import Action, Source
from bot.domain.session import WorkSession
from bot.telemetry.logs import event
from bot.telemetry.metrics import ACK_WITHIN, Metrics
from bot.telemetry.words import Called, Delivered, Why

logger = logging.getLogger(__name__)

_NO_REMINDERS = frozenset({CardKind.HOME, CardKind.MESSAGE, CardKind.SUMMARY})
_STATES = {
    Delivered.POSTED: "sent",
    Delivered.FOUND: "sent",
    Delivered.CANCELLED: "cancelled",
    Delivered.DEAD: "dead",
}
REFUSAL_SAID_EVERY = 60.0  # seconds, of each reason
_UNUSUAL = frozenset({Delivered.RETRIED, Delivered.DEAD})


class Telemetry:
    """Everything that one running app tells about itself. Durations are in seconds."""

    def __init__(self, monotonic: Monotonic = monotonic) -> None:
        self.metrics = Metrics()
        self._monotonic = monotonic
        self._refusal_said_at: dict[str, float] = {}

    def acknowledged(self, kind: str, result: str, seconds: float) -> None:
        """A request of Slack was answered, or not taken."""
        self.metrics.acks[kind, result].observe(seconds)
        if seconds > ACK_WITHIN:
            event(logger, logging.WARNING, "slow_ack", kind=kind, result=result, ms=_ms(seconds))

    def refused(self, reason: str) -> None:
        """A request over HTTP was not taken for one of Slack's; anybody can send some, so few are logged."""
        self.metrics.refused[reason,].inc()
        now = self._monotonic()
        if now - self._refusal_said_at.get(reason, -math.inf) >= REFUSAL_SAID_EVERY:
            self._refusal_said_at[reason] = now
            event(logger, logging.WARNING, "refused", reason=reason)

    def transition(
        self, action: Action, source: Source, session: WorkSession, step_id: str, seconds: float
    ) -> None:
        """A session was changed, and that is on disk. `step_id` is the journal's."""
        self.metrics.transitions[action, source].inc()
        event(
            logger,
            logging.INFO,
            "transition",
            action=action,
            source=source,
            tenant=session.owner.tenant_id,
            user=session.owner.user_id,
            session=session.id,
            version=session.version,
            step=step_id or None,
            ms=_ms(seconds),
        )

    def delivery(
        self,
        card: Card,
        result: Delivered,
        seconds: float,
        *,
        reason: str = "",
        lateness: float | None = None,
    ) -> None:
        """One delivery of a card ended. `lateness`: how long after its reminder was due it was posted."""
        self.metrics.deliveries[card.kind, result].inc()
        is_news = result is not Delivered.CANCELLED or not _was_cancelled(card)
        if card.kind not in _NO_REMINDERS and result in _STATES and is_news:
            self.metrics.reminders[card.kind, _STATES[result]].inc()
        if lateness is not None:
            self.metrics.lateness[card.kind,].observe(max(lateness, 0.0))
        event(
            logger,
            logging.WARNING if result in _UNUSUAL else logging.INFO,
            "delivery",
            result=result,
            kind=card.kind,
            card=card.id,
            tenant=card.owner.tenant_id,
            user=card.owner.user_id,
            session=card.session_id,
            attempt=card.attempts,
            reason=reason or None,
            late_ms=None if lateness is None else _ms(lateness),
            ms=_ms(seconds),
        )

    def post_may_have_arrived(self) -> None:
        """A post failed in a way that does not say whether Slack has it."""
        self.metrics.ambiguous.inc()

    def post_may_be_doubled(self, card: Card, reason: str) -> None:
        """A message was posted, and it cannot be ruled out that it is there once more."""
        self.metrics.doubled.inc()
        event(logger, logging.WARNING, "possibly_doubled", card=card.id, kind=card.kind, reason=reason)

    def called(self, method: str, result: Called) -> None:
        self.metrics.calls[method, result].inc()

    def trouble(self, kind: Why) -> None:
        self.metrics.troubles[kind,].inc()

    def database_failed(self) -> None:
        self.metrics.database_errors.inc()

    def tick_restarted(self, age: float) -> None:
        self.metrics.tick_restarts.inc()
        event(logger, logging.ERROR, "tick_restarted", age_ms=_ms(age))


def _was_cancelled(card: Card) -> bool:
    """Whether it was settled before without a message: it is claimed anew with each change of its session."""
    return card.channel_id is not None and card.message_ts is None


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
