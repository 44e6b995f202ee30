"""The page of one task: everybody finds there what they may do, and nothing that was typed is lost."""

import json

import pytest
from sqlalchemy import update

from core import files, people, tasks
from core.tasks import Step, Support
from core.work import begin, look
from db.models import SignInSession
from db.session import database
from tests import make
from tests.screens import open_screen, texts
from tests.tasks import desk, scenes

# Screens know no database; what they call is tried on both everywhere else.
pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


def state(task_id, actor):
    return str(desk.face(task_id, actor).row.state)


def test_a_draft_goes_up_to_the_leader_and_out_to_the_department(house):
    task_id = desk.drafted(house, needs_sign_off=True)

    desk.play(task_id, house.clerk, "ask_sign_off", leader_id=house.leader.id)
    assert state(task_id, house.clerk) == "signing_off"
    desk.play(task_id, house.leader, "sign_off", remark="同意下达")
    desk.play(task_id, house.clerk, "issue")
    assert state(task_id, house.head) == "issued"

    desk.play(task_id, house.clerk, "recall", reason="措辞需调整")
    assert state(task_id, house.clerk) == "draft"
    desk.play(task_id, house.clerk, "drop_draft")
    assert state(task_id, house.clerk) == "cancelled"


def test_a_leader_may_say_no_to_a_draft(house):
    task_id = desk.drafted(house, needs_sign_off=True)
    desk.play(task_id, house.clerk, "ask_sign_off", leader_id=house.leader.id)

    desk.play(task_id, house.leader, "sign_off", button="submit2", remark="先摸清底数")

    assert state(task_id, house.clerk) == "draft"
    assert "先摸清底数" in texts(desk.opened(task_id, house.clerk, tab="decisions"))


def test_a_department_asks_for_reassignment_and_gets_it(house):
    task_id = desk.issued(house)

    desk.play(task_id, house.head, "ask_reassignment", reason="职责不符", to_department_id=house.works)
    asked = desk.choose(desk.opened(task_id, house.director), "decide_reassignment")
    assert "职责不符" in texts(asked)
    desk.press(asked)
    assert desk.face(task_id, house.clerk).row.lead == "后勤部"

    desk.play(task_id, house.clerk, "hand_on", to_department_id=house.finance, reason="调整分工")
    assert desk.face(task_id, house.clerk).row.lead == "财务部"


def test_the_office_may_confirm_the_department(house):
    task_id = desk.issued(house)
    desk.play(task_id, house.head, "ask_reassignment", reason="职责不符")

    desk.play(task_id, house.director, "decide_reassignment", button="submit2", note="职责相符")

    assert desk.face(task_id, house.clerk).row.lead == "财务部"


def test_the_departments_carry_it_out(house):
    task_id = desk.issued(
        house,
        quantity=10,
        unit="间",
        supporting=[Support(house.works, "提供图纸")],
        steps=[Step("初稿", desk.soon(10), 40)],
    )

    desk.play(task_id, house.head, "sign_for", handler_id=house.staff.id)
    desk.play(task_id, house.other_head, "sign_for_part", handler_id=house.other_staff.id)
    desk.play(task_id, house.staff, "report", percent=40, text="完成初稿", quantity=4.0, next_step="征求意见")
    desk.play(task_id, house.other_staff, "report_part", percent=60, text="图纸已交")
    desk.play(task_id, house.other_staff, "hand_in_part", summary="图纸齐全")
    desk.play(task_id, house.staff, "finish_node", note="已报送")
    desk.play(task_id, house.staff, "ask_extension", to_day=desk.soon(40), reason="等待批复")
    desk.play(task_id, house.director, "decide_extension", note="同意")
    desk.play(task_id, house.head, "name_handler", handler_id=house.liaison.id)
    desk.play(task_id, house.liaison, "apply_to_close", summary="已印发")
    assert state(task_id, house.clerk) == "checking"
    desk.play(task_id, house.liaison, "take_back_application", reason="还差附件")

    row = desk.face(task_id, house.clerk).row
    assert (row.state, row.percent, row.extensions, row.due_day) == ("working", 40, 1, desk.soon(40))
    shown = desk.papers(task_id, house.clerk)
    assert [one.quantity for one in shown.reports] == [None, 4]
    assert shown.parts[0].done_at
    assert shown.steps[0].done_at


