"""Bringing in a list, and quick add, in the hands of the office's clerk."""

import base64

import pytest
from sqlalchemy import select

from core import intake, tasks
from core.intake import Given
from core.work import begin, look
from db.models import Matter
from db.session import database
from tests import make
from tests.intake.conftest import BLANK, excel
from tests.intake.test_changing import ALL, changed
from tests.screens import open_screen, texts
from tests.tasks import desk

# Screens know no database; what they call is tried on both everywhere else.
pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

PAGE, QUICK = "tasks/intake.py", "quick-add"


def opened(actor, screen=PAGE, **look_like):
    made = open_screen(screen, actor, **look_like)
    assert not made.exception, made.exception
    return made


def clicked(screen, key):
    screen = screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def pasted(actor, text):
    screen = opened(actor)
    screen.text_area(key="intake-text:text").set_value(text)
    return clicked(screen, "look-through")


def handed(actor, content, name="台账.xlsx"):
    screen = opened(actor, way="sheet")
    screen.session_state["intake-file::file"] = [name, base64.b64encode(content).decode()]
    screen.run()
    assert not screen.exception, screen.exception
    return screen


def titles() -> dict[str, str]:
    with database().reading() as session:
        return {one.title: one.state for one in session.scalars(select(Matter).order_by(Matter.id))}


def keys(screen):
    return {getattr(element, "key", None) for element in screen.main}


def test_a_pasted_list_is_looked_through_brought_in_and_undone(house):
    screen = pasted(house.clerk, "@财务部 9月30日前 修订财务制度\n@后勤 更换电梯")
    assert "New: 2. To change: 0. Unchanged: 0." in texts(screen)
    assert titles() == {}

    screen = clicked(screen, "intake-paste:submit")
    assert set(titles()) == {"修订财务制度", "更换电梯"}
    assert "2 new, 0 changed" in texts(screen)

    screen = clicked(screen, "undo-1:submit")
    assert set(titles().values()) == {"cancelled"}
    assert "Undone" in texts(screen)


def test_a_wrong_cell_is_corrected_where_it_is_said(house):
    screen = pasted(house.clerk, "@财务步 2月30日前 修订财务制度\n@后勤 更换电梯")
    assert "Cells with errors: 2." in texts(screen)
    assert "intake-paste:submit" not in keys(screen)

    screen.selectbox(key="intake-paste:fix:1:lead").select("财务部").run()
    screen.text_input(key="intake-paste:fix:1:due_day").set_value("2026-09-30").run()
    assert "Cells with errors" not in texts(screen)
    screen = clicked(screen, "intake-paste:submit")

    with database().reading() as session:
        rule = session.scalars(select(Matter).where(Matter.title == "修订财务制度")).one()
        assert (rule.lead_department_id, str(rule.due_day)) == (house.finance, "2026-09-30")


def test_a_wrong_row_stays_behind(house):
    screen = pasted(house.clerk, "@财务步 修订财务制度\n@后勤 更换电梯")

    screen.multiselect(key="intake-paste:left_out").set_value([1]).run()
    screen = clicked(screen, "intake-paste:submit")

    assert set(titles()) == {"更换电梯"}


def test_what_was_corrected_in_one_list_does_not_touch_the_next(house):
    screen = pasted(house.clerk, "@财务步 修订财务制度")
    screen.selectbox(key="intake-paste:fix:1:lead").select("财务部").run()

    screen.text_area(key="intake-text:text").set_value("@后勤 更换电梯\n@财务步 修订").run()

    assert "Cells with errors: 1." in texts(screen)


def test_suspected_duplicates_are_shown(house):
    make.task(house, title="修订财务管理制度")

    screen = pasted(house.clerk, "@财务部 修订财务制度\n@后勤部 更换电梯\n电梯更换")

    assert "Suspected duplicates: 2" in texts(screen)
    assert "修订财务管理制度" in texts(screen)


def test_a_sheet_is_brought_in(house):
    screen = handed(house.clerk, excel(("修订财务制度", "财务部", *BLANK), ("更换电梯", "后勤部", *BLANK)))

    clicked(screen, "intake-sheet:submit")

    assert set(titles()) == {"修订财务制度", "更换电梯"}


def test_known_items_change_when_that_was_ticked_and_why(house):
    issued = make.task(house)
    with look(house.director, now=make.at()) as work:
        content = intake.changes_sheet(work, wanted=ALL).content
    far = changed(content, (2, "完成时限", "2035-09-28"))
    screen = handed(house.director, far)
    assert "To change: 1." in texts(screen)

    screen = clicked(screen, "intake-sheet:submit")
    assert "Confirm that they are to be changed." in texts(screen).replace("\\", "")
    screen.checkbox(key="intake-sheet:update").check().run()
    screen = clicked(screen, "intake-sheet:submit")
    assert "say why" in texts(screen)
    screen.text_input(key="intake-sheet:reason").set_value("上级推迟").run()
    clicked(screen, "intake-sheet:submit")

    with database().reading() as session:
        assert str(session.get_one(Matter, issued).due_day) == "2035-09-28"


