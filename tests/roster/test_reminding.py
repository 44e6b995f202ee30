"""The day before a duty: everybody once, whoever takes it over as well."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from core import notices
from core.roster import reminding
from core.work import begin, look
from db.models import Duty, Notice
from db.session import database
from tests import make
from tests.roster.house import House


@pytest.fixture
def at_hour(monkeypatch):
    """Timed jobs know no other moment than now."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(reminding, "begin", lambda actor: begin(actor, now=moment))

    return set_to


def told(day):
    with database().reading() as session:
        rows = session.scalars(select(Notice).where(Notice.kind == "duty_tomorrow")).all()
        return sorted(row.person_id for row in rows if row.values["day"] == day.isoformat())


def test_everybody_of_tomorrow_is_told_once(office, at_hour):
    house = House()
    number = house.draft()
    house.solved(number)
    house.published(number)
    tomorrow = date(2026, 3, 11)
    at_hour(make.at(date(2026, 3, 10), hour=9))
    reminding.remind_of_tomorrow()
    assert told(tomorrow) == []
    at_hour(make.at(date(2026, 3, 10), hour=16))
    assert reminding.remind_of_tomorrow() == "2"
    assert reminding.remind_of_tomorrow() == "0"
    with database().writing() as session:
        duty = session.scalars(select(Duty).where(Duty.day == tomorrow, Duty.role_id == house.drive)).one()
        planned, other = duty.person_id, next(one for one in house.drivers if one.number != duty.person_id)
        duty.actual_person_id = other.number
    assert reminding.remind_of_tomorrow() == "1"
    assert {planned, other.number} < set(told(tomorrow))
    assert len(told(tomorrow)) == 3
    with look(other, now=make.at(date(2026, 3, 10), hour=17)) as work:
        text = next(line.text for line in notices.inbox(work) if line.kind == "duty_tomorrow")
    assert "08:00" in text
    assert "值班司机" in text
