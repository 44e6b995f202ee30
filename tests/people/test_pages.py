"""The screens of people: who sees what, what they can do there, and where a refusal is shown."""

import base64
from datetime import timedelta

import pytest

from core import access, people
from core.actor import Charge, Role
from core.work import begin, look
from tests import make
from tests.people.test_importing import SUN, sheet
from tests.screens import open_screen, texts


@pytest.fixture
def house(office):
    return make.office()


def person_called(house, name: str) -> people.PersonCard:
    with look(house.admin) as work:
        [row] = people.roll(work, text=name).rows
        return people.person(work, row.id)


@pytest.mark.parametrize("screen", ["people", "person", "departments", "lines", "away", "leaving", "sheet"])
def test_strangers_see_nothing_of_the_people(house, screen):
    app = open_screen(f"people/{screen}.py")

    assert "登录已失效" in texts(app)
    assert not app.text_input
    assert "王芳" not in texts(app)


@pytest.mark.parametrize("screen", ["person", "lines", "leaving", "sheet"])
def test_screens_of_the_administration_turn_others_away(house, screen):
    app = open_screen(f"people/{screen}.py", house.staff, id=str(house.head.id))

    assert not app.exception
    assert "does not allow" in texts(app)
    assert "王芳" not in texts(app)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("screen", ["people", "departments", "away"])
def test_everybody_may_look_up_who_is_who(house, screen, language):
    app = open_screen(f"people/{screen}.py", house.staff, language=language)

    assert not app.exception


def test_an_administrator_adds_somebody_and_sees_the_password_once(house):
    app = open_screen("people/person.py", house.admin)
    app.text_input(key="person-new:name").set_value("孙悦").run()
    app.selectbox(key="person-new:department_id").set_value(house.finance).run()
    app.button(key="person-new:submit").click().run()

    assert not app.exception
    card = person_called(house, "孙悦")
    password = app.code[0].value
    assert access.sign_in(card.details.user_name, password)
    app.button(key="noted").click().run()
    assert not app.code


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(house):
    app = open_screen("people/person.py", house.admin)
    app.text_input(key="person-new:name").set_value("孙悦").run()
    app.selectbox(key="person-new:department_id").set_value(house.finance).run()
    app.text_input(key="person-new:phone").set_value("打总机").run()
    app.button(key="person-new:submit").click().run()

    assert "This is not a telephone number" in texts(app)
    assert app.text_input(key="person-new:name").value == "孙悦"


def test_a_role_is_given_and_charges_are_granted(house):
    app = open_screen("people/person.py", house.admin, id=str(house.staff.id))
    form = f"person-{house.staff.id}"
    app.selectbox(key=f"{form}:role").set_value("head").run()
    app.button(key=f"{form}:submit").click().run()
    app.multiselect(key=f"charges-{house.staff.id}:charges").set_value(["roster"]).run()
    app.button(key=f"charges-{house.staff.id}:submit").click().run()

    assert not app.exception
    now = make.actor(house.staff.id)
    assert (now.role, now.charges) == (Role.HEAD, {Charge.ROSTER})


def test_a_leaver_leads_on_to_handing_over_all_open_turns(house):
    make.turn("整理档案", house, person_id=house.staff.id)
    app = open_screen("people/person.py", house.admin, id=str(house.staff.id))
    app.button(key="disable").click().run()
    assert app.selectbox(key=f"hand-over-{house.staff.id}:to_person_id")

    app = open_screen("people/leaving.py", house.admin, id=str(house.staff.id))
    form = f"hand-over-{house.staff.id}"
    app.selectbox(key=f"{form}:to_person_id").set_value(house.head.id).run()
    app.button(key=f"{form}:submit").click().run()

    assert not app.exception
    with look(house.admin) as work:
        assert [one.title for one in people.open_turns_of(work, person_id=house.head.id)] == ["整理档案"]
        assert people.open_turns_of(work, person_id=house.staff.id) == []


def test_the_director_sees_a_person_but_edits_nothing(house):
    app = open_screen("people/person.py", house.director, id=str(house.staff.id))

    assert "张敏" in texts(app)
    assert not app.text_input


