"""Records of one person as Hypothesis draws them: sessions that follow each other, with pauses in them."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from bot.domain.checkout import Checkout, Decision
from bot.domain.pause import Boundary, Pause, Provenance
from bot.domain.reflection import Reflection
from bot.domain.session import WorkSession
from bot.domain.text import clean_line, clean_paragraph
from tests.domain.examples import ADA

TASKS = ("report", "Report", "mail", "=1+1")
PROJECTS = ("", "Atlas", "atlas", "=2+2")
REASONS = ("", "lunch", "Lunch", "@home")

_texts = st.text(max_size=60)
_lengths = st.sampled_from((0, 1, 59, 3600)) | st.integers(0, 30 * 3600)
_provenances = st.sampled_from(Provenance)
_instants = st.integers(0, 15 * 365 * 86_400).map(
    lambda seconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
_checkouts = st.builds(
    Checkout,
    decision=st.sampled_from(Decision),
    reflection=st.builds(Reflection, *[_texts.map(clean_paragraph)] * 3),
    remaining=st.none() | st.integers(0, 10**6).map(lambda seconds: timedelta(seconds=seconds)),
    continue_reason=_texts.map(clean_line),
)


class _Watch:
    """Goes from one boundary of the record to the next."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._at = draw(_instants)

    def boundary(self) -> Boundary:
        self._at += timedelta(seconds=self._draw(_lengths))
        return Boundary(self._at, self._draw(_provenances))


def _pauses(draw: st.DrawFn, watch: _Watch, is_open: bool) -> tuple[Pause, ...]:
    count = draw(st.integers(0, 3))
    numbers = draw(st.permutations(range(1, count + 1)))
    pauses: list[Pause] = []
    for number in numbers:
        start, reason = watch.boundary(), draw(st.sampled_from(REASONS))
        ends = not is_open or len(pauses) < count - 1 or draw(st.booleans())
        expected = draw(st.none() | _instants)
        pauses.append(Pause(number, start, watch.boundary() if ends else None, reason, expected))
    return tuple(pauses)


def _session(draw: st.DrawFn, watch: _Watch, number: int, is_open: bool) -> WorkSession:
    start = watch.boundary()
    pauses = _pauses(draw, watch, is_open)
    return WorkSession(
        id=f"W{number}",
        owner=ADA,
        task=draw(st.sampled_from(TASKS)),
        project=draw(st.sampled_from(PROJECTS)),
        start=start,
        end=None if is_open else watch.boundary(),
        pauses=pauses,
        planned_checkout_at=draw(st.none() | st.just(start.at + timedelta(hours=1))),
        checkout=None if is_open else draw(st.none() | _checkouts),
        version=draw(st.integers(1, 99)),
        pauses_made=draw(st.integers(0, 9)),
        source_url=draw(st.sampled_from([None, "https://example.slack.com/archives/C1/p1795162500000100"])),
        cancelled_at=draw(st.none() | st.none() | _instants),
    )


@st.composite
def records(draw: st.DrawFn) -> tuple[WorkSession, ...]:
    """Up to five sessions, the oldest first; only the last may be open, and any may have been discarded."""
    watch = _Watch(draw)
    count = draw(st.integers(0, 5))
    return tuple(
        _session(draw, watch, number, is_open=number == count - 1 and draw(st.booleans()))
        for number in range(count)
    )
