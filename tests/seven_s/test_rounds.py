"""A round from its team to its hand-in: taps that come twice, rooms that are not for everybody, holidays."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select, update

from core import notices, seven_s
from core.errors import DomainError
from core.seven_s import TagFacts, teaming
from core.seven_s.refusals import (
    FindingUnfinished,
    ItemElsewhere,
    NotAWorkday,
    OwnArea,
    ReasonNeeded,
    RestrictedArea,
    RoundExists,
    RoundHandedIn,
    RoundUnfinished,
    TeamIncomplete,
)
from core.work import AlreadyDone, begin, look
from db.models import DutyRole, Finding, ItemAnswer, Matter, Turn
from db.session import database
from tests import make
from tests.seven_s.house import all_fine, duties, facts, find, house, sheet, start, tap

# Where nothing depends on the database, one is enough.
one_database = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def test_a_round_from_the_team_to_the_hand_in(office):
    """Nobody's answer is assumed: an area is done once the rest is fine and three items were answered."""
    home = house()
    with begin(home.keeper, now=make.at()) as work:
        with pytest.raises(TeamIncomplete):
            seven_s.start_round(work, day=make.day(), members=home.team[:2], leader_id=home.cadre.number)
        with pytest.raises(NotAWorkday):  # a Saturday
            seven_s.start_round(work, day=make.day(5), members=home.team, leader_id=home.cadre.number)
    round_id = start(home)
    with begin(home.keeper, now=make.at()) as work, pytest.raises(RoundExists):
        seven_s.start_round(work, day=make.day(), members=home.team, leader_id=home.cadre.number)
    first, second, third = (stop.visit_id for stop in sheet(home, round_id).stops)

    tap(home, seven_s.finish_visit, visit_id=first)
    assert not sheet(home, round_id).stops[0].finished  # the three are still open
    all_fine(home, first)
    all_fine(home, second)
    stops = sheet(home, round_id).stops
    assert [stop.finished for stop in stops] == [True, True, False]
    assert [sum(1 for one in stop.said if one.spot) for stop in stops] == [3, 3, 3]

    with begin(home.cadre, now=make.at(0, 11)) as work, pytest.raises(RoundUnfinished):
        seven_s.hand_in(work, round_id=round_id)
    tap(home, seven_s.skip_visit, visit_id=third, reason="房间上锁")
    with begin(home.cadre, now=make.at(0, 11)) as work:
        seven_s.hand_in(work, round_id=round_id)
    with begin(home.clerk, now=make.at(0, 12)) as work, pytest.raises(RoundHandedIn):
        seven_s.finish_visit(work, visit_id=third)
    with look(home.clerk, now=make.at(0, 13)) as work:
        [row] = seven_s.my_rounds(work)
        assert (row.done, row.skipped, row.visits) == (2, 1, 3)


def test_a_tap_that_comes_twice_counts_once(office):
    home = house()
    visit = sheet(home, start(home)).stops[0].visit_id
    number = find(home, visit, "finding-one")
    assert find(home, visit, "finding-one") == number  # the whole finding again, after a lost answer
    with begin(home.clerk, key="tap-1", now=make.at(0, 9)) as work:
        seven_s.finish_visit(work, visit_id=visit)
    with pytest.raises(AlreadyDone), begin(home.clerk, key="tap-1", now=make.at(0, 9)) as work:
        seven_s.finish_visit(work, visit_id=visit)
    with database().reading() as session:
        assert session.scalar(select(func.count(Finding.id))) == 1
        assert session.scalar(select(func.count(Turn.id)).where(Turn.kind == "fix")) == 1


def test_two_inspectors_in_one_area_at_once(office):
    """Both are stored; the first who said that all is fine has finished it, the second changes nothing."""
    home = house(count=1)
    round_id = start(home)
    stop = sheet(home, round_id).stops[0]
    for who in (home.clerk, home.driver):
        for one in stop.said:
            tap(
                home, seven_s.answer_item, who=who, visit_id=stop.visit_id, item_id=one.item_id, answer="fine"
            )
        tap(home, seven_s.finish_visit, who=who, visit_id=stop.visit_id)
    assert sheet(home, round_id).stops[0].finished


