"""What the engine says where there is no roster, what it gives up where it may, and what it is told."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from core.i18n import speaking
from core.roster import engine
from core.roster.engine import Outcome, Status
from core.roster.engine.search import Clock
from core.roster.engine.solving import solve
from tests.roster import checker

LEAD = {"role": "带班领导", "pool": "L", "days": "all"}
DRIVER = {"role": "司机", "pool": "V", "days": "all"}


def asked(days: int = 14, first: date = date(2026, 10, 1), **rest: Any) -> dict[str, Any]:
    """Days from 1 October 2026: Thursday, a holiday of seven days."""
    dates = [first + timedelta(n) for n in range(days)]
    kinds = {
        on.isoformat(): "H" if on < date(2026, 10, 8) else "R" if on.weekday() > 4 else "W" for on in dates
    }
    return {"name": "测试", "days": kinds, "pools": {}, "roles": [], "gap": {}, "leave": [], **rest}


def solved(problem: dict[str, Any]) -> Outcome:
    return solve(engine.read(problem), Clock(30, 1))


def said(outcome: Outcome) -> str:
    with speaking("zh_CN"):
        return "\n".join(engine.summary(outcome))


def test_a_day_without_anybody_names_the_role_and_everybodys_reason():
    problem = asked(
        pools={"V": ["刘明", "王强"]},
        roles=[DRIVER],
        leave=[["刘明", "2026-10-03"]],
        out=[["司机", "王强", "2026-10-02", None, "免值（腰伤）"]],
    )

    outcome = solved(problem)

    assert outcome.status is Status.IMPOSSIBLE
    assert "10月3日 周六没有可用的司机：刘明请假；王强免值（腰伤）。" in said(outcome)


def test_an_empty_pool_and_more_slots_than_people_are_said_so():
    empty = solved(asked(2, pools={"V": 0}, roles=[DRIVER]))
    assert "名单为空" in said(empty)
    walk = {"role": "检查", "pool": "V", "days": "H"}
    crowded = solved(asked(1, pools={"V": ["刘明"]}, roles=[DRIVER, walk]))
    assert crowded.reasons[0].needed == 2
    assert crowded.reasons[0].able == ("刘明",)


def test_too_few_people_for_the_spacing_name_the_days():
    outcome = solved(asked(pools={"V": 3}, roles=[DRIVER], gap={"司机": 4}))
    assert "10月1日 周四 – 10月4日 周日：司机须间隔4天，共需4人，可用仅3人" in said(outcome)


def test_only_the_rules_that_clash_are_named():
    """The two leaders take turns, each with a driver; one couple too many leaves a leader without one."""
    problem = asked(
        10,
        pools={"L": 2, "V": 2},
        roles=[LEAD, DRIVER],
        gap={"带班领导": 2, "司机": 2},
        pairs=[["L0", "V0"], ["L0", "V1"], ["L1", "V1"]],
    )

    [reason] = solved(problem).reasons

    assert {rule for rule, _, _ in reason.rules} == {"gap", "pair"}
    assert ("pair", "L1, V1", 0) not in reason.rules
    assert (reason.last - reason.first).days == 1


def test_clashing_pins_are_named_and_good_ones_kept():
    pins = [["司机", "2026-10-05", "V1"], ["司机", "2026-10-06", "V1"]]
    problem = asked(pools={"V": 4}, roles=[DRIVER], gap={"司机": 2})
    clash = solved({**problem, "pins": pins})
    assert [pin[2] for pin in clash.reasons[0].pins] == ["V1", "V1"]
    kept = solved({**problem, "pins": pins[:1]})
    assert ("司机", date(2026, 10, 5), "V1") in kept.cells
    on_leave = solved({**problem, "pins": pins[:1], "leave": [["V1", "2026-10-05"]]})
    assert "V1请假" in said(on_leave)


def test_a_small_office_gives_up_spacing_first_and_says_by_how_much():
    """Three cadres, four staff, thirteen drivers: nobody twice in five days yields to the pool's size."""
    roles = [
        {"role": f"{kind}{name}", "pool": pool, "days": days}
        for kind, days in (("duty-", "all"), ("walk-", "W"))
        for name, pool in (("lead", "L"), ("staff", "S"), ("driver", "V"))
    ]
    gap = {role["role"]: 5 if role["days"] == "W" else 3 for role in roles}
    problem = asked(31, pools={"L": 3, "S": 4, "V": 13}, roles=roles, gap=gap)
    assert solved(problem).status is Status.IMPOSSIBLE

    outcome = solved({**problem, "relax": ["gap"]})

    assert outcome.status is Status.ABOVE
    assert outcome.missed == []
    tight = {one.role: one.kept for one in outcome.tightened}
    assert "walk-lead" in tight
    assert "duty-driver" not in tight
    roster = [[role, on.isoformat(), person] for role, on, person in outcome.cells]
    assert checker.faults({**problem, "gap": {**gap, **tight}}, roster) == []


