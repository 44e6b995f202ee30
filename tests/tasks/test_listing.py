"""The list: scopes, filters, sorting, pages, lamps; its address; and what it costs."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import event, insert

from core import notices, tasks, turns
from core.actor import Role
from core.tasks import Filter
from core.text import clean_line
from core.work import begin, look
from db.models import Matter, Task
from db.session import database
from tests import make
from tests.tasks import scenes

TODAY = 5


def found(actor, **wanted) -> list[str]:
    with look(actor, now=make.at(TODAY)) as work:
        return [row.title for row in tasks.listed(work, wanted=Filter(**wanted)).rows]


def fill(house, count: int, **columns) -> None:
    """So many open tasks at once, due one day after the other."""
    plain = {
        "version": 1,
        "state": "working",
        "lead_department_id": house.finance,
        "supervising_department_id": house.bureau,
        "created_by": house.clerk.number,
        "created_at": make.at(),
        "issued_at": make.at(),
        **columns,
    }
    start = 1000
    with database().writing() as session:
        matters = [
            {**plain, "id": start + n, "title": f"第{n}项", "due_day": make.day(30) + timedelta(n)}
            for n in range(count)
        ]
        session.execute(insert(Matter), matters)
        session.execute(insert(Task), [{"matter_id": one["id"]} for one in matters])


@pytest.fixture
def several(house) -> make.Office:
    scenes.reported(house, title="红灯", due_day=make.day(4))
    scenes.signed(house, title="黄灯", due_day=make.day(7), importance="key", urgency="urgent")
    scenes.issued(house, title="绿灯", lead_department_id=house.works, source="领导批示")
    scenes.closed(house, title="已结")
    scenes.drafted(house, title="草稿")
    return house


def test_each_scope_holds_its_states(several):
    assert found(several.clerk) == ["红灯", "黄灯", "绿灯"]
    assert found(several.clerk, scope="ended") == ["已结"]
    assert found(several.clerk, scope="drafts") == ["草稿"]
    assert set(found(several.clerk, scope="all")) == {"红灯", "黄灯", "绿灯", "已结"}
    assert found(several.clerk, scope="archived") == []


def test_filters_narrow(several):
    clerk = several.clerk
    assert found(clerk, lamp="red") == ["红灯"]
    assert found(clerk, lamp="yellow") == ["黄灯"]
    assert found(clerk, state="issued") == ["绿灯"]
    assert found(clerk, department_id=several.works) == ["绿灯"]
    assert found(clerk, person_id=several.staff.number) == ["红灯", "黄灯"]
    assert found(clerk, source="领导批示") == ["绿灯"]
    assert found(clerk, importance="key", urgency="urgent") == ["黄灯"]
    assert found(clerk, due_from=make.day(5), due_to=make.day(10)) == ["黄灯"]


def test_text_finds_title_number_and_initials(several):
    assert found(several.clerk, text="绿") == ["绿灯"]
    assert found(several.clerk, text="〕2号") == ["黄灯"]
    assert found(several.clerk, text="HD") == ["红灯", "黄灯"]
    assert found(several.clerk, text="灯 hd") == ["红灯", "黄灯"]


@pytest.mark.parametrize("text", ["%", "_", "\\", "' or 1=1 --", "%' and '%'='", "{}"])
def test_signs_of_the_database_are_only_signs(several, text):
    assert found(several.clerk, text=text, scope="all") == []


def test_supporting_departments_are_found(house):
    scenes.issued(house, title="协办", supporting=[tasks.Support(house.works, "提供数据")])

    assert found(house.clerk, department_id=house.works, part="supporting") == ["协办"]
    assert found(house.clerk, department_id=house.works, part="lead") == []
    assert found(house.clerk, department_id=house.works) == ["协办"]


def test_sorting_puts_what_is_missing_last_both_ways(several):
    up = found(several.clerk, sort="reported_at")
    down = found(several.clerk, sort="reported_at", descending=True)

    assert (up[0], down[0]) == ("红灯", "红灯")
    assert found(several.clerk, sort="lead")[-1] == "绿灯"


def test_a_dropped_draft_is_nobody_elses_business(house):
    number = scenes.drafted(house, title="不成熟的想法")
    with begin(house.clerk, now=make.at()) as work:
        tasks.drop_draft(work, task_id=number, version=1)

    for scope in tasks.SCOPES:
        assert found(house.head, scope=scope) == []


def test_internal_items_are_seen_by_their_parties(house):
    scenes.issued(house, title="内部", internal=True)

    assert found(house.head) == ["内部"]
    assert found(house.other_head) == []
    assert found(house.screen) == []


def test_counts_of_lamps_follow_the_filter(several):
    with look(several.clerk, now=make.at(TODAY)) as work:
        whole = tasks.lamps(work)
        works = tasks.lamps(work, wanted=Filter(department_id=several.works, lamp="red"))
        ended = tasks.lamps(work, wanted=Filter(scope="ended"))

    assert (whole.red, whole.yellow, whole.green, whole.grey) == (1, 1, 1, 0)
    assert (works.red, works.green, works.open) == (0, 1, 1)
    assert ended.open == 0


def test_pages_follow_each_other_without_gaps(house):
    fill(house, 120)
    pages = [found(house.clerk, page=page) for page in (1, 2, 3, 4)]

    assert [len(page) for page in pages] == [50, 50, 20, 0]
    assert [title for page in pages for title in page] == [f"第{n}项" for n in range(120)]


def test_beyond_a_thousand_the_count_stops_and_the_pages_go_on(house):
    fill(house, 1120)
    with look(house.clerk, now=make.at(TODAY)) as work:
        first, last, middle = (tasks.listed(work, wanted=Filter(page=page)) for page in (1, 23, 21))

    assert (first.found, first.more, first.pages) == (1000, True, 20)
    assert (len(middle.rows), middle.pages) == (50, 22)
    assert (len(last.rows), last.pages) == (20, 23)


wanted_filters = some.builds(
    Filter,
    scope=some.sampled_from(list(tasks.SCOPES)),
    lamp=some.sampled_from(["", *map(str, tasks.Lamp)]),
    state=some.sampled_from(["", *map(str, tasks.State)]),
    department_id=some.none() | some.integers(1, 10**6),
    part=some.sampled_from(["", "lead", "supporting"]),
    person_id=some.none() | some.integers(1, 10**6),
    source=some.sampled_from(["", "会议议定", "领导批示"]),
    importance=some.sampled_from(["", "ordinary", "key"]),
    urgency=some.sampled_from(["", "normal", "urgent", "express"]),
    due_from=some.none() | some.dates(),
    due_to=some.none() | some.dates(),
    text=some.text(some.characters(codec="utf-8"), max_size=60).map(clean_line),
    sort=some.sampled_from(list(tasks.SORTS)),
    descending=some.booleans(),
    page=some.integers(1, 10**5),
)


@given(wanted=wanted_filters)
@settings(max_examples=300, deadline=None, database=None)
def test_an_address_keeps_the_whole_filter(wanted):
    assert tasks.asked_for(tasks.as_query(wanted)) == wanted


@given(
    query=some.dictionaries(some.sampled_from([one.name for one in fields(Filter)]), some.text(max_size=20))
)
@settings(max_examples=300, deadline=None, database=None)
def test_any_address_is_a_filter(query):
    assert isinstance(tasks.asked_for(query), Filter)


def test_the_plain_list_has_the_plain_address():
    assert tasks.as_query(Filter()) == {}
    assert tasks.as_query(Filter(lamp="red", page=2)) == {"lamp": "red", "page": "2"}


def statements(actor, query) -> int:
    """How often the database is asked."""
    asked = []
    engine = database().reads

    def note(*_arguments: object) -> None:
        asked.append(1)

    event.listen(engine, "before_cursor_execute", note)
    try:
        with look(actor, now=make.at(TODAY)) as work:
            query(work)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(asked)


QUERIES = {
    "listed": lambda work: tasks.listed(work, wanted=Filter()),
    "lamps": lambda work: tasks.lamps(work, wanted=Filter()),
    "department_lamps": tasks.department_lamps,
    "ledger": lambda work: tasks.ledger(work, wanted=Filter()),
    "my_tasks": tasks.my_tasks,
    "decisions": tasks.decisions,
    "waiting": turns.waiting,
    "inbox": notices.inbox,
}


@pytest.mark.parametrize("name", QUERIES)
def test_more_rows_ask_the_database_no_more_often(house, name):
    scenes.applied(house)
    few = statements(house.staff, QUERIES[name])

    for number in range(4):
        scenes.applied(house, title=f"又一项{number}")

    assert 0 < statements(house.staff, QUERIES[name]) <= few + 1
    assert few <= 9


def test_unread_notices_come_first_on_every_page(house):
    for number in range(6):
        scenes.issued(house, title=f"事项{number}")
    with look(house.head, now=make.at()) as work:
        newest = notices.inbox(work)
    with begin(house.head, now=make.at()) as work:
        notices.mark_read(work, notice_ids=[one.id for one in newest[:3]])

    with look(house.head, now=make.at()) as work:
        whole = [one.id for one in notices.inbox(work, size=6)]
        pages = [one.id for page in (1, 2, 3) for one in notices.inbox(work, size=2, page=page)]

    assert whole == [*(one.id for one in newest[3:]), *(one.id for one in newest[:3])]
    assert pages == whole


def test_what_waits_says_for_whom(house):
    deputy = make.person("孙副局长", Role.LEADER, house.bureau)
    scenes.issued(house)
    number = scenes.drafted(house, title="待签发")
    with begin(house.clerk, now=make.at()) as work:
        tasks.ask_sign_off(work, task_id=number, leader_id=house.leader.number)
    standing_in = replace(deputy, stands_in_for=frozenset({house.leader.number}))

    with look(standing_in, now=make.at()) as work:
        [one] = turns.waiting(work)
    with look(house.leader, now=make.at()) as work:
        [own] = turns.waiting(work)

    assert (one.title, one.holder, own.holder) == ("待签发", "赵局长", "")


def test_decisions_say_enough_to_decide(house):
    number = scenes.reported(house)
    with begin(house.staff, now=make.at(4)) as work:
        tasks.ask_extension(work, task_id=number, to_day=make.day(28), reason="材料未到")

    with look(house.director, now=make.at(4)) as work:
        [one] = tasks.decisions(work)

    assert (one.words, one.from_day, one.to_day) == ("材料未到", make.day(21), make.day(28))
    assert isinstance(one.from_day, date)


def test_what_is_recorded_for_a_leader_needs_the_paper(house):
    number = scenes.drafted(house)
    with begin(house.clerk, now=make.at()) as work:
        tasks.ask_sign_off(work, task_id=number, leader_id=house.leader.number)
    recorder = replace(house.clerk, records_for=frozenset({house.leader.number}))

    with look(recorder, now=make.at()) as work:
        [one] = tasks.decisions(work)

    assert one.paper