def test_what_cannot_be_entered(office):
    home = house()
    stop = sheet(home, start(home)).stops[0]
    visit = {"visit_id": stop.visit_id}
    asked = stop.said[0].item_id
    with look(home.clerk) as work:
        elsewhere = next(
            one.id
            for one in seven_s.items(work)
            if "toilet" in one.area_kinds and "office" not in one.area_kinds
        )
    for refusal, command, values in (
        (ReasonNeeded, seven_s.answer_item, {"item_id": asked, "answer": "na"}),
        (ItemElsewhere, seven_s.answer_item, {"item_id": elsewhere, "answer": "fine"}),
        (ItemElsewhere, seven_s.note_finding, {"key": "k" * 9, "item_id": elsewhere}),
        (ReasonNeeded, seven_s.skip_visit, {"reason": " "}),
    ):
        with pytest.raises(refusal):
            tap(home, command, **visit, **values)
    tap(home, seven_s.note_finding, **visit, key="unworded", item_id=asked)
    with pytest.raises(FindingUnfinished):
        tap(home, seven_s.save_finding, **visit, key="unworded")
    tap(home, seven_s.drop_finding, **visit, key="unworded")
    tap(home, seven_s.answer_item, **visit, item_id=asked, answer="na", reason="本室无此设施")
    assert sheet(home, 1).stops[0].said[0].reason == "本室无此设施"


def test_rooms_for_named_inspectors_and_owners(office):
    people = make.office
    del people
    home = house()
    with begin(home.keeper, now=make.at()) as work:
        secret = seven_s.add_area(
            work, facts=facts("机要室", kind="archive", restricted=True, inspector_ids=[home.driver.number])
        )
        own = seven_s.add_area(work, facts=facts("综合科", owner_person_id=home.clerk.number))
    stops = {stop.area_id: stop for stop in sheet(home, start(home)).stops}
    assert (stops[secret].barred, stops[own].barred) == ("restricted", "own")
    with pytest.raises(RestrictedArea):
        tap(home, seven_s.finish_visit, visit_id=stops[secret].visit_id)
    with pytest.raises(OwnArea):
        tap(home, seven_s.finish_visit, visit_id=stops[own].visit_id)
    tap(home, seven_s.finish_visit, who=home.driver, visit_id=stops[secret].visit_id)


@one_database
def test_what_was_found_in_a_restricted_room_is_not_the_whole_team_s(office):
    """Neither on the sheet nor as a matter: its findings, red tags and tasks are internal."""
    home = house(facts("机要室", kind="archive", restricted=True), facts("一室"))
    with begin(home.keeper, now=make.at()) as work:
        [area] = [one for one in seven_s.areas(work) if one.name == "机要室"]
        named = facts("机要室", kind="archive", restricted=True, inspector_ids=[home.clerk.number])
        seven_s.edit_area(work, area_id=area.id, facts=named, version=area.version)
    round_id = start(home)
    stops = {stop.area_id: stop for stop in sheet(home, round_id).stops}
    for number, item in ((area.id, "S3-02"), (home.areas[1], "S3-01")):
        find(home, stops[number].visit_id, f"dusty-{number}", item=item)
    hung = {}
    for number in home.areas:
        with begin(home.clerk, now=make.at(0, 10)) as work:
            tag = TagFacts(thing="旧柜", quantity=1, place="墙角", reason="久不用")
            hung[number] = seven_s.hang_red_tag(work, area_id=number, facts=tag)
    seen = {stop.area_id: stop for stop in sheet(home, round_id, home.driver).stops}
    assert (seen[area.id].barred, seen[area.id].said, seen[area.id].findings) == ("restricted", (), ())
    assert seen[home.areas[1]].said
    assert len(seen[home.areas[1]].findings) == 1
    assert len({stop.area_id: stop for stop in sheet(home, round_id).stops}[area.id].findings) == 1

    with database().reading() as session:
        found = {one.area_id: one for one in session.scalars(select(Finding))}
    for number in home.areas:
        with begin(home.keeper, now=make.at(0, 11)) as work:
            seven_s.supervise(work, finding_id=found[number].id, version=found[number].version)
    with database().reading() as session:
        matters = session.execute(select(Matter.kind, Matter.title, Matter.internal)).all()
    assert {kind for kind, *_ in matters} == {"finding", "red_tag", "task"}
    assert len(matters) == 6
    assert all(internal == title.startswith("机要室") for _, title, internal in matters)


