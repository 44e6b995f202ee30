"""Special days, shared out over the years; and what people bring along from before."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select

from core import calendar
from core.errors import InvalidInput
from core.i18n import N_, _
from core.roster.engine import SPECIAL
from core.roster.pools import DayNeeded, enabled
from core.roster.roles import found as role_found
from core.text import clean_line
from core.work import Work
from db.models import Day, DutyBalance, SpecialDay

NAME, LISTED = 20, 100
KINDS = ("W", "R", "H")
SPRING = ("春节", "spring festival")


class KindUnknown(InvalidInput):
    message = N_("Please choose a class of days.")
    field = "kind"


class NumberOutOfRange(InvalidInput):
    message = N_("Please give a number from 0 to 999.")
    field = "number"


def name_special_day(work: Work, *, day: date | None, name: str) -> None:
    """Who had a day of this name before is the last to have it again; without a name it is none any more."""
    work.must("roster.name_special_day")
    if day is None:
        raise DayNeeded(field="day")
    name = clean_line(name, limit=NAME, field="name")
    row = work.session.get(SpecialDay, day, with_for_update=True)
    before = row.name if row else ""
    if not name:
        if row is not None:
            work.session.delete(row)
    elif row is None:
        work.session.add(SpecialDay(day=day, name=name))
    else:
        row.name = name
    work.record("special_day.named", 0, day=day, name=[before, name])


def propose_special_days(work: Work, *, year: int) -> dict[date, str]:
    """New Year's Eve and the three days of Spring Festival, as the office's calendar has them."""
    work.must("roster.propose_special_days")
    sheet = calendar.year_sheet(work, year)
    statutory = [one.day for one in sheet.days if one.statutory and one.name.casefold() in SPRING]
    if not statutory:
        return {}
    # Since 2025 New Year's Eve is statutory too: four days then, the first is the eve.
    four = len(statutory) >= 4
    eve = statutory[0] if four else statutory[0] - timedelta(1)
    return {
        eve: _("New Year's Eve"),
        **dict.fromkeys(statutory[1 if four else 0 :][:3], _("Spring Festival")),
    }


def special_days_from(work: Work, *, first_day: date) -> dict[date, str]:
    """The special days that have been named, from this day on."""
    work.must("roster.special_days_from")
    later = select(SpecialDay.day, SpecialDay.name).where(SpecialDay.day >= first_day)
    return {day: name for day, name in work.session.execute(later.order_by(SpecialDay.day).limit(LISTED))}


def carry_in(work: Work, *, role_id: int, person_id: int, numbers: Mapping[str, int]) -> None:
    """What somebody had done before, per class (W, R, H) or special:NAME; replaces what stood there."""
    work.must("roster.carry_in")
    role, person = role_found(work, role_id), enabled(work, person_id)
    for kind, number in numbers.items():
        if kind not in KINDS and not kind.startswith(SPECIAL):
            raise KindUnknown()
        if not 0 <= number <= 999:
            raise NumberOutOfRange()
    theirs = (DutyBalance.role_id == role_id, DutyBalance.person_id == person_id)
    known = {row.kind: row for row in work.session.scalars(select(DutyBalance).where(*theirs))}
    for kind, number in numbers.items():
        if kind in known:
            known[kind].number = number
        else:
            work.session.add(DutyBalance(role_id=role_id, person_id=person_id, kind=kind, number=number))
    work.record("duty_balance.carried", person.id, role=role.name, numbers=dict(numbers))


def special_days(work: Work, first: date, last: date) -> dict[date, str]:
    between = select(SpecialDay.day, SpecialDay.name).where(SpecialDay.day.between(first, last))
    return {day: name for day, name in work.session.execute(between)}


def kinds_of_days(work: Work, first: date, last: date) -> dict[date, str]:
    """W, R or H; days that the table does not have follow their weekday."""
    rows = select(Day.day, Day.kind).where(Day.day.between(first, last))
    known = {day: kind for day, kind in work.session.execute(rows)}
    every = (first + timedelta(n) for n in range((last - first).days + 1))
    return {day: known.get(day, "R" if day.weekday() >= 5 else "W") for day in every}
