"""The office's calendar, a year at a glance: correct a day, take in the holiday list, confirm the year."""

from datetime import date

import streamlit as st

from core import calendar
from core.calendar import KIND_NAMES, Change, DayFact, DayKind, HolidayList, YearSheet
from core.errors import DomainError
from core.i18n import _, day
from pages import ui
from pages.ui.one_file import forget, one_file
from pages.ui.year import year as year_grid

DAY, IMPORT = "calendar-day", "calendar-import"


def pick(on: date) -> None:
    st.session_state[DAY] = on.isoformat()


def save_day(form: str, on: date, version: int) -> None:
    typed = ui.values(form)
    kind, name, statutory = typed["kind"] or DayKind.WORKDAY, typed["name"] or "", bool(typed["statutory"])
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        calendar.set_day(work, day=on, kind=DayKind(kind), name=name, statutory=statutory, version=version)
        st.session_state.pop(DAY, None)


def draw_up(form: str, year: int) -> None:
    with ui.attempt(_("The calendar of {year} was drawn up.", year=year), form=form), ui.begin(form) as work:
        calendar.draw_up_year(work, year=year)


def confirm(form: str, year: int, version: int) -> None:
    with ui.attempt(_("The calendar of {year} is confirmed.", year=year), form=form), ui.begin(form) as work:
        calendar.confirm_year(work, year=year, version=version)


def take_in(form: str, holidays: HolidayList, version: int) -> None:
    with ui.attempt(_("The holiday list was taken in."), form=form), ui.begin(form) as work:
        calendar.import_holidays(work, holidays=holidays, version=version)
        st.session_state["calendar-year"] = holidays.year
        forget(IMPORT)


def show_state(sheet: YearSheet, keeps: bool) -> None:
    counts = {kind: sum(fact.kind == kind for fact in sheet.days) for kind in DayKind}
    st.text(" · ".join(f"{_(KIND_NAMES[kind])} {number}" for kind, number in counts.items()))
    if sheet.confirmed:
        by = _("Confirmed by {name}.", name=sheet.confirmed_by) if sheet.confirmed_by else _("Official.")
        st.success(ui.md(by), icon=":material/verified:")
        return
    form = f"calendar-{sheet.year}-{sheet.version}"
    text = (
        _("The make-up workdays of {year} are not confirmed: days may be counted wrongly.", year=sheet.year)
        if sheet.version
        else _("There is no calendar of {year} yet: days follow their weekday.", year=sheet.year)
    )
    with ui.form(form):
        st.error(text, icon=":material/warning:")
        if keeps and sheet.version:
            st.caption(
                _("Compare with the official notice first, correct days or take in the list, then confirm.")
            )
            ui.submit(form, _("Confirm {year}", year=sheet.year), confirm, [form, sheet.year, sheet.version])
        elif keeps:
            ui.submit(form, _("Draw up {year}", year=sheet.year), draw_up, [form, sheet.year])


def show_day(fact: DayFact, version: int) -> None:
    form = f"calendar-day-{fact.day}-{version}"
    kinds = {kind.value: _(name) for kind, name in KIND_NAMES.items()}
    with ui.form(form, border=True):
        st.markdown(f"**{day(fact.day, year=True)}**")
        ui.segment(form, "kind", _("Kind"), kinds, fact.kind.value)
        ui.line(form, "name", _("Holiday or reason"), fact.name, limit=40)
        ui.tick(form, "statutory", _("Statutory holiday"), fact.statutory)
        ui.submit(form, _("Save"), save_day, [form, fact.day, version])


def show_import(sheets: dict[int, int]) -> None:
    with st.expander(_("Take in a holiday list"), icon=":material/upload_file:"):
        st.caption(_("The yearly notice as JSON (holiday-cn), or Excel with the columns 日期, 类型, 名称."))
        handed = one_file(IMPORT, label=_("Holiday list"), accept=".json,.xlsx")
        if handed is None:
            return
        try:
            holidays = calendar.read_list(handed.content, handed.name)
        except DomainError as error:
            st.error(ui.md(error.for_user), icon=":material/error:")
            return
        show_preview(holidays, sheets.get(holidays.year, 0))


def show_preview(holidays: HolidayList, version: int) -> None:
    with ui.look() as work:
        changes = calendar.preview_holidays(work, holidays=holidays)
    form = f"{IMPORT}-{holidays.year}-{version}"
    with ui.form(form):
        st.text(_("{year}: {n} days will change.", year=holidays.year, n=len(changes)))
        lost = sum(one.before == DayKind.HOLIDAY != one.after for one in changes)
        if lost:
            st.warning(_("{n} holidays of the present calendar are not in the list.", n=lost))
        columns = [ui.Column("day", _("Day"), "day"), ui.Column("turn", _("Change"))]
        ui.table("calendar-changes", columns, [_change(one) for one in changes])
        ui.submit(form, _("Take in"), take_in, [form, holidays, version])


def _change(one: Change) -> ui.Row:
    turn = f"{_(KIND_NAMES[one.before])} → {_(KIND_NAMES[one.after])}"
    cells = {"day": day(one.day, year=False), "turn": f"{turn} · {one.name}" if one.name else turn}
    return ui.Row(one.day.isoformat(), cells)


ui.open_page(_("Calendar"), needs="calendar.year_sheet")

with ui.look() as work:
    today, missing = work.today, calendar.unconfirmed_years(work)
    known = calendar.years(work)
    keeps = work.may("calendar.set_day")
choices = sorted({*known, today.year, today.year + 1, *(known[-1:] and [known[-1] + 1])}, reverse=True)
st.session_state.setdefault("calendar-year", today.year)

side, main = st.columns([1, 3], gap="large")
with side:
    chosen = st.selectbox(_("Year"), choices, key="calendar-year")
    with ui.look() as work:
        sheet = calendar.year_sheet(work, chosen)
        versions = {holiday_year: calendar.year_sheet(work, holiday_year).version for holiday_year in missing}
    others = [number for number in missing if number != chosen]
    if others:
        text = _("Also not confirmed: {years}", years=", ".join(map(str, others)))
        st.warning(text, icon=":material/event_busy:")
    show_state(sheet, keeps)
    at = next((fact for fact in sheet.days if fact.day.isoformat() == st.session_state.get(DAY)), None)
    if keeps and at is not None and sheet.version:
        show_day(at, sheet.version)
    if keeps:
        show_import({**versions, chosen: sheet.version})
with main:
    year_grid(
        "calendar-grid",
        sheet,
        today=today,
        chosen=at.day if at else None,
        on_pick=pick if keeps and sheet.version else None,
    )
