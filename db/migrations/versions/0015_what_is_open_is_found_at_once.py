"""What is open is found at once, however large the archive: indexes that hold nothing else."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0001"
branch_labels = None
depends_on = None

ENDLESS = sa.text("closed_at is null")
LIVE = sa.text("archived_at is null")


def upgrade() -> None:
    with op.batch_alter_table("matters") as matters:
        matters.create_index(
            "ix_matters_open_due", ["kind", "due_day", "id"], sqlite_where=ENDLESS, postgresql_where=ENDLESS
        )
        matters.create_index(
            "ix_matters_open_lead",
            ["lead_department_id", "due_day"],
            sqlite_where=ENDLESS,
            postgresql_where=ENDLESS,
        )
        matters.create_index(
            "ix_matters_open_handler",
            ["handler_id", "due_day"],
            sqlite_where=ENDLESS,
            postgresql_where=ENDLESS,
        )
        matters.create_index("ix_matters_parent_id_due_day_id", ["parent_id", "due_day", "id"])
        matters.drop_index("ix_matters_live_lead")
        matters.drop_index("ix_matters_parent_id")
    with op.batch_alter_table("notices") as notices:
        notices.create_index("ix_notices_person_id_id", ["person_id", "id"])
    # A rhythm on the 31st comes back to the 31st after February.
    with op.batch_alter_table("task_templates") as templates:
        templates.add_column(sa.Column("day_of_month", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("task_templates") as templates:
        templates.drop_column("day_of_month")
    with op.batch_alter_table("notices") as notices:
        notices.drop_index("ix_notices_person_id_id")
    with op.batch_alter_table("matters") as matters:
        matters.create_index("ix_matters_parent_id", ["parent_id"])
        matters.create_index(
            "ix_matters_live_lead",
            ["lead_department_id", "due_day"],
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        )
        for name in ("parent_id_due_day_id", "open_handler", "open_lead", "open_due"):
            matters.drop_index(f"ix_matters_{name}")
