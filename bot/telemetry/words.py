"""The words that events and figures use, so that there are few of them and they do not change."""

from enum import StrEnum


class Delivered(StrEnum):
    """How one delivery of a card ended."""

    POSTED = "posted"
    FOUND = "found"  # an earlier attempt had posted it after all
    UPDATED = "updated"
    PUBLISHED = "published"  # the Home tab
    CANCELLED = "cancelled"  # there is nothing to say any more
    GONE = "gone"  # the person deleted the message
    RETRIED = "retried"  # not now: it is tried again
    DEAD = "dead"  # it never will be
    OUTDATED = "outdated"  # the claim was lost: somebody else shows this card by now


class Called(StrEnum):
    """How one call of Slack's Web API ended."""

    OK = "ok"
    REFUSED = "refused"  # Slack understood it, and said no
    RATE_LIMITED = "rate_limited"
    FAILED = "failed"  # Slack failed, or what it said makes no sense
    UNREACHABLE = "unreachable"  # no connection, or no answer in time


class Why(StrEnum):
    """Why a person was told that something did not work."""

    DATABASE = "database"
    INCOMPLETE = "incomplete"
    NOT_UNDERSTOOD = "not_understood"
    UNEXPECTED = "unexpected"