def test_a_department_is_renamed_and_moved_on_its_screen(house):
    app = open_screen("people/departments.py", house.admin, id=str(house.finance))
    form = f"department-{house.finance}"
    app.text_input(key=f"{form}:name").set_value("计财处").run()
    app.selectbox(key=f"{form}:parent_id").set_value(house.works).run()
    app.button(key=f"{form}:submit").click().run()

    assert not app.exception
    with look(house.staff) as work:
        row = next(one for one in people.department_tree(work) if one.id == house.finance)
        assert (row.name, row.parent_id) == ("计财处", house.works)


def test_a_department_goes_up_in_the_official_order(house):
    app = open_screen("people/departments.py", house.admin, id=str(house.works))
    app.button(key=f"up-{house.works}").click().run()

    with look(house.staff) as work:
        assert list(people.departments(work)) == [house.bureau, house.works, house.finance]


def test_why_a_department_cannot_be_dissolved_stays_on_the_screen(house):
    app = open_screen("people/departments.py", house.admin, id=str(house.finance))
    app.button(key=f"close-{house.finance}").click().run()

    assert "王芳、刘洋、张敏" in app.error[0].value


def test_why_somebody_cannot_be_disabled_stays_on_the_screen(house):
    app = open_screen("people/person.py", house.admin, id=str(house.admin.id))
    app.button(key="disable").click().run()

    assert "Another administrator" in app.error[0].value


def test_a_head_names_the_liaison_and_changes_nothing_else(house):
    app = open_screen("people/departments.py", house.head)
    assert not app.text_input
    app.selectbox(key=f"liaison-{house.finance}:person_id").set_value(house.staff.id).run()
    app.button(key=f"liaison-{house.finance}:submit").click().run()

    assert not app.exception
    assert make.actor(house.staff.id).role == Role.LIAISON


def test_lines_and_recorders_are_set_on_one_screen(house):
    app = open_screen("people/lines.py", house.director)
    form = f"lines-{house.leader.id}"
    app.multiselect(key=f"{form}:department_ids").set_value([house.finance, house.works]).run()
    app.multiselect(key=f"{form}:recorder_ids").set_value([house.clerk.id]).run()
    app.button(key=f"{form}:submit").click().run()

    assert not app.exception
    assert make.actor(house.leader.id).lines == {house.finance, house.works}
    assert make.actor(house.clerk.id).records_for == {house.leader.id}


def test_one_switch_names_the_stand_in(house):
    app = open_screen("people/away.py", house.leader)
    first = app.date_input(key="away:first_day").value
    app.date_input(key="away:last_day").set_value(first + timedelta(2)).run()
    app.selectbox(key="away:stand_in_id").set_value(house.other_leader.id).run()
    app.button(key="away:submit").click().run()

    assert not app.exception
    with look(house.leader) as work:
        [row] = people.away(work)
    assert (row.person, row.stand_in) == ("赵局长", "钱副局长")

    app.button(key=f"end-{row.id}").click().run()
    with look(house.leader) as work:
        assert people.away(work) == []


def test_an_absence_without_days_or_stand_in_says_what_is_missing(house):
    app = open_screen("people/away.py", house.staff)
    app.button(key="away:submit").click().run()

    assert "Please give the day" in texts(app)


def test_a_sheet_is_previewed_then_imported_then_given_passwords(house):
    app = open_screen("people/sheet.py", house.admin)
    app.session_state["people-sheet::file"] = ["人员.xlsx", encoded(sheet(SUN))]
    app.run()
    assert "New: 1" in texts(app)
    app.button(key="people-import:submit").click().run()
    app.button(key="make-passwords").click().run()

    assert not app.exception
    name, user_name, password = app.code[0].value.split("\t")
    assert (name, user_name) == ("孙悦", "sunyue")
    assert access.sign_in(user_name, password)


def test_a_sheet_with_errors_offers_nothing_to_hand_in(house):
    app = open_screen("people/sheet.py", house.admin)
    app.session_state["people-sheet::file"] = ["人员.xlsx", encoded(sheet(["李四", "", "没有这个部门"]))]
    app.run()

    assert "Cells with errors: 1" in texts(app)
    assert "people-import:submit" not in [button.key for button in app.button]


def test_names_that_look_like_markup_are_shown_as_they_are(house):
    with begin(house.admin) as work:
        details = people.Details(name="**甲** :red[乙]", department_id=house.finance, user_name="jiayi")
        number = people.add_person(work, details=details)

    app = open_screen("people/person.py", house.director, id=str(number))

    assert r"\*\*甲\*\* \:red\[乙\]" in app.header[0].value


def encoded(content: bytes) -> str:

    return base64.b64encode(content).decode()
