"""What is looked up in one column; saved views; a second factor for signing in."""

import unicodedata

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

MATTERS = sa.table(
    "matters",
    sa.column("id", sa.Integer),
    sa.column("number", sa.String),
    sa.column("title", sa.String),
    sa.column("initials", sa.String),
    sa.column("searched", sa.String),
)
BATCH = 5000


def upgrade() -> None:
    op.add_column("matters", sa.Column("searched", sa.String(), server_default="", nullable=False))
    _fill()
    op.create_index("ix_matters_searched_kind_id", "matters", ["searched", "kind", "id"])
    op.create_index("ix_matters_title_id", "matters", ["title", "id"])
    op.create_index("ix_matters_percent_id", "matters", ["percent", "id"])
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.Column("saved_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("shared_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("shared_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_saved_views_person_id")),
        sa.ForeignKeyConstraint(["shared_by"], ["people.id"], name=op.f("fk_saved_views_shared_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_saved_views_person_id_name")),
    )
    op.create_index("ix_saved_views_shared_at", "saved_views", ["shared_at"])
    op.create_table(
        "second_factors",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("begun_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_second_factors_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_second_factors")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("used_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_recovery_codes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
    )
    op.create_index("ix_recovery_codes_person_id", "recovery_codes", ["person_id"])
    op.create_table(
        "half_sign_ins",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("password_changed_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_half_sign_ins_person_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_half_sign_ins")),
    )
    op.create_index("ix_half_sign_ins_person_id", "half_sign_ins", ["person_id"])
    op.create_index("ix_half_sign_ins_expires_at", "half_sign_ins", ["expires_at"])


def downgrade() -> None:
    for name in ("half_sign_ins", "recovery_codes", "second_factors", "saved_views"):
        op.drop_table(name)
    for name in ("percent_id", "title_id", "searched_kind_id"):
        op.drop_index(f"ix_matters_{name}", "matters")
    op.drop_column("matters", "searched")


def _fill() -> None:
    """In steps by number: an archive of many years is not read into memory at once."""
    connection, last = op.get_bind(), 0
    columns = (MATTERS.c.id, MATTERS.c.number, MATTERS.c.title, MATTERS.c.initials)
    change = (
        sa.update(MATTERS).where(MATTERS.c.id == sa.bindparam("row")).values(searched=sa.bindparam("text"))
    )
    while True:
        wanted = sa.select(*columns).where(MATTERS.c.id > last).order_by(MATTERS.c.id).limit(BATCH)
        rows = connection.execute(wanted).all()
        if not rows:
            return
        connection.execute(change, [{"row": row.id, "text": _searchable(*row[1:])} for row in rows])
        last = rows[-1].id


def _searchable(*texts: str | None) -> str:
    """As db/models/matters.py did it when this step was written."""
    plain = unicodedata.normalize("NFKC", "\n".join(text or "" for text in texts)).casefold()
    return plain.encode("utf-8", "ignore")[:2000].decode("utf-8", "ignore")
