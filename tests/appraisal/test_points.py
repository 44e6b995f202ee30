"""From what happened to results: proposed by rule, approved by a leader, objected to, frozen."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook

from core import appraisal, tasks
from core.appraisal import Half, Indicator, Kind, Rules, Source
from core.appraisal.objecting import ObjectionTooLate
from core.appraisal.points import HalfClosed, PointDecided
from core.appraisal.results import HalfNotOver, ObjectionsOpen, ObjectionsPossible, PointsUndecided
from core.appraisal.rules import ItemsMissing, OutOfRange, RulesBegun
from core.appraisal.scores import IndicatorUnknown, RowWrong
from core.policy import NotYours
from core.tasks import Progress, Support
from core.text import TextMissing
from core.work import begin, look
from tests import make

FIRST = Half(2026, 1)
RULES = Rules(
    few=1, indicators=(Indicator("督办事项", Source.ITEMS, 80), Indicator("考勤", Source.ATTENDANCE, 20))
)


def lived(house):
    """Finance was late, returned twice and reported too late; works handed in its part in time."""
    part = (Support(house.works, "提供数据", make.day(20)),)
    task_id = make.task(house, due_day=make.day(11), supporting=part, importance="key", urgency="urgent")
    moves = [
        (3, house.other_head, tasks.sign_for_part, {"part_id": 1}),
        (9, house.staff, tasks.report, {"progress": Progress(percent=50, text="过半")}),
        (9, house.other_head, tasks.hand_in_part, {"part_id": 1, "summary": "已报送"}),
        (14, house.staff, tasks.apply_to_close, {"summary": "已办结"}),
        (15, house.director, tasks.send_back, {"reason": "缺附件"}),
        (16, house.staff, tasks.apply_to_close, {"summary": "已办结"}),
        (17, house.director, tasks.send_back, {"reason": "仍缺附件"}),
        (18, house.staff, tasks.apply_to_close, {"summary": "已办结"}),
        (21, house.director, tasks.accept, {}),
        (21, house.leader, tasks.approve, {}),
        (22, house.leader, tasks.evaluate, {"grade": "excellent"}),
    ]
    for day, who, command, typed in moves:
        with begin(who, now=make.at(day)) as work:
            command(work, task_id=task_id, **typed)
    return task_id


def on(day):
    return make.at(day)


def shown(who, now, **typed):
    with look(who, now=now) as work:
        return appraisal.points(work, half=FIRST, **typed)


def do(who, when, command, **typed):
    with begin(who, now=on(when)) as work:
        return command(work, **typed)


def test_rules_propose_a_leader_approves_a_department_objects_and_the_half_year_is_frozen(office):
    house = make.office()
    do(house.director, 0, appraisal.save_rules, rules=RULES, valid_from=make.day(0))
    task_id = lived(house)
    do(house.clerk, 30, appraisal.propose, half=FIRST)
    assert do(house.clerk, 30, appraisal.propose, half=FIRST) == 0

    found = shown(house.leader, on(30))
    kinds = {(one.kind, one.department_id, one.supporting): one for one in found}
    late, praise = kinds[Kind.LATE, house.finance, False], kinds[Kind.PRAISED, house.works, True]
    assert (late.points, late.matter_id, late.state) == (Decimal(-2), task_id, "proposed")
    assert praise.points == Decimal(1)  # half of two: a supporting unit
    assert (Kind.PRAISED, house.finance, False) not in kinds  # late, and so not praised
    assert kinds[Kind.RETURNED, house.finance, False].points == -1  # the second return; one is free
    assert kinds[Kind.REPORT, house.finance, False].points == Decimal("-0.5")
    assert all(one.department_id == house.works for one in shown(house.other_head, on(30)))

    lines = results(house.director, 30)
    assert lines[house.finance].deducted == 0  # nothing counts before it is approved
    with pytest.raises(NotYours):
        do(house.director, 30, appraisal.decide_points, point_ids=[late.id], agreed=True)
    with pytest.raises(TextMissing):
        do(house.leader, 30, appraisal.decide_points, point_ids=[late.id], agreed=False)
    report = kinds[Kind.REPORT, house.finance, False]
    do(house.leader, 30, appraisal.excuse, point_id=report.id, reason="首次填报，系统培训未到位")
    rest = [one.id for one in found if one.id != report.id]
    assert do(house.leader, 30, appraisal.decide_points, point_ids=rest, agreed=True) == len(rest)
    with pytest.raises(PointDecided):
        do(house.leader, 30, appraisal.decide_points, point_ids=rest, agreed=True)
    assert results(house.director, 30)[house.finance].deducted == 3.5  # 2 + 1 + 0.5

    with pytest.raises(NotYours):
        do(house.other_head, 31, appraisal.object_to, point_id=late.id, text="不同意")
    with pytest.raises(ObjectionTooLate):
        do(house.head, 60, appraisal.object_to, point_id=late.id, text="不同意")
    objection = do(house.head, 31, appraisal.object_to, point_id=late.id, text="附件由外单位提供")
    _closing(house, late, objection)


def _closing(house, late, objection):
    with pytest.raises(HalfNotOver):
        do(house.leader, 60, appraisal.close_half, half=FIRST)
    with pytest.raises(ObjectionsOpen):
        do(house.leader, 125, appraisal.close_half, half=FIRST)
    do(house.leader, 32, appraisal.decide_objection, objection_id=objection, upheld=True, note="情况属实")
    assert next(one for one in shown(house.head, on(33)) if one.id == late.id).state == "cancelled"
    scored = {"half": FIRST, "indicator": "考勤"}
    do(house.clerk, 33, appraisal.enter_score, department_id=house.finance, score=90, **scored)
    assert do(house.clerk, 33, appraisal.import_scores, content=sheet(), name="考勤.xlsx", **scored) == 1
    with pytest.raises(RowWrong):
        do(house.clerk, 33, appraisal.import_scores, content=sheet("没有的部门"), name="考勤.xlsx", **scored)
    with pytest.raises(IndicatorUnknown):
        wrong = {"half": FIRST, "indicator": "督办事项", "department_id": house.works, "score": 100}
        do(house.clerk, 33, appraisal.enter_score, **wrong)
    do(house.leader, 33, appraisal.set_target, year=2026, department_id=house.finance, percent=95)
    made = do(
        house.clerk,
        120,
        appraisal.add_point,
        half=FIRST,
        department_id=house.works,
        kind=Kind.FALSIFIED,
        day=make.day(40),
        note="台账补签",
    )
    with pytest.raises(PointsUndecided):
        do(house.leader, 125, appraisal.close_half, half=FIRST)
    do(house.leader, 125, appraisal.decide_points, point_ids=[made], agreed=True)
    with pytest.raises(ObjectionsPossible):
        do(house.leader, 126, appraisal.close_half, half=FIRST)
    do(house.leader, 140, appraisal.close_half, half=FIRST)
    _frozen(house, made)


def _frozen(house, made):
    with pytest.raises(HalfClosed):
        do(house.leader, 141, appraisal.excuse, point_id=made, reason="误录")
    before = results(house.leader, 141)
    finance, works = before[house.finance], before[house.works]
    assert (finance.item_score, finance.scores, finance.total) == (98.5, (98.5, 90), 96.8)
    assert (works.item_score, works.total) == (91, round((91 * 80 + 88.5 * 20) / 100, 2))
    assert (finance.on_time, finance.judged, finance.target) == (0, 1, 95)
    do(house.director, 141, appraisal.save_rules, rules=replace(RULES, base=50), valid_from=make.day(141))
    do(house.director, 141, appraisal.set_target, year=2026, department_id=house.finance, percent=10)
    assert results(house.leader, 142) == before
    assert [*results(house.head, 142)] == [house.finance]
    assert all(one.rank is None for one in before.values())  # rankings are off


def results(who, day):
    with look(who, now=on(day)) as work:
        found = appraisal.results(work, half=FIRST)
    return {one.department_id: one for one in found.lines}


def sheet(name="后勤部"):
    book = Workbook()
    for row in (("2026年上半年考勤",), ("部门", "分数", "备注"), (name, 88.5, "迟到两次")):
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_rankings_prompts_and_few_items_follow_the_rules_of_the_half_year(office):
    house = make.office()
    make.task(house)
    rules = Rules(few=1, rankings=True, talk_rule=True, accountability=True, prompted=(house.leader.number,))
    do(house.director, 0, appraisal.save_rules, rules=rules, valid_from=make.day(0))
    for department in (house.finance, house.works):
        facts = {"half": FIRST, "department_id": department, "day": make.day(1), "note": "核查发现"}
        do(house.clerk, 1, appraisal.add_point, kind=Kind.FALSIFIED, **facts)
    points = [one.id for one in shown(house.leader, on(2))]
    do(house.leader, 2, appraisal.decide_points, point_ids=points, agreed=True)
    do(house.leader, 130, appraisal.close_half, half=FIRST)

    with look(house.leader, now=on(131)) as work:
        lines = {one.department_id: one for one in appraisal.results(work, half=FIRST).lines}
        prompts = appraisal.prompts(work, half=FIRST)
    assert (lines[house.finance].rank, lines[house.works].placed) == (1, False)
    assert [(one.kind, one.department_id) for one in prompts] == [("error", 2), ("error", 3)]
    for who, none in ((house.other_leader, True), (house.clerk, True)):
        with look(who, now=on(131)) as work:
            assert (appraisal.prompts(work, half=FIRST) == []) is none
    with look(house.clerk, now=on(131)) as work:
        assert not appraisal.results(work, half=FIRST).ranked
    kept = {"half": FIRST, "kind": "error", "department_id": house.finance, "day": make.day(131)}
    do(house.leader, 131, appraisal.keep_record, text="已约谈，限期整改", **kept)
    with look(house.clerk, now=on(132)) as work:
        assert [one.text for one in appraisal.records(work, half=FIRST)] == ["已约谈，限期整改"]


def test_rules_are_checked_and_never_changed_behind_anybodys_back(office):
    house = make.office()
    save = {"rules": RULES, "valid_from": make.day(0)}
    with pytest.raises(RulesBegun):
        do(house.director, 5, appraisal.save_rules, **save)
    for wrong, refusal in (
        (replace(RULES, late=-1), OutOfRange),
        (replace(RULES, indicators=RULES.indicators[1:]), ItemsMissing),
    ):
        with pytest.raises(refusal):
            do(house.director, 0, appraisal.save_rules, rules=wrong, valid_from=date(2026, 7, 1))
    do(house.director, 0, appraisal.save_rules, **save)
    do(house.director, 0, appraisal.save_rules, rules=Rules(late=5), valid_from=date(2026, 7, 1))
    with look(house.staff, now=on(1)) as work:
        sets = appraisal.rule_sets(work)
    assert [one.valid_from for one in sets] == [date(2026, 7, 1), make.day(0)]
    assert appraisal.rules_at(sets, date(2026, 6, 30)).late == 2
    assert appraisal.rules_at(sets, date(2026, 7, 1)).late == 5


def test_what_is_no_longer_so_is_dropped_while_nobody_has_decided(office):
    house = make.office()
    task_id = make.task(house, due_day=make.day(4))
    do(house.clerk, 7, appraisal.propose, half=FIRST)
    assert [one.kind for one in shown(house.clerk, on(7))] == [Kind.LATE, Kind.REPORT]
    later = {"task_id": task_id, "to_day": make.day(30), "reason": "需会签"}
    do(house.staff, 7, tasks.ask_extension, **later)
    do(house.director, 7, tasks.decide_extension, task_id=task_id, agreed=True)
    do(house.clerk, 7, appraisal.propose, half=FIRST)
    assert [one.kind for one in shown(house.clerk, on(7))] == [Kind.REPORT]
