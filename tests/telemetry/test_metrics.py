"""The figures: what is counted, under which labels, and that apps do not share them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.card import Card, CardKind
from bot.domain.change import Action, Source
from bot.domain.pause import Boundary
from bot.domain.person import Owner
from bot.domain.session import WorkSession
from bot.telemetry import Called, Delivered, Telemetry, Why

ADA = Owner("T-tenant", "T-team", "U-person")
SESSION = WorkSession("S-session", ADA, "Secret task", Boundary(datetime(2026, 3, 4, tzinfo=UTC)))
REMINDER = Card("C-card", ADA, CardKind.REMINDER, session_id=SESSION.id, attempts=1)


def figures(telemetry: Telemetry) -> dict[str, float]:
    """Each sample by its name and labels, as Prometheus reads them."""
    return {
        f"{sample.name}{dict(sorted(sample.labels.items())) or ''}": sample.value
        for family in text_string_to_metric_families(telemetry.metrics.render().decode())
        for sample in family.samples
    }


def test_each_thing_is_counted_by_what_it_was_and_how_it_ended() -> None:
    telemetry = Telemetry()
    telemetry.transition(Action.PAUSE, Source.COMMAND, SESSION, "step", 0.002)
    telemetry.transition(Action.PAUSE, Source.COMMAND, SESSION, "step", 0.002)
    telemetry.delivery(REMINDER, Delivered.POSTED, 0.1, lateness=0.3)
    telemetry.delivery(REMINDER, Delivered.DEAD, 0.1, reason="is_archived")
    telemetry.called("chat.postMessage", Called.RATE_LIMITED)
    telemetry.trouble(Why.DATABASE)
    telemetry.database_failed()
    seen = figures(telemetry)
    assert seen["workbot_transitions_total{'action': 'pause', 'source': 'command'}"] == 2
    assert seen["workbot_deliveries_total{'kind': 'reminder', 'result': 'posted'}"] == 1
    assert seen["workbot_reminders_total{'kind': 'reminder', 'state': 'sent'}"] == 1
    assert seen["workbot_reminders_total{'kind': 'reminder', 'state': 'dead'}"] == 1
    assert seen["workbot_reminder_lateness_seconds_bucket{'kind': 'reminder', 'le': '0.25'}"] == 0
    assert seen["workbot_reminder_lateness_seconds_bucket{'kind': 'reminder', 'le': '0.5'}"] == 1
    assert seen["workbot_slack_calls_total{'method': 'chat.postMessage', 'result': 'rate_limited'}"] == 1
    assert seen["workbot_troubles_total{'kind': 'database'}"] == 1
    assert seen["workbot_database_errors_total"] == 1


def test_a_reminder_that_had_arrived_after_all_was_sent() -> None:
    telemetry = Telemetry()
    telemetry.delivery(REMINDER, Delivered.FOUND, 0.1, lateness=16)
    seen = figures(telemetry)
    assert seen["workbot_reminders_total{'kind': 'reminder', 'state': 'sent'}"] == 1
    assert seen["workbot_reminder_lateness_seconds_count{'kind': 'reminder'}"] == 1


def test_a_reminder_is_cancelled_once_however_often_its_session_changes_later() -> None:
    telemetry = Telemetry()
    telemetry.delivery(REMINDER, Delivered.CANCELLED, 0.1)
    again = replace(REMINDER, channel_id="D-channel")
    telemetry.delivery(again, Delivered.CANCELLED, 0.1)
    assert figures(telemetry)["workbot_reminders_total{'kind': 'reminder', 'state': 'cancelled'}"] == 1
    telemetry.delivery(again, Delivered.POSTED, 0.1)  # what had made it void was taken back
    assert figures(telemetry)["workbot_reminders_total{'kind': 'reminder', 'state': 'sent'}"] == 1


def test_each_refusal_is_counted_and_of_each_reason_one_a_minute_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    seconds = iter([0.0, 1.0, 2.0, 59.0, 61.0])
    telemetry = Telemetry(lambda: next(seconds))
    for reason in ("signature", "signature", "late", "signature", "signature"):
        telemetry.refused(reason)
    assert figures(telemetry)["workbot_refused_requests_total{'reason': 'signature'}"] == 4
    logged = [getattr(record, "facts", None) for record in caplog.records]
    assert logged == [{"reason": "signature"}, {"reason": "late"}, {"reason": "signature"}]


def test_home_and_summaries_are_no_reminders() -> None:
    telemetry = Telemetry()
    for kind in (CardKind.HOME, CardKind.SUMMARY, CardKind.MESSAGE):
        telemetry.delivery(Card("C", ADA, kind), Delivered.POSTED, 0.1)
    assert not [name for name in figures(telemetry) if name.startswith("workbot_reminders_total{")]


def test_an_ack_falls_on_the_right_side_of_slacks_three_seconds() -> None:
    telemetry = Telemetry()
    telemetry.acknowledged("command", "answered", 2.9)
    telemetry.acknowledged("command", "answered", 3.1)
    seen = figures(telemetry)
    assert seen["workbot_ack_seconds_bucket{'kind': 'command', 'le': '3.0', 'result': 'answered'}"] == 1
    assert seen["workbot_ack_seconds_count{'kind': 'command', 'result': 'answered'}"] == 2


def test_the_age_of_the_tick_is_that_of_the_moment_in_which_it_is_asked_for() -> None:
    telemetry, ages = Telemetry(), iter([1.5, 7.0])
    telemetry.metrics.watch_tick(lambda: next(ages))
    assert figures(telemetry)["workbot_tick_age_seconds"] == 1.5
    assert figures(telemetry)["workbot_tick_age_seconds"] == 7.0


def test_no_label_names_a_person_a_workspace_a_task_or_a_session() -> None:
    telemetry = Telemetry()
    telemetry.transition(Action.START, Source.MODAL, SESSION, "step", 0.1)
    telemetry.delivery(REMINDER, Delivered.RETRIED, 0.1, reason="S-session")
    telemetry.post_may_be_doubled(REMINDER, "missing_scope")
    page = telemetry.metrics.render().decode()
    assert "workbot_possibly_doubled_posts_total 1.0" in page
    for fact in ("T-tenant", "T-team", "U-person", "S-session", "C-card", "Secret"):
        assert fact not in page


def test_two_apps_in_one_process_do_not_share_their_figures() -> None:
    one, other = Telemetry(), Telemetry()
    one.database_failed()
    assert figures(other)["workbot_database_errors_total"] == 0
