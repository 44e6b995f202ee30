"""Many at once: a result for each row, each its own transaction; taken back where the rules allow it."""

import pytest
from sqlalchemy import func, select

from core import bulk, calendar, tasks
from core.bulk import Verb, Wanted
from core.bulk.running import NoDayGiven
from core.i18n import speaking
from core.text import TextMissing
from core.work import begin, look
from db.models import Event, Matter, Urge
from db.session import database
from tests import make


@pytest.fixture
def house(office):
    made = make.office()
    with begin(made.admin) as work:
        calendar.ensure(work.session)
        today = work.today
    make.setting("urge_pause_hours", 24)
    return made, today


@pytest.fixture
def people(house):
    return house[0]


@pytest.fixture
def later(house):
    """A workday a fortnight from now."""
    with look(house[0].admin) as work:
        return calendar.add_workdays(work, house[1], 10)


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def drafts(people, later, count=3, **values):
    return [make.draft(people, title=f"事项{n}", due_day=later, **values) for n in range(1, count + 1)]


def issued(people, later, count=3):
    numbers = drafts(people, later, count)
    run(people.director, Verb.ISSUE, numbers)
    return numbers


def rows(actor, verb, numbers):
    with look(actor) as work:
        return bulk.chosen(work, verb=verb, task_ids=numbers)


def run(actor, verb, numbers, key="form-1", **wanted):
    return bulk.run(actor, verb=verb, rows=rows(actor, verb, numbers), wanted=Wanted(**wanted), key=key)


def states(numbers):
    with database().reading() as session:
        found = dict(session.execute(select(Matter.id, Matter.state)).all())
    return [found[number] for number in numbers]


def said(outcomes):
    return [(one.done, one.said) for one in outcomes]


def count(table, *conditions):
    with database().reading() as session:
        return session.scalar(select(func.count()).select_from(table).where(*conditions))


def test_each_row_is_issued_in_its_own_transaction_and_says_what_came_of_it(people, later):
    numbers = drafts(people, later)
    numbers.insert(1, make.draft(people, title="没有时限", due_day=None))

    outcomes = run(people.director, Verb.ISSUE, numbers)

    assert [one.done for one in outcomes] == [True, False, True, True]
    assert "a due day" in outcomes[1].said
    assert states(numbers) == ["issued", "draft", "issued", "issued"]
    assert [one.number for one in outcomes if one.done] == [
        one.said.removeprefix("Issued as ") for one in outcomes if one.done
    ]


def test_the_same_form_handed_in_twice_counts_once(people, later):
    numbers = issued(people, later, 2)

    first = run(people.director, Verb.URGE, numbers, key="urge-1", form="电话")
    again = run(people.director, Verb.URGE, numbers, key="urge-1", form="电话")

    assert said(first) == [(True, "Urged")] * 2
    assert said(again) == [(True, "This was saved already.")] * 2
    assert count(Urge) == 2


def test_what_is_refused_for_one_row_is_done_for_the_others(people, later):
    numbers = issued(people, later)
    run(people.director, Verb.URGE, numbers[1:2], key="before", form="电话")

    outcomes = run(people.director, Verb.URGE, numbers, key="after", form="电话")

    assert [one.done for one in outcomes] == [True, False, True]
    assert "24" in outcomes[1].said
    assert count(Urge) == 3


def test_a_draft_that_somebody_changed_meanwhile_is_not_issued_unseen(people, later):
    numbers = drafts(people, later, 2)
    seen = rows(people.director, Verb.ISSUE, numbers)
    with begin(people.director) as work:
        facts = tasks.Facts(title="另一件事", lead_department_id=people.finance)
        tasks.edit_draft(work, task_id=numbers[0], facts=facts, version=seen[0].version)

    outcomes = bulk.run(people.director, verb=Verb.ISSUE, rows=seen, wanted=Wanted(), key="form-2")

    assert [one.done for one in outcomes] == [False, True]
    assert states(numbers) == ["draft", "issued"]


