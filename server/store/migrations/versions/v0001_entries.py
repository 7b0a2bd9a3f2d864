"""Entries and their parts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "entries",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False, index=True),
        sa.Column("created", sa.String(40), nullable=False, index=True),
        sa.Column("app_version", sa.String(40), nullable=False),
        sa.Column("n_bytes", sa.BigInteger, nullable=False),
        sa.Column("summary", sa.JSON, nullable=False),
    )
    op.create_table(
        "parts",
        sa.Column("entry", sa.String(32), sa.ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("data", sa.LargeBinary(2**31 - 1), nullable=False),
    )
