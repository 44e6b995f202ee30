"""The duty log: lines with their wordings, and hand-overs signed by both sides"""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

MOMENT = db.base.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "duty_entries",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("passed_to", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_duty_entries_made_by_people")),
        sa.ForeignKeyConstraint(["closed_by"], ["people.id"], name=op.f("fk_duty_entries_closed_by_people")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_duty_entries_matter_id_matters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_entries")),
    )
    op.create_index("ix_duty_entries_day", "duty_entries", ["day"])
    op.create_index("ix_duty_entries_closed_at", "duty_entries", ["closed_at"])
    op.create_table(
        "duty_wordings",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["duty_entries.id"], name=op.f("fk_duty_wordings_entry_id_duty_entries")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_duty_wordings_made_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_wordings")),
    )
    op.create_index("ix_duty_wordings_entry_id", "duty_wordings", ["entry_id"])
    op.create_table(
        "duty_handovers",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("open_items", sa.Integer(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["given_by"], ["people.id"], name=op.f("fk_duty_handovers_given_by_people")),
        sa.ForeignKeyConstraint(["taken_by"], ["people.id"], name=op.f("fk_duty_handovers_taken_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_handovers")),
        sa.UniqueConstraint("day", name=op.f("uq_duty_handovers_day")),
    )


def downgrade() -> None:
    for name in ("duty_handovers", "duty_wordings", "duty_entries"):
        op.drop_table(name)
