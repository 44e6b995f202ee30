"""People from Excel: every wrong cell is named first, then all of it is written or nothing."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from core import i18n, people
from core.actor import Role
from core.files.sheets import NotASheet
from core.people.importing import HasFaults, UpdatesUnconfirmed
from core.people.sheet import HeadersMissing, HeaderTwice, NobodyInIt, TooManyPeople
from core.policy import NotYours
from core.work import SomebodyWasFaster, begin, look
from db.models import Person
from tests import make

CHINESE = ["姓名", "用户名", "部门", "职务", "角色", "职级", "手机", "邮箱"]
ENGLISH = ["Name", "User name", "Department", "Post", "Role", "Rank", "Mobile", "E-mail"]
SUN = ["孙悦", "", "财务部", "会计", "职工", "职工", 13800138000, "sun@example.cn"]


@pytest.fixture
def house(office):
    return make.office()


def sheet(*rows, headers=CHINESE) -> bytes:
    book = Workbook()
    for row in (headers, *rows):
        book.active.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def preview(house, content: bytes) -> people.Preview:
    with look(house.admin) as work:
        return people.preview_import(work, content=content, name="人员.xlsx")


def commit(house, content: bytes, **confirmed) -> list[int]:
    with begin(house.admin) as work:
        return people.commit_import(work, content=content, name="人员.xlsx", **confirmed)


def card(house, number: int) -> people.PersonCard:
    with look(house.admin) as work:
        return people.person(work, number)


def how_many(house) -> int:
    with look(house.admin) as work:
        return work.session.query(Person).count()


@pytest.mark.parametrize("headers", [CHINESE, ENGLISH, [f" {one}* " for one in CHINESE]])
def test_a_sheet_becomes_people(house, headers):
    [number] = commit(house, sheet(SUN, headers=headers))

    details = card(house, number).details
    assert (details.user_name, details.phone, details.post) == ("sunyue", "13800138000", "会计")
    assert details.department_id == house.finance


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_roles_are_understood_by_their_names_in_both_languages(house, language):
    with i18n.speaking(language):
        words = [i18n._(people.RANK_NAMES[people.Rank.DRIVER]), i18n._("Department head")]

    [number] = commit(house, sheet(["孙悦", "", "财务部", "", words[1], words[0], "", ""]))

    assert card(house, number).details.role == Role.HEAD
    assert card(house, number).details.rank == people.Rank.DRIVER


def test_every_wrong_cell_is_named_with_its_row(house):
    content = sheet(
        SUN,
        ["", "", "财务部"],
        ["李四", "李 四", "没有这个部门", "", "总统", "大王", "打总机", "无"],
        ["王五", "", ""],
    )

    found = [(fault.row, fault.column.value) for fault in preview(house, content).faults]

    assert found == [
        (3, "name"),
        (3, "user_name"),
        (4, "user_name"),
        (4, "department"),
        (4, "role"),
        (4, "rank"),
        (4, "phone"),
        (4, "email"),
        (5, "department"),
    ]
    with pytest.raises(HasFaults):
        commit(house, content)
    assert preview(house, sheet(SUN)).additions  # nobody of the wrong sheet was written


def test_two_people_of_one_name_get_two_user_names(house):
    commit(house, sheet(SUN))

    content = sheet(["孙越", "", "财务部"], ["孙岳", "", "后勤部"])
    assert [entry.details.user_name for entry in preview(house, content).entries] == ["sunyue2", "sunyue3"]


def test_a_user_name_that_stands_twice_is_named_with_the_other_row(house):
    content = sheet(["孙悦", "sun", "财务部"], ["孙越", "SUN", "财务部"])

    [fault] = preview(house, content).faults

    assert (fault.row, str(fault.error)) == (3, "Row 2 has the same user name.")


def test_known_people_are_updated_only_when_that_was_confirmed(house):
    [number] = commit(house, sheet(SUN))
    content = sheet(["孙悦", "sunyue", "后勤部", "", "", "", "", ""])
    shown = preview(house, content)
    assert [entry.changed for entry in shown.updates] == [(people.Column.DEPARTMENT,)]

    with pytest.raises(UpdatesUnconfirmed):
        commit(house, content)
    commit(house, content, update=True, versions=shown.versions)

    details = card(house, number).details
    assert (details.department_id, details.post, details.phone) == (house.works, "会计", "13800138000")
    with pytest.raises(SomebodyWasFaster):
        commit(house, sheet(["孙悦", "sunyue", "财务部"]), update=True, versions=shown.versions)


def test_the_same_sheet_again_changes_nothing(house):
    commit(house, sheet(SUN))

    again = preview(house, sheet(SUN))

    assert (again.additions, again.updates, again.faults) == ([], [], [])
    assert commit(house, sheet(SUN)) == []


def test_nobody_imports_a_new_role_for_themselves(house):
    [fault] = preview(house, sheet(["管理员", "管理员", "办公室", "", "领导"])).faults

    assert fault.column == people.Column.ROLE


def test_a_refusal_in_one_row_leaves_nothing_of_the_others(house):
    before = how_many(house)
    rows = [SUN, ["张敏", "张敏", "财务部", "", "领导"], ["孙越", "", "财务部"]]
    shown = preview(house, sheet(*rows))
    with begin(house.admin) as work:
        people.give_role(work, person_id=house.staff.id, role=Role.HEAD, version=1)
    with pytest.raises(SomebodyWasFaster):
        commit(house, sheet(*rows), update=True, versions=shown.versions)

    assert how_many(house) == before


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", NotASheet),
        (b"<html>", NotASheet),
        (sheet(headers=["姓名", "电话"]), HeadersMissing),
        (sheet(SUN, headers=[*CHINESE[:7], "部门"]), HeaderTwice),
        (sheet(["", " "]), NobodyInIt),
        (sheet(*([[f"职工{n}", f"u{n}", "财务部"] for n in range(2001)])), TooManyPeople),
    ],
)
def test_a_file_that_is_no_list_of_people_meets_a_clear_sentence(house, content, refusal):
    with pytest.raises(refusal):
        preview(house, content)


def test_columns_that_nobody_knows_are_named_and_left_alone(house):
    shown = preview(house, sheet([*SUN, "汉族"], headers=[*CHINESE, "民族"]))

    assert (shown.unknown_headers, len(shown.additions)) == (("民族",), 1)


def test_the_template_can_be_filled_in_and_handed_in(house):
    with look(house.admin) as work:
        empty = people.import_template(work)
    book = load_workbook(BytesIO(empty))
    book.worksheets[0].append(["孙悦", None, "财务部"])
    kept = BytesIO()
    book.save(kept)

    assert [entry.cells[people.Column.NAME] for entry in preview(house, kept.getvalue()).additions] == [
        "孙悦"
    ]


def test_only_administrators_import(house):
    with pytest.raises(NotYours), begin(house.director) as work:
        people.commit_import(work, content=sheet(SUN), name="人员.xlsx")
