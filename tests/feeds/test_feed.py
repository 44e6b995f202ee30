"""A telephone's calendar knows the duties, under an address that can be taken back."""

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select
from starlette.testclient import TestClient

from core import feeds
from core.work import begin, look
from db.models import CalendarFeed, Duty, Person
from db.session import database
from tests import make
from tests.access.conftest import _quick_hashes
from tests.roster.house import House
from tests.web.conftest import HERE, outer

__all__ = ["_quick_hashes"]


@pytest.fixture
def house(office, monkeypatch):
    house = House()
    number = house.draft()
    house.solved(number)
    house.published(number)
    monkeypatch.setattr("core.feeds.keeping.BEFORE", timedelta(days=4000))
    monkeypatch.setattr("core.feeds.keeping.AFTER", timedelta(days=4000))
    return house


def address(person):
    with begin(person) as work:
        return f"/feed/{feeds.make_feed(work)}.ics"


def test_a_feed_has_ones_own_duties_until_it_is_taken_back(house):
    me = house.drivers[0]
    first = address(me)
    with TestClient(outer(), base_url=HERE, follow_redirects=False) as telephone:
        answer = telephone.get(first)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/calendar")
        assert answer.headers["referrer-policy"] == "no-referrer"
        again = telephone.get(first, headers={"if-none-match": answer.headers["etag"]})
        assert again.status_code == 304

        events = Calendar.from_ical(answer.content).walk("VEVENT")
        with database().reading() as session:
            duties = list(session.scalars(select(Duty).where(Duty.person_id == me.number).order_by(Duty.day)))
            assert repr(first.split("/")[2]) not in repr(list(session.execute(select(CalendarFeed.digest))))
        assert [str(one["uid"]) for one in events] == [f"duty-{one.id}@luoshi" for one in duties]
        assert events[0]["dtstart"].dt == datetime.fromisoformat(f"{duties[0].day}T08:00:00+08:00")
        assert b"DTSTART;TZID=Asia/Shanghai" in answer.content
        assert events[0]["dtend"].dt - events[0]["dtstart"].dt == timedelta(hours=24)
        assert str(events[0]["summary"]) == "值班：值班司机"
        assert len(events[0].walk("VALARM")) == 1

        second = address(me)
        assert telephone.get(first).status_code == 404
        assert telephone.get(second).status_code == 200
        assert telephone.get("/feed/not-a-token.ics").status_code == 404
        with database().writing() as session:
            session.get_one(Person, me.number).disabled_at = make.at()
        assert telephone.get(second).status_code == 404


def test_a_changed_duty_keeps_its_number_and_counts_up(house):
    me, other = house.drivers[:2]
    token = address(me).split("/")[2].removesuffix(".ics")
    before = events_of(token)
    with database().writing() as session:
        duty = session.scalars(select(Duty).where(Duty.person_id == other.number).order_by(Duty.id)).first()
        duty.person_id = me.number
        number = duty.id
    after = events_of(token)
    assert set(before) | {f"duty-{number}@luoshi"} == set(after)
    assert after[f"duty-{number}@luoshi"] == 1
    with begin(me) as work:
        feeds.revoke_feed(work)
    with pytest.raises(feeds.keeping.FeedGone):
        feeds.read(token)
    with look(me) as work:
        assert feeds.my_feed(work) is None


def events_of(token):
    found = Calendar.from_ical(feeds.read(token)).walk("VEVENT")
    assert {type(one["dtstart"].dt.date()) for one in found} == {date}
    return {str(one["uid"]): int(one["sequence"]) for one in found}
