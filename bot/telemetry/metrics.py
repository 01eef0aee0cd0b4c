"""The figures, as Prometheus reads them; described for who watches them in docs/operations.md.

Each running app has a registry of its own. Nothing that a label says is typed by somebody or grows with the
number of people: no person, workspace, task or session.
"""

from collections.abc import Callable
from typing import TypeVar

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

ACK_WITHIN = 3.0  # seconds; Slack gives up after that
Metric = TypeVar("Metric", Counter, Histogram)
_ACK_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 2.5, ACK_WITHIN, 5, 10)
_LATE_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800)


class Metrics:
    """The figures of one running app."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.acks = _Children(
            self._histogram("ack_seconds", "Requests of Slack", _ACK_SECONDS, "kind", "result")
        )
        self.refused = _Children(
            self._counter("refused_requests", "Requests not taken for Slack's", "reason")
        )
        self.transitions = _Children(self._counter("transitions", "Changes of sessions", "action", "source"))
        self.deliveries = _Children(self._counter("deliveries", "Deliveries of cards", "kind", "result"))
        self.reminders = _Children(self._counter("reminders", "Reminders by how they ended", "kind", "state"))
        self.lateness = _Children(
            self._histogram("reminder_lateness_seconds", "Reminders: sent after due", _LATE_SECONDS, "kind")
        )
        self.calls = _Children(self._counter("slack_calls", "Calls of Slack's Web API", "method", "result"))
        self.troubles = _Children(self._counter("troubles", "People told that it did not work", "kind"))
        self.ambiguous = self._counter("ambiguous_posts", "Posts that failed and may have arrived")
        self.doubled = self._counter("possibly_doubled_posts", "Posts that may be there twice")
        self.database_errors = self._counter("database_errors", "Work that the database did not take")
        self.tick_restarts = self._counter("tick_restarts", "Restarts of the tick by its watchdog")
        self._tick_age = self._gauge("tick_age_seconds", "Since the tick last came round")
        self._under_way = self._gauge("deliveries_under_way", "Cards that are being sent")
        self._behind = self._gauge("behind_seconds", "For how long what is due has not been begun")
        ProcessCollector(registry=self._registry)

    def watch_tick(self, age: Callable[[], float]) -> None:
        """`age` is asked for each time that the figures are read."""
        self._tick_age.set_function(age)

    def watch_sending(self, under_way: Callable[[], int], behind: Callable[[], float]) -> None:
        """Both are asked each time that the figures are read; `behind` in seconds."""
        self._under_way.set_function(under_way)
        self._behind.set_function(behind)

    def render(self) -> bytes:
        """All of them in Prometheus' text format, which `content_type` names."""
        return generate_latest(self._registry)

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"workbot_{name}", text, labels, registry=self._registry)

    def _gauge(self, name: str, text: str) -> Gauge:
        return Gauge(f"workbot_{name}", text, registry=self._registry)

    def _histogram(self, name: str, text: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(f"workbot_{name}", text, labels, registry=self._registry, buckets=buckets)


class _Children(dict[tuple[str, ...], Metric]):
    """The children of a metric by their labels: each is looked up with locks once, and then at no cost."""

    def __init__(self, metric: Metric) -> None:
        super().__init__()
        self._metric: Metric = metric

    def __missing__(self, labels: tuple[str, ...]) -> Metric:
        child: Metric = self._metric.labels(*labels)
        self[labels] = child
        return child
