"""office people matters tasks"""

import sqlalchemy as sa
from alembic import op
import db.base
from db.triggers import DROP_POSTGRES, DROP_SQLITE, POSTGRES, SQLITE

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('days',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('statutory', sa.Boolean(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.CheckConstraint("kind in ('W', 'R', 'H')", name=op.f('ck_days_kind')),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_days'))
    )
    op.create_table('departments',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('is_office', sa.Boolean(), nullable=False),
    sa.Column('liaison_id', sa.Integer(), nullable=True),
    sa.Column('closed_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['parent_id'], ['departments.id'], name=op.f('fk_departments_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_departments')),
    sa.UniqueConstraint('name', name=op.f('uq_departments_name'))
    )
    op.create_table('heads',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.Column('moved_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_heads'))
    )
    op.create_table('jobs',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('claimed_until', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('started_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('ended_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('result', sa.String(), nullable=False),
    sa.Column('failed', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_jobs'))
    )
    op.create_table('levels',
    sa.Column('importance', sa.String(), nullable=False),
    sa.Column('urgency', sa.String(), nullable=False),
    sa.Column('sign_within', sa.Integer(), nullable=False),
    sa.Column('report_every', sa.Integer(), nullable=False),
    sa.Column('check_within', sa.Integer(), nullable=False),
    sa.Column('sign_off', sa.Boolean(), nullable=False),
    sa.Column('approval', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_levels')),
    sa.UniqueConstraint('importance', 'urgency', name=op.f('uq_levels_importance_urgency'))
    )
    op.create_table('lockouts',
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('last_failure_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('locked_until', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('subject', name=op.f('pk_lockouts'))
    )
    op.create_table('settings',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_settings')),
    sa.UniqueConstraint('name', name=op.f('uq_settings_name'))
    )
    op.create_table('former_names',
    sa.Column('department_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('until', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['department_id'], ['departments.id'], name=op.f('fk_former_names_department_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_former_names'))
    )
    with op.batch_alter_table('former_names', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_former_names_department_id'), ['department_id'], unique=False)

    op.create_table('people',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('pinyin', sa.String(), nullable=False),
    sa.Column('user_name', sa.String(), nullable=False),
    sa.Column('user_key', sa.String(), nullable=False),
    sa.Column('department_id', sa.Integer(), nullable=False),
    sa.Column('post', sa.String(), nullable=False),
    sa.Column('rank', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('joined_on', sa.Date(), nullable=True),
    sa.Column('disabled_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('disabled_by', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['department_id'], ['departments.id'], name=op.f('fk_people_department_id')),
    sa.ForeignKeyConstraint(['disabled_by'], ['people.id'], name=op.f('fk_people_disabled_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people')),
    sa.UniqueConstraint('user_key', name=op.f('uq_people_user_key'))
    )
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_people_department_id'), ['department_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_people_role'), ['role'], unique=False)

    op.create_table('absences',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('stand_in_id', sa.Integer(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('ended_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('first_day <= last_day', name=op.f('ck_absences_days_in_order')),
    sa.CheckConstraint('person_id <> stand_in_id', name=op.f('ck_absences_somebody_else')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_absences_person_id')),
    sa.ForeignKeyConstraint(['stand_in_id'], ['people.id'], name=op.f('fk_absences_stand_in_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_absences'))
    )
    with op.batch_alter_table('absences', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_absences_person_id'), ['person_id'], unique=False)
        batch_op.create_index('ix_absences_stand_in_id_last_day', ['stand_in_id', 'last_day'], unique=False)

    op.create_table('calendar_years',
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('confirmed_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('confirmed_by', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['confirmed_by'], ['people.id'], name=op.f('fk_calendar_years_confirmed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_years')),
    sa.UniqueConstraint('year', name=op.f('uq_calendar_years_year'))
    )
    op.create_table('charge_grants',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('charge', sa.String(), nullable=False),
    sa.Column('granted_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('granted_by', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['granted_by'], ['people.id'], name=op.f('fk_charge_grants_granted_by')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_charge_grants_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_charge_grants')),
    sa.UniqueConstraint('person_id', 'charge', name=op.f('uq_charge_grants_person_id_charge'))
    )
    op.create_table('credentials',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('password_hash', sa.String(), nullable=False),
    sa.Column('must_change', sa.Boolean(), nullable=False),
    sa.Column('changed_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_credentials_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_credentials'))
    )
    op.create_table('drafts',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('form', sa.String(), nullable=False),
    sa.Column('values', sa.JSON(), nullable=False),
    sa.Column('at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_drafts_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'form', name=op.f('pk_drafts'))
    )
    op.create_table('form_keys',
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_form_keys_person_id')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_form_keys'))
    )
    with op.batch_alter_table('form_keys', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_form_keys_at'), ['at'], unique=False)

    op.create_table('holds',
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ends_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('exclusive', sa.Boolean(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('origin_id', sa.Integer(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('released_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('quantity > 0', name=op.f('ck_holds_some_quantity')),
    sa.CheckConstraint('starts_at < ends_at', name=op.f('ck_holds_times_in_order')),
    sa.ForeignKeyConstraint(['made_by'], ['people.id'], name=op.f('fk_holds_made_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_holds'))
    )
    with op.batch_alter_table('holds', schema=None) as batch_op:
        batch_op.create_index('ix_holds_subject_subject_id_starts_at', ['subject', 'subject_id', 'starts_at'], unique=False)

    op.create_table('lines',
    sa.Column('leader_id', sa.Integer(), nullable=False),
    sa.Column('department_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['department_id'], ['departments.id'], name=op.f('fk_lines_department_id')),
    sa.ForeignKeyConstraint(['leader_id'], ['people.id'], name=op.f('fk_lines_leader_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lines')),
    sa.UniqueConstraint('leader_id', 'department_id', name=op.f('uq_lines_leader_id_department_id'))
    )
    with op.batch_alter_table('lines', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_lines_department_id'), ['department_id'], unique=False)

    op.create_table('matters',
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('number', sa.String(), nullable=True),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('sequence', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('initials', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('source_reference', sa.String(), nullable=False),
    sa.Column('importance', sa.String(), nullable=False),
    sa.Column('urgency', sa.String(), nullable=False),
    sa.Column('internal', sa.Boolean(), nullable=False),
    sa.Column('lead_department_id', sa.Integer(), nullable=True),
    sa.Column('supervising_department_id', sa.Integer(), nullable=False),
    sa.Column('handler_id', sa.Integer(), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.Column('created_by', sa.Integer(), nullable=False),
    sa.Column('created_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('issued_by', sa.Integer(), nullable=True),
    sa.Column('issued_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('original_due_day', sa.Date(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('due_day', sa.Date(), nullable=True),
    sa.Column('extensions', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('percent', sa.Integer(), nullable=False),
    sa.Column('lagging', sa.Boolean(), nullable=False),
    sa.Column('reported_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('applied_on', sa.Date(), nullable=True),
    sa.Column('closed_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('archived_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['created_by'], ['people.id'], name=op.f('fk_matters_created_by')),
    sa.ForeignKeyConstraint(['handler_id'], ['people.id'], name=op.f('fk_matters_handler_id')),
    sa.ForeignKeyConstraint(['issued_by'], ['people.id'], name=op.f('fk_matters_issued_by')),
    sa.ForeignKeyConstraint(['lead_department_id'], ['departments.id'], name=op.f('fk_matters_lead_department_id')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['matters.id'], name=op.f('fk_matters_merged_into_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['matters.id'], name=op.f('fk_matters_parent_id')),
    sa.ForeignKeyConstraint(['supervising_department_id'], ['departments.id'], name=op.f('fk_matters_supervising_department_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matters')),
    sa.UniqueConstraint('kind', 'year', 'sequence', name=op.f('uq_matters_kind_year_sequence')),
    sa.UniqueConstraint('number', name=op.f('uq_matters_number'))
    )
    with op.batch_alter_table('matters', schema=None) as batch_op:
        batch_op.create_index('ix_matters_closed_at', ['closed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_matters_created_by'), ['created_by'], unique=False)
        batch_op.create_index('ix_matters_due_day_id', ['due_day', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_matters_handler_id'), ['handler_id'], unique=False)
        batch_op.create_index('ix_matters_lead_department_id_due_day', ['lead_department_id', 'due_day'], unique=False)
        batch_op.create_index('ix_matters_live_due', ['due_day', 'id'], unique=False, sqlite_where=sa.text('archived_at is null'), postgresql_where=sa.text('archived_at is null'))
        batch_op.create_index('ix_matters_live_lead', ['lead_department_id', 'due_day'], unique=False, sqlite_where=sa.text('archived_at is null'), postgresql_where=sa.text('archived_at is null'))
        batch_op.create_index(batch_op.f('ix_matters_merged_into_id'), ['merged_into_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_matters_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index('ix_matters_state_due_day', ['state', 'due_day'], unique=False)
        batch_op.create_index(batch_op.f('ix_matters_supervising_department_id'), ['supervising_department_id'], unique=False)

    op.create_table('recorders',
    sa.Column('leader_id', sa.Integer(), nullable=False),
    sa.Column('recorder_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['leader_id'], ['people.id'], name=op.f('fk_recorders_leader_id')),
    sa.ForeignKeyConstraint(['recorder_id'], ['people.id'], name=op.f('fk_recorders_recorder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recorders')),
    sa.UniqueConstraint('leader_id', 'recorder_id', name=op.f('uq_recorders_leader_id_recorder_id'))
    )
    with op.batch_alter_table('recorders', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recorders_recorder_id'), ['recorder_id'], unique=False)

    op.create_table('sign_in_sessions',
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('started_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('seen_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('browser', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_sign_in_sessions_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_sessions')),
    sa.UniqueConstraint('digest', name=op.f('uq_sign_in_sessions_digest'))
    )
    with op.batch_alter_table('sign_in_sessions', schema=None) as batch_op:
        batch_op.create_index('ix_sign_in_sessions_person_id_ended_at', ['person_id', 'ended_at'], unique=False)

    op.create_table('task_templates',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('values', sa.JSON(), nullable=False),
    sa.Column('days_to_due', sa.Integer(), nullable=False),
    sa.Column('rhythm', sa.String(), nullable=False),
    sa.Column('next_day', sa.Date(), nullable=True),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('retired_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['people.id'], name=op.f('fk_task_templates_made_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task_templates')),
    sa.UniqueConstraint('name', name=op.f('uq_task_templates_name'))
    )
    with op.batch_alter_table('task_templates', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_task_templates_next_day'), ['next_day'], unique=False)

    op.create_table('closures',
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('summary', sa.String(), nullable=False),
    sa.Column('open_parts_reason', sa.String(), nullable=False),
    sa.Column('due_day', sa.Date(), nullable=True),
    sa.Column('applied_by', sa.Integer(), nullable=False),
    sa.Column('applied_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('applied_on', sa.Date(), nullable=False),
    sa.Column('checked_by', sa.Integer(), nullable=True),
    sa.Column('checked_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('approved_by', sa.Integer(), nullable=True),
    sa.Column('approved_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('grade', sa.String(), nullable=False),
    sa.Column('praise', sa.String(), nullable=False),
    sa.Column('evaluated_by', sa.Integer(), nullable=True),
    sa.Column('evaluated_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['applied_by'], ['people.id'], name=op.f('fk_closures_applied_by')),
    sa.ForeignKeyConstraint(['approved_by'], ['people.id'], name=op.f('fk_closures_approved_by')),
    sa.ForeignKeyConstraint(['checked_by'], ['people.id'], name=op.f('fk_closures_checked_by')),
    sa.ForeignKeyConstraint(['evaluated_by'], ['people.id'], name=op.f('fk_closures_evaluated_by')),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_closures_matter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_closures'))
    )
    with op.batch_alter_table('closures', schema=None) as batch_op:
        batch_op.create_index('ix_closures_matter_id_id', ['matter_id', 'id'], unique=False)

    op.create_table('comments',
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_comments_matter_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_comments_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comments'))
    )
    with op.batch_alter_table('comments', schema=None) as batch_op:
        batch_op.create_index('ix_comments_matter_id_id', ['matter_id', 'id'], unique=False)

    op.create_table('events',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('for_person_id', sa.Integer(), nullable=True),
    sa.Column('action', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('matter_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('particulars', sa.JSON(), nullable=False),
    sa.Column('previous_hash', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['for_person_id'], ['people.id'], name=op.f('fk_events_for_person_id')),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_events_matter_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_events_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_events')),
    sa.UniqueConstraint('hash', name=op.f('uq_events_hash'))
    )
    with op.batch_alter_table('events', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_events_action'), ['action'], unique=False)
        batch_op.create_index('ix_events_matter_id_id', ['matter_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_events_person_id'), ['person_id'], unique=False)

    op.create_table('fast_tracks',
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('ground', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('opened_by', sa.Integer(), nullable=False),
    sa.Column('opened_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_fast_tracks_matter_id')),
    sa.ForeignKeyConstraint(['opened_by'], ['people.id'], name=op.f('fk_fast_tracks_opened_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fast_tracks')),
    sa.UniqueConstraint('matter_id', name=op.f('uq_fast_tracks_matter_id'))
    )
    op.create_table('files',
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('media_type', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('matter_id', sa.Integer(), nullable=True),
    sa.Column('uploaded_by', sa.Integer(), nullable=False),
    sa.Column('uploaded_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('width', sa.Integer(), nullable=True),
    sa.Column('height', sa.Integer(), nullable=True),
    sa.Column('removed_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('removed_by', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_files_matter_id')),
    sa.ForeignKeyConstraint(['removed_by'], ['people.id'], name=op.f('fk_files_removed_by')),
    sa.ForeignKeyConstraint(['uploaded_by'], ['people.id'], name=op.f('fk_files_uploaded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_files')),
    sa.UniqueConstraint('key', name=op.f('uq_files_key'))
    )
    with op.batch_alter_table('files', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_files_matter_id'), ['matter_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_files_sha256'), ['sha256'], unique=False)
        batch_op.create_index('ix_files_subject_subject_id', ['subject', 'subject_id'], unique=False)

    op.create_table('nodes',
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('due_day', sa.Date(), nullable=False),
    sa.Column('percent', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_nodes_matter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nodes'))
    )
    with op.batch_alter_table('nodes', schema=None) as batch_op:
        batch_op.create_index('ix_nodes_matter_id_position', ['matter_id', 'position'], unique=False)

    op.create_table('notices',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('matter_id', sa.Integer(), nullable=True),
    sa.Column('values', sa.JSON(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('read_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_notices_matter_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_notices_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notices')),
    sa.UniqueConstraint('key', name=op.f('uq_notices_key'))
    )
    with op.batch_alter_table('notices', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notices_matter_id'), ['matter_id'], unique=False)
        batch_op.create_index('ix_notices_person_id_read_at', ['person_id', 'read_at', 'id'], unique=False)

    op.create_table('parts',
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('department_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('due_day', sa.Date(), nullable=True),
    sa.Column('percent', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['department_id'], ['departments.id'], name=op.f('fk_parts_department_id')),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_parts_matter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_parts')),
    sa.UniqueConstraint('matter_id', 'department_id', name=op.f('uq_parts_matter_id_department_id'))
    )
    with op.batch_alter_table('parts', schema=None) as batch_op:
        batch_op.create_index('ix_parts_department_id', ['department_id'], unique=False)

    op.create_table('pauses',
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('paused_by', sa.Integer(), nullable=False),
    sa.Column('paused_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('resumed_by', sa.Integer(), nullable=True),
    sa.Column('resumed_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_pauses_matter_id')),
    sa.ForeignKeyConstraint(['paused_by'], ['people.id'], name=op.f('fk_pauses_paused_by')),
    sa.ForeignKeyConstraint(['resumed_by'], ['people.id'], name=op.f('fk_pauses_resumed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pauses'))
    )
    with op.batch_alter_table('pauses', schema=None) as batch_op:
        batch_op.create_index('ix_pauses_matter_id_id', ['matter_id', 'id'], unique=False)

    op.create_table('reassignments',
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('from_department_id', sa.Integer(), nullable=False),
    sa.Column('to_department_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.Column('asked_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by'], ['people.id'], name=op.f('fk_reassignments_asked_by')),
    sa.ForeignKeyConstraint(['decided_by'], ['people.id'], name=op.f('fk_reassignments_decided_by')),
    sa.ForeignKeyConstraint(['from_department_id'], ['departments.id'], name=op.f('fk_reassignments_from_department_id')),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_reassignments_matter_id')),
    sa.ForeignKeyConstraint(['to_department_id'], ['departments.id'], name=op.f('fk_reassignments_to_department_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reassignments'))
    )
    with op.batch_alter_table('reassignments', schema=None) as batch_op:
        batch_op.create_index('ix_reassignments_matter_id_id', ['matter_id', 'id'], unique=False)

    op.create_table('tasks',
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('background', sa.String(), nullable=False),
    sa.Column('standard', sa.String(), nullable=False),
    sa.Column('form', sa.String(), nullable=False),
    sa.Column('quantity', sa.Numeric(precision=14, scale=2), nullable=True),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('given_by', sa.Integer(), nullable=True),
    sa.Column('needs_sign_off', sa.Boolean(), nullable=False),
    sa.Column('needs_approval', sa.Boolean(), nullable=False),
    sa.Column('report_every', sa.Integer(), nullable=False),
    sa.Column('template_id', sa.Integer(), nullable=True),
    sa.Column('difficult_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('difficult_by', sa.Integer(), nullable=True),
    sa.Column('difficult_reason', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['difficult_by'], ['people.id'], name=op.f('fk_tasks_difficult_by')),
    sa.ForeignKeyConstraint(['given_by'], ['people.id'], name=op.f('fk_tasks_given_by')),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_tasks_matter_id')),
    sa.ForeignKeyConstraint(['template_id'], ['task_templates.id'], name=op.f('fk_tasks_template_id')),
    sa.PrimaryKeyConstraint('matter_id', name=op.f('pk_tasks'))
    )
    op.create_table('turns',
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('purpose', sa.String(), nullable=False),
    sa.Column('part_id', sa.Integer(), nullable=True),
    sa.Column('node_id', sa.Integer(), nullable=True),
    sa.Column('origin_id', sa.Integer(), nullable=True),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('holder_person_id', sa.Integer(), nullable=True),
    sa.Column('holder_department_id', sa.Integer(), nullable=True),
    sa.Column('handler_id', sa.Integer(), nullable=True),
    sa.Column('task', sa.String(), nullable=False),
    sa.Column('due_day', sa.Date(), nullable=True),
    sa.Column('due_revision', sa.Integer(), nullable=False),
    sa.Column('opened_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('opened_by', sa.Integer(), nullable=True),
    sa.Column('seen_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('signed_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('signed_by', sa.Integer(), nullable=True),
    sa.Column('done_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('done_by', sa.Integer(), nullable=True),
    sa.Column('for_person_id', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('(holder_person_id is null) <> (holder_department_id is null)', name=op.f('ck_turns_one_holder')),
    sa.ForeignKeyConstraint(['done_by'], ['people.id'], name=op.f('fk_turns_done_by')),
    sa.ForeignKeyConstraint(['for_person_id'], ['people.id'], name=op.f('fk_turns_for_person_id')),
    sa.ForeignKeyConstraint(['handler_id'], ['people.id'], name=op.f('fk_turns_handler_id')),
    sa.ForeignKeyConstraint(['holder_department_id'], ['departments.id'], name=op.f('fk_turns_holder_department_id')),
    sa.ForeignKeyConstraint(['holder_person_id'], ['people.id'], name=op.f('fk_turns_holder_person_id')),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_turns_matter_id')),
    sa.ForeignKeyConstraint(['node_id'], ['nodes.id'], name=op.f('fk_turns_node_id')),
    sa.ForeignKeyConstraint(['opened_by'], ['people.id'], name=op.f('fk_turns_opened_by')),
    sa.ForeignKeyConstraint(['part_id'], ['parts.id'], name=op.f('fk_turns_part_id')),
    sa.ForeignKeyConstraint(['signed_by'], ['people.id'], name=op.f('fk_turns_signed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_turns'))
    )
    with op.batch_alter_table('turns', schema=None) as batch_op:
        batch_op.create_index('ix_turns_matter_id_done_at', ['matter_id', 'done_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_turns_node_id'), ['node_id'], unique=False)
        batch_op.create_index('ix_turns_open_department', ['holder_department_id', 'due_day'], unique=False, sqlite_where=sa.text('done_at is null'), postgresql_where=sa.text('done_at is null'))
        batch_op.create_index('ix_turns_open_due', ['due_day'], unique=False, sqlite_where=sa.text('done_at is null'), postgresql_where=sa.text('done_at is null'))
        batch_op.create_index('ix_turns_open_handler', ['handler_id', 'due_day'], unique=False, sqlite_where=sa.text('done_at is null'), postgresql_where=sa.text('done_at is null'))
        batch_op.create_index('ix_turns_open_person', ['holder_person_id', 'due_day'], unique=False, sqlite_where=sa.text('done_at is null'), postgresql_where=sa.text('done_at is null'))
        batch_op.create_index(batch_op.f('ix_turns_part_id'), ['part_id'], unique=False)

    op.create_table('extensions',
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('turn_id', sa.Integer(), nullable=False),
    sa.Column('from_day', sa.Date(), nullable=False),
    sa.Column('to_day', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.Column('asked_at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', db.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('granted_day', sa.Date(), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by'], ['people.id'], name=op.f('fk_extensions_asked_by')),
    sa.ForeignKeyConstraint(['decided_by'], ['people.id'], name=op.f('fk_extensions_decided_by')),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_extensions_matter_id')),
    sa.ForeignKeyConstraint(['turn_id'], ['turns.id'], name=op.f('fk_extensions_turn_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extensions'))
    )
    with op.batch_alter_table('extensions', schema=None) as batch_op:
        batch_op.create_index('ix_extensions_matter_id_id', ['matter_id', 'id'], unique=False)

    op.create_table('reports',
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('part_id', sa.Integer(), nullable=True),
    sa.Column('turn_id', sa.Integer(), nullable=True),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('percent', sa.Integer(), nullable=False),
    sa.Column('quantity', sa.Numeric(precision=14, scale=2), nullable=True),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('difficulty', sa.String(), nullable=False),
    sa.Column('next_step', sa.String(), nullable=False),
    sa.Column('expected', sa.Integer(), nullable=True),
    sa.Column('lagging', sa.Boolean(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.CheckConstraint('percent between 0 and 100', name=op.f('ck_reports_percent')),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_reports_matter_id')),
    sa.ForeignKeyConstraint(['part_id'], ['parts.id'], name=op.f('fk_reports_part_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_reports_person_id')),
    sa.ForeignKeyConstraint(['turn_id'], ['turns.id'], name=op.f('fk_reports_turn_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reports'))
    )
    with op.batch_alter_table('reports', schema=None) as batch_op:
        batch_op.create_index('ix_reports_matter_id_id', ['matter_id', 'id'], unique=False)

    op.create_table('urges',
    sa.Column('matter_id', sa.Integer(), nullable=False),
    sa.Column('turn_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('department_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(), nullable=False),
    sa.Column('at', db.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('form', sa.String(), nullable=False),
    sa.Column('found', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['department_id'], ['departments.id'], name=op.f('fk_urges_department_id')),
    sa.ForeignKeyConstraint(['matter_id'], ['matters.id'], name=op.f('fk_urges_matter_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_urges_person_id')),
    sa.ForeignKeyConstraint(['turn_id'], ['turns.id'], name=op.f('fk_urges_turn_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_urges'))
    )
    with op.batch_alter_table('urges', schema=None) as batch_op:
        batch_op.create_index('ix_urges_matter_id_id', ['matter_id', 'id'], unique=False)

    with op.batch_alter_table("departments") as departments:
        departments.create_foreign_key(op.f("fk_departments_closed_by"), "people", ["closed_by"], ["id"])
        departments.create_foreign_key(op.f("fk_departments_liaison_id"), "people", ["liaison_id"], ["id"])
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRES:
        op.execute(statement)


def downgrade() -> None:
    for statement in DROP_SQLITE if op.get_bind().dialect.name == "sqlite" else DROP_POSTGRES:
        op.execute(statement)
    with op.batch_alter_table("departments") as departments:
        departments.drop_constraint(op.f("fk_departments_closed_by"), type_="foreignkey")
        departments.drop_constraint(op.f("fk_departments_liaison_id"), type_="foreignkey")
    with op.batch_alter_table('urges', schema=None) as batch_op:
        batch_op.drop_index('ix_urges_matter_id_id')

    op.drop_table('urges')
    with op.batch_alter_table('reports', schema=None) as batch_op:
        batch_op.drop_index('ix_reports_matter_id_id')

    op.drop_table('reports')
    with op.batch_alter_table('extensions', schema=None) as batch_op:
        batch_op.drop_index('ix_extensions_matter_id_id')

    op.drop_table('extensions')
    with op.batch_alter_table('turns', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_turns_part_id'))
        batch_op.drop_index('ix_turns_open_person', sqlite_where=sa.text('done_at is null'), postgresql_where=sa.text('done_at is null'))
        batch_op.drop_index('ix_turns_open_handler', sqlite_where=sa.text('done_at is null'), postgresql_where=sa.text('done_at is null'))
        batch_op.drop_index('ix_turns_open_due', sqlite_where=sa.text('done_at is null'), postgresql_where=sa.text('done_at is null'))
        batch_op.drop_index('ix_turns_open_department', sqlite_where=sa.text('done_at is null'), postgresql_where=sa.text('done_at is null'))
        batch_op.drop_index(batch_op.f('ix_turns_node_id'))
        batch_op.drop_index('ix_turns_matter_id_done_at')

    op.drop_table('turns')
    op.drop_table('tasks')
    with op.batch_alter_table('reassignments', schema=None) as batch_op:
        batch_op.drop_index('ix_reassignments_matter_id_id')

    op.drop_table('reassignments')
    with op.batch_alter_table('pauses', schema=None) as batch_op:
        batch_op.drop_index('ix_pauses_matter_id_id')

    op.drop_table('pauses')
    with op.batch_alter_table('parts', schema=None) as batch_op:
        batch_op.drop_index('ix_parts_department_id')

    op.drop_table('parts')
    with op.batch_alter_table('notices', schema=None) as batch_op:
        batch_op.drop_index('ix_notices_person_id_read_at')
        batch_op.drop_index(batch_op.f('ix_notices_matter_id'))

    op.drop_table('notices')
    with op.batch_alter_table('nodes', schema=None) as batch_op:
        batch_op.drop_index('ix_nodes_matter_id_position')

    op.drop_table('nodes')
    with op.batch_alter_table('files', schema=None) as batch_op:
        batch_op.drop_index('ix_files_subject_subject_id')
        batch_op.drop_index(batch_op.f('ix_files_sha256'))
        batch_op.drop_index(batch_op.f('ix_files_matter_id'))

    op.drop_table('files')
    op.drop_table('fast_tracks')
    with op.batch_alter_table('events', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_events_person_id'))
        batch_op.drop_index('ix_events_matter_id_id')
        batch_op.drop_index(batch_op.f('ix_events_action'))

    op.drop_table('events')
    with op.batch_alter_table('comments', schema=None) as batch_op:
        batch_op.drop_index('ix_comments_matter_id_id')

    op.drop_table('comments')
    with op.batch_alter_table('closures', schema=None) as batch_op:
        batch_op.drop_index('ix_closures_matter_id_id')

    op.drop_table('closures')
    with op.batch_alter_table('task_templates', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_task_templates_next_day'))

    op.drop_table('task_templates')
    with op.batch_alter_table('sign_in_sessions', schema=None) as batch_op:
        batch_op.drop_index('ix_sign_in_sessions_person_id_ended_at')

    op.drop_table('sign_in_sessions')
    with op.batch_alter_table('recorders', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recorders_recorder_id'))

    op.drop_table('recorders')
    with op.batch_alter_table('matters', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_matters_supervising_department_id'))
        batch_op.drop_index('ix_matters_state_due_day')
        batch_op.drop_index(batch_op.f('ix_matters_parent_id'))
        batch_op.drop_index(batch_op.f('ix_matters_merged_into_id'))
        batch_op.drop_index('ix_matters_live_lead', sqlite_where=sa.text('archived_at is null'), postgresql_where=sa.text('archived_at is null'))
        batch_op.drop_index('ix_matters_live_due', sqlite_where=sa.text('archived_at is null'), postgresql_where=sa.text('archived_at is null'))
        batch_op.drop_index('ix_matters_lead_department_id_due_day')
        batch_op.drop_index(batch_op.f('ix_matters_handler_id'))
        batch_op.drop_index('ix_matters_due_day_id')
        batch_op.drop_index(batch_op.f('ix_matters_created_by'))
        batch_op.drop_index('ix_matters_closed_at')

    op.drop_table('matters')
    with op.batch_alter_table('lines', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_lines_department_id'))

    op.drop_table('lines')
    with op.batch_alter_table('holds', schema=None) as batch_op:
        batch_op.drop_index('ix_holds_subject_subject_id_starts_at')

    op.drop_table('holds')
    with op.batch_alter_table('form_keys', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_form_keys_at'))

    op.drop_table('form_keys')
    op.drop_table('drafts')
    op.drop_table('credentials')
    op.drop_table('charge_grants')
    op.drop_table('calendar_years')
    with op.batch_alter_table('absences', schema=None) as batch_op:
        batch_op.drop_index('ix_absences_stand_in_id_last_day')
        batch_op.drop_index(batch_op.f('ix_absences_person_id'))

    op.drop_table('absences')
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_people_role'))
        batch_op.drop_index(batch_op.f('ix_people_department_id'))

    op.drop_table('people')
    with op.batch_alter_table('former_names', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_former_names_department_id'))

    op.drop_table('former_names')
    op.drop_table('settings')
    op.drop_table('lockouts')
    op.drop_table('levels')
    op.drop_table('jobs')
    op.drop_table('heads')
    op.drop_table('departments')
    op.drop_table('days')
