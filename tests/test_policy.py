"""Who may do what: POLICY names every function of core, and every cell of the matrix comes out as it says."""

from collections.abc import Iterator
from inspect import signature

import pytest

from core.errors import DomainError
from core.policy import POLICY
from db.session import connect, database
from tests import conftest, matrix, policy_scene, policy_seven_s, policy_tasks
from tests.policy_arguments import ARGUMENTS, AS, INNER, QUIET
from tests.sources import sources

FUNCTIONS = matrix.functions()
JUDGED = sorted(set(FUNCTIONS) - INNER)


@pytest.fixture(scope="module", params=conftest.DATABASES)
def scene(request, tmp_path_factory, templates) -> Iterator[policy_scene.Scene]:
    folder = tmp_path_factory.mktemp("matrix")
    url = conftest.new_database(request.param, folder, templates)
    with pytest.MonkeyPatch.context() as patch:
        conftest.point_to(url, folder, patch)
        connect(url)
        built = policy_scene.build(ARGUMENTS)
        policy_tasks.bring(built)
        policy_seven_s.bring(built)
        yield built
        conftest.leave(url)


def test_every_function_stands_in_the_table():
    assert sorted(set(FUNCTIONS) - INNER - set(AS) - set(POLICY)) == []


def test_every_row_of_the_table_is_a_function():
    assert sorted(set(POLICY) - set(FUNCTIONS)) == []


def test_every_function_is_called_with_something():
    assert sorted(set(JUDGED) - set(ARGUMENTS)) == []
    assert sorted(set(ARGUMENTS) - set(JUDGED)) == []


@pytest.mark.parametrize("name", JUDGED)
def test_each_cell_comes_out_as_the_table_says(scene, name, record_property):
    with database().writes.connect() as connection, connection.begin() as everything:
        verdict = matrix.play(connection, scene, name, quiet=name in QUIET)
        everything.rollback()

    record_property("cells", len(verdict.cells))
    faults = list(verdict.faults(name))
    assert not faults, "\n".join(faults)


WITH_PARTS = sorted(
    name for name in JUDGED if {"part_id", "node_id", "turn_id"} & set(signature(FUNCTIONS[name]).parameters)
)


@pytest.mark.parametrize("name", WITH_PARTS)
def test_a_part_of_another_task_does_not_open_the_door(scene, name):
    """The stored row says what belongs together, never the form: own task, somebody else's part."""
    foreign = {**scene.stages["urged", True]}
    for relation, grant in matrix.welcome(name):
        with database().writes.connect() as connection, connection.begin() as everything:
            outcome = matrix.cell(connection, scene, name, grant, relation, instead=foreign)
            everything.rollback()
        assert isinstance(outcome.refusal, DomainError), outcome.where


def test_a_step_inside_commands_is_called_by_commands_only():
    outside = [
        f"{source.at(call)} {name}"
        for source in sources("app", "pages", "web", "tools")
        for name, call in source.calls()
        if name in INNER - {"files.keep"}
    ]
    assert not outside, "\n".join(outside)
