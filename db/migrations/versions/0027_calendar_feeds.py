"""The calendar feed of a person: the hash of its address"""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

MOMENT = db.base.UtcDateTime(timezone=True)
LIVE = sa.text("revoked_at is null")


def upgrade() -> None:
    op.create_table(
        "calendar_feeds",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calendar_feeds_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("digest", name=op.f("uq_calendar_feeds_digest")),
    )
    op.create_index(
        "ux_calendar_feeds_person_id",
        "calendar_feeds",
        ["person_id"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )


def downgrade() -> None:
    op.drop_table("calendar_feeds")
