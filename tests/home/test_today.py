"""Today: what waits and where it leads, decisions in one tap, lamps, notices, and the office's lines."""

import json
from datetime import timedelta

import pytest

from core import calendar, notices, tasks, turns
from core.work import begin, look
from db.models import Absence
from db.session import database
from tests import make
from tests.screens import open_screen, texts
from tests.tasks import desk, scenes

# Screens know no database; what they call is tried on both everywhere else.
pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

PAGE = "home/today.py"


@pytest.fixture
def house(office) -> make.Office:
    made = make.office()
    with begin(made.admin) as work:
        calendar.ensure(work.session)
    return made


def opened(actor):
    screen = open_screen(PAGE, actor)
    assert not screen.exception, screen.exception
    return screen


def tables(screen) -> dict[str, list[dict]]:
    found = {}
    for element in screen.main:
        proto = getattr(element, "proto", None)
        if getattr(proto, "component_name", "").endswith("luoshi_table"):
            shown = json.loads(proto.json)
            found[shown["label"]] = shown["rows"]
    return found


def state(house, task_id: int) -> str:
    with look(house.clerk) as work:
        return str(tasks.face(work, task_id=task_id).row.state)


def test_what_waits_leads_to_where_it_is_done(house):
    task_id = desk.issued(house)

    [row] = tables(opened(house.head))["Waiting for me"]

    with look(house.head) as work:
        [turn] = turns.waiting(work)
    assert row["cells"]["what"] == "To sign for"
    assert row["href"] == f"/task?id={task_id}&do=sign_for&turn={turn.turn_id}"


def test_nothing_waits_for_whoever_has_done_everything(house):
    screen = opened(house.other_staff)

    assert "Nothing waits for you." in texts(screen)
    assert "No notices yet" in texts(screen)


def test_my_items_stand_by_their_day(house):
    desk.signed(house, title="后到期", due_day=desk.soon(40))
    desk.signed(house, title="先到期", due_day=desk.soon(20))

    rows = tables(opened(house.staff))["Mine by due day"]

    assert [row["cells"]["title"] for row in rows] == ["先到期", "后到期"]


def test_a_leader_approves_in_one_tap(house):
    task_id = desk.applied(house, given_by=house.leader.number, needs_approval=True)
    with begin(house.clerk) as work:
        tasks.accept(work, task_id=task_id)
    with look(house.leader) as work:
        [turn] = turns.waiting(work)

    screen = opened(house.leader)
    assert "报告已印发" in texts(screen)
    screen = screen.button(key=f"tap-{turn.turn_id}").click().run()

    assert not screen.exception, screen.exception
    assert state(house, task_id) == "closed"


def test_a_second_tap_does_nothing(house):
    task_id = desk.applied(house, given_by=house.leader.number, needs_approval=True)
    with begin(house.clerk) as work:
        tasks.accept(work, task_id=task_id)
    with look(house.leader) as work:
        [turn] = turns.waiting(work)

    first, second = opened(house.leader), opened(house.leader)
    first.button(key=f"tap-{turn.turn_id}").click().run()
    second = second.button(key=f"tap-{turn.turn_id}").click().run()

    assert not second.exception
    assert state(house, task_id) == "closed"


def test_an_instruction_goes_with_the_decision(house):
    with begin(house.clerk) as work:
        task_id = tasks.draft(work, facts=scenes.facts(house, due_day=desk.soon(21)))
        tasks.ask_sign_off(work, task_id=task_id, leader_id=house.leader.number)
    with look(house.leader) as work:
        [turn] = turns.waiting(work)

    form = f"words-{turn.turn_id}"
    screen = opened(house.leader)
    screen.text_area(key=f"{form}:words").set_value("补充完成标准后再报")
    screen = screen.button(key=f"{form}:no").click().run()

    assert not screen.exception, screen.exception
    with look(house.clerk) as work:
        [line] = [one for one in tasks.timeline(work, task_id=task_id) if one.action.endswith("refused")]
    assert line.reason == "补充完成标准后再报"