def test_a_weekend_stays_with_the_same_leader_and_may_cost_a_step_of_fairness():
    roles = [{**LEAD, "together": True}]
    outcome = solved(asked(31, pools={"L": 5}, roles=roles, gap={"带班领导": 2}))
    by_day = {on: person for _, on, person in outcome.cells}
    weekends = [date(2026, 10, 10), date(2026, 10, 17), date(2026, 10, 24)]
    assert [by_day[on] == by_day[on + timedelta(1)] for on in weekends] == [True] * 3
    assert outcome.status is Status.ABOVE
    assert {one.kind for one in outcome.missed} <= {"R", "tot"}


def test_what_was_done_before_counts_and_rests():
    carried = [["司机", kind, "V0", 3] for kind in ("H", "tot")]
    past = [["司机", "2026-09-30", "V1"]]
    problem = asked(7, pools={"V": 3}, roles=[DRIVER], gap={"司机": 2}, carried=carried, past=past)

    outcome = solved(problem)

    served = [person for _, _, person in outcome.cells]
    assert served.count("V0") == 0 or outcome.fairness[0].most == 4
    assert outcome.cells[0][2] != "V1"


def test_special_days_go_to_those_who_had_none():
    problem = asked(
        3,
        pools={"V": 3},
        roles=[DRIVER],
        special={"国庆": ["2026-10-01"]},
        carried=[["司机", "special:国庆", person, 1] for person in ("V0", "V2")],
    )
    assert solved(problem).cells[0][2] == "V1"


def test_a_newcomer_has_a_share_of_the_days_since():
    problem = asked(
        30, pools={"V": 3}, roles=[DRIVER], out=[["司机", "V2", "2026-10-01", "2026-10-20", "未入职"]]
    )
    served = [person for _, _, person in solved(problem).cells]
    assert 3 <= served.count("V2") <= 4


def test_the_leap_day_is_a_day_like_any_other():
    problem = asked(3, first=date(2028, 2, 28), pools={"V": 3}, roles=[DRIVER])
    assert [on for _, on, _ in solved(problem).cells][1] == date(2028, 2, 29)


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": {}},
        {"days": {"2026-02-29": "W"}},
        {"days": {"2026-10-01": "X"}},
        {"roles": []},
        {"roles": [{"role": "司机", "pool": "nobody"}]},
        {"roles": [DRIVER, DRIVER]},
        {"gap": {"司机": -1}},
        {"leave": [["V0"]]},
        {"pools": {"V": "many"}},
        {"pins": [["nothing", "2026-10-01", "V0"]]},
    ],
)
def test_a_problem_that_cannot_be_read_is_refused(wrong):
    problem = asked(2, pools={"V": 2}, roles=[DRIVER])
    with pytest.raises((engine.Unreadable, engine.NoDays, engine.NoRoles)):
        engine.read({**problem, **wrong})


def test_a_problem_is_the_same_after_writing_and_reading():
    problem = asked(
        pools={"V": 3, "L": ["赵", "钱"]},
        roles=[{**LEAD, "together": True}, DRIVER],
        gap={"司机": 2},
        special={"国庆": ["2026-10-01"]},
        leave=[["V1", "2026-10-02", "病假"]],
        pairs=[["V0", "赵"]],
        wishes=[["V0", "2026-10-05", -1]],
        past=[["司机", "2026-09-30", "V1"]],
    )
    once = engine.read(problem)
    assert engine.read(json.loads(json.dumps(engine.write(once)))) == once
    outcome = solved(problem)
    assert engine.from_json(json.loads(json.dumps(engine.as_json(outcome)))) == outcome
