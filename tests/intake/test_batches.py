"""Taking an import back: all of it while nothing has moved on, and else nothing, saying what moved."""

from datetime import date

import pytest
from sqlalchemy import select

from core import intake, tasks
from core.intake.batches import MovedOn, UndoneAlready
from core.intake.known import load
from core.policy import NotYours
from core.tasks import Facts, Progress, Support
from core.work import begin, look
from db.models import BatchItem, Matter
from db.session import database
from tests import make
from tests.intake.conftest import BLANK, commit, excel, undo

TWO = excel(("修订财务制度", "财务部", *BLANK), ("更换电梯", "后勤部", *BLANK))
CHANGE = ("编号", "事项", "完成标准", "完成时限", "紧急程度")


def states() -> dict[str, str]:
    with database().reading() as session:
        return {one.title: one.state for one in session.scalars(select(Matter).order_by(Matter.id))}


def standing(who, task_id: int) -> Facts:
    with look(who, now=make.at()) as work:
        [known] = load(work, ids=[task_id])
        return known.facts


def number_of(task_id: int) -> str:
    with database().reading() as session:
        return session.get_one(Matter, task_id).number or f"#{task_id}"


def change(house, task_id: int, *cells: object, **confirmed: object) -> int:
    """Bring in one row that changes this item."""
    content = excel((number_of(task_id), *cells), headings=CHANGE)
    return commit(house.director, content, update=True, **confirmed)


def test_drafts_of_an_import_are_dropped(house):
    batch = commit(house.clerk, TWO)

    undo(house.clerk, batch)

    assert set(states().values()) == {"cancelled"}
    with look(house.clerk, now=make.at()) as work:
        [row] = intake.batches(work)
        assert (row.added, row.changed, row.undone_at) == (2, 0, make.at())


def test_changes_of_an_import_are_put_back(house):
    issued = make.task(house, supporting=[Support(house.works, "提供数据", make.day(20))])
    draft = make.draft(house, title="更换电梯")
    before = standing(house.director, issued), standing(house.director, draft)
    content = excel(
        (number_of(issued), "", "印发并培训", date(2026, 5, 29), "特急"),
        (f"#{draft}", "更换三部电梯", "", "", ""),
        ("", "新增事项", "", "", ""),
        headings=CHANGE,
    )
    batch = commit(house.director, content, update=True, reason="统一调整")
    assert standing(house.director, issued) != before[0]

    undo(house.director, batch)

    assert (standing(house.director, issued), standing(house.director, draft)) == before
    assert states()["新增事项"] == "cancelled"


def test_what_others_changed_beside_it_stays(house):
    issued = make.task(house)
    batch = change(house, issued, "", "印发并培训")
    with begin(house.clerk, now=make.at()) as work:
        [known] = load(work, ids=[issued])
        values = {name: getattr(known.facts, name) for name in known.facts.__slots__}
        newer = Facts(**{**values, "background": "补充背景"})
        tasks.edit(work, task_id=issued, facts=newer, version=known.version)

    undo(house.director, batch)

    facts = standing(house.director, issued)
    assert (facts.standard, facts.background) == ("制度印发执行", "补充背景")


def test_a_report_since_does_not_stand_in_the_way(house):
    issued = make.task(house)
    batch = change(house, issued, "", "印发并培训")
    with begin(house.staff, now=make.at(0, 12)) as work:
        tasks.report(work, task_id=issued, progress=Progress(percent=30, text="已起草"))

    undo(house.director, batch)

    assert standing(house.director, issued).standard == "制度印发执行"


def test_what_moved_on_is_named_and_nothing_is_undone(house):
    batch = commit(house.clerk, TWO)
    with begin(house.clerk, now=make.at()) as work:
        number = work.session.scalar(select(Matter.id).where(Matter.title == "更换电梯"))
        facts = Facts(title="更换电梯", lead_department_id=house.works, standard="换好", form="其他")
        tasks.edit_draft(work, task_id=number, facts=facts, version=1)

    with pytest.raises(MovedOn, match="更换电梯") as refusal:
        undo(house.clerk, batch)

    assert "修订财务制度" not in str(refusal.value)
    assert set(states().values()) == {"draft"}


def test_a_changed_field_that_was_changed_again_is_not_put_back(house):
    issued = make.task(house)
    batch = change(house, issued, "", "印发并培训")
    change(house, issued, "", "只印发")

    with pytest.raises(MovedOn, match="督办"):
        undo(house.director, batch)
    assert standing(house.director, issued).standard == "只印发"


def test_an_item_that_ended_is_not_put_back(house):
    issued = make.task(house)
    batch = change(house, issued, "", "印发并培训")
    with begin(house.director, now=make.at()) as work:
        tasks.cancel(work, task_id=issued, reason="不再需要")

    with pytest.raises(MovedOn):
        undo(house.director, batch)


def test_a_day_that_has_passed_is_not_put_back(house):
    issued = make.task(house, due_day=make.day(3))
    batch = change(house, issued, "", "", make.day(30), reason="推迟")

    with pytest.raises(MovedOn), begin(house.director, now=make.at(10)) as work:
        intake.undo(work, batch_id=batch)


def test_an_import_is_undone_once_and_by_whom_it_is(house):
    batch = commit(house.clerk, TWO)
    for who in (house.director, house.staff):
        with pytest.raises(NotYours):
            undo(who, batch)
    with look(house.director, now=make.at()) as work:
        assert intake.batches(work) == []

    undo(house.clerk, batch)

    with pytest.raises(UndoneAlready):
        undo(house.clerk, batch)


def test_what_an_import_changed_is_kept_field_by_field(house):
    issued = make.task(house)
    batch = change(house, issued, "", "印发并培训")

    with database().reading() as session:
        [item] = session.scalars(select(BatchItem).where(BatchItem.batch_id == batch))
        assert item.changes == {"standard": ["制度印发执行", "印发并培训"]}
