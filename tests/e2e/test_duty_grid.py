"""The month of the roster in a real browser: a duty is dragged, or carried by the keyboard, onto another."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from core import calendar, roster
from core.actor import Role
from core.roster import RoleFacts
from core.work import begin
from db.models import Duty, DutySwap, Roster
from db.session import database
from tests import make
from tests.e2e.conftest import idle


def published(people):
    """Four drivers in turn for the next month; returns the numbers of their duties and the first day."""
    with begin(people.admin) as work:
        calendar.ensure(work.session)
        first = roster.bounds_of(roster.Period.MONTH, work.today)[1] + timedelta(1)
    drivers = [make.person(f"司机{n}", Role.STAFF, people.director.department_id) for n in (1, 2, 3, 4)]
    with begin(people.director) as work:
        role = roster.save_role(work, facts=RoleFacts("值班司机"))
        numbers = [one.number for one in drivers]
        roster.join(work, role_id=role, person_ids=numbers, joined_on=first - timedelta(90))
    with database().writing() as session:
        row = Roster(
            name="值班表",
            first_day=first,
            last_day=first + timedelta(11),
            made_by=people.director.number,
            made_at=make.at(),
            published_at=make.at(),
        )
        session.add(row)
        session.flush()
        duties = [
            Duty(
                roster_id=row.id,
                role_id=role,
                day=first + timedelta(n),
                person_id=drivers[n % 4].number,
            )
            for n in range(12)
        ]
        session.add_all(duties)
        session.flush()
        return [one.id for one in duties], first


def test_a_duty_is_dragged_or_carried_onto_another_one(house, page, signed_in, screenshot):
    duties, first = published(house.people)
    signed_in(page, house.people.director, at=f"/duty?day={first}")

    def chip(place):
        return page.locator(f".chip[data-duty='{duties[place]}']")

    chip(4).drag_to(chip(6))
    expect(page).to_have_url(re.compile(rf"duty={duties[4]}&other={duties[6]}"), timeout=15_000)
    idle(page)
    expect(page.get_by_text("司机1：本年")).to_be_visible(timeout=15_000)
    screenshot(page, "duty-swap")
    page.get_by_role("button", name="提出申请").click()
    expect(chip(4)).to_have_class(re.compile("pending"), timeout=15_000)
    with database().reading() as session:
        swap = session.query(DutySwap).one()
        assert (swap.duty_id, swap.other_duty_id) == (duties[4], duties[6])

    chip(0).focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("已拿起司机1")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("已放回")).to_be_visible()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(rf"duty={duties[0]}&other={duties[2]}"), timeout=15_000)
