"""Pauses within a session, reminders about long ones, and the cards that show both."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_pause()
    _create_reminder()
    _create_card()


def downgrade() -> None:
    for table in ("card", "reminder", "pause"):
        op.drop_table(table)


def _of_session(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", "session_id"],
        ["work_session.tenant_id", "work_session.id"],
        name=f"fk_{table}_work_session",
        ondelete="CASCADE",
    )


def _create_index_where(name: str, table: str, columns: list[str], where: str, *, unique: bool) -> None:
    op.create_index(
        name, table, columns, unique=unique, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def _create_pause() -> None:
    op.create_table(
        "pause",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_provenance", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_provenance", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("expected_end_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "session_id", "number", name="pk_pause"),
        _of_session("pause"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_pause_number_counts")),
        sa.CheckConstraint("ended_at >= started_at", name=op.f("ck_pause_ends_after_start")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_provenance IS NULL)", name=op.f("ck_pause_end_has_provenance")
        ),
    )
    _create_index_where(
        "uq_pause_open", "pause", ["tenant_id", "session_id"], "ended_at IS NULL", unique=True
    )


def _create_reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("pause_number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("planned_for", sa.DateTime(timezone=True), nullable=False),
        sa.Column("limit_seconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "tenant_id", "session_id", "pause_number", "kind", "sequence", name="pk_reminder"
        ),
        _of_session("reminder"),
        sa.CheckConstraint(
            "(state = 'planned') = (due_at IS NOT NULL)", name=op.f("ck_reminder_due_while_planned")
        ),
        sa.CheckConstraint("limit_seconds >= 0", name=op.f("ck_reminder_limit_not_negative")),
    )
    _create_index_where("ix_reminder_due_at", "reminder", ["due_at"], "due_at IS NOT NULL", unique=False)


def _create_card() -> None:
    op.create_table(
        "card",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=True),
        sa.Column("pause_number", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=True),
        sa.Column("message_ts", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_card"),
        _of_session("card"),
        sa.CheckConstraint("state <> 'dead' OR due_at IS NULL", name=op.f("ck_card_dead_is_not_due")),
        sa.CheckConstraint(
            "kind = 'home' OR session_id IS NOT NULL OR kind = 'message'", name=op.f("ck_card_has_subject")
        ),
    )
    subject = ["tenant_id", "session_id", "pause_number", "sequence", "kind"]
    place = ["tenant_id", "channel_id", "message_ts"]
    person = ["tenant_id", "user_id"]
    _create_index_where("uq_card_home", "card", person, "kind = 'home'", unique=True)
    _create_index_where("uq_card_subject", "card", subject, "kind IN ('reminder', 'summary')", unique=True)
    _create_index_where("uq_card_place", "card", place, "message_ts IS NOT NULL", unique=True)
    _create_index_where("ix_card_due_at", "card", ["due_at"], "due_at IS NOT NULL", unique=False)
    _create_index_where("ix_card_live", "card", person, "state = 'live'", unique=False)
