"""What a person keeps on top of the board."""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pins",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_pins_person_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_pins_matter_id")),
        sa.PrimaryKeyConstraint("person_id", "matter_id", name=op.f("pk_pins")),
    )
    op.create_index("ix_pins_matter_id", "pins", ["matter_id"])


def downgrade() -> None:
    op.drop_index("ix_pins_matter_id", "pins")
    op.drop_table("pins")
