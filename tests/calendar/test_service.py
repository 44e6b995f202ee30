import json
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from sqlalchemy import event, select

from core import calendar
from core.actor import SYSTEM
from core.calendar import DayKind
from core.calendar.lists import DayTwice, LineNotUnderstood, NotAHolidayList, YearsMixed
from core.calendar.service import AlreadyConfirmed, NoSuchYear, YearExists, YearMoved
from core.errors import DomainError
from core.policy import NotYours
from core.work import begin, look
from db.models import Event
from tests import make

SPRING_FESTIVAL = [date(2026, 2, n) for n in range(15, 24)]
MAKE_UP_2026 = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]
LABOUR = {"name": "劳动节", "date": "2027-05-03", "isOffDay": True}
MAKE_UP = {"name": "劳动节", "date": "2027-05-08", "isOffDay": False}


@pytest.fixture
def people(office):
    made = make.office()
    with begin(SYSTEM, now=make.at()) as work:
        calendar.seed(work.session, [2025, 2026, 2027])
    return made


def sheet(actor, year: int) -> calendar.YearSheet:
    with look(actor, now=make.at()) as work:
        return calendar.year_sheet(work, year)


def listed(*days: dict[str, object], year: int = 2027) -> calendar.HolidayList:
    return calendar.read_list(json.dumps({"year": year, "days": days}).encode(), "2027.json")


def test_2026_is_the_year_that_the_state_council_arranged(people):
    days = {fact.day: fact for fact in sheet(people.staff, 2026).days}

    assert len(days) == 365
    assert [sum(fact.kind == kind for fact in days.values()) for kind in DayKind] == [248, 84, 33]
    assert all(days[day].kind == DayKind.HOLIDAY and days[day].name == "春节" for day in SPRING_FESTIVAL)
    assert sum(fact.statutory for fact in days.values()) == 13
    assert [
        day.isoformat() for day, fact in days.items() if fact.kind == "W" and day.weekday() > 4
    ] == MAKE_UP_2026


def test_workdays_are_counted_around_spring_festival(people):
    with look(people.staff) as work:
        assert calendar.is_workday(work, date(2026, 2, 14))
        assert calendar.add_workdays(work, date(2026, 2, 13), 2) == date(2026, 2, 24)
        assert calendar.add_workdays(work, date(2026, 2, 24), -1) == date(2026, 2, 14)
        assert calendar.workday_on_or_before(work, date(2026, 2, 20)) == date(2026, 2, 14)
        assert calendar.workday_on_or_after(work, date(2026, 2, 20)) == date(2026, 2, 24)
        assert calendar.workdays_between(work, date(2025, 12, 31), date(2026, 12, 31)) == 248


def test_every_year_since_2004_is_seeded_and_the_later_ones_wait_for_confirmation(office):
    with begin(SYSTEM, now=make.at()) as work:
        calendar.ensure(work.session)
        calendar.ensure(work.session)
    with look(SYSTEM, now=make.at()) as work:
        assert calendar.years(work) == list(range(2004, 2031))
        assert calendar.unconfirmed_years(work) == [2027, 2028, 2029, 2030]
        assert len(calendar.year_sheet(work, 2008).days) == 366


def test_a_year_without_data_follows_the_weekday_and_says_so(people):
    with look(people.staff, now=make.at(date(2029, 6, 1))) as work:
        assert calendar.is_workday(work, date(2029, 5, 1))
        assert calendar.unconfirmed_years(work) == [2029, 2030]
    assert (sheet(people.staff, 2029).version, sheet(people.staff, 2029).confirmed) == (0, False)


def test_counting_asks_the_database_once_and_not_per_day(people):
    asked: list[str] = []
    event.listen(people_engine(), "before_cursor_execute", lambda *a: asked.append(a[2]))
    with look(people.staff) as work:
        calendar.is_workday(work, date(2026, 3, 2))
    asked.clear()
    with look(people.staff) as work:
        for n in range(100):
            calendar.add_workdays(work, date(2026, 3, 2), n)
    assert [one for one in asked if one.upper().startswith("SELECT")] == asked[-1:]


def people_engine():
    with look(SYSTEM) as work:
        bound = work.session.get_bind()
        return getattr(bound, "engine", bound)


def test_the_office_corrects_a_day_and_everybody_counts_anew(people):
    day, version = date(2026, 3, 2), sheet(people.clerk, 2026).version
    with look(people.staff) as work:
        assert calendar.is_workday(work, day)

    with begin(people.clerk, now=make.at()) as work:
        calendar.set_day(work, day=day, kind=DayKind.REST, name=" 停电\u200b ", version=version)
        assert not calendar.is_workday(work, day)

    with look(people.staff) as work:
        assert not calendar.is_workday(work, day)
        trace = work.session.scalars(select(Event).where(Event.action == "calendar.day_set")).one()
    assert trace.particulars["kind"] == ["W", "R"]
    assert next(fact.name for fact in sheet(people.staff, 2026).days if fact.day == day) == "停电"


