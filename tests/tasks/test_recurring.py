"""Templates with a rhythm draft themselves: once, on workdays, whatever was reorganised since."""

from datetime import date

import pytest

from core import notices, tasks
from core.actor import SYSTEM
from core.tasks import Filter, Rhythm, Support
from core.tasks.recurring import following
from core.work import begin, look
from db.models import Department
from db.session import database
from tests import make
from tests.tasks import scenes


def template(house, *, rhythm="weekly", next_day=None, **facts) -> int:
    with begin(house.clerk, now=make.at()) as work:
        return tasks.save_template(
            work,
            name="周例会",
            facts=scenes.facts(house, due_day=None, **facts),
            days_to_due=10,
            rhythm=rhythm,
            next_day=next_day or make.day(7),
        )


def draft_on(day: int | date) -> int:
    with begin(SYSTEM, now=make.at(day)) as work:
        return tasks.draft_recurring(work)


def drafts(house) -> list[tasks.Row]:
    with look(house.clerk, now=make.at()) as work:
        return tasks.listed(work, wanted=Filter(scope="drafts")).rows


def test_it_is_drafted_on_its_day_and_only_once(house):
    template(house)

    assert [draft_on(day) for day in (4, 7, 7, 8, 11, 14)] == [0, 1, 0, 0, 0, 1]
    assert len(drafts(house)) == 2


def test_a_day_of_rest_is_drafted_for_on_the_last_workday_before(house):
    template(house, rhythm="monthly", next_day=make.day(13))  # Sunday 15 March

    assert draft_on(10) == 0
    assert draft_on(11) == 1
    [draft] = drafts(house)
    assert draft.due_day == make.day(21)


def test_missed_days_are_caught_up_with_one_draft(house):
    template(house)

    assert draft_on(30) == 1
    assert draft_on(30) == 0


def test_those_who_issue_it_are_told(house):
    template(house)
    draft_on(7)

    with look(house.director, now=make.at(7)) as work:
        assert [one.kind for one in notices.inbox(work)] == ["drafted"]


def test_it_comes_although_its_department_was_closed(house):
    template(house, supporting=[Support(house.works, "提供数据")])
    with database().writing() as session:
        session.get_one(Department, house.finance).closed_at = make.at()

    assert draft_on(7) == 1
    [draft] = drafts(house)
    assert (draft.title, draft.lead) == ("完成全市调研报告", "")


def test_days_of_supporting_departments_are_not_copied(house):
    number = template(house, supporting=[Support(house.works, "提供数据", make.day(1))])
    with begin(house.clerk, now=make.at(40)) as work:
        task_id = tasks.draft_from_template(work, template_id=number)

    with look(house.clerk, now=make.at(40)) as work:
        [part] = tasks.papers(work, task_id=task_id).parts
    assert part.due_day is None


@pytest.mark.parametrize(
    ("day", "rhythm", "of_month", "after"),
    [
        (date(2026, 1, 31), Rhythm.MONTHLY, 31, date(2026, 2, 28)),
        (date(2026, 2, 28), Rhythm.MONTHLY, 31, date(2026, 3, 31)),
        (date(2026, 2, 28), Rhythm.MONTHLY, 28, date(2026, 3, 28)),
        (date(2026, 11, 30), Rhythm.QUARTERLY, 30, date(2027, 2, 28)),
        (date(2024, 2, 29), Rhythm.YEARLY, 29, date(2025, 2, 28)),
        (date(2027, 2, 28), Rhythm.YEARLY, 29, date(2028, 2, 29)),
        (date(2026, 12, 28), Rhythm.WEEKLY, 28, date(2027, 1, 4)),
    ],
)
def test_the_day_of_the_month_comes_back(day, rhythm, of_month, after):
    assert following(day, rhythm, of_month) == after
