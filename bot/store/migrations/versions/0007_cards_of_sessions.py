"""The cards of a session are found by an index: deleting sessions would else search all cards for each."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

HAS_SESSION = sa.text("session_id IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_card_session",
        "card",
        ["tenant_id", "session_id"],
        sqlite_where=HAS_SESSION,
        postgresql_where=HAS_SESSION,
    )


def downgrade() -> None:
    op.drop_index("ix_card_session", "card")
