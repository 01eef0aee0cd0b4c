"""The tables, as SQLModel classes; what a single row or index can guarantee is guaranteed here.

Containment and overlap of spans belong to the domain. Every key begins with the tenant, so that no row can
refer to a session of another tenant.
"""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from bot.store.types import Duration, Instant, Serial


class Row(SQLModel):
    """The base of every table."""

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


def table_of(row: type[Row]) -> Table:
    """The SQLAlchemy table of a row class, for Core statements."""
    return row.metadata.tables[str(row.__tablename__)]


def _of_session() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["tenant_id", "session_id"], ["work_session.tenant_id", "work_session.id"], ondelete="CASCADE"
    )


def _unique_where(name: str, *columns: str, where: str) -> Index:
    return _index_where(name, *columns, where=where, unique=True)


def _index_where(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    # On PostgreSQL too, by the migrations; SQLAlchemy would load that dialect, were it named here.
    return Index(name, *columns, unique=unique, sqlite_where=text(where))


class WorkSessionRow(Row, table=True):
    __tablename__ = "work_session"
    __table_args__ = (
        _unique_where(
            "uq_work_session_open", "tenant_id", "user_id", where="ended_at IS NULL AND cancelled_at IS NULL"
        ),
        # Both "the last ones" and "those that touch this day" look from the end backwards.
        Index("ix_work_session_person", "tenant_id", "user_id", "ended_at"),
        CheckConstraint("ended_at >= started_at", name="ends_after_start"),
        CheckConstraint("state <> 'done' OR ended_at IS NOT NULL", name="done_has_end"),
        CheckConstraint("state <> 'working' OR ended_at IS NULL", name="working_has_no_end"),
        CheckConstraint("(ended_at IS NULL) = (ended_provenance IS NULL)", name="end_has_provenance"),
        CheckConstraint("decision IS NULL OR ended_at IS NOT NULL", name="decided_at_the_end"),
        CheckConstraint("remaining_seconds >= 0", name="remaining_not_negative"),
        CheckConstraint("version >= 1", name="version_counts"),
    )

    tenant_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    team_id: str
    user_id: str
    task: str
    project: str | None
    state: str
    started_at: datetime = Field(sa_type=Instant)
    started_provenance: str
    ended_at: datetime | None = Field(sa_type=Instant)
    ended_provenance: str | None
    planned_checkout_at: datetime | None = Field(sa_type=Instant)
    decision: str | None
    keep: str
    problem: str
    try_: str
    remaining_seconds: timedelta | None = Field(sa_type=Duration)
    continue_reason: str
    version: int
    pauses_made: int = Field(sa_column_kwargs={"server_default": "0"})
    cancelled_at: datetime | None = Field(sa_type=Instant)
    source_url: str | None


class SessionChangeRow(Row, table=True):
    """The journal: one row for each version of a session, only ever added to; `id` gives the order."""

    __tablename__ = "session_change"
    __table_args__ = (
        _of_session(),
        UniqueConstraint("tenant_id", "session_id", "version", name="uq_session_change_version"),
        Index("ix_session_change_person", "tenant_id", "user_id", "at"),
    )

    id: int = Field(primary_key=True, sa_type=Serial)
    tenant_id: str
    session_id: str
    version: int
    user_id: str
    action: str
    source: str
    at: datetime = Field(sa_type=Instant)
    before: dict[str, Any] | None = Field(sa_type=JSON)
    after: dict[str, Any] = Field(sa_type=JSON)
    step_id: str = Field(sa_column_kwargs={"server_default": ""})
    undoes: str | None


class DeliveryRow(Row, table=True):
    """What Slack delivered and was acted upon, so that it is not acted upon again."""

    __tablename__ = "delivery"
    __table_args__ = (Index("ix_delivery_received_at", "received_at"),)

    tenant_id: str = Field(primary_key=True)
    delivery_id: str = Field(primary_key=True)
    user_id: str
    received_at: datetime = Field(sa_type=Instant)


class PersonRow(Row, table=True):
    """What is known of a person. `timezone_known_at`: when Slack last told it."""

    __tablename__ = "person"

    tenant_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    timezone: str | None
    timezone_known_at: datetime | None = Field(sa_type=Instant)
    dm_channel_id: str | None
    # Nothing chosen is NULL, also where a copy writes it; by itself JSON makes its own null of None.
    preferences: dict[str, Any] | None = Field(sa_column=Column(JSON(none_as_null=True)))


class PauseRow(Row, table=True):
    __tablename__ = "pause"
    __table_args__ = (
        _of_session(),
        _unique_where("uq_pause_open", "tenant_id", "session_id", where="ended_at IS NULL"),
        CheckConstraint("number >= 1", name="number_counts"),
        CheckConstraint("ended_at >= started_at", name="ends_after_start"),
        CheckConstraint("(ended_at IS NULL) = (ended_provenance IS NULL)", name="end_has_provenance"),
    )

    tenant_id: str = Field(primary_key=True)
    session_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    started_at: datetime = Field(sa_type=Instant)
    started_provenance: str
    ended_at: datetime | None = Field(sa_type=Instant)
    ended_provenance: str | None
    reason: str
    expected_end_at: datetime | None = Field(sa_type=Instant)


class ReminderRow(Row, table=True):
    """When something is to be said. `due_at` is set only while it is planned; `planned_for` stays."""

    __tablename__ = "reminder"
    __table_args__ = (
        _of_session(),
        _index_where("ix_reminder_due_at", "due_at", where="due_at IS NOT NULL"),
        CheckConstraint("(state = 'planned') = (due_at IS NOT NULL)", name="due_while_planned"),
        CheckConstraint("limit_seconds >= 0", name="limit_not_negative"),
    )

    tenant_id: str = Field(primary_key=True)
    session_id: str = Field(primary_key=True)
    pause_number: int = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    sequence: int = Field(primary_key=True)
    team_id: str
    user_id: str
    state: str
    due_at: datetime | None = Field(sa_type=Instant)
    planned_for: datetime = Field(sa_type=Instant)
    limit_seconds: timedelta = Field(sa_type=Duration)


class CardRow(Row, table=True):
    """What the bot shows by itself. `live` cards are refreshed when their session changes."""

    __tablename__ = "card"
    __table_args__ = (
        _of_session(),
        _unique_where("uq_card_home", "tenant_id", "user_id", where="kind = 'home'"),
        _unique_where(
            "uq_card_subject",
            *("tenant_id", "session_id", "pause_number", "sequence", "kind"),
            where="kind NOT IN ('home', 'message')",
        ),
        _unique_where(
            "uq_card_place", "tenant_id", "channel_id", "message_ts", where="message_ts IS NOT NULL"
        ),
        _index_where("ix_card_due_at", "due_at", where="due_at IS NOT NULL"),
        _index_where("ix_card_session", "tenant_id", "session_id", where="session_id IS NOT NULL"),
        _index_where("ix_card_live", "tenant_id", "user_id", where="state = 'live'"),
        CheckConstraint("state <> 'dead' OR due_at IS NULL", name="dead_is_not_due"),
        CheckConstraint("kind = 'home' OR session_id IS NOT NULL OR kind = 'message'", name="has_subject"),
    )

    id: str = Field(primary_key=True)
    tenant_id: str
    team_id: str
    user_id: str
    kind: str
    session_id: str | None
    pause_number: int
    sequence: int
    channel_id: str | None
    message_ts: str | None
    state: str
    due_at: datetime | None = Field(sa_type=Instant)
    lease_until: datetime | None = Field(sa_type=Instant)
    wanted: int
    fence: int
    attempts: int
    error: str | None
