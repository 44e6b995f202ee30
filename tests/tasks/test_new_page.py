"""Drafting, issuing and changing a task in one form; two people who change the same one."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from core import people, tasks
from core.work import begin, look
from db.models import Matter, SignInSession
from db.session import database
from tests import make
from tests.screens import open_screen, texts
from tests.tasks import desk, scenes

# Screens know no database; what they call is tried on both everywhere else.
pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

PAGE = "tasks/new.py"
NEW = "task-new"


def opened(actor, **query):
    screen = open_screen(PAGE, actor, **query)
    assert not screen.exception, screen.exception
    return screen


def fill(screen, form, /, **typed):
    widgets = {element.key: element for element in screen.main if getattr(element, "key", None)}
    for field, value in typed.items():
        widgets[f"{form}:{field}"].set_value(value)
    return screen.run()


def press(screen, form, name):
    screen = screen.button(key=f"{form}:{name}").click().run()
    assert not screen.exception, screen.exception
    return screen


def complete(house, **changes):
    return {
        "title": "开展安全检查",
        "lead_department_id": house.finance,
        "due_day": workday(),
        "standard": "问题清零",
        "form": "书面报告",
        **changes,
    }


def workday():
    day = desk.soon(20)
    while day.weekday() > 3:
        day += timedelta(1)
    return day


def newest():
    with database().reading() as session:
        return session.scalars(select(Matter).order_by(Matter.id.desc()).limit(1)).one_or_none()


def test_a_title_is_enough_for_a_draft(house):
    screen = fill(opened(house.clerk), NEW, title="开展安全检查")

    press(screen, NEW, "save")

    assert (newest().title, newest().state) == ("开展安全检查", "draft")


def test_a_draft_is_written_and_issued_in_one_go(house):
    screen = opened(house.clerk)
    screen = screen.button(key=f"{NEW}-supporting-add").click().run()
    screen = screen.button(key=f"{NEW}-steps-add").click().run()
    screen = fill(
        screen,
        NEW,
        **complete(
            house, source="领导批示", source_reference="批示〔3〕号", importance="key", quantity=120.0
        ),
        unit="间",
        given_by=house.leader.id,
        background="年底前完成",
        supporting_1_department=house.works,
        supporting_1_what="提供图纸",
        supporting_1_day=desk.soon(10),
        steps_1_name="清查",
        steps_1_day=desk.soon(8),
        steps_1_percent=40,
    )

    press(screen, NEW, "issue")

    task = newest()
    assert task.state == "issued"
    assert task.number
    shown = desk.papers(task.id, house.clerk)
    assert shown.facts["quantity"] == 120
    assert [(one.department, one.what) for one in shown.parts] == [("后勤部", "提供图纸")]
    assert [(one.name, one.percent) for one in shown.steps] == [("清查", 40)]


@pytest.mark.parametrize(
    ("field", "sentence"),
    [("standard", "a standard of completion"), ("due_day", "a due day"), ("form", "a form of completion")],
)
def test_what_is_missing_for_the_issue_is_said_at_its_field(house, field, sentence):
    screen = fill(opened(house.clerk), NEW, **{**complete(house), field: None if field != "standard" else ""})

    screen = press(screen, NEW, "issue")

    assert any(sentence in one for one in desk.refusals(screen)), desk.refusals(screen)
    assert screen.text_input(key=f"{NEW}:title").value == "开展安全检查"
    assert newest() is None


def test_a_day_in_the_past_warns_and_cannot_be_issued(house):
    screen = fill(opened(house.clerk), NEW, **complete(house, due_day=desk.soon(-3)))
    assert any("lies in the past" in one.value for one in screen.markdown)

    screen = press(screen, NEW, "issue")

    assert any("lies in the past" in one for one in desk.refusals(screen))
    assert newest() is None
    press(screen, NEW, "save")
    assert newest().state == "draft"


def test_a_rest_day_warns_but_may_be_meant(house):
    sunday = desk.soon(10)
    sunday += timedelta((6 - sunday.weekday()) % 7)
    screen = fill(opened(house.clerk), NEW, **complete(house, due_day=sunday))
    assert any("is not a workday" in one.value for one in screen.markdown)

    press(screen, NEW, "issue")

    assert (newest().state, newest().due_day) == ("issued", sunday)


def test_the_lead_cannot_support_itself(house):
    screen = opened(house.clerk).button(key=f"{NEW}-supporting-add").click().run()
    screen = fill(screen, NEW, **complete(house), supporting_1_department=house.finance)
    assert any("lead department already" in one.value for one in screen.markdown)

    screen = press(screen, NEW, "issue")

    assert any("cannot support itself" in one for one in desk.refusals(screen))
    assert newest() is None


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("supporting", {"supporting_1_what": "提供图纸"}, "department of each supporting row"),
        ("steps", {"steps_1_name": "清查"}, "needs a name and a day"),
    ],
)
def test_a_row_half_filled_in_is_named(house, name, typed, sentence):
    screen = opened(house.clerk).button(key=f"{NEW}-{name}-add").click().run()

    screen = press(fill(screen, NEW, title="开展安全检查", **typed), NEW, "save")

    assert any(sentence in one for one in desk.refusals(screen))
    assert newest() is None


def test_an_empty_row_counts_for_nothing_and_a_row_can_be_taken_away(house):
    screen = opened(house.clerk).button(key=f"{NEW}-steps-add").click().run()
    screen = screen.button(key=f"{NEW}-steps-add").click().run()
    screen = fill(screen, NEW, title="开展安全检查", steps_2_name="多余的一步")
    screen = screen.button(key=f"{NEW}-steps-away-2").click().run()

    press(screen, NEW, "save")

    assert desk.papers(newest().id, house.clerk).steps == ()


def test_somebody_who_left_cannot_give_it(house):
    screen = fill(opened(house.clerk), NEW, **complete(house, given_by=house.other_leader.id))
    with begin(house.admin) as work:
        people.disable_person(work, person_id=house.other_leader.id, **left(work, house.other_leader.id))

    screen = press(screen, NEW, "save")

    assert any("钱副局长 is no longer active" in one for one in desk.refusals(screen))
    assert newest() is None


def left(work, person_id):
    card = people.person(work, person_id=person_id)
    return {"version": card.version}


def test_everything_typed_survives_a_reload_and_an_ended_session(house):
    screen = opened(house.clerk).button(key=f"{NEW}-supporting-add").click().run()
    screen = fill(screen, NEW, **complete(house), supporting_1_department=house.works)
    with database().writing() as session:
        session.execute(update(SignInSession).values(expires_at=make.at()))
    screen.text_area(key=f"{NEW}:standard").set_value("问题全部清零").run()

    again = opened(house.clerk)

    assert again.text_area(key=f"{NEW}:standard").value == "问题全部清零"
    assert again.date_input(key=f"{NEW}:due_day").value == workday()
    assert again.selectbox(key=f"{NEW}:supporting_1_department").value == house.works
    press(again, NEW, "issue")
    assert newest().state == "issued"


def test_a_template_fills_in_what_it_knows(house):
    with begin(house.clerk) as work:
        facts = scenes.facts(house, title="月度例会落实", supporting=[tasks.Support(house.works, "提供数据")])
        tasks.save_template(work, name="月度例会", facts=facts, days_to_due=14)

    screen = opened(house.clerk)
    screen = screen.get("menu_button")[0].click_index(0).run()

    assert screen.text_input(key=f"{NEW}:title").value == "月度例会落实"
    assert screen.text_input(key=f"{NEW}:supporting_1_what").value == "提供数据"
    press(screen, NEW, "save")
    assert newest().due_day is not None


def test_an_item_above_is_found_by_a_piece_of_its_title(house):
    above = desk.issued(house)
    screen = fill(opened(house.clerk), NEW, title="分项任务", wanted="调研")

    press(fill(screen, NEW, parent_id=above), NEW, "save")

    assert newest().parent_id == above


def test_a_department_head_drafts_but_the_office_issues(house):
    screen = opened(house.head)

    assert f"{NEW}:issue" not in desk.keys(screen, "button")
    press(fill(screen, NEW, title="本部门提出的事项"), NEW, "save")
    assert newest().created_by == house.head.id


def test_staff_draft_nothing(house):
    screen = open_screen(PAGE, house.staff)

    assert [one.value for one in screen.error] == ["Your role does not allow this."]
    assert screen.get("text_input") == []


def test_nobody_edits_a_draft_of_others(house):
    task_id = desk.drafted(house)

    screen = open_screen(PAGE, house.head, id=str(task_id))

    assert screen.error
    assert "调研" not in texts(screen)


def test_a_draft_is_taken_up_again_and_issued(house):
    task_id = desk.drafted(house, steps=[tasks.Step("初稿", desk.soon(10), 40)])
    form = f"task-{task_id}"
    screen = fill(opened(house.clerk, id=str(task_id)), form, title="完成调研报告（修订）")

    press(screen, form, "issue")

    shown = desk.papers(task_id, house.clerk)
    assert desk.face(task_id, house.clerk).row.state == "issued"
    assert shown.facts["title"] == "完成调研报告（修订）"
    assert [one.name for one in shown.steps] == ["初稿"]


def test_an_issued_task_keeps_its_lead_and_needs_a_reason_for_another_day(house):
    task_id = desk.signed(house, due_day=workday())
    form = f"task-{task_id}"
    screen = opened(house.clerk, id=str(task_id))
    assert screen.selectbox(key=f"{form}:lead_department_id").disabled

    screen = press(fill(screen, form, due_day=desk.soon(50), unit="份"), form, "save")
    assert desk.refusals(screen)
    press(fill(screen, form, reason="上级调整"), form, "save")

    row = desk.face(task_id, house.clerk).row
    assert (row.due_day, row.original_due_day, row.lead) == (desk.soon(50), workday(), "财务部")


def change(house, task_id, **changes):
    """Somebody else's edit while a form is open."""
    with begin(house.director) as work:
        standing = tasks.papers(work, task_id=task_id).facts
        version = tasks.face(work, task_id=task_id).version
        facts = tasks.Facts(**{**standing, **changes})
        tasks.edit(work, task_id=task_id, facts=facts, version=version, reason="调整")


