"""What can be done in one transaction: the sum of its parts, one for each subject."""

import secrets

from bot.store.cards import Cards
from bot.store.claims import Claims
from bot.store.deliveries import Deliveries
from bot.store.erasing import Erasing
from bot.store.reminders import Reminders
from bot.store.sessions import Sessions
from bot.store.stepping_back import SteppingBack


class Transaction(Sessions, Deliveries, Reminders, Cards, Claims, Erasing, SteppingBack):
    """Everything in it happens, or nothing."""

    def new_id(self) -> str:
        """An identifier that cannot be guessed."""
        return secrets.token_urlsafe(12)