def test_what_was_rolled_back_is_not_remembered(people):
    day, version = date(2026, 3, 2), sheet(people.clerk, 2026).version
    with pytest.raises(ZeroDivisionError), begin(people.clerk, now=make.at()) as work:
        calendar.set_day(work, day=day, kind=DayKind.REST, version=version)
        assert not calendar.is_workday(work, day)
        raise ZeroDivisionError
    with begin(people.clerk, now=make.at()) as work:
        calendar.set_day(work, day=date(2026, 3, 3), kind=DayKind.REST, version=version)
    with look(people.staff) as work:
        assert calendar.is_workday(work, day)
        assert not calendar.is_workday(work, date(2026, 3, 3))


def test_the_second_of_two_editors_is_told(people):
    version = sheet(people.clerk, 2026).version
    with begin(people.clerk, now=make.at()) as work:
        calendar.set_day(work, day=date(2026, 3, 2), kind=DayKind.REST, version=version)
    with pytest.raises(YearMoved), begin(people.director, now=make.at()) as work:
        calendar.set_day(work, day=date(2026, 3, 3), kind=DayKind.REST, version=version)


def test_a_year_is_drawn_up_imported_and_confirmed(people):
    with begin(people.director, now=make.at()) as work:
        calendar.draw_up_year(work, year=2033)
    with pytest.raises(YearExists), begin(people.director, now=make.at()) as work:
        calendar.draw_up_year(work, year=2033)

    holidays = listed(LABOUR, MAKE_UP)
    with look(people.director) as work:
        changes = {one.day: one.after for one in calendar.preview_holidays(work, holidays=holidays)}
    assert changes[date(2027, 5, 3)] == DayKind.HOLIDAY
    assert changes[date(2027, 5, 8)] == DayKind.WORKDAY
    with begin(people.director, now=make.at()) as work:
        altered = calendar.import_holidays(
            work, holidays=holidays, version=sheet(people.director, 2027).version
        )
    assert altered == len(changes)

    with begin(people.director, now=make.at()) as work:
        calendar.confirm_year(work, year=2027, version=sheet(people.director, 2027).version)
    with look(people.staff, now=make.at()) as work:
        assert calendar.is_workday(work, date(2027, 5, 8))
        assert calendar.unconfirmed_years(work) == [2028, 2029, 2030, 2033]
    assert sheet(people.staff, 2027).confirmed_by == people.director.name
    with pytest.raises(AlreadyConfirmed), begin(people.director, now=make.at()) as work:
        calendar.confirm_year(work, year=2027, version=sheet(people.director, 2027).version)


def test_an_imported_year_has_to_be_confirmed_again(people):
    with begin(people.director, now=make.at()) as work:
        calendar.import_holidays(
            work,
            holidays=listed({**LABOUR, "date": "2026-05-03"}, year=2026),
            version=sheet(people.director, 2026).version,
        )
    with look(people.staff, now=make.at()) as work:
        assert 2026 in calendar.unconfirmed_years(work)


def test_a_year_that_nobody_drew_up_cannot_be_edited(people):
    with pytest.raises(NoSuchYear), begin(people.clerk, now=make.at()) as work:
        calendar.set_day(work, day=date(2040, 1, 1), kind=DayKind.REST, version=1)


def test_staff_count_in_the_calendar_and_do_not_change_it(people):
    with pytest.raises(NotYours), begin(people.staff, now=make.at()) as work:
        calendar.set_day(work, day=date(2026, 3, 2), kind=DayKind.REST, version=1)


def test_an_excel_list_is_read_like_the_json(people):
    book = Workbook()
    for row in (
        ["日期", "类型", "名称"],
        [date(2027, 5, 3), "节假日", "劳动节"],
        ["2027/05/08", "调休上班", ""],
        [],
    ):
        book.active.append(row)
    book.save(content := BytesIO())

    read = calendar.read_list(content.getvalue(), "2027.xlsx")

    assert [(one.day, one.kind, one.name) for one in read.days] == [
        (date(2027, 5, 3), DayKind.HOLIDAY, "劳动节"),
        (date(2027, 5, 8), DayKind.WORKDAY, ""),
    ]


def test_days_of_the_neighbouring_year_are_left_alone():
    read = listed(LABOUR, {"name": "元旦", "date": "2026-12-31", "isOffDay": True})
    assert [one.day for one in read.days] == [date(2027, 5, 3)]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", NotAHolidayList),
        (b"\xff\xfe", NotAHolidayList),
        (b"[" * 100_000, NotAHolidayList),
        (b'{"days": 3}', NotAHolidayList),
        (b'{"year": 2027, "days": []}', NotAHolidayList),
        (b'{"days": [7]}', LineNotUnderstood),
        (b'{"days": [{"date": "2027-02-29", "isOffDay": true}]}', LineNotUnderstood),
        (b'{"days": [{"date": "0001-02-01", "isOffDay": true}]}', LineNotUnderstood),
        (b'{"days": [{"date": "2027-02-01", "isOffDay": "yes"}]}', LineNotUnderstood),
        (json.dumps({"days": [LABOUR, LABOUR]}).encode(), DayTwice),
        (json.dumps({"days": [LABOUR, {**LABOUR, "date": "2028-05-01"}]}).encode(), YearsMixed),
        (b"PK\x03\x04 not a sheet", DomainError),
    ],
)
def test_a_list_that_is_none_is_refused_with_a_sentence(content, refusal):
    with pytest.raises(refusal) as caught:
        calendar.read_list(content, "清单.json")
    assert caught.value.for_user
