"""The duty roster: roles, pools, leave, rosters and their duties."""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duty_roles",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("on_workdays", sa.Integer(), nullable=False),
        sa.Column("on_rest_days", sa.Integer(), nullable=False),
        sa.Column("on_holidays", sa.Integer(), nullable=False),
        sa.Column("starts", sa.String(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("gap", sa.Integer(), nullable=False),
        sa.Column("rest", sa.Integer(), nullable=False),
        sa.Column("yields", sa.Boolean(), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("of_leaders", sa.Boolean(), nullable=False),
        sa.Column("closed_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("hours between 1 and 24", name=op.f("ck_duty_roles_hours")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_roles")),
        sa.UniqueConstraint("name", name=op.f("uq_duty_roles_name")),
    )
    op.create_table(
        "special_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_special_days")),
    )
    op.create_table(
        "duty_balances",
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duty_balances_person_id")),
        sa.ForeignKeyConstraint(["role_id"], ["duty_roles.id"], name=op.f("fk_duty_balances_role_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_balances")),
        sa.UniqueConstraint(
            "role_id", "person_id", "kind", name=op.f("uq_duty_balances_role_id_person_id_kind")
        ),
    )
    op.create_table(
        "duty_exemptions",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "last_day is null or first_day <= last_day", name=op.f("ck_duty_exemptions_days_in_order")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_duty_exemptions_made_by")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duty_exemptions_person_id")),
        sa.ForeignKeyConstraint(["role_id"], ["duty_roles.id"], name=op.f("fk_duty_exemptions_role_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_exemptions")),
    )
    op.create_index(op.f("ix_duty_exemptions_person_id"), "duty_exemptions", ["person_id"], unique=False)
    op.create_table(
        "duty_members",
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "left_on is null or joined_on <= left_on", name=op.f("ck_duty_members_days_in_order")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duty_members_person_id")),
        sa.ForeignKeyConstraint(["role_id"], ["duty_roles.id"], name=op.f("fk_duty_members_role_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_members")),
        sa.UniqueConstraint(
            "role_id", "person_id", "joined_on", name=op.f("uq_duty_members_role_id_person_id_joined_on")
        ),
    )
    op.create_index(op.f("ix_duty_members_person_id"), "duty_members", ["person_id"], unique=False)
    op.create_table(
        "duty_pairs",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_duty_pairs_in_order")),
        sa.ForeignKeyConstraint(["one_id"], ["people.id"], name=op.f("fk_duty_pairs_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["people.id"], name=op.f("fk_duty_pairs_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_pairs")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_duty_pairs_one_id_other_id")),
    )
    op.create_table(
        "duty_wishes",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("wants", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duty_wishes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_wishes")),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_duty_wishes_person_id_day")),
    )
    op.create_index("ix_duty_wishes_day", "duty_wishes", ["day"], unique=False)
    op.create_table(
        "leaves",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("withdrawn_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_leaves_days_in_order")),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_leaves_asked_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_leaves_decided_by")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_leaves_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaves")),
    )
    op.create_index("ix_leaves_decided_at", "leaves", ["decided_at"], unique=False)
    op.create_index("ix_leaves_person_id_last_day", "leaves", ["person_id", "last_day"], unique=False)
    op.create_table(
        "rosters",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.Column("solved_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("verdict", sa.JSON(), nullable=True),
        sa.Column("published_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("frozen_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_rosters_days_in_order")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_rosters_made_by")),
        sa.ForeignKeyConstraint(["published_by"], ["people.id"], name=op.f("fk_rosters_published_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters")),
    )
    op.create_index("ix_rosters_first_day", "rosters", ["first_day"], unique=False)
    op.create_table(
        "duties",
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("actual_person_id", sa.Integer(), nullable=True),
        sa.Column("pinned_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("pinned_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actual_person_id"], ["people.id"], name=op.f("fk_duties_actual_person_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duties_person_id")),
        sa.ForeignKeyConstraint(["pinned_by"], ["people.id"], name=op.f("fk_duties_pinned_by")),
        sa.ForeignKeyConstraint(["role_id"], ["duty_roles.id"], name=op.f("fk_duties_role_id")),
        sa.ForeignKeyConstraint(["roster_id"], ["rosters.id"], name=op.f("fk_duties_roster_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
        sa.UniqueConstraint(
            "roster_id", "role_id", "day", "person_id", name=op.f("uq_duties_roster_id_role_id_day_person_id")
        ),
    )
    op.create_index("ix_duties_day", "duties", ["day", "role_id"], unique=False)
    op.create_index("ix_duties_person_id_day", "duties", ["person_id", "day"], unique=False)


def downgrade() -> None:
    op.drop_table("duties")
    op.drop_table("rosters")
    op.drop_table("leaves")
    op.drop_table("duty_wishes")
    op.drop_table("duty_pairs")
    op.drop_table("duty_members")
    op.drop_table("duty_exemptions")
    op.drop_table("duty_balances")
    op.drop_table("special_days")
    op.drop_table("duty_roles")
