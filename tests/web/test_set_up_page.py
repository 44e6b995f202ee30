"""The set-up page: the first thing that anybody sees, and afterwards gone."""

from core import access, seven_s
from core.actor import SYSTEM
from core.work import look
from tests.web.conftest import DOCUMENT, SAME

FORM = {
    "name": "滨江市政务服务中心",
    "departments": "领导班子\r\n办公室\r\n财务科",
    "office_department": "办公室",
    "time_zone": "Asia/Shanghai",
    "person_name": "王建国",
    "user_name": "wangjg",
    "password": "登高望远 看得清",
    "repeated": "登高望远 看得清",
}


def hand_in(visitor, **changes):
    form = {**FORM, "code": access.code(), **changes}
    return visitor.post("/set-up", data=form, headers=SAME)


def test_setting_up_signs_the_administrator_in_and_closes_the_page(visitor):
    assert visitor.get("/", headers=DOCUMENT).headers["location"] == "/set-up"

    assert hand_in(visitor).headers["location"] == "/"

    assert visitor.get("/tasks").status_code == 200
    assert visitor.get("/set-up").status_code == 404
    assert hand_in(visitor).status_code == 404
    visitor.cookies.clear()
    assert visitor.get("/set-up").status_code == 404
    assert "滨江市政务服务中心" in visitor.get("/sign-in").text
    with look(SYSTEM) as work:
        assert len(seven_s.items(work)) == 61  # the default catalogue of 7S is there


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(visitor):
    for field, wrong in {
        "code": "AAAA-AAAA",
        "departments": "办公室\n办公室",
        "office_department": "不存在的<b>",
        "password": "12345678",
        "user_name": "a b",
        "repeated": "other",
        "time_zone": "Mars/Olympus",
    }.items():
        changes = {field: wrong, "repeated": wrong} if field == "password" else {field: wrong}
        answer = hand_in(visitor, **changes)
        assert answer.status_code == 422, field
        assert f'id="{field}-refusal"' in answer.text, field
        assert "领导班子" in answer.text or field == "departments"
        assert "登高望远" not in answer.text
    assert not access.is_set_up()


def test_without_the_code_nothing_is_set_up(visitor):
    for _ in range(8):
        assert hand_in(visitor, code="").status_code == 422
    assert hand_in(visitor).status_code == 422
    assert not access.is_set_up()


def test_the_code_is_not_in_the_page(visitor):
    assert access.code() not in visitor.get("/set-up").text
    assert access.code() not in hand_in(visitor, name="").text.replace(f'value="{access.code()}"', "")


def test_the_set_up_page_speaks_english_too(visitor):
    html = visitor.get("/set-up?lang=en").text

    assert "Set up your office" in html
    assert '<html lang="en">' in html
