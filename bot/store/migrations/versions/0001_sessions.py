"""Work sessions that end with a checkout: a tracker that knows no pauses."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_work_session()
    op.create_table(
        "session_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_session_change"),
        sa.UniqueConstraint("tenant_id", "session_id", "version", name="uq_session_change_version"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "session_id"],
            ["work_session.tenant_id", "work_session.id"],
            name="fk_session_change_work_session",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "delivery",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("delivery_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "delivery_id", name="pk_delivery"),
    )
    op.create_index("ix_delivery_received_at", "delivery", ["received_at"])
    op.create_table(
        "person",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=True),
        sa.Column("timezone_known_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dm_channel_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "user_id", name="pk_person"),
    )


def _create_work_session() -> None:
    op.create_table(
        "work_session",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("project", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_provenance", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_provenance", sa.String(), nullable=True),
        sa.Column("planned_checkout_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("keep", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("try_", sa.String(), nullable=False),
        sa.Column("remaining_seconds", sa.Integer(), nullable=True),
        sa.Column("continue_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_work_session"),
        sa.CheckConstraint("ended_at >= started_at", name=op.f("ck_work_session_ends_after_start")),
        sa.CheckConstraint(
            "state <> 'done' OR ended_at IS NOT NULL", name=op.f("ck_work_session_done_has_end")
        ),
        sa.CheckConstraint(
            "state <> 'working' OR ended_at IS NULL", name=op.f("ck_work_session_working_has_no_end")
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_provenance IS NULL)", name=op.f("ck_work_session_end_has_provenance")
        ),
        sa.CheckConstraint(
            "decision IS NULL OR ended_at IS NOT NULL", name=op.f("ck_work_session_decided_at_the_end")
        ),
        sa.CheckConstraint("remaining_seconds >= 0", name=op.f("ck_work_session_remaining_not_negative")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_work_session_version_counts")),
    )
    is_open = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_work_session_open",
        "work_session",
        ["tenant_id", "user_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("ix_work_session_person", "work_session", ["tenant_id", "user_id", "ended_at"])


def downgrade() -> None:
    for table in ("person", "delivery", "session_change", "work_session"):
        op.drop_table(table)
