"""Sessions that are discarded, numbers of pauses that were taken out, and changes that belong together."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("work_session", sa.Column("pauses_made", sa.Integer(), server_default="0", nullable=False))
    op.add_column("work_session", sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE work_session SET pauses_made = (SELECT count(*) FROM pause"
        " WHERE pause.tenant_id = work_session.tenant_id AND pause.session_id = work_session.id)"
    )
    _one_open_session("ended_at IS NULL AND cancelled_at IS NULL")
    op.add_column("session_change", sa.Column("step_id", sa.String(), server_default="", nullable=False))
    op.add_column("session_change", sa.Column("undoes", sa.String(), nullable=True))
    op.execute("UPDATE session_change SET step_id = 'change-' || id")
    op.create_index("ix_session_change_person", "session_change", ["tenant_id", "user_id", "at"])


def downgrade() -> None:
    op.drop_index("ix_session_change_person", "session_change")
    op.drop_column("session_change", "undoes")
    op.drop_column("session_change", "step_id")
    op.execute("DELETE FROM work_session WHERE cancelled_at IS NOT NULL")
    _one_open_session("ended_at IS NULL")
    op.drop_column("work_session", "cancelled_at")
    op.drop_column("work_session", "pauses_made")


def _one_open_session(where: str) -> None:
    op.drop_index("uq_work_session_open", "work_session")
    op.create_index(
        "uq_work_session_open",
        "work_session",
        ["tenant_id", "user_id"],
        unique=True,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )
