"""The leaders' calendar: asked for by all, settled by the office, published as an edition, printed."""

from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from core import documents, engagements, meetings
from core.engagements import Period, Span, State, Wanted
from core.engagements.rules import AlreadySettled, EndsTooEarly, EntryChanged, NoLeader, NothingNew
from core.policy import NotYours
from core.work import begin, look
from db.models import Hold, Notice
from tests import make
from tests.meetings.build import planned
from tests.screens import open_screen, texts

ZONE = ZoneInfo("Asia/Shanghai")
WEEK = Period(make.day(0), make.day(6))


@pytest.fixture
def house(office):
    return make.office()


def wanted(house: make.Office, hour: int = 9, **values: object) -> Wanted:
    at = make.at(3, hour)
    usual: dict[str, object] = {
        "leader_id": house.leader.number,
        "title": "调研企业",
        "starts_at": at,
        "ends_at": at + timedelta(hours=1),
        "place": "开发区",
    }
    return Wanted(**{**usual, **values})  # type: ignore[arg-type]


def asked(house: make.Office, hour: int = 9, **values: object) -> int:
    with begin(house.head, now=make.at()) as work:
        return engagements.ask(work, wanted=wanted(house, hour, **values))


def shown(who: make.Actor) -> list[engagements.Entry]:
    with look(who, now=make.at()) as work:
        return engagements.calendar(work, period=WEEK)


def settle(house: make.Office, number: int) -> None:
    [one] = [one for one in shown(house.director) if (one.origin, one.id) == ("engagement", number)]
    with begin(house.director, now=make.at()) as work:
        engagements.agree(work, entry_id=number, version=one.version)


def test_a_period_is_a_week_half_a_month_or_a_month():
    assert engagements.period(Span.WEEK, date(2026, 3, 4)) == Period(date(2026, 3, 2), date(2026, 3, 8))
    halves = [engagements.period(Span.HALF_MONTH, date(2026, 2, day)) for day in (15, 16)]
    assert halves == [
        Period(date(2026, 2, 1), date(2026, 2, 15)),
        Period(date(2026, 2, 16), date(2026, 2, 28)),
    ]
    assert engagements.period(Span.MONTH, date(2024, 2, 9)).last == date(2024, 2, 29)


def test_asked_for_by_all_and_settled_by_the_office_with_clashes_pointed_out(house):
    number = asked(house)
    assert shown(house.staff) == []  # what is only asked for is nobody else's business
    assert [one.state for one in shown(house.head)] == [State.ASKED]
    planned(house)  # the leader is in the chair at the same hour
    assert [(one.origin, one.twice) for one in shown(house.director)] == [
        ("engagement", True),
        ("meeting", True),
    ]
    with pytest.raises(NotYours), begin(house.head) as work:
        engagements.agree(work, entry_id=number, version=1)
    settle(house, number)
    with begin(house.director) as work:
        held = work.session.scalars(select(Hold).where(Hold.origin == "engagement")).all()
        assert [(one.subject_id, one.exclusive) for one in held] == [(house.leader.number, False)]
        window = {"starts_at": make.at(3, 9), "ends_at": make.at(3, 10)}
        busy = meetings.clashes(work, person_ids=[house.leader.number], **window)
        told = set(work.session.scalars(select(Notice.kind).where(Notice.person_id == house.leader.number)))
    assert "engagement" in {one.origin for one in busy}
    assert "engagement_agreed" in told

    version = next(one.version for one in shown(house.head) if one.origin == "engagement")
    with begin(house.head) as work:
        engagements.change(work, entry_id=number, wanted=wanted(house, 15), version=version)
    with pytest.raises(EntryChanged), begin(house.head) as work:
        engagements.withdraw(work, entry_id=number, version=version)
    with look(house.director) as work:
        assert work.session.scalars(select(Hold).where(Hold.origin == "engagement")).one().released_at


def test_what_cannot_be_is_refused_beside_its_field(house):
    for values, refusal in (
        ({"leader_id": house.head.number}, NoLeader),
        ({"ends_at": make.at(3, 8)}, EndsTooEarly),
        ({"ends_at": make.at(4, 8)}, EndsTooEarly),
    ):
        with pytest.raises(refusal):
            asked(house, **values)
    number = asked(house)
    with begin(house.director) as work:
        engagements.refuse(work, entry_id=number, version=1, reason="另有会议")
    with pytest.raises(AlreadySettled), begin(house.director) as work:
        engagements.agree(work, entry_id=number, version=2)


def test_an_edition_never_changes_and_is_printed(house):
    settle(house, asked(house, important=True))
    with begin(house.director, now=make.at()) as work:
        assert engagements.publish(work, period=WEEK) == 1
    with pytest.raises(NothingNew), begin(house.director, now=make.at()) as work:
        engagements.publish(work, period=WEEK)
    settle(house, asked(house, 14, title="接待来访"))
    with look(house.staff, now=make.at()) as work:
        book = load_workbook(BytesIO(documents.leaders_sheet(work, period=WEEK)))
        [kept] = engagements.editions(work, period=WEEK)
    said = "\n".join(str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value)
    assert "★" in said
    assert "调研企业（开发区）" in said
    assert "接待来访" not in said
    assert [one["title"] for one in kept.contents] == ["调研企业"]
    with begin(house.director, now=make.at()) as work:
        assert engagements.publish(work, period=WEEK) == 2


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_screen_asks_settles_and_publishes(house):
    on = datetime.now(ZONE).date()
    screen = open_screen("meetings/leaders.py", house.head)
    assert "Nothing is planned in this period" in texts(screen)
    screen.selectbox(key="engagement:leader_id").set_value(house.leader.number).run()
    screen.text_input(key="engagement:title").set_value("调研企业").run()
    screen.date_input(key="engagement:day").set_value(on).run()
    screen.button(key="engagement:submit").click().run()
    assert not screen.exception
    assert "to be coordinated" in texts(screen)

    office = open_screen("meetings/leaders.py", house.director, span="month", day=on.isoformat())
    office.button(key="agree-1").click().run()
    office.button(key="publish").click().run()
    assert not office.exception
    assert "Edition 1" in texts(office)