def test_it_is_returned_closed_approved_evaluated_archived_and_opened_again(house):
    task_id = desk.applied(house, needs_approval=True, given_by=house.leader.id)

    desk.play(task_id, house.clerk, "send_back", reason="数据不全")
    desk.play(task_id, house.staff, "apply_to_close", summary="数据已补")
    desk.play(task_id, house.clerk, "accept", remark="属实")
    desk.play(task_id, house.leader, "refuse_approval", reason="再补充情况")
    desk.play(task_id, house.staff, "apply_to_close", summary="情况已补")
    desk.play(task_id, house.clerk, "accept")
    desk.play(task_id, house.leader, "approve", remark="同意")
    assert desk.face(task_id, house.clerk).row.round == 3
    desk.play(task_id, house.director, "evaluate", grade="good", words="按期完成")
    desk.play(task_id, house.clerk, "archive")
    assert state(task_id, house.clerk) == "archived"

    desk.play(task_id, house.clerk, "reopen", reason="又有新情况", due_day=desk.soon(20))
    assert state(task_id, house.clerk) == "working"


def test_the_supervising_side_presses_pauses_and_cancels(house):
    task_id = desk.signed(house)

    desk.play(task_id, house.clerk, "urge", form="现场", found="进度偏慢")
    answering = desk.choose(desk.opened(task_id, house.staff), "answer_urge")
    assert "进度偏慢" in texts(answering)
    desk.press(desk.fill(answering, answer="本周完成"))
    desk.play(task_id, house.clerk, "mark_difficult", reason="涉及多方")
    assert desk.face(task_id, house.clerk).difficult
    desk.play(task_id, house.clerk, "pause", reason="等待上级意见")
    desk.play(task_id, house.clerk, "resume", due_day=desk.soon(60))
    assert desk.face(task_id, house.clerk).row.due_day == desk.soon(60)
    desk.play(task_id, house.clerk, "cancel", reason="不再需要")

    assert [one.answer for one in desk.papers(task_id, house.clerk).urges] == ["本周完成"]
    assert state(task_id, house.clerk) == "cancelled"


def test_a_leader_lets_it_run_ahead_of_its_papers(house):
    task_id = desk.signed(house)

    screen = desk.choose(desk.opened(task_id, house.leader), "open_fast_track")
    screen = desk.fill(
        screen, ground="安全隐患", reason="先行处置", owed_1_name="请示件", owed_1_day=desk.soon(5)
    )
    desk.press(screen)
    desk.play(task_id, house.staff, "hand_in_owed", note="已补交")

    shown = desk.papers(task_id, house.leader)
    assert (shown.fast_ground, [one.outcome for one in shown.turns if one.kind == "owe"]) == (
        "安全隐患",
        ["handed_in"],
    )


def test_a_copy_is_read_with_one_tap(house):
    task_id = desk.signed(house, internal=True)
    desk.play(task_id, house.clerk, "copy_to", person_ids=[house.other_head.id])

    screen = desk.choose(desk.opened(task_id, house.other_head), "mark_read")

    assert "mark_read" not in desk.offered(screen)
    [copy] = [one for one in desk.papers(task_id, house.clerk).turns if one.kind == "read"]
    assert (copy.outcome, copy.seen_at is not None) == ("read", True)


def test_one_matter_given_twice_is_merged(house):
    task_id, other = desk.issued(house), desk.issued(house, title="调研报告（重复）")

    screen = desk.fill(desk.choose(desk.opened(other, house.clerk), "merge"), wanted="调研报告")
    desk.press(desk.fill(screen, into_id=task_id, reason="重复交办"))

    assert desk.face(other, house.clerk).merged_into == (task_id, "完成全市调研报告")