def test_the_second_of_two_savers_chooses_field_by_field(house):
    task_id = desk.signed(house)
    form = f"task-{task_id}"
    screen = fill(opened(house.clerk, id=str(task_id)), form, title="我的标题", standard="我的标准")
    change(house, task_id, title="他的标题", standard="他的标准", unit="份")

    screen = press(screen, form, "save")
    shown = texts(screen)
    for words in ("陈主任", "我的标题", "他的标题", "我的标准", "他的标准", "份"):
        assert words in shown
    assert desk.papers(task_id, house.clerk).facts["title"] == "他的标题"

    screen = fill(screen, form, keep_standard="theirs")
    press(screen, form, "keep")

    facts = desk.papers(task_id, house.clerk).facts
    assert (facts["title"], facts["standard"], facts["unit"]) == ("我的标题", "他的标准", "份")


def test_the_second_saver_may_leave_a_remark_instead(house):
    task_id = desk.signed(house)
    form = f"task-{task_id}"
    screen = fill(opened(house.clerk, id=str(task_id)), form, title="我的标题")
    change(house, task_id, title="他的标题")
    screen = press(screen, form, "save")

    press(screen, form, "say")

    assert desk.papers(task_id, house.clerk).facts["title"] == "他的标题"
    with look(house.clerk) as work:
        [remark] = tasks.conversation(work, task_id=task_id)
    assert "我的标题" in remark.text


def test_a_report_meanwhile_is_no_conflict(house):
    task_id = desk.signed(house)
    form = f"task-{task_id}"
    screen = fill(opened(house.clerk, id=str(task_id)), form, title="新的标题")
    with begin(house.staff) as work:
        tasks.report(work, task_id=task_id, progress=tasks.Progress(30, "进展"))

    screen = screen.run()
    press(screen, form, "save")

    assert desk.papers(task_id, house.clerk).facts["title"] == "新的标题"


def test_two_tabs_on_one_draft_lose_nothing(house):
    task_id = desk.drafted(house)
    form = f"task-{task_id}"
    first, second = opened(house.clerk, id=str(task_id)), opened(house.director, id=str(task_id))
    press(fill(first, form, standard="第一个人的标准"), form, "save")

    second = press(fill(second, form, unit="份"), form, "save")
    press(second, form, "keep")

    facts = desk.papers(task_id, house.clerk).facts
    assert (facts["standard"], facts["unit"]) == ("第一个人的标准", "份")
