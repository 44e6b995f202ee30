"""Supervision slips and their rules; bulletins that stay as they were published."""

import sqlalchemy as sa
from alembic import op

import db.base
from db import triggers

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MOMENT = db.base.UtcDateTime(timezone=True)


def upgrade() -> None:
    _slips()
    _bulletins()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in triggers.BULLETINS_SQLITE if sqlite else triggers.BULLETINS_POSTGRES:
        op.execute(statement)


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in triggers.DROP_BULLETINS_SQLITE if sqlite else triggers.DROP_BULLETINS_POSTGRES:
        op.execute(statement)
    for name in ("bulletins", "slips", "slip_rules"):
        op.drop_table(name)


def _slips() -> None:
    op.create_table(
        "slip_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("reply_within", sa.Integer(), nullable=False),
        sa.Column("raise_after", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip_rules")),
        sa.UniqueConstraint("cause", name=op.f("uq_slip_rules_cause")),
    )
    op.create_table(
        "slips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("demand", sa.String(), nullable=False),
        sa.Column("due_day", sa.Date(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=True),
        sa.Column("raised", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        sa.Column("cancelled_by", sa.Integer(), nullable=True),
        sa.Column("cancel_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_slips_matter_id")),
        sa.ForeignKeyConstraint(["part_id"], ["parts.id"], name=op.f("fk_slips_part_id")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_slips_department_id")),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name=op.f("fk_slips_turn_id")),
        sa.ForeignKeyConstraint(["issued_by"], ["people.id"], name=op.f("fk_slips_issued_by")),
        sa.ForeignKeyConstraint(["cancelled_by"], ["people.id"], name=op.f("fk_slips_cancelled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slips")),
        sa.UniqueConstraint("key", name=op.f("uq_slips_key")),
        sa.UniqueConstraint("turn_id", name=op.f("uq_slips_turn_id")),
        sa.UniqueConstraint("year", "colour", "sequence", name=op.f("uq_slips_year_colour_sequence")),
    )
    op.create_index("ix_slips_matter_id_id", "slips", ["matter_id", "id"])
    op.create_index("ix_slips_issued_on_id", "slips", ["issued_on", "id"])
    op.create_index("ix_slips_department_id", "slips", ["department_id"])


def _bulletins() -> None:
    op.create_table(
        "bulletins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("wording", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("writers", sa.JSON(), nullable=False),
        sa.Column("counted_at", MOMENT, nullable=False),
        sa.Column("drafted_at", MOMENT, nullable=False),
        sa.Column("drafted_by", sa.Integer(), nullable=True),
        sa.Column("submitted_at", MOMENT, nullable=True),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("returned", sa.String(), nullable=False),
        sa.Column("reviewed_by", sa.Integer(), nullable=True),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("correction", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["drafted_by"], ["people.id"], name=op.f("fk_bulletins_drafted_by")),
        sa.ForeignKeyConstraint(["submitted_by"], ["people.id"], name=op.f("fk_bulletins_submitted_by")),
        sa.ForeignKeyConstraint(["reviewed_by"], ["people.id"], name=op.f("fk_bulletins_reviewed_by")),
        sa.ForeignKeyConstraint(["corrects_id"], ["bulletins.id"], name=op.f("fk_bulletins_corrects_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletins")),
        sa.UniqueConstraint("key", name=op.f("uq_bulletins_key")),
        sa.UniqueConstraint("number", name=op.f("uq_bulletins_number")),
        sa.UniqueConstraint("year", "sequence", name=op.f("uq_bulletins_year_sequence")),
    )
    op.create_index("ix_bulletins_last_day_id", "bulletins", ["last_day", "id"])
    op.create_index("ix_bulletins_corrects_id", "bulletins", ["corrects_id"])
