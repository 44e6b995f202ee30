"""Who is last once, who is last twice: put before the leaders whom the rules name. The bonus is capped."""

from core import appraisal, tasks
from core.appraisal import Half, Kind, Rules
from core.tasks import Facts
from core.work import begin, look
from tests import make

HALVES = ((Half(2026, 1), 0), (Half(2026, 2), 140))  # the day on which each one's items begin


def do(who, when, command, **typed):
    with begin(who, now=make.at(when)) as work:
        return command(work, **typed)


def item(house, department, signer, begun):
    facts = Facts(
        "值班巡查", lead_department_id=department, due_day=make.day(begun + 20), standard="到位", form="其他"
    )
    number = do(house.director, begun, tasks.draft, facts=facts)
    do(house.director, begun, tasks.issue, task_id=number, version=1)
    do(signer, begun, tasks.sign_for, task_id=number, handler_id=signer.number)


def points(house, half, begun):
    """Finance deceived; works was praised six times."""
    about = {"half": half, "day": make.day(begun + 1), "note": "核查"}
    do(house.clerk, begun + 1, appraisal.add_point, kind=Kind.FALSIFIED, department_id=house.finance, **about)
    for _time in range(6):
        do(house.clerk, begun + 1, appraisal.add_point, kind=Kind.PRAISED, department_id=house.works, **about)
    with look(house.leader, now=make.at(begun + 2)) as work:
        numbers = [one.id for one in appraisal.points(work, half=half)]
    do(house.leader, begun + 2, appraisal.decide_points, point_ids=numbers, agreed=True)


def test_last_once_is_the_line_leaders_and_last_twice_the_main_leaders(office):
    house = make.office()
    rules = Rules(few=1, talk_rule=True, prompted=(house.leader.number,))
    do(house.director, 0, appraisal.save_rules, rules=rules, valid_from=make.day(0))
    for half, begun in HALVES:
        item(house, house.finance, house.head, begun)
        item(house, house.works, house.other_head, begun)
        points(house, half, begun)
        do(house.leader, begun + 180, appraisal.close_half, half=half)

    found = []
    for half, _begun in HALVES:
        with look(house.leader, now=make.at(330)) as work:
            found.append([(one.kind, one.department_id) for one in appraisal.prompts(work, half=half)])
            lines = {one.department_id: one for one in appraisal.results(work, half=half).lines}
            assert (lines[house.works].bonus, lines[house.works].item_score) == (10, 110)
        with look(house.other_leader, now=make.at(330)) as work:
            assert appraisal.prompts(work, half=half) == []
    assert found == [[("talk", house.finance)], [("main_talk", house.finance)]]
