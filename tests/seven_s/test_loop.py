"""What follows a finding: fixed, verified by somebody else, objected to; what the system finds."""

import pytest
from sqlalchemy import select

from core import files, notices, seven_s, tasks, turns
from core.errors import DomainError, NotPermitted
from core.seven_s import Asked, FindingState, Severity, TagFacts
from core.seven_s.refusals import (
    FindingSettled,
    ObjectionTooLate,
    PhotoForbidden,
    PhotoNeeded,
    TagUndecided,
    VerifiedBySelf,
)
from core.work import begin, look
from db.models import Finding, Matter, Turn
from tests import make
from tests.seven_s.house import all_fine, facts, find, house, photo, sheet, start, tap

# Where nothing depends on the database, one is enough.
one_database = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def one(home, who, number, at=None):
    with look(who, now=at or make.at(0, 12)) as work:
        return seven_s.finding(work, finding_id=number)


def version(home, number):
    return one(home, home.keeper, number).row.version


def test_fixed_by_the_owner_with_a_photo_and_verified_by_somebody_else(office):
    """And once given back: the day moves on, the round goes up, and only then it is done with."""
    home = house()
    number = find(home, sheet(home, start(home)).stops[0].visit_id, "dirty-floor")
    shown = one(home, home.owner, number)
    assert (shown.row.state, shown.row.due_day) == (FindingState.OPEN, make.day(7))  # slight: 5 workdays
    assert "fix" in shown.moves
    with look(home.owner, now=make.at(0, 12)) as work:
        assert [line.kind for line in notices.inbox(work)] == ["finding_made"]
        [waits] = turns.waiting(work)
        assert (waits.kind, waits.due_day) == ("fix", make.day(7))

    def fix(at):
        with begin(home.owner, now=at) as work:
            seven_s.fix(work, finding_id=number, note="已拖净", version=version(home, number))

    with pytest.raises(PhotoNeeded):
        fix(make.at(1, 9))
    photo(home.owner, "fix", number, "after-photo-1", make.at(1, 9))
    fix(make.at(1, 10))
    assert one(home, home.clerk, number).row.state == FindingState.FIXED
    with begin(home.owner, now=make.at(1, 11)) as work, pytest.raises(DomainError):
        seven_s.verify(work, finding_id=number, accepted=True, version=version(home, number))
    with begin(home.clerk, now=make.at(7, 11)) as work:
        seven_s.verify(
            work, finding_id=number, accepted=False, reason="仍有水渍", version=version(home, number)
        )
    again = one(home, home.owner, number)
    assert (again.row.state, again.row.due_day, again.returned) == (FindingState.OPEN, make.day(8), 1)
    with pytest.raises(PhotoNeeded):  # the photo of the first time does not count again
        fix(make.at(8, 9))
    photo(home.owner, "fix", number, "after-photo-2", make.at(8, 9), seed=9)
    fix(make.at(8, 10))
    with begin(home.clerk, now=make.at(8, 11)) as work:
        seven_s.verify(work, finding_id=number, accepted=True, version=version(home, number))
    with look(home.owner, now=make.at(8, 12)) as work:
        assert seven_s.finding(work, finding_id=number).row.state == FindingState.CLOSED
        assert turns.waiting(work) == []


@one_database
def test_nobody_verifies_the_own_repair_whatever_they_are_charged_with(office):
    home = house()
    number = find(home, sheet(home, start(home)).stops[0].visit_id, "own-repair")
    photo(home.keeper, "fix", number, "after-by-keeper", make.at(1, 9))
    with begin(home.keeper, now=make.at(1, 10)) as work:
        seven_s.fix(work, finding_id=number, version=version(home, number))
    with begin(home.keeper, now=make.at(1, 11)) as work, pytest.raises(VerifiedBySelf):
        seven_s.verify(work, finding_id=number, accepted=True, version=version(home, number))


@one_database
def test_an_area_without_an_owner_is_the_office_s_to_fix(office):
    home = house(facts("无主走廊", kind="corridor"))
    number = find(home, sheet(home, start(home)).stops[0].visit_id, "ownerless")
    with look(home.office.director, now=make.at(0, 12)) as work:
        assert [waits.kind for waits in turns.waiting(work)] == ["fix"]
        assert "fix" in seven_s.finding(work, finding_id=number).moves


@pytest.mark.parametrize(("severity", "due"), [("L1", 7), ("L2", 3), ("L3", 1), ("V", 0)])
@one_database
def test_the_deadline_follows_the_severity_in_workdays(office, severity, due):
    home = house(count=1)
    number = find(home, sheet(home, start(home)).stops[0].visit_id, "deadline", severity=severity)
    assert one(home, home.keeper, number).row.due_day == make.day(due)