def test_a_file_that_cannot_be_read_says_so_in_one_sentence(house):
    screen = handed(house.clerk, b"%PDF-1.7 \x00\xff", "台账.pdf")

    assert "cannot be read as text" in texts(screen)


def test_an_undo_that_is_refused_says_what_moved_on(house):
    with begin(house.clerk) as work:
        batch = intake.commit(work, given=Given(text="更换电梯\n修订制度"))
        number = work.session.scalar(select(Matter.id).where(Matter.title == "更换电梯"))
    with begin(house.clerk) as work:
        tasks.drop_draft(work, task_id=number, version=work.session.get_one(Matter, number).version)

    screen = clicked(opened(house.clerk), f"undo-{batch}:submit")

    assert "更换电梯 moved on since" in texts(screen).replace("\\", "")
    assert titles()["修订制度"] == "draft"


@pytest.mark.parametrize("who", ["staff", "liaison", "screen"])
def test_others_are_not_let_in(house, who):
    assert "Your role does not allow this." in texts(open_screen(PAGE, getattr(house, who)))


def typed(actor, line, **look_like):
    screen = opened(actor, "tasks/list.py", **look_like)
    screen.text_input(key=f"{QUICK}:line").set_value(line).run()
    assert not screen.exception, screen.exception
    return screen


def test_a_line_is_read_shown_corrected_and_drafted(house):
    make.task(house, title="完成年度调研报告")
    screen = typed(house.clerk, "@财务 2035年9月28日前 完成调研报告 #年度目标 !急 @没有处")
    said = texts(screen).replace("\\", "")
    for chip in ("Lead department: 财务部", "Source: 年度目标", "Urgency: Urgent"):
        assert chip in said
    assert "“没有处” is no department or person" in said

    screen.text_input(key=f"{QUICK}:title").set_value("完成调研报告").run()
    assert "Much the same is there already" in texts(screen).replace("\\", "")
    screen.selectbox(key=f"{QUICK}:lead_department_id").select(house.works).run()
    screen = clicked(screen, f"{QUICK}:submit")

    with database().reading() as session:
        made = session.scalars(select(Matter).where(Matter.title == "完成调研报告")).one()
        assert (made.state, made.lead_department_id, made.urgency) == ("draft", house.works, "urgent")
        assert (str(made.due_day), made.source) == ("2035-09-28", "年度目标")
    assert screen.text_input(key=f"{QUICK}:line").value == ""
    assert f"{QUICK}:title" not in keys(screen)


def test_another_line_is_read_anew(house):
    screen = typed(house.clerk, "@财务 完成调研报告")
    screen.text_input(key=f"{QUICK}:line").set_value("@后勤 更换电梯").run()

    assert screen.text_input(key=f"{QUICK}:title").value == "更换电梯"
    assert screen.selectbox(key=f"{QUICK}:lead_department_id").value == house.works


def test_a_line_goes_on_in_the_full_form(house):
    screen = typed(house.clerk, "@财务 @后勤 2035年9月28日前 完成调研报告")

    screen = clicked(screen, "quick-full")

    assert screen.text_input(key="task-new:title").value == "完成调研报告"
    assert screen.selectbox(key="task-new:lead_department_id").value == house.finance
    assert screen.selectbox(key="task-new:supporting_1_department").value == house.works


def test_whoever_may_not_draft_has_no_quick_add(house):
    assert f"{QUICK}:line" not in keys(opened(house.staff, "tasks/list.py"))


def test_a_new_item_is_held_against_those_that_are_open(house):
    make.task(house, title="完成年度调研报告")
    screen = opened(house.clerk, "tasks/new.py")
    assert "Much the same" not in texts(screen)

    screen.text_input(key="task-new:title").set_value("完成调研报告").run()

    assert "Much the same is there already." in texts(screen)
    assert "完成年度调研报告" in texts(screen)


def test_one_matter_given_twice_is_merged_with_one_click(house):
    first, second = make.task(house, title="完成年度调研报告"), desk.issued(house, title="完成调研报告")
    screen = opened(house.clerk, "tasks/task.py", id=str(second))
    assert "Given twice?" in texts(screen)

    clicked(screen, f"merge-into-{second}:into-{first}")

    assert titles() == {"完成年度调研报告": "working", "完成调研报告": "merged"}


def test_what_is_another_matter_is_not_said_again(house):
    make.task(house, title="完成年度调研报告")
    screen = opened(house.clerk, "tasks/task.py", id=str(desk.issued(house, title="完成调研报告")))

    screen = clicked(screen, "another-matter")

    assert "Given twice?" not in texts(screen)


def test_whoever_may_not_merge_is_not_asked(house):
    make.task(house, title="完成年度调研报告")
    second = desk.issued(house, title="完成调研报告")

    assert "Given twice?" not in texts(opened(house.head, "tasks/task.py", id=str(second)))
