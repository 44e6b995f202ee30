"""The leaders' calendar: what they have on, and its published editions"""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

MOMENT = db.base.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "engagements",
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("important", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_engagements_times_in_order")),
        sa.ForeignKeyConstraint(["leader_id"], ["people.id"], name=op.f("fk_engagements_leader_id_people")),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_engagements_asked_by_people")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_engagements_decided_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagements")),
    )
    op.create_index("ix_engagements_starts_at", "engagements", ["starts_at"])
    op.create_table(
        "engagement_editions",
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("contents", sa.JSON(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["published_by"], ["people.id"], name=op.f("fk_engagement_editions_published_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_editions")),
        sa.UniqueConstraint(
            "first_day", "last_day", "edition", name=op.f("uq_engagement_editions_first_day_last_day_edition")
        ),
    )


def downgrade() -> None:
    op.drop_table("engagement_editions")
    op.drop_table("engagements")