@one_database
def test_what_is_classified_is_never_photographed(office):
    home = house(facts("机要室", kind="archive", restricted=True))
    with begin(home.keeper, now=make.at()) as work:
        area = seven_s.areas(work)[0]
        named = facts("机要室", kind="archive", restricted=True, inspector_ids=[home.clerk.number])
        seven_s.edit_area(work, area_id=area.id, facts=named, version=area.version)
    visit = sheet(home, start(home)).stops[0].visit_id
    number = find(home, visit, "classified", item="S6-06")
    with pytest.raises(PhotoForbidden):
        photo(home.clerk, "finding", number, "classified-photo", make.at(0, 9))
    other = find(home, visit, "dusty-shelf", item="S3-02")
    kept = photo(home.clerk, "finding", other, "dusty-photo", make.at(0, 9))
    # A restricted room: neither the leaders nor the rest of the team see the finding or its photo.
    for who in (home.office.leader, home.driver, home.office.other_staff, home.office.screen):
        with look(who) as work:
            for look_at in (
                lambda work=work: seven_s.finding(work, finding_id=other),
                lambda work=work: files.read(work, kept),
            ):
                with pytest.raises(DomainError):
                    look_at()
    with look(home.keeper) as work:
        assert files.read(work, kept)[0].id == kept


def test_the_owner_objects_and_the_leader_of_the_team_decides(office):
    home = house()
    visits = [stop.visit_id for stop in sheet(home, start(home)).stops]
    wrong, right = find(home, visits[0], "wrong-one"), find(home, visits[1], "right-one", path="onsite")
    for number in (wrong, right):
        with begin(home.owner, now=make.at(0, 14)) as work:
            seven_s.raise_objection(work, finding_id=number, reason="当时正在清扫")
    with begin(home.clerk, now=make.at(0, 15)) as work, pytest.raises(NotPermitted):
        seven_s.decide_objection(work, finding_id=wrong, accepted=True)
    with begin(home.cadre, now=make.at(0, 15)) as work:
        seven_s.decide_objection(work, finding_id=wrong, accepted=True)
        seven_s.decide_objection(work, finding_id=right, accepted=False, answer="照片清楚")
    assert one(home, home.owner, wrong).row.state == FindingState.VOID
    shown = one(home, home.owner, right)
    assert (shown.row.state, shown.objection.answer) == (FindingState.CLOSED, "照片清楚")
    with look(home.owner, now=make.at(0, 16)) as work:
        assert turns.waiting(work) == []
    late = find(home, visits[2], "too-late")
    with begin(home.owner, now=make.at(7, 9)) as work, pytest.raises(ObjectionTooLate):
        seven_s.raise_objection(work, finding_id=late, reason="晚了")


@one_database
def test_a_finding_becomes_a_supervised_task_and_follows_it(office):
    home = house()
    number = find(home, sheet(home, start(home)).stops[0].visit_id, "to-supervise")
    with begin(home.office.director, now=make.at(0, 14)) as work:
        made = seven_s.supervise(work, finding_id=number, version=version(home, number))
    assert made.number
    with begin(home.office.director, now=make.at(0, 15)) as work, pytest.raises(FindingSettled):
        seven_s.supervise(work, finding_id=number, version=version(home, number))
    with look(home.owner, now=make.at(0, 15)) as work:
        assert [waits.kind for waits in turns.waiting(work)] == []  # the finding's own turn has ended
        assert seven_s.finding(work, finding_id=number).row.state == FindingState.SUPERVISED
    with begin(home.office.head, now=make.at(1, 9)) as work:
        assert work.session.get_one(Matter, made.task_id).source == "7S问题"
        tasks.sign_for(work, task_id=made.task_id, handler_id=home.owner.number)
    photo(home.owner, "task", made.task_id, "task-photo", make.at(1, 9, 30))
    with begin(home.office.head, now=make.at(1, 10)) as work:
        tasks.apply_to_close(work, task_id=made.task_id, summary="已整改")
    with begin(home.office.clerk, now=make.at(1, 11)) as work:
        tasks.accept(work, task_id=made.task_id)
    assert one(home, home.owner, number).row.state == FindingState.CLOSED


def test_repeats_are_counted_and_an_item_failing_in_three_areas_becomes_one_task(office):
    home = house(count=3)
    for place, day in enumerate((0, 1, 2)):
        visits = [stop.visit_id for stop in sheet(home, start(home, make.day(day))).stops]
        find(home, visits[0], f"again-{day}", at=make.at(day, 9))
        if place:
            find(home, visits[place], f"elsewhere-{day}", at=make.at(day, 9))
    with look(home.keeper, now=make.at(2, 12)) as work:
        listed = seven_s.findings(work, asked=Asked(area_id=home.areas[0])).rows
        assert [row.repeats for row in listed] == [2, 1, 0]
    with begin(home.keeper, now=make.at(2, 18)) as work:
        [task] = seven_s.find_shared_faults(work)
        assert seven_s.find_shared_faults(work) == []
        assert work.session.get_one(Matter, task).title.startswith("7S共性问题")


