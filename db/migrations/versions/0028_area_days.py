"""What each finished visit came to, kept so that months and years are read quickly."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "area_days",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("quarters", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("vetoes", sa.Integer(), nullable=False),
        sa.Column("repeats", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("not_applicable", sa.Integer(), nullable=False),
        sa.Column("spots", sa.Integer(), nullable=False),
        sa.Column("spot_faults", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_area_days_area_id")),
        sa.PrimaryKeyConstraint("kind", "day", "area_id", name=op.f("pk_area_days")),
    )
    op.create_index(
        op.f("ix_area_days_area_id_kind_day"), "area_days", ["area_id", "kind", "day"], unique=False
    )


def downgrade() -> None:
    op.drop_table("area_days")