def test_saying_no_needs_words(house):
    with begin(house.clerk) as work:
        task_id = tasks.draft(work, facts=scenes.facts(house, due_day=desk.soon(21)))
        tasks.ask_sign_off(work, task_id=task_id, leader_id=house.leader.number)
    with look(house.leader) as work:
        [turn] = turns.waiting(work)

    screen = opened(house.leader).button(key=f"words-{turn.turn_id}:no").click().run()

    assert not screen.exception
    assert state(house, task_id) == "signing_off"


def test_an_extension_is_decided_with_its_days_in_sight(house):
    task_id = desk.signed(house)
    with begin(house.staff) as work:
        tasks.ask_extension(work, task_id=task_id, to_day=desk.soon(35), reason="材料未到")
    with look(house.director) as work:
        [turn] = turns.waiting(work, kinds=(turns.Kind.DECIDE,))

    screen = opened(house.director)
    assert "材料未到" in texts(screen)
    screen.button(key=f"tap-{turn.turn_id}").click().run()

    with look(house.director) as work:
        assert tasks.face(work, task_id=task_id).row.due_day == desk.soon(35)


def test_a_copy_is_noted_in_one_tap(house):
    task_id = desk.issued(house)
    with begin(house.clerk) as work:
        tasks.copy_to(work, task_id=task_id, person_ids=[house.leader.number])
    with look(house.leader) as work:
        [turn] = turns.waiting(work)

    opened(house.leader).button(key=f"tap-{turn.turn_id}").click().run()

    with look(house.leader) as work:
        assert turns.waiting(work) == []


def test_a_leader_sees_the_reds_of_the_own_lines_only(house):
    old = {"due_day": make.day(10)}
    scenes.issued(house, title="财务逾期", **old)
    scenes.issued(house, title="后勤逾期", lead_department_id=house.works, **old)

    rows = tables(opened(house.leader))["Overdue in my lines"]

    assert [row["cells"]["title"] for row in rows] == ["财务逾期"]
    assert "Overdue in my lines" not in tables(opened(house.head))


def test_everybody_sees_the_lamps_that_concern_them(house):
    desk.issued(house)
    desk.issued(house, title="后勤的事", lead_department_id=house.works)

    def lamps(actor) -> list[str]:
        return [row["cells"]["name"] for row in tables(opened(actor)).get("Lamps by department", [])]

    assert lamps(house.director) == ["财务部", "后勤部"]
    assert lamps(house.leader) == ["财务部"]
    assert lamps(house.other_head) == ["后勤部"]


def test_notices_can_all_be_marked_as_read(house):
    desk.issued(house)
    screen = opened(house.head)
    assert "Notices (1 new)" in texts(screen).replace("\\", "")

    screen = screen.button(key="all-read").click().run()

    assert not screen.exception
    with look(house.head) as work:
        assert notices.unread(work) == 0


def test_what_is_done_for_somebody_away_says_so(house):
    with begin(house.clerk) as work:
        task_id = tasks.draft(work, facts=scenes.facts(house, due_day=desk.soon(21)))
        tasks.ask_sign_off(work, task_id=task_id, leader_id=house.leader.number)
    away(house.leader, house.other_leader)

    assert "for 赵局长" in texts(opened(house.other_leader)).replace("\\", "")


def away(person, stand_in) -> None:
    today = desk.soon(0)
    with database().writing() as session:
        session.add(
            Absence(
                person_id=person.number,
                stand_in_id=stand_in.number,
                first_day=today - timedelta(1),
                last_day=today + timedelta(3),
            )
        )


def test_administrators_see_that_there_is_no_backup(house):
    with begin(house.admin, now=make.at()) as work:
        work.record("office.opened", 1)

    assert "There is no backup yet" in texts(opened(house.admin))
    assert "There is no backup yet" not in texts(opened(house.director))


def test_an_unconfirmed_year_is_said_to_those_who_can_confirm_it(house):
    assert "is not confirmed" in texts(opened(house.director)).replace("\\", "")
    assert "is not confirmed" not in texts(opened(house.head)).replace("\\", "")


def test_a_screen_account_stays_calm(house):
    desk.issued(house)

    assert "Waiting for me" not in tables(opened(house.screen))
