"""Cards of reminders about work: one for each, as it is for those about pauses."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _one_card_of_a_subject("kind NOT IN ('home', 'message')")


def downgrade() -> None:
    op.execute("DELETE FROM card WHERE kind NOT IN ('home', 'message', 'reminder', 'summary')")
    op.execute("DELETE FROM reminder WHERE kind <> 'long_pause'")
    _one_card_of_a_subject("kind IN ('reminder', 'summary')")


def _one_card_of_a_subject(where: str) -> None:
    op.drop_index("uq_card_subject", "card")
    op.create_index(
        "uq_card_subject",
        "card",
        ["tenant_id", "session_id", "pause_number", "sequence", "kind"],
        unique=True,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )
