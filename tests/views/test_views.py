"""Views: kept by a person, shared by the supervising side, opened by whoever may."""

import pytest

from core import people, tasks, views
from core.policy import NotYours
from core.tasks import Filter
from core.text import TextMissing
from core.work import SomebodyWasFaster, begin, look
from db.models import Department
from tests import make


@pytest.fixture
def house(office):
    return make.office()


def save(actor, name="财务逾期", **wanted):
    with begin(actor) as work:
        return views.save_view(work, name=name, wanted=Filter(**wanted))


def share(actor, view_id):
    with begin(actor) as work:
        views.share_view(work, view_id=view_id)


def opened(actor, view_id):
    with look(actor) as work:
        return views.opened(work, view_id=view_id)


def names(actor):
    with look(actor) as work:
        return [(one.name, one.mine, one.shared) for one in views.views(work)]


def titles(actor, wanted, day=1):
    with look(actor, now=make.at(day)) as work:
        return [row.title for row in tasks.listed(work, wanted=wanted).rows]


def built_in(actor, key, day=1):
    with look(actor, now=make.at(day)) as work:
        return next(one.wanted for one in views.built_in(work) if one.key == key)


def test_a_view_brings_back_the_filter_it_was_saved_with(house):
    wanted = {"lamp": "red", "department_id": house.finance, "due_to": make.day(9), "text": "100%_"}
    number = save(house.clerk, **wanted, page=7, descending=True)

    assert opened(house.clerk, number).wanted == Filter(**wanted, descending=True)
    assert opened(house.clerk, number).lost is None


def test_a_private_view_is_not_there_for_others(house):
    number = save(house.clerk)

    for command in (views.drop_view, views.share_view, views.unshare_view):
        with pytest.raises((views.ViewGone, NotYours)), begin(house.director) as work:
            command(work, view_id=number)
    with pytest.raises(views.ViewGone):
        opened(house.director, number)
    assert names(house.head) == []


def test_the_supervising_side_shares_with_the_office(house):
    number = save(house.clerk)
    save(house.staff, "我的")
    share(house.clerk, number)

    assert names(house.staff) == [("我的", True, False), ("财务逾期", False, True)]
    assert opened(house.staff, number).view.by == "林晓"
    with begin(house.director) as work:
        views.unshare_view(work, view_id=number)
    assert names(house.staff) == [("我的", True, False)]


def test_a_head_shares_nothing(house):
    number = save(house.head)

    with pytest.raises(NotYours):
        share(house.head, number)


def test_two_views_of_one_person_have_two_names(house):
    number = save(house.clerk, "甲")
    save(house.staff, "甲")

    with pytest.raises(views.NameTaken):
        save(house.clerk, " 甲 ")
    with pytest.raises(TextMissing):
        save(house.clerk, "\u200b")
    with begin(house.clerk) as work:
        views.change_view(work, view_id=number, version=1, name="甲", wanted=Filter(scope="all"))
    assert opened(house.clerk, number).wanted == Filter(scope="all")


def test_the_second_of_two_who_change_a_view_is_told(house):
    number = save(house.clerk)
    with begin(house.clerk) as work:
        views.change_view(work, view_id=number, version=1, name="乙")

    with pytest.raises(SomebodyWasFaster), begin(house.clerk) as work:
        views.change_view(work, view_id=number, version=1, name="丙")


def test_nobody_keeps_more_than_can_be_looked_through(house, monkeypatch):
    monkeypatch.setattr("core.views.keeping.MOST", 2)
    save(house.clerk, "一")
    save(house.clerk, "二")

    with pytest.raises(views.TooManyViews):
        save(house.clerk, "三")


def test_a_view_whose_department_was_dissolved_says_so_and_shows_the_rest(house):
    team = make.department("临时专班")
    make.task(house, title="财务部的事项")
    number = save(house.clerk, department_id=team, part="lead", text="事项")
    with begin(house.admin, now=make.at(1)) as work:
        version = work.session.get_one(Department, team).version
        people.close_department(work, department_id=team, version=version)

    found = opened(house.clerk, number)

    assert (found.lost.department, found.lost.since) == ("临时专班", make.at(1))
    assert found.asked.department_id == team
    assert found.wanted == Filter(text="事项")
    assert titles(house.clerk, found.wanted) == ["财务部的事项"]


def test_a_view_that_another_version_wrote_still_opens(house):
    number = save(house.clerk)
    with begin(house.clerk) as work:
        work.session.get_one(views.keeping.SavedView, number).query = {
            "lamp": "purple",
            "scope": 7,
            "due_to": [],
            "text": "安全",
        }

    assert opened(house.clerk, number).wanted == Filter(text="安全")


def test_the_built_in_views_are_about_me_and_about_today(house):
    make.task(house, title="张敏承办", due_day=make.day(4))
    make.task(house, title="下周到期", due_day=make.day(7))
    handled = built_in(house.staff, "mine")

    assert titles(house.staff, handled) == ["张敏承办", "下周到期"]
    assert titles(house.head, built_in(house.head, "mine")) == []
    assert titles(house.head, built_in(house.head, "department")) == ["张敏承办", "下周到期"]
    assert titles(house.other_head, built_in(house.other_head, "department")) == []
    assert titles(house.clerk, built_in(house.clerk, "week")) == ["张敏承办"]
    assert titles(house.clerk, built_in(house.clerk, "week", day=8)) == ["下周到期"]


def test_to_sign_and_to_check_show_what_waits_for_the_reader(house):
    signed = make.task(house, title="已签收")
    draft = make.draft(house, title="待签收")
    with begin(house.director, now=make.at()) as work:
        tasks.issue(work, task_id=draft, version=1)

    assert titles(house.head, built_in(house.head, "sign")) == ["待签收"]
    assert titles(house.other_head, built_in(house.other_head, "sign")) == []
    assert titles(house.clerk, built_in(house.clerk, "check")) == []
    with begin(house.head, now=make.at(1)) as work:
        tasks.apply_to_close(work, task_id=signed, summary="已印发")
    assert titles(house.clerk, built_in(house.clerk, "check")) == ["已签收"]
    assert titles(house.head, built_in(house.head, "check")) == []