def test_a_stranger_sees_the_face_and_why_there_is_no_more(house):
    task_id = desk.signed(house)

    screen = desk.opened(task_id, house.other_staff)

    assert desk.offered(screen) == set()
    shown = texts(screen)
    assert "完成全市调研报告" in shown
    assert "Reports and papers are for the departments" in shown
    assert "形成正式报告" not in shown
    assert screen.get("tab") == []


@pytest.mark.parametrize("query", ["", "0", "999", "x", "１"])
def test_what_is_not_there_says_so(house, query):
    screen = open_screen("tasks/task.py", house.clerk, id=query)

    assert [one.value for one in screen.error] == ["This item does not exist, or it is not yours to see."]


def test_an_internal_task_does_not_exist_for_a_stranger(house):
    task_id = desk.signed(house, internal=True)

    screen = open_screen("tasks/task.py", house.other_staff, id=str(task_id))

    assert "调研" not in texts(screen)


def test_the_receipt_says_when_the_holder_opened_it(house):
    task_id = desk.issued(house)

    desk.opened(task_id, house.other_staff)
    assert not any(one.seen_at for one in desk.papers(task_id, house.clerk).turns)
    desk.opened(task_id, house.head)
    desk.opened(task_id, house.head)

    [signing] = [one for one in desk.papers(task_id, house.clerk).turns if one.kind == "sign"]
    assert signing.seen_at is not None
    with look(house.clerk) as work:
        told = [line.action for line in tasks.timeline(work, task_id=task_id)]
    assert told.count("task.seen") == 1


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(house):
    task_id = desk.signed(house)
    screen = desk.choose(desk.opened(task_id, house.staff), "report")

    screen = desk.press(desk.fill(screen, percent=55, next_step="下周汇总"))

    assert desk.refusals(screen) == [":red[:material/error: Please fill this in\\.]"]
    assert screen.slider[0].value == 55
    assert screen.text_area(key=f"report-{task_id}:next_step").value == "下周汇总"
    assert desk.papers(task_id, house.staff).reports == ()


def test_a_day_that_is_no_later_is_refused_at_the_day(house):
    task_id = desk.signed(house)
    screen = desk.choose(desk.opened(task_id, house.staff), "ask_extension")

    screen = desk.press(desk.fill(screen, to_day=desk.soon(3), reason="等待批复"))

    assert "must be later than" in desk.refusals(screen)[0]
    assert screen.text_area(key=f"{desk.form_of(screen)}:reason").value == "等待批复"


def test_missing_evidence_is_said_beside_the_files(house):
    task_id = desk.signed(house, form="书面报告")
    screen = desk.choose(desk.opened(task_id, house.staff), "apply_to_close")

    screen = desk.press(desk.fill(screen, summary="已完成"))

    assert "asks for evidence" in desk.refusals(screen)[0]
    assert not screen.error
    scenes.evidence(house.staff, task_id)
    with look(house.staff) as work:
        assert len(files.of(work, "task", task_id)) == 1


@pytest.mark.parametrize("text", ["字" * 6000, "\x00\u202e<script>alert(1)</script> **x**"])
def test_long_and_hostile_text_meets_a_sentence_or_stays_text(house, text):
    task_id = desk.signed(house)
    screen = desk.choose(desk.opened(task_id, house.staff), "report")

    screen = desk.press(desk.fill(screen, text=text))

    assert not screen.exception
    reports = desk.papers(task_id, house.staff).reports
    assert ("too long" in " ".join(desk.refusals(screen))) != bool(reports)
    assert all("\x00" not in one.text and "\u202e" not in one.text for one in reports)


def test_a_report_half_typed_is_there_again_after_a_reload(house):
    task_id = desk.signed(house)
    desk.fill(desk.choose(desk.opened(task_id, house.staff), "report"), text="写到一半", percent=30)

    screen = desk.opened(task_id, house.staff, do="report")

    assert screen.text_area(key=f"report-{task_id}:text").value == "写到一半"
    assert screen.slider[0].value == 30


