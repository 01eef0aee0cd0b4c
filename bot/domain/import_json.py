"""Reading back what `export_json` wrote: the same sessions, or what is wrong and where."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.checkout import Checkout, Decision
from bot.domain.document import ImportRefused, Place
from bot.domain.export_json import FORMAT, FORMAT_VERSION, instant_in_utc
from bot.domain.pause import REASON_LIMIT, Boundary, Pause, Provenance
from bot.domain.person import Owner
from bot.domain.reflection import REFLECTION_LIMIT, Reflection
from bot.domain.session import PROJECT_LIMIT, TASK_LIMIT, WorkSession
from bot.domain.text import LINK_LIMIT, clean_line, clean_paragraph, is_link

ID_LIMIT = 64


def from_json(document: object, owner: Owner) -> tuple[WorkSession, ...]:
    """The sessions of a document, as `json.loads` gives it, as those of `owner`; in the document's order.

    Raises ImportRefused, also for sessions that could not stand beside each other in one person's record.
    """
    whole = Place(document)
    if whole["format"].value != FORMAT:
        raise whole["format"].refused(f'is not "{FORMAT}"')
    version = whole["format_version"]
    if version.whole() != FORMAT_VERSION:
        raise version.refused(f"is {version.value}, and this program reads {FORMAT_VERSION}")
    places = whole["sessions"].entries()
    sessions = tuple(_session(place, owner) for place in places)
    _check_ids(places)
    _check_overlaps(places, sessions)
    return sessions


def _session(place: Place, owner: Owner) -> WorkSession:
    end = place["end"].optional(_boundary)
    checkout = place["checkout"].optional(_checkout)
    if checkout and not end:
        raise place["checkout"].refused("is there, but the session has no end")
    pauses = tuple(_pause(pause) for pause in place["pauses"].entries())
    _check_numbers(place["pauses"], pauses)
    try:
        return WorkSession(
            id=_named(place["id"], ID_LIMIT),
            owner=owner,
            task=_named(place["task"], TASK_LIMIT),
            start=_boundary(place["start"]),
            end=end,
            pauses=pauses,
            planned_checkout_at=place["planned_checkout"].optional(_instant),
            checkout=checkout,
            version=place["version"].whole(least=1),
            pauses_made=place["pauses_made"].whole(),
            cancelled_at=place["cancelled"].optional(_instant),
            source_url=place["source_url"].optional(_link),
            project=place.get("project").optional(_project) or "",
        )
    except ValueError as error:
        raise place.refused(str(error)) from error


def _named(place: Place, limit: int) -> str:
    text = place.text(limit, clean_line)
    if not text:
        raise place.refused("is empty")
    return text


def _project(place: Place) -> str:
    return place.text(PROJECT_LIMIT, clean_line)


def _link(place: Place) -> str:
    url = place.text(LINK_LIMIT, clean_line)
    if not is_link(url):
        raise place.refused("is not an address that begins with https:// or http://")
    return url


def _instant(place: Place) -> datetime:
    return place["utc"].instant()


def _boundary(place: Place) -> Boundary:
    return Boundary(_instant(place), place["provenance"].choice(Provenance))


def _pause(place: Place) -> Pause:
    return Pause(
        number=place["number"].whole(least=1),
        start=_boundary(place["start"]),
        end=place["end"].optional(_boundary),
        reason=place["reason"].text(REASON_LIMIT, clean_line),
        expected_end_at=place["expected_end"].optional(_instant),
    )


def _checkout(place: Place) -> Checkout:
    remaining = place["remaining_seconds"].optional(Place.whole)
    texts = (place[name].text(REFLECTION_LIMIT, clean_paragraph) for name in ("keep", "problem", "try"))
    return Checkout(
        decision=place["decision"].choice(Decision),
        reflection=Reflection(*texts),
        remaining=None if remaining is None else timedelta(seconds=remaining),
        continue_reason=place["continue_reason"].text(REASON_LIMIT, clean_line),
    )


def _check_numbers(place: Place, pauses: Sequence[Pause]) -> None:
    numbers = [pause.number for pause in pauses]
    if len(set(numbers)) < len(numbers):
        raise place.refused("have a number twice")


def _check_ids(places: Sequence[Place]) -> None:
    first: dict[object, Place] = {}
    for place in places:
        known = first.setdefault(place["id"].value, place)
        if known is not place:
            raise place["id"].refused(f"is that of {known.where} too")


def _check_overlaps(places: Sequence[Place], sessions: Sequence[WorkSession]) -> None:
    """An open session reaches on without an end; discarded ones are in nobody's way."""
    previous: tuple[Place, WorkSession] | None = None
    counting = [pair for pair in zip(places, sessions, strict=True) if not pair[1].cancelled_at]
    for place, session in sorted(counting, key=lambda pair: (pair[1].started_at, pair[1].latest_instant)):
        if previous and (previous[1].ended_at is None or previous[1].ended_at > session.started_at):
            before, start = previous[0].where, instant_in_utc(session.started_at)
            raise ImportRefused(place.where, f"starts at {start}, before {before} has ended")
        previous = place, session
