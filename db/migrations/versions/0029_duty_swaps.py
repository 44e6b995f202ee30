"""Swaps of duties and stand-ins: asked, consented to, decided, undone"""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

MOMENT = db.base.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "duty_swaps",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("other_duty_id", sa.Integer(), nullable=True),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("consented_by", sa.Integer(), nullable=True),
        sa.Column("consented_at", MOMENT, nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_duty_swaps_two_people")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_duty_swaps_matter_id_matters")),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_duty_swaps_duty_id_duties")),
        sa.ForeignKeyConstraint(["other_duty_id"], ["duties.id"], name=op.f("fk_duty_swaps_other_duty_id_duties")),
        sa.ForeignKeyConstraint(["from_id"], ["people.id"], name=op.f("fk_duty_swaps_from_id_people")),
        sa.ForeignKeyConstraint(["to_id"], ["people.id"], name=op.f("fk_duty_swaps_to_id_people")),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_duty_swaps_asked_by_people")),
        sa.ForeignKeyConstraint(["consented_by"], ["people.id"], name=op.f("fk_duty_swaps_consented_by_people")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_duty_swaps_decided_by_people")),
        sa.ForeignKeyConstraint(["undone_by"], ["people.id"], name=op.f("fk_duty_swaps_undone_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_swaps")),
    )
    op.create_index("ix_duty_swaps_duty_id", "duty_swaps", ["duty_id"])
    op.create_index("ix_duty_swaps_matter_id", "duty_swaps", ["matter_id"])
    op.create_index("ix_duty_swaps_ended_at", "duty_swaps", ["ended_at"])


def downgrade() -> None:
    op.drop_table("duty_swaps")