def test_a_stranger_sees_no_round(office):
    home = house()
    round_id = start(home)
    for who in (home.office.other_staff, home.office.screen):
        with look(who) as work, pytest.raises(DomainError):
            seven_s.walk_sheet(work, round_id=round_id)


def test_an_item_retired_or_reworded_during_a_round_stays_as_it_was_asked(office):
    home = house()
    round_id = start(home)
    before = sheet(home, round_id)
    asked = before.stops[0].said[0].item_id
    key = next(one.key for one in before.items if one.id == asked)
    with begin(home.keeper, now=make.at(0, 9)) as work:
        seven_s.change_item(work, key=key, facts=None)
        worded = seven_s.ItemFacts("sort", "新的说法", area_kinds=["office"], phrases=["说法"])
        seven_s.change_item(work, key="S1-02", facts=worded)
        seven_s.change_item(work, key="S1-06", facts=worded, new_meaning=True)
        shown = {one.key: one.verb for one in seven_s.pending_changes(work)}
        assert shown == {key: "retired", "S1-02": "worded", "S1-06": "meant"}
        assert seven_s.publish(work, note="二版") == 2
    all_fine(home, before.stops[0].visit_id)
    assert sheet(home, round_id).items == before.items
    with look(home.clerk) as work:
        items = {one.key: one for one in seven_s.items(work)}
        assert key not in items
        assert (items["S1-02"].wording, items["S1-02"].revision) == ("新的说法", 1)
        assert (items["S1-06"].wording, items["S1-06"].revision) == ("新的说法", 2)
        [latest, _first] = seven_s.editions(work)
        assert [one.verb for one in latest.changes] == [shown[one.key] for one in latest.changes]


