"""The first start: one code, one set-up, and never again."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from core import access
from core.access.setup import SetUpAlready, WrongCode
from core.actor import SYSTEM, Role
from core.errors import DomainError, InvalidInput
from core.work import SomebodyWasFaster, begin
from db.models import Department, Person, Setting
from db.session import database
from tests import make

PLAN = access.Plan(
    name="滨江市政务服务中心",
    departments=["领导班子", " 办公室 ", "", "财务科"],
    office_department="办公室",
    time_zone="Asia/Urumqi",
    person_name="王建国",
    user_name="wangjg",
    password="登高望远 看得清",
)


def set_up(plan=PLAN):
    with begin(SYSTEM) as work:
        return access.set_up(work, plan=plan)


def test_an_office_is_set_up_once_and_its_administrator_signs_in(office):
    assert not access.is_set_up()
    person_id = set_up()

    assert access.is_set_up()
    assert access.office_name() == "滨江市政务服务中心"
    who = access.person(access.digest(access.sign_in("wangjg", PLAN.password).token))
    assert who is not None
    assert (who.id, who.role, who.must_change_password) == (person_id, Role.ADMINISTRATOR, False)
    with pytest.raises(SetUpAlready):
        set_up()


def test_departments_keep_the_order_in_which_they_were_written(office):
    set_up()

    with database().reading() as session:
        rows = session.execute(select(Department.name, Department.is_office).order_by(Department.position))
        assert [tuple(row) for row in rows] == [("领导班子", False), ("办公室", True), ("财务科", False)]
        zone = session.scalar(select(Setting.value).where(Setting.name == "time_zone"))
    assert zone == "Asia/Urumqi"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"departments": ["", " "]}, "departments"),
        ({"departments": ["财务科", "办公室", "财务科 "]}, "departments"),
        ({"departments": [f"第{number}科" for number in range(201)]}, "departments"),
        ({"departments": ["办公室", "长" * 61]}, "departments"),
        ({"office_department": "督查室"}, "office_department"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"person_name": " "}, "person_name"),
        ({"user_name": "a b"}, "user_name"),
        ({"password": "12345678"}, "password"),
        ({"password": "wangjg 的密码"}, "password"),
        ({"password": "滨江市政务服务中心好"}, "password"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(office, change, field):
    with pytest.raises(InvalidInput) as refused:
        set_up(replace(PLAN, **change))

    assert refused.value.field == field
    assert not access.is_set_up()
    with database().reading() as session:
        assert session.scalar(select(Person.id)) is None


def test_two_who_set_up_at_once_make_one_office(office):
    def attempt(number):
        try:
            set_up(replace(PLAN, user_name=f"admin{number}"))
        except (SetUpAlready, SomebodyWasFaster, DomainError):
            return 0
        return 1

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(4))) == 1
    with database().reading() as session:
        assert len(list(session.scalars(select(Person.id)))) == 1


def test_only_the_code_of_the_terminal_opens_the_set_up(office):
    access.prove(access.code())
    access.prove(" " + access.code().lower().replace("-", " "))

    for wrong in ("", "AAAA-AAAA", access.code()[:-1], "设置码"):
        with pytest.raises(WrongCode):
            access.prove(wrong)


def test_the_code_cannot_be_guessed_quickly(office):
    for _ in range(5):
        with pytest.raises(WrongCode):
            access.prove("AAAA-AAAA")
    with pytest.raises(WrongCode):
        access.prove(access.code())


def test_only_an_administrator_could_ever_call_it(office):
    with pytest.raises(DomainError), begin(make.office().staff) as work:
        access.set_up(work, plan=PLAN)
