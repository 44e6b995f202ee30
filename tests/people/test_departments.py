"""Departments: their order, their names over time, and when one may be closed."""

import pytest

from core import people
from core.actor import Role
from core.people.closing import OfficeStays, StillDepartmentsBelow, StillPeopleThere, StillWorkThere
from core.people.loading import DepartmentClosed
from core.people.structure import DepartmentNameTaken, InsideItself, NotOfThisDepartment, OneOffice
from core.policy import NotYours
from core.text import TextMissing
from core.work import SomebodyWasFaster, begin, look
from db.models import Department, Event
from db.session import database
from tests import make


@pytest.fixture
def house(office):
    return make.office()


def version(number: int) -> int:
    with database().reading() as session:
        return session.get_one(Department, number).version


def tree(actor) -> list[tuple[str, int]]:
    with look(actor) as work:
        return [(row.name, row.depth) for row in people.department_tree(work)]


def test_departments_come_in_their_official_order_with_sections_below_their_own(house):
    with begin(house.admin) as work:
        section = people.add_department(work, name="会计科", parent_id=house.finance)
        people.add_department(work, name="出纳科", parent_id=house.finance)
        people.add_department(work, name="会计一组", parent_id=section)
        people.order_departments(work, parent_id=None, ids=[house.works, house.bureau, house.finance])

    assert tree(house.staff) == [
        ("后勤部", 0),
        ("办公室", 0),
        ("财务部", 0),
        ("会计科", 1),
        ("会计一组", 2),
        ("出纳科", 1),
    ]


def test_an_order_that_leaves_a_department_out_is_refused(house):
    with pytest.raises(SomebodyWasFaster), begin(house.admin) as work:
        people.order_departments(work, parent_id=None, ids=[house.works, house.bureau])


def test_a_renamed_department_keeps_its_old_name_in_old_records(house):
    with begin(house.admin, now=make.at(1)) as work:
        people.rename_department(
            work, department_id=house.finance, name="计财处", version=version(house.finance)
        )
    with begin(house.admin, now=make.at(3)) as work:
        people.rename_department(
            work, department_id=house.finance, name="财审处", version=version(house.finance)
        )

    with look(house.staff) as work:
        called = [
            people.department_names(work, at=moment)[house.finance] for moment in (make.at(0), make.at(2))
        ]
        assert [*called, people.departments(work)[house.finance]] == ["财务部", "计财处", "财审处"]


def test_the_second_of_two_who_rename_is_told(house):
    seen = version(house.finance)
    with begin(house.admin) as work:
        people.rename_department(work, department_id=house.finance, name="计财处", version=seen)

    with pytest.raises(SomebodyWasFaster), begin(house.director) as work:
        people.rename_department(work, department_id=house.finance, name="财审处", version=seen)


@pytest.mark.parametrize(("name", "refusal"), [("后勤部", DepartmentNameTaken), (" \u200b ", TextMissing)])
def test_a_name_is_not_empty_and_not_taken(house, name, refusal):
    with pytest.raises(refusal) as refused, begin(house.admin) as work:
        people.add_department(work, name=name)

    assert refused.value.field == "name"


def test_a_department_moves_below_another_but_never_below_itself(house):
    with begin(house.admin) as work:
        section = people.add_department(work, name="会计科", parent_id=house.finance)
        people.move_department(
            work, department_id=house.finance, parent_id=house.works, version=version_in(work, house.finance)
        )
    assert tree(house.admin)[-2:] == [("财务部", 1), ("会计科", 2)]

    with pytest.raises(InsideItself), begin(house.admin) as work:
        people.move_department(
            work, department_id=house.works, parent_id=section, version=version_in(work, house.works)
        )


def version_in(work, number: int) -> int:
    return work.session.get_one(Department, number).version


def test_there_is_one_office_and_it_is_never_closed(house):
    with pytest.raises(OneOffice), begin(house.admin) as work:
        people.add_department(work, name="第二办公室", is_office=True)
    with pytest.raises(OfficeStays), begin(house.admin) as work:
        people.close_department(work, department_id=house.bureau, version=version_in(work, house.bureau))


def test_a_department_with_people_in_it_is_not_closed_and_they_are_named(house):
    with pytest.raises(StillPeopleThere, match="王芳、刘洋、张敏"), begin(house.admin) as work:
        people.close_department(work, department_id=house.finance, version=version_in(work, house.finance))


def test_a_department_above_others_is_not_closed(house):
    with begin(house.admin) as work:
        empty = people.add_department(work, name="临时专班")
        people.add_department(work, name="综合组", parent_id=empty)

    with pytest.raises(StillDepartmentsBelow, match="综合组"), begin(house.admin) as work:
        people.close_department(work, department_id=empty, version=version_in(work, empty))


def test_a_department_with_an_open_turn_is_not_closed_and_the_matter_is_named(house):
    empty = make.department("临时专班")
    make.turn("整理档案", house, department_id=empty)

    with pytest.raises(StillWorkThere, match="整理档案"), begin(house.admin) as work:
        people.close_department(work, department_id=empty, version=version_in(work, empty))


def test_a_closed_department_takes_nobody_and_can_be_opened_again(house):
    empty = make.department("临时专班")
    with begin(house.admin) as work:
        people.close_department(work, department_id=empty, version=version_in(work, empty))

    with look(house.staff) as work:
        assert empty not in people.departments(work)
        assert people.departments(work, closed=True)[empty] == "临时专班"
    with pytest.raises(DepartmentClosed), begin(house.admin) as work:
        people.add_person(work, details=people.Details(name="新人", department_id=empty))

    with begin(house.admin) as work:
        people.reopen_department(work, department_id=empty, version=version_in(work, empty))
    with look(house.staff) as work:
        assert empty in people.departments(work)


def test_the_liaison_is_one_of_the_department_and_the_role_follows(house):
    with begin(house.head) as work:
        people.set_liaison(
            work,
            department_id=house.finance,
            person_id=house.staff.id,
            version=version_in(work, house.finance),
        )

    assert make.actor(house.staff.id).role == Role.LIAISON
    assert make.actor(house.liaison.id).role == Role.STAFF
    with pytest.raises(NotOfThisDepartment, match="郑浩"), begin(house.admin) as work:
        people.set_liaison(
            work,
            department_id=house.finance,
            person_id=house.other_staff.id,
            version=version_in(work, house.finance),
        )


def test_a_head_names_the_liaison_of_the_own_department_only(house):
    with pytest.raises(NotYours), begin(house.head) as work:
        people.set_liaison(
            work,
            department_id=house.works,
            person_id=house.other_staff.id,
            version=version_in(work, house.works),
        )


def test_every_change_of_a_department_leaves_a_trace_with_old_and_new(house):
    with begin(house.admin) as work:
        people.rename_department(
            work, department_id=house.finance, name="计财处", version=version_in(work, house.finance)
        )

    with look(house.admin) as work:
        [event] = work.session.query(Event)
        assert (event.action, event.particulars) == ("department.renamed", {"name": ["财务部", "计财处"]})


def test_the_tree_says_who_answers_and_how_many_work_there(house):
    with look(house.staff) as work:
        rows = {row.name: row for row in people.department_tree(work)}

    assert (rows["财务部"].people, rows["财务部"].leaders, rows["财务部"].liaison) == (3, ("赵局长",), "刘洋")
    assert rows["办公室"].is_office
