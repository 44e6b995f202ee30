"""What stands on the wall: counts, lists, departments; nothing internal, at no cost by the archive."""

from sqlalchemy import event, update

from core import tasks, wall
from core.i18n import N_
from core.policy import POLICY, rule
from core.tasks import Lamp
from core.wall import WIDGETS, Fact, Facts, Lamps, Rows, Widget
from core.work import begin
from db.models import Matter
from db.session import database
from tests import make
from tests.wall.conftest import hangs, listed, numbers


def change(task_id: int, **columns: object) -> None:
    with database().writing() as session:
        session.execute(update(Matter).where(Matter.id == task_id).values(**columns))


def hung(house: make.Office, title: str, due: int) -> int:
    """A task in work whose due day may have passed."""
    task_id = make.task(house, title=title)
    change(task_id, due_day=make.day(due))
    return task_id


def test_counts_and_lists_say_what_is_open_near_lagging_overdue_and_done(house):
    """Day 1 is a Tuesday; what lags and is near stands under both, what is overdue under neither."""
    hung(house, "早已逾期", -4)
    late = hung(house, "昨天到期", 0)
    near = hung(house, "明天到期", 2)
    hung(house, "本周日到期", 6)
    slow = hung(house, "进度滞后", 30)
    waiting = hung(house, "暂停", 3)
    done = hung(house, "办结", 9)
    before = hung(house, "上月办结", 9)
    change(near, lagging=True)
    change(slow, lagging=True)
    change(late, lagging=True)
    change(waiting, state="paused")
    change(done, state="closed", closed_at=make.at(0))
    change(before, state="closed", closed_at=make.at(-2))

    shown = hangs(make.at(1))

    assert numbers(shown) == {"open": 6, "near": 1, "lagging": 2, "overdue": 2, "closed": 1}
    assert listed(shown, "overdue") == [("早已逾期", "财务部", -5), ("昨天到期", "财务部", -1)]
    assert listed(shown, "week") == [("明天到期", "财务部", 1), ("本周日到期", "财务部", 5)]
    departments = shown.panels["departments"]
    assert isinstance(departments, Lamps)
    [finance] = departments.rows
    assert (finance.red, finance.yellow, finance.green, finance.grey) == (2, 2, 1, 1)


def test_tomorrow_the_same_data_reads_differently(house):
    hung(house, "周三到期", 2)
    assert listed(hangs(make.at(2, hour=23)), "week") == [("周三到期", "财务部", 0)]
    after_midnight = hangs(make.at(3, hour=0, minute=1))
    assert listed(after_midnight, "week") == []
    assert listed(after_midnight, "overdue") == [("周三到期", "财务部", -1)]


def test_nothing_internal_and_nothing_unissued_ever_hangs_there(house):
    secret = hung(house, "内部事项", -4)
    change(make.draft(house, title="尚未下达"), due_day=make.day(-4))
    dropped = hung(house, "内部办结", -4)
    change(secret, internal=True)
    change(dropped, internal=True, state="closed", closed_at=make.at(0))

    shown = hangs(make.at(1))

    assert "内部" not in repr(shown.panels)
    assert "尚未下达" not in repr(shown.panels)
    assert set(numbers(shown).values()) == {0}
    change(secret, internal=False)
    assert numbers(hangs(make.at(1)))["overdue"] == 1


def test_a_long_list_is_bounded_and_says_how_many_there_are(house):
    with database().writing() as session:
        for n in range(70):
            session.add(
                Matter(
                    title=f"逾期 {n}",
                    state="working",
                    lead_department_id=house.works,
                    supervising_department_id=house.bureau,
                    created_by=house.clerk.number,
                    created_at=make.at(),
                    issued_at=make.at(),
                    due_day=make.day(-1),
                )
            )
    overdue = hangs(make.at(1)).panels["overdue"]
    assert isinstance(overdue, Rows)
    assert (overdue.total, len(overdue.rows)) == (70, 60)
    assert all(one.lamp is Lamp.RED for one in overdue.rows)


def test_the_number_of_queries_does_not_grow_with_what_hangs_there(house):
    def asked() -> int:
        said: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            said.append(statement)

        engine = database().reads
        event.listen(engine, "before_cursor_execute", note)
        hangs(make.at(1))
        event.remove(engine, "before_cursor_execute", note)
        return len(said)

    few = asked()
    for n in range(4):
        hung(house, f"事项{n}", n - 3)
    assert 0 < asked() <= few <= 30


def test_a_widget_joins_by_one_line_and_stays_away_where_the_screen_may_not_ask(house, monkeypatch):
    monkeypatch.setitem(POLICY, "tests.open", rule(none=frozenset({house.screen.role})))
    monkeypatch.setitem(POLICY, "tests.closed", rule(none=frozenset({house.admin.role})))

    def duty(_work: object) -> Facts:
        return Facts((Fact("leader", N_("Leader"), "赵局长"),), N_("Nobody is away."))

    for name, needs in (("open-one", "tests.open"), ("closed-one", "tests.closed")):
        monkeypatch.setitem(WIDGETS, name, Widget(name, N_("Leader"), needs, duty))
    assert "赵局长" in repr(hangs().panels["open-one"])
    assert "closed-one" not in hangs().panels


def test_while_the_database_is_away_there_is_no_snapshot_and_no_lie(house, monkeypatch):
    assert wall.latest() is not None
    assert wall.answers()
    with begin(house.clerk) as work:
        tasks.draft(work, facts=tasks.Facts(title="新的事项"))
    latest = wall.latest()
    assert latest is not None
    assert latest.number > 0
    monkeypatch.setattr(wall.moment, "look", away)
    monkeypatch.setattr(wall.moment.pulse, "now", away)
    assert wall.latest() is None
    assert not wall.answers()


def away(*_arguments: object) -> None:
    raise wall.moment.DBAPIError("select 1", {}, ConnectionRefusedError())
