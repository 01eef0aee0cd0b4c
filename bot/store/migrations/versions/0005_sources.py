"""The message that a session was started from."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("work_session", sa.Column("source_url", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("work_session", "source_url")