def test_what_is_late_climbs_once_a_step(office):
    home = house()
    number = find(home, sheet(home, start(home)).stops[0].visit_id, "climbing", severity=Severity.SERIOUS)
    told = []
    for day in range(8):
        with begin(home.keeper, now=make.at(day, 7)) as work:
            seven_s.escalate(work)
            seven_s.escalate(work)
    for who in (home.owner, home.office.head, home.office.leader, home.office.director):
        with look(who) as work:
            told.append(sum(1 for line in notices.inbox(work) if line.kind == "finding_late"))
    assert told == [1, 1, 1, 1]
    assert one(home, home.keeper, number, make.at(7, 12)).row.overdue


@one_database
def test_a_red_tag_from_hanging_to_taking_off(office):
    home = house()
    with begin(home.clerk, now=make.at()) as work:
        tag = seven_s.hang_red_tag(
            work, area_id=home.areas[0], facts=TagFacts("旧打印机", "闲置一年", place="窗边")
        )
    with look(home.owner, now=make.at(0, 12)) as work:
        [row] = seven_s.red_tags(work)
        assert (row.due_day, row.mine) == (make.day(7), True)
        assert [waits.kind for waits in turns.waiting(work)] == ["fix"]
    with begin(home.owner, now=make.at(1)) as work:
        with pytest.raises(TagUndecided):
            seven_s.remove_red_tag(work, tag_id=tag, version=row.version)
        seven_s.decide_red_tag(work, tag_id=tag, decision="scrap", version=row.version)
    with begin(home.owner, now=make.at(2)) as work:
        seven_s.remove_red_tag(work, tag_id=tag, note="已报废", version=row.version + 1)
        assert seven_s.red_tags(work) == []
        assert work.session.scalars(select(Turn).where(Turn.done_at.is_(None))).all() == []


@one_database
def test_the_same_photo_with_another_finding_is_pointed_out(office):
    home = house()
    visits = [stop.visit_id for stop in sheet(home, start(home)).stops]
    first, second = find(home, visits[0], "first-find"), find(home, visits[1], "second-find")
    photo(home.clerk, "finding", first, "photo-one", make.at(0, 10))
    photo(home.clerk, "finding", second, "photo-two", make.at(0, 10))
    [reuse] = one(home, home.keeper, second).reused
    assert (reuse.finding_id, reuse.same) == (first, True)


def test_scores_from_the_database_equal_those_by_hand(office):
    """Half back for a spot fix with a photo, dearer when repeated or late, nothing once withdrawn."""
    home = house(count=1)
    day_of = {}
    for day in (0, 1, 2, 3, 4, 7, 8):
        day_of[day] = sheet(home, start(home, make.day(day))).stops[0].visit_id
    spot = find(home, day_of[0], "spot-fix", item="S1-01", path="onsite")  # 1 point, half back
    photo(home.clerk, "fix", spot, "spot-after", make.at(0, 9))
    find(home, day_of[0], "late-one", item="S2-03", severity="L3", at=make.at(0, 9))  # 5 points, due Tuesday
    find(home, day_of[1], "again", item="S1-01", path="onsite", at=make.at(1, 9))  # 1 × 1.5
    gone = find(home, day_of[2], "withdrawn", item="S6-01", at=make.at(2, 9))
    for day, visit in day_of.items():
        all_fine(home, visit, make.at(day, 9))
    with begin(home.owner, now=make.at(2, 10)) as work:
        seven_s.raise_objection(work, finding_id=gone, reason="并非通道")
    with begin(home.cadre, now=make.at(2, 11)) as work:
        seven_s.decide_objection(work, finding_id=gone, accepted=True)
    late = work_row(home, "late-one")
    photo(home.owner, "fix", late, "late-after", make.at(7, 8))
    with begin(home.owner, now=make.at(7, 9)) as work:
        seven_s.fix(work, finding_id=late, version=version(home, late))
    with look(home.keeper, now=make.at(8, 12)) as work:
        scored = {row.day: row.score for row in seven_s.scores(work, first=make.day(0), last=make.day(8))}
    # Mon 100 − 0.5 − 5; Tue − 1.5; Wed to Fri and the Monday after − 1 for being late; then fixed.
    assert scored == {
        make.day(0): 94.5,
        make.day(1): 98.5,
        make.day(2): 99,
        make.day(3): 99,
        make.day(4): 99,
        make.day(7): 99,
        make.day(8): 100,
    }


def work_row(home, key):
    with look(home.keeper) as work:
        return work.session.scalars(select(Finding.id).where(Finding.key == key)).one()


@one_database
def test_who_fixes_says_so_once_and_on_the_newest_state(office):
    home = house()
    number = find(home, sheet(home, start(home)).stops[0].visit_id, "stale")
    photo(home.owner, "fix", number, "stale-after", make.at(0, 10))
    with begin(home.owner, now=make.at(0, 11)) as work, pytest.raises(FindingSettled):
        seven_s.fix(work, finding_id=number, version=99)
    with pytest.raises(DomainError):
        tap(home, seven_s.fix, who=home.office.other_staff, finding_id=number, version=version(home, number))
