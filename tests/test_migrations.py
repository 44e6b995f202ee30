"""The migrations build exactly the tables that the models describe, on both databases, and can be undone."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from db import migrate
from db.base import Base
from db.session import database
from tests import make


def test_migrations_match_the_models(blank):
    migrate.upgrade()

    with database().writes.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrations_can_be_undone_and_done_again(blank):
    migrate.upgrade()
    migrate.downgrade("base")

    assert set(tables()) <= {"alembic_version"}
    migrate.upgrade()
    assert set(tables()) == {*Base.metadata.tables, "alembic_version"}


def test_each_step_can_be_undone_alone(blank):
    for step in steps():
        migrate.upgrade(step)
        migrate.downgrade("-1")
        migrate.upgrade(step)
        assert migrate.current() == step


def test_a_step_keeps_the_people_of_the_office(blank):
    first, *later = steps()
    migrate.upgrade(first)
    person = make.person()

    for step in later:
        migrate.upgrade(step)

    assert make.actor(person.id).name == person.name


def test_there_is_one_line_of_steps():
    assert len(ScriptDirectory.from_config(migrate.settings()).get_heads()) == 1


def steps() -> list[str]:
    scripts = ScriptDirectory.from_config(migrate.settings()).walk_revisions()
    return [script.revision for script in scripts][::-1]


def tables() -> list[str]:
    with database().writes.connect() as connection:
        return inspect(connection).get_table_names()
