"""7S: areas, catalogue, rounds, visits, findings, red tags; what pictures look like."""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "check_items",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pillar", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("wording_en", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("photo_forbidden", sa.Boolean(), nullable=False),
        sa.Column("phrases", sa.JSON(), nullable=False),
        sa.Column("area_kinds", sa.JSON(), nullable=False),
        sa.Column("owner_department_id", sa.Integer(), nullable=True),
        sa.Column("edition_from", sa.Integer(), nullable=False),
        sa.Column("edition_until", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_department_id"], ["departments.id"], name=op.f("fk_check_items_owner_department_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_items")),
        sa.UniqueConstraint("key", "edition_from", name=op.f("uq_check_items_key_edition_from")),
    )
    op.create_index("ix_check_items_edition_until", "check_items", ["edition_until"], unique=False)
    op.create_table(
        "catalogue_editions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["published_by"], ["people.id"], name=op.f("fk_catalogue_editions_published_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_editions")),
        sa.UniqueConstraint("number", name=op.f("uq_catalogue_editions_number")),
    )
    op.create_table(
        "item_changes",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_item_changes_changed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_changes")),
        sa.UniqueConstraint("key", name=op.f("uq_item_changes_key")),
    )
    op.create_table(
        "rounds",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("started_by", sa.Integer(), nullable=False),
        sa.Column("started_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("handed_in_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("handed_in_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["handed_in_by"], ["people.id"], name=op.f("fk_rounds_handed_in_by")),
        sa.ForeignKeyConstraint(["leader_id"], ["people.id"], name=op.f("fk_rounds_leader_id")),
        sa.ForeignKeyConstraint(["started_by"], ["people.id"], name=op.f("fk_rounds_started_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("day", "kind", "scope", name=op.f("uq_rounds_day_kind_scope")),
    )
    op.create_table(
        "round_members",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("floors", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_round_members_person_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_round_members_round_id")),
        sa.PrimaryKeyConstraint("round_id", "person_id", name=op.f("pk_round_members")),
    )
    op.create_index("ix_round_members_person_id", "round_members", ["person_id"], unique=False)
    op.create_table(
        "shared_faults",
        sa.Column("item_key", sa.String(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("area_ids", sa.JSON(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["matters.id"], name=op.f("fk_shared_faults_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_faults")),
    )
    op.create_index(
        "ix_shared_faults_item_key_found_on", "shared_faults", ["item_key", "found_on"], unique=False
    )
    op.create_index(op.f("ix_shared_faults_task_id"), "shared_faults", ["task_id"], unique=False)
    op.create_table(
        "areas",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("owner_department_id", sa.Integer(), nullable=True),
        sa.Column("owner_person_id", sa.Integer(), nullable=True),
        sa.Column("route_order", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("reference_file_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_department_id"], ["departments.id"], name=op.f("fk_areas_owner_department_id")
        ),
        sa.ForeignKeyConstraint(["owner_person_id"], ["people.id"], name=op.f("fk_areas_owner_person_id")),
        sa.ForeignKeyConstraint(["reference_file_id"], ["files.id"], name=op.f("fk_areas_reference_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_areas")),
        sa.UniqueConstraint("name", name=op.f("uq_areas_name")),
        sa.UniqueConstraint("token", name=op.f("uq_areas_token")),
    )
    op.create_index("ix_areas_owner_department_id", "areas", ["owner_department_id"], unique=False)
    op.create_index("ix_areas_route_order", "areas", ["route_order"], unique=False)
    op.create_table(
        "area_inspectors",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_area_inspectors_area_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_area_inspectors_person_id")),
        sa.PrimaryKeyConstraint("area_id", "person_id", name=op.f("pk_area_inspectors")),
    )
    op.create_table(
        "excuses",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=False),
        sa.Column("approved_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_excuses_days_in_order")),
        sa.ForeignKeyConstraint(["approved_by"], ["people.id"], name=op.f("fk_excuses_approved_by")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_excuses_area_id")),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["people.id"], name=op.f("fk_excuses_withdrawn_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excuses")),
    )
    op.create_index("ix_excuses_first_day_last_day", "excuses", ["first_day", "last_day"], unique=False)
    op.create_table(
        "last_looks",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("item_key", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answered_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_last_looks_area_id")),
        sa.PrimaryKeyConstraint("area_id", "kind", "item_key", "revision", name=op.f("pk_last_looks")),
    )
    op.create_table(
        "red_tags",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("thing", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("owner_department_id", sa.Integer(), nullable=True),
        sa.Column("owner_person_id", sa.Integer(), nullable=True),
        sa.Column("due_day", sa.Date(), nullable=False),
        sa.Column("hung_by", sa.Integer(), nullable=False),
        sa.Column("hung_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.Column("removed_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("removal_note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_red_tags_some_quantity")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_red_tags_area_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_red_tags_decided_by")),
        sa.ForeignKeyConstraint(["hung_by"], ["people.id"], name=op.f("fk_red_tags_hung_by")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_red_tags_matter_id")),
        sa.ForeignKeyConstraint(
            ["owner_department_id"], ["departments.id"], name=op.f("fk_red_tags_owner_department_id")
        ),
        sa.ForeignKeyConstraint(["owner_person_id"], ["people.id"], name=op.f("fk_red_tags_owner_person_id")),
        sa.ForeignKeyConstraint(["removed_by"], ["people.id"], name=op.f("fk_red_tags_removed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_red_tags")),
    )
    op.create_index("ix_red_tags_area_id", "red_tags", ["area_id"], unique=False)
    op.create_index(
        "ix_red_tags_hanging",
        "red_tags",
        ["due_day"],
        unique=False,
        sqlite_where=sa.text("removed_at is null"),
        postgresql_where=sa.text("removed_at is null"),
    )
    op.create_index(op.f("ix_red_tags_matter_id"), "red_tags", ["matter_id"], unique=False)
    op.create_table(
        "visits",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("arrived_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("fine_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("finished_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("inspector_id", sa.Integer(), nullable=True),
        sa.Column("skipped_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("skip_reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_visits_area_id")),
        sa.ForeignKeyConstraint(["inspector_id"], ["people.id"], name=op.f("fk_visits_inspector_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_visits_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sa.UniqueConstraint("round_id", "area_id", name=op.f("uq_visits_round_id_area_id")),
    )
    op.create_index("ix_visits_area_id_kind_day", "visits", ["area_id", "kind", "day"], unique=False)
    op.create_index("ix_visits_kind_day", "visits", ["kind", "day"], unique=False)
    op.create_table(
        "findings",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("found_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("saved_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("owner_department_id", sa.Integer(), nullable=True),
        sa.Column("owner_person_id", sa.Integer(), nullable=True),
        sa.Column("due_day", sa.Date(), nullable=True),
        sa.Column("repeats", sa.Integer(), nullable=False),
        sa.Column("fixed_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("fixed_on", sa.Date(), nullable=True),
        sa.Column("fixed_by", sa.Integer(), nullable=True),
        sa.Column("fix_note", sa.String(), nullable=False),
        sa.Column("verified_by", sa.Integer(), nullable=True),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("closed_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("voided_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_findings_area_id")),
        sa.ForeignKeyConstraint(["fixed_by"], ["people.id"], name=op.f("fk_findings_fixed_by")),
        sa.ForeignKeyConstraint(["found_by"], ["people.id"], name=op.f("fk_findings_found_by")),
        sa.ForeignKeyConstraint(["item_id"], ["check_items.id"], name=op.f("fk_findings_item_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_findings_matter_id")),
        sa.ForeignKeyConstraint(
            ["owner_department_id"], ["departments.id"], name=op.f("fk_findings_owner_department_id")
        ),
        sa.ForeignKeyConstraint(["owner_person_id"], ["people.id"], name=op.f("fk_findings_owner_person_id")),
        sa.ForeignKeyConstraint(["task_id"], ["matters.id"], name=op.f("fk_findings_task_id")),
        sa.ForeignKeyConstraint(["verified_by"], ["people.id"], name=op.f("fk_findings_verified_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_findings_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sa.UniqueConstraint("key", name=op.f("uq_findings_key")),
    )
    op.create_index(
        "ix_findings_area_id_item_key_day", "findings", ["area_id", "item_key", "day"], unique=False
    )
    op.create_index("ix_findings_day_area_id", "findings", ["day", "area_id"], unique=False)
    op.create_index("ix_findings_item_key_day", "findings", ["item_key", "day"], unique=False)
    op.create_index(op.f("ix_findings_matter_id"), "findings", ["matter_id"], unique=False)
    op.create_index(
        "ix_findings_open_due",
        "findings",
        ["due_day", "id"],
        unique=False,
        sqlite_where=sa.text("closed_at is null and saved_at is not null"),
        postgresql_where=sa.text("closed_at is null and saved_at is not null"),
    )
    op.create_index(
        "ix_findings_owner_department_id_day", "findings", ["owner_department_id", "day"], unique=False
    )
    op.create_index(op.f("ix_findings_task_id"), "findings", ["task_id"], unique=False)
    op.create_index(op.f("ix_findings_visit_id"), "findings", ["visit_id"], unique=False)
    op.create_table(
        "item_answers",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("spot", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("answered_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "answer in ('', 'fine', 'fault', 'na')", name=op.f("ck_item_answers_known_answer")
        ),
        sa.ForeignKeyConstraint(["answered_by"], ["people.id"], name=op.f("fk_item_answers_answered_by")),
        sa.ForeignKeyConstraint(["item_id"], ["check_items.id"], name=op.f("fk_item_answers_item_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_item_answers_visit_id")),
        sa.PrimaryKeyConstraint("visit_id", "item_id", name=op.f("pk_item_answers")),
    )
    op.create_table(
        "objections",
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("raised_by", sa.Integer(), nullable=False),
        sa.Column("raised_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_objections_decided_by")),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name=op.f("fk_objections_finding_id")),
        sa.ForeignKeyConstraint(["raised_by"], ["people.id"], name=op.f("fk_objections_raised_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objections")),
    )
    op.create_index("ix_objections_finding_id", "objections", ["finding_id"], unique=False)
    op.add_column("files", sa.Column("likeness", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("files", "likeness")
    op.drop_index("ix_objections_finding_id", table_name="objections")
    op.drop_table("objections")
    op.drop_table("item_answers")
    op.drop_index(op.f("ix_findings_visit_id"), table_name="findings")
    op.drop_index(op.f("ix_findings_task_id"), table_name="findings")
    op.drop_index("ix_findings_owner_department_id_day", table_name="findings")
    op.drop_index(
        "ix_findings_open_due",
        table_name="findings",
        sqlite_where=sa.text("closed_at is null and saved_at is not null"),
        postgresql_where=sa.text("closed_at is null and saved_at is not null"),
    )
    op.drop_index(op.f("ix_findings_matter_id"), table_name="findings")
    op.drop_index("ix_findings_item_key_day", table_name="findings")
    op.drop_index("ix_findings_day_area_id", table_name="findings")
    op.drop_index("ix_findings_area_id_item_key_day", table_name="findings")
    op.drop_table("findings")
    op.drop_index("ix_visits_kind_day", table_name="visits")
    op.drop_index("ix_visits_area_id_kind_day", table_name="visits")
    op.drop_table("visits")
    op.drop_index(op.f("ix_red_tags_matter_id"), table_name="red_tags")
    op.drop_index(
        "ix_red_tags_hanging",
        table_name="red_tags",
        sqlite_where=sa.text("removed_at is null"),
        postgresql_where=sa.text("removed_at is null"),
    )
    op.drop_index("ix_red_tags_area_id", table_name="red_tags")
    op.drop_table("red_tags")
    op.drop_table("last_looks")
    op.drop_index("ix_excuses_first_day_last_day", table_name="excuses")
    op.drop_table("excuses")
    op.drop_table("area_inspectors")
    op.drop_index("ix_areas_route_order", table_name="areas")
    op.drop_index("ix_areas_owner_department_id", table_name="areas")
    op.drop_table("areas")
    op.drop_index(op.f("ix_shared_faults_task_id"), table_name="shared_faults")
    op.drop_index("ix_shared_faults_item_key_found_on", table_name="shared_faults")
    op.drop_table("shared_faults")
    op.drop_index("ix_round_members_person_id", table_name="round_members")
    op.drop_table("round_members")
    op.drop_table("rounds")
    op.drop_table("item_changes")
    op.drop_table("catalogue_editions")
    op.drop_index("ix_check_items_edition_until", table_name="check_items")
    op.drop_table("check_items")
