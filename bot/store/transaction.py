"""What can be done in one transaction: the sum of its parts, one for each subject."""

import secrets

from bot.store.ahead import ReadingAhead
from bot.store.claims import Claims
from bot.store.deliveries import Deliveries
from bot.store.erasing import Erasing
from bot.store.stepping_back import SteppingBack


class Transaction(ReadingAhead, Deliveries, Claims, Erasing, SteppingBack):
    """Everything in it happens, or nothing."""

    def new_id(self) -> str:
        """An identifier that cannot be guessed."""
        return secrets.token_urlsafe(12)
