"""What a card is to show, as the use cases answer the delivery."""

from dataclasses import dataclass

from bot.domain.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card shows. `is_final`: that will not change again. `posts`: it is worth a new message."""

    outcome: Outcome
    is_final: bool = False
    posts: bool = True
