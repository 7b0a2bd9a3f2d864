"""Entries that are removed stay for a while, so that a removal can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("entries", sa.Column("removed", sa.String(40), nullable=True))
    op.create_index("ix_entries_removed", "entries", ["removed"])
