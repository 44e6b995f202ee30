"""Meetings: kinds, rooms, who is invited, what is prepared, the agenda and what came of it."""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

MOMENT = db.base.UtcDateTime(timezone=True)
TABLES = (
    "resolutions",
    "agenda_items",
    "meeting_people",
    "meetings",
    "meeting_series",
    "rooms",
    "meeting_kinds",
)


def upgrade() -> None:
    _kinds()
    _series()
    _meetings()
    _people()
    _agenda()
    _resolutions()


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)


def _kinds() -> None:
    op.create_table(
        "meeting_kinds",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("visit", sa.Boolean(), nullable=False),
        sa.Column("minutes_an_item", sa.Integer(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("retired_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_kinds")),
        sa.UniqueConstraint("name", name=op.f("uq_meeting_kinds_name")),
    )
    op.create_table(
        "rooms",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms")),
        sa.UniqueConstraint("name", name=op.f("uq_rooms_name")),
    )


def _series() -> None:
    op.create_table(
        "meeting_series",
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("week_of_month", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("begins", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("chair_id", sa.Integer(), nullable=False),
        sa.Column("secretary_id", sa.Integer(), nullable=False),
        sa.Column("member_ids", sa.JSON(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("planned_until", sa.Date(), nullable=True),
        sa.Column("retired_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["chair_id"], ["people.id"], name=op.f("fk_meeting_series_chair_id")),
        sa.ForeignKeyConstraint(["kind_id"], ["meeting_kinds.id"], name=op.f("fk_meeting_series_kind_id")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_meeting_series_room_id")),
        sa.ForeignKeyConstraint(["secretary_id"], ["people.id"], name=op.f("fk_meeting_series_secretary_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_series")),
    )


def _meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("chair_id", sa.Integer(), nullable=False),
        sa.Column("secretary_id", sa.Integer(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("presenter_id", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("item_since", MOMENT, nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("minutes", sa.JSON(), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("approved_at", MOMENT, nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_meetings_times_in_order")),
        sa.ForeignKeyConstraint(["approved_by"], ["people.id"], name=op.f("fk_meetings_approved_by")),
        sa.ForeignKeyConstraint(["chair_id"], ["people.id"], name=op.f("fk_meetings_chair_id")),
        sa.ForeignKeyConstraint(["kind_id"], ["meeting_kinds.id"], name=op.f("fk_meetings_kind_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_meetings_matter_id")),
        sa.ForeignKeyConstraint(["presenter_id"], ["people.id"], name=op.f("fk_meetings_presenter_id")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_meetings_room_id")),
        sa.ForeignKeyConstraint(["secretary_id"], ["people.id"], name=op.f("fk_meetings_secretary_id")),
        sa.ForeignKeyConstraint(["series_id"], ["meeting_series.id"], name=op.f("fk_meetings_series_id")),
        sa.ForeignKeyConstraint(["written_by"], ["people.id"], name=op.f("fk_meetings_written_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("matter_id", name=op.f("uq_meetings_matter_id")),
        sa.UniqueConstraint("number", name=op.f("uq_meetings_number")),
    )
    op.create_index("ix_meetings_series_id_starts_at", "meetings", ["series_id", "starts_at"], unique=False)
    op.create_index("ix_meetings_starts_at_id", "meetings", ["starts_at", "id"], unique=False)


def _people() -> None:
    op.create_table(
        "meeting_people",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("came", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["deputy_id"], ["people.id"], name=op.f("fk_meeting_people_deputy_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_people_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_meeting_people_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_people")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_meeting_people_meeting_id_person_id")),
    )
    op.create_index(
        "ix_meeting_people_person_id_meeting_id", "meeting_people", ["person_id", "meeting_id"], unique=False
    )


def _agenda() -> None:
    op.create_table(
        "agenda_items",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("raised_by", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("carried_from_id", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_agenda_items_some_minutes")),
        sa.ForeignKeyConstraint(
            ["carried_from_id"], ["agenda_items.id"], name=op.f("fk_agenda_items_carried_from_id")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_agenda_items_matter_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["people.id"], name=op.f("fk_agenda_items_speaker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
    )
    op.create_index("ix_agenda_items_matter_id", "agenda_items", ["matter_id"], unique=False)
    op.create_index(
        "ix_agenda_items_meeting_id_position", "agenda_items", ["meeting_id", "position"], unique=False
    )


def _resolutions() -> None:
    op.create_table(
        "resolutions",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_resolutions_item_id")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_resolutions_made_by")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_resolutions_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolutions")),
    )
    op.create_index("ix_resolutions_item_id", "resolutions", ["item_id"], unique=False)
    op.create_index("ix_resolutions_matter_id", "resolutions", ["matter_id"], unique=False)