def test_what_is_typed_after_the_session_ran_out_is_kept(house):
    task_id = desk.signed(house)
    screen = desk.choose(desk.opened(task_id, house.staff), "report")
    with database().writing() as session:
        session.execute(update(SignInSession).values(expires_at=make.at()))

    screen.text_area(key=f"report-{task_id}:text").set_value("会话已过期").run()

    again = desk.opened(task_id, house.staff, do="report")
    assert again.text_area(key=f"report-{task_id}:text").value == "会话已过期"


def test_the_last_report_is_filled_in(house):
    task_id = desk.signed(house)
    desk.play(task_id, house.staff, "report", percent=40, text="完成初稿", difficulty="数据不全")

    screen = desk.choose(desk.opened(task_id, house.staff), "report")

    assert screen.slider[0].value == 40
    assert screen.text_area(key=f"report-{task_id}:text").value == "完成初稿"
    screen = screen.button(key=f"report-{task_id}-empty").click().run()
    assert screen.text_area(key=f"report-{task_id}:text").value == ""


def test_a_form_that_was_overtaken_says_so(house):
    task_id = desk.applied(house)
    screen = desk.choose(desk.opened(task_id, house.clerk), "accept")
    desk.play(task_id, house.director, "send_back", reason="数据不全")

    screen = desk.press(screen)

    assert not screen.exception
    assert "accept" not in desk.offered(screen)
    assert state(task_id, house.clerk) == "working"


def test_who_records_for_a_leader_needs_the_paper(house):
    with begin(house.director) as work:
        people.set_recorders(work, leader_id=house.leader.id, recorder_ids=[house.clerk.id])
    recorder = make.actor(house.clerk.id)
    task_id = desk.applied(house, needs_approval=True, given_by=house.leader.id)
    desk.play(task_id, house.director, "accept")

    screen = desk.press(desk.choose(desk.opened(task_id, recorder), "approve"))
    assert "adds a photo of the paper" in desk.refusals(screen)[0]
    scenes.evidence(recorder, task_id, 0)
    desk.play(task_id, recorder, "approve")

    assert state(task_id, house.leader) == "closed"


def test_people_are_mentioned_and_told(house):
    task_id = desk.signed(house)
    screen = desk.opened(task_id, house.staff, tab="conversation")

    form = f"comment-{task_id}"
    screen.text_area(key=f"{form}:text").set_value("<b>请协调</b>")
    screen.multiselect(key=f"{form}:mentions").set_value([house.director.id])
    screen = screen.run().button(key=f"{form}:submit").click().run()

    assert "@陈主任 <b>请协调</b>" in texts(screen)


def test_every_section_opens(house):
    task_id = desk.applied(house, supporting=[Support(house.works, "提供图纸")])

    for tab in ("overview", "reports", "files", "decisions", "receipts", "conversation", "timeline"):
        screen = desk.opened(task_id, house.clerk, tab=tab)
        assert len(list(screen.main)) < 60, tab


def test_documents_are_offered_when_they_are_there(house):
    drafted, closed = desk.drafted(house), desk.applied(house)
    desk.play(closed, house.clerk, "accept")

    def links(task_id):
        return [one.url for one in desk.opened(task_id, house.clerk).get("link_button")]

    assert links(drafted) == []
    assert links(closed) == [f"/download/{kind}?id={closed}" for kind in ("notice", "sheet", "case")]


def test_a_long_life_needs_no_more_messages(house):
    task_id = desk.signed(house)
    with begin(house.staff) as work:
        for percent in range(40):
            tasks.report(work, task_id=task_id, progress=tasks.Progress(percent, "进展"))

    screen = desk.opened(task_id, house.clerk, tab="reports")

    assert len(list(screen.main)) < 60
    feed = next(one for one in screen.get("bidi_component") if '"entries"' in one.proto.json)
    assert len(json.loads(feed.proto.json)["entries"]) == 40
