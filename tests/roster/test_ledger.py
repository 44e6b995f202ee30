"""The ledger counts who was there in fact; the month as Excel comes back the same; one page of A4."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy import delete, func, select

from core import documents, roster
from core.work import begin, look
from db.models import Duty, Hold, Roster
from db.session import database
from tests import make
from tests.documents.test_downloads import browser, traces
from tests.roster.house import House
from web.downloads import XLSX

AFTER = make.at(date(2026, 4, 1))


def published(house):
    number = house.draft()
    house.solved(number)
    house.published(number)
    return number


def cells(number=None):
    with database().reading() as session:
        who = func.coalesce(Duty.actual_person_id, Duty.person_id)
        return set(session.execute(select(Duty.role_id, Duty.day, who)).tuples())


def test_numbers_open_their_days_and_count_who_was_there(office):
    house = House()
    published(house)
    one, other = house.drivers[:2]
    with database().writing() as session:
        moved = session.scalars(select(Duty).where(Duty.person_id == one.number).order_by(Duty.day)).first()
        moved.actual_person_id = other.number
    with begin(house.keeper, now=make.at()) as work:
        roster.carry_in(work, role_id=house.drive, person_id=one.number, numbers={"W": 5, "R": 2})
    with look(one, now=AFTER) as work:
        rows = {row.person_id: row for row in roster.ledger(work, year=2026)}
        assert sum(row.total for row in rows.values()) == 62
        assert rows[one.number].carried == 7
        for number, row in rows.items():
            days = roster.ledger_days(work, person_id=number, year=2026)
            assert row.total == len(days) == row.workdays + row.rest_days + row.holidays
            assert row.statutory == sum(day.statutory for day in days)
            assert row.rest_days == sum(day.kind == "R" for day in days)
        assert abs(sum(row.share for row in rows.values()) - 62) < 0.7
        mine = roster.ledger_days(work, person_id=other.number, year=2026)
        assert [day.planned for day in mine if day.day == moved.day] == [one.name]
        sheet = load_workbook(BytesIO(documents.duty_ledger_sheet(work, year=2026).content)).worksheets[0]
        totals = {line[1]: line[6] for line in sheet.iter_rows(min_row=4, values_only=True)}
        assert totals == {row.person: row.total for row in rows.values()}
    client = browser(one)
    for address, rows_from in (("duty?day=2026-03-09", 3 + 31), ("duty-ledger?year=2026", 4)):
        answer = client.get(f"/download/{address}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, XLSX), address
        assert load_workbook(BytesIO(answer.content)).worksheets[0].max_row >= rows_from
    for senseless in ("duty?day=x", "duty", "duty-ledger?year=1", "duty-ledger"):
        assert client.get(f"/download/{senseless}").status_code == 404, senseless
    assert [trace.person_id for trace in traces("export.duty")] == [one.number] * 2
    with look(one, now=make.at(10)) as work:  # what is to come is no work done yet
        [row] = [row for row in roster.ledger(work, year=2026) if row.person_id == one.number]
        assert row.total + row.to_come == rows[one.number].total


def test_a_month_taken_out_and_brought_in_again_is_the_same(office):
    house = House()
    published(house)
    before = cells()
    with look(house.keeper, now=make.at()) as work:
        made = documents.duty_sheet(work, day=date(2026, 3, 9))
    sheet = load_workbook(BytesIO(made.content)).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.max_row == 3 + 31
    with database().writing() as session:
        session.execute(delete(Hold))
        session.execute(delete(Duty))
        session.execute(delete(Roster))
    with begin(house.keeper, now=make.at()) as work:
        roster.import_roster(work, content=made.content, name="三月.xlsx")
    assert cells() == before