def test_each_item_is_answered_within_a_third_of_its_number_of_visits(office):
    """Through the commands: a day nobody came and an item retired on the way cost nothing."""
    home = house(count=1)
    with look(home.clerk) as work:
        here = [one for one in seven_s.items(work) if "office" in one.area_kinds]
    days = iter(range(100))
    needed = -(-len(here) // 3)
    for visit in range(needed):
        day = next(day for day in days if make.day(day).weekday() < 5)
        round_id = start(home, make.day(day))
        if visit == 2:  # missed: started, nobody answered anything
            day = next(day for day in days if make.day(day).weekday() < 5)
            round_id = start(home, make.day(day))
        if visit == 4:
            with begin(home.keeper, now=make.at(day)) as work:
                seven_s.change_item(work, key="S1-01", facts=None)
                seven_s.publish(work)
        all_fine(home, sheet(home, round_id).stops[0].visit_id, make.at(day, 9))
    with database().reading() as session:
        answered = session.scalars(select(ItemAnswer.item_id).where(ItemAnswer.answer != ""))
        assert {one.id for one in here if one.key != "S1-01"} <= set(answered)


def test_a_round_after_midnight_and_taps_from_a_phone_without_a_net_belong_to_its_day(office):
    home = house(count=1)
    visit = sheet(home, start(home)).stops[0].visit_id
    tapped = make.at(0, 23, 50)
    number = find(home, visit, "late-night", at=make.at(1, 0, 30))
    with begin(home.clerk, now=make.at(1, 0, 31)) as work:
        seven_s.arrive(work, visit_id=visit, at=tapped)
        assert work.session.get_one(Finding, number).day == make.day(0)
    with begin(home.clerk, now=make.at(1, 0, 31)) as work:
        seven_s.finish_visit(work, visit_id=visit, at=make.at(1, 0, 31) + timedelta(days=3))  # a wrong clock
    all_fine(home, visit, make.at(1, 0, 40))
    with look(home.keeper, now=make.at(1, 10)) as work:
        [one] = seven_s.schedule(work, first=make.day(), last=make.day(), kinds=["daily"]).planned
        assert one.standing == "done_late"


def test_the_schedule_says_what_was_missed_and_what_was_excused(office):
    home = house(count=2)
    all_fine(home, sheet(home, start(home)).stops[0].visit_id)
    with begin(home.keeper, now=make.at(1, 9)) as work:
        seven_s.excuse(
            work,
            kind="daily",
            area_id=home.areas[1],
            first_day=make.day(1),
            last_day=make.day(1),
            reason="装修",
        )
        planned = seven_s.schedule(work, first=make.day(0), last=make.day(1), kinds=["daily"]).planned
        assert [one.standing for one in planned] == ["done", "missed", "due", "excused"]
        mutual = seven_s.schedule(work, first=make.day(0), last=make.day(6), kinds=["mutual"]).planned
        assert {one.day for one in mutual} == {make.day(4)}
        assert home.office.finance not in {one.partner_id for one in mutual}


def test_self_checks_by_the_owner_and_mutual_checks_by_others(office):
    home = house(count=2)
    with begin(home.owner, now=make.at(0, 8)) as work:
        round_id = seven_s.start_self_check(work, area_id=home.areas[0])
        assert seven_s.start_self_check(work, area_id=home.areas[0]) == round_id
    with begin(home.office.other_staff, now=make.at()) as work, pytest.raises(DomainError):
        seven_s.start_self_check(work, area_id=home.areas[0])
    stop = sheet(home, round_id, home.owner).stops[0]
    tap(home, seven_s.finish_visit, who=home.owner, visit_id=stop.visit_id)
    with begin(home.keeper, now=make.at()) as work:
        with pytest.raises(DomainError):  # somebody of the same department
            seven_s.start_mutual_check(
                work, day=make.day(), inspector_id=home.office.head.number, area_ids=home.areas
            )
        seven_s.start_mutual_check(
            work, day=make.day(), inspector_id=home.office.other_head.number, area_ids=home.areas
        )


def test_the_round_begins_by_itself_with_the_team_of_the_published_roster(office, monkeypatch):
    """Once, on a workday; what is not published, or names only two, starts nothing."""
    home = house(count=2)
    day = make.day()
    with begin(home.keeper, now=make.at(0, 7)) as work:
        duties(work.session, make.day(1), home.team, by=home.keeper, published=False)
        assert seven_s.roster_team(work, day=make.day(1)) == []
    with begin(home.keeper, now=make.at(0, 7)) as work:
        work.session.execute(update(DutyRole).values(name=DutyRole.name + "·旧"))
        duties(work.session, day, home.team[::-1], by=home.keeper)
        assert seven_s.roster_team(work, day=day) == home.team

    def morning(at):
        monkeypatch.setattr(teaming, "begin", partial(begin, now=at))
        return teaming.morning()

    assert "started" in morning(make.at(0, 7, 30))
    assert morning(make.at(0, 7, 31)) == "nothing to start"
    with look(home.driver, now=make.at(0, 8)) as work:
        [one] = seven_s.my_rounds(work)
        assert (one.day, one.leader_id, one.visits) == (day, home.cadre.number, 2)
        assert [line.kind for line in notices.inbox(work)] == ["round_assigned"]
    assert morning(make.at(1, 7, 30)) == "nothing to start"  # the draft of tomorrow is nobody's order
    with begin(home.keeper, now=make.at(1, 8)) as work, pytest.raises(TeamIncomplete):
        seven_s.start_from_roster(work, day=make.day(1))


@one_database
def test_an_excuse_is_listed_until_it_is_over_or_withdrawn(office):
    home = house(count=1)
    given = {"kind": "daily", "area_id": None, "reason": "放假"}
    with begin(home.keeper, now=make.at(0, 8)) as work:
        number = seven_s.excuse(work, first_day=make.day(1), last_day=make.day(2), **given)
    with begin(home.keeper, now=make.at(2, 8)) as work:
        [one] = seven_s.excuses(work, since=work.today)
        assert (one.id, one.approved_by, one.last_day) == (number, home.keeper.name, make.day(2))
        assert seven_s.excuses(work, since=make.day(3)) == []
        seven_s.withdraw_excuse(work, excuse_id=number)
        assert seven_s.excuses(work, since=work.today) == []
