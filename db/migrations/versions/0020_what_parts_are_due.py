"""What parts are due in a period is found at once"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


OF_PART = sa.text("part_id is not null")


def upgrade() -> None:
    op.create_index("ix_turns_part_due", "turns", ["due_day"], sqlite_where=OF_PART, postgresql_where=OF_PART)


def downgrade() -> None:
    op.drop_index("ix_turns_part_due", "turns")