def test_issuing_many_is_undone_but_for_what_was_signed_for(people, later):
    numbers = drafts(people, later)
    outcomes = run(people.director, Verb.ISSUE, numbers)
    with begin(people.head) as work:
        tasks.sign_for(work, task_id=numbers[1], handler_id=people.staff.number)

    back = bulk.undo(people.director, verb=Verb.ISSUE, outcomes=outcomes, key="undo-1")

    assert [one.done for one in back] == [True, False, True]
    assert states(numbers) == ["draft", "working", "draft"]
    assert said(bulk.undo(people.director, verb=Verb.ISSUE, outcomes=outcomes, key="undo-1"))[0] == (
        True,
        "This was saved already.",
    )


def test_handed_on_and_handed_back(people, later):
    numbers = issued(people, later, 2)

    outcomes = run(
        people.director, Verb.HAND_ON, numbers, to_department_id=people.works, reason="职责调整", key="h"
    )
    assert said(outcomes) == [(True, "Handed on")] * 2
    bulk.undo(people.director, verb=Verb.HAND_ON, outcomes=outcomes, key="back")

    with database().reading() as session:
        assert set(session.scalars(select(Matter.lead_department_id))) == {people.finance}


def test_the_supervising_side_moves_the_day_and_moves_it_back(people, later):
    numbers = issued(people, later, 2)

    outcomes = run(people.director, Verb.EXTEND, numbers, workdays=3, reason="假期顺延", key="x")

    assert all(one.done and one.said.startswith("Moved to") for one in outcomes)
    assert due(numbers[0]) > later
    bulk.undo(people.director, verb=Verb.EXTEND, outcomes=outcomes, key="y")
    assert [due(number) for number in numbers] == [later, later]


def test_a_department_asks_for_many_and_the_office_grants_them_together(people, later):
    numbers = issued(people, later, 2)
    for number in numbers:
        with begin(people.head) as work:
            tasks.sign_for(work, task_id=number, handler_id=people.staff.number)

    asked = run(people.head, Verb.EXTEND, numbers, workdays=5, reason="数据未齐", key="ask")
    granted = run(people.clerk, Verb.EXTEND, numbers, workdays=5, reason="同意", key="grant")

    assert all(one.done and "asked for" in one.said for one in asked)
    assert all(one.done and "granted" in one.said for one in granted)
    assert not any(bulk.can_be_undone(Verb.EXTEND, one) for one in (*asked, *granted))
    with database().reading() as session:
        assert set(session.scalars(select(Matter.extensions))) == {1}


def test_what_is_wrong_with_the_form_is_said_once(people, later):
    numbers = issued(people, later, 2)

    with pytest.raises(TextMissing):
        run(people.director, Verb.HAND_ON, numbers, to_department_id=people.works, reason=" ")
    with pytest.raises(NoDayGiven):
        run(people.director, Verb.EXTEND, numbers, reason="顺延")
    with pytest.raises(bulk.NothingChosen):
        rows(people.director, Verb.URGE, [])
    with pytest.raises(bulk.TooManyChosen):
        rows(people.director, Verb.URGE, range(1, 300))


def test_the_rights_are_those_of_each_row(people, later):
    numbers = issued(people, later, 2)

    outcomes = run(people.head, Verb.URGE, numbers, key="mine", form="电话")

    assert [one.done for one in outcomes] == [False, False]
    assert count(Urge) == 0
    assert rows(people.other_staff, Verb.URGE, drafts(people, later, 1)) == []


def test_every_row_leaves_its_own_trace(people, later):
    numbers = issued(people, later)

    assert count(Event, Event.action == "task.issued", Event.matter_id.in_(numbers)) == 3


def test_rows_in_the_wrong_state_are_marked_before_anything_is_done(people, later):
    number = issued(people, later, 1)[0]
    draft = drafts(people, later, 1)[0]

    assert [row.fits for row in rows(people.director, Verb.ISSUE, [number, draft])] == [False, True]
    assert [row.fits for row in rows(people.director, Verb.URGE, [number, draft])] == [True, False]


def due(number):
    with database().reading() as session:
        return session.get_one(Matter, number).due_day
