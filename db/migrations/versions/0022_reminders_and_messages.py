"""Rules of reminders, what reminded whom, channels and their outbox."""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder_rules",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("importance", sa.String(), nullable=False),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("on_day", sa.Boolean(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("head_after", sa.Integer(), nullable=False),
        sa.Column("leader_after", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_rules")),
        sa.UniqueConstraint(
            "kind", "importance", "urgency", name=op.f("uq_reminder_rules_kind_importance_urgency")
        ),
    )
    op.create_table(
        "reminders",
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("due_revision", sa.Integer(), nullable=False),
        sa.Column("ladder", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_reminders_notice_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reminders_person_id")),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name=op.f("fk_reminders_turn_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "turn_id",
            "due_revision",
            "ladder",
            "step",
            "person_id",
            name=op.f("uq_reminders_turn_id_due_revision_ladder_step_person_id"),
        ),
    )
    op.create_index(op.f("ix_reminders_notice_id"), "reminders", ["notice_id"], unique=False)
    op.create_table(
        "channels",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("group", sa.Boolean(), nullable=False),
        sa.Column("usual", sa.String(), nullable=False),
        sa.Column("one_time_links", sa.Boolean(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("rests_until", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channels")),
        sa.UniqueConstraint("name", name=op.f("uq_channels_name")),
    )
    op.create_table(
        "channel_choices",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_channel_choices_channel_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_channel_choices_person_id")),
        sa.PrimaryKeyConstraint("person_id", "channel_id", name=op.f("pk_channel_choices")),
    )
    op.create_table(
        "habits",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.String(), nullable=False),
        sa.Column("quiet_until", sa.String(), nullable=False),
        sa.Column("digest_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_habits_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_habits")),
    )
    op.create_table(
        "messages",
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("claimed_until", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("resent_by", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_messages_channel_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_messages_person_id")),
        sa.ForeignKeyConstraint(["resent_by"], ["people.id"], name=op.f("fk_messages_resent_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("digest", name=op.f("uq_messages_digest")),
    )
    op.create_index(op.f("ix_messages_channel_id"), "messages", ["channel_id"], unique=False)
    op.create_index("ix_messages_state_id", "messages", ["state", "id"], unique=False)
    op.create_index(
        "ix_messages_waiting",
        "messages",
        ["channel_id", "due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "message_lines",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("turn_id", sa.Integer(), nullable=True),
        sa.Column("due_revision", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("dropped_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_message_lines_channel_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_message_lines_matter_id")),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_message_lines_message_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_message_lines_notice_id")),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name=op.f("fk_message_lines_turn_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_lines")),
        sa.UniqueConstraint("notice_id", "channel_id", name=op.f("uq_message_lines_notice_id_channel_id")),
    )
    op.create_index("ix_message_lines_matter_id", "message_lines", ["matter_id"], unique=False)
    op.create_index(op.f("ix_message_lines_message_id"), "message_lines", ["message_id"], unique=False)
    op.create_table(
        "one_time_links",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_one_time_links_matter_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_one_time_links_person_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_one_time_links")),
    )
    op.create_index(op.f("ix_one_time_links_expires_at"), "one_time_links", ["expires_at"], unique=False)
    op.create_index("ix_turns_done_at", "turns", ["done_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_turns_done_at", "turns")
    for name in (
        "one_time_links",
        "message_lines",
        "messages",
        "habits",
        "channel_choices",
        "channels",
        "reminders",
        "reminder_rules",
    ):
        op.drop_table(name)
