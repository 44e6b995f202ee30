"""The meetings: those to come, those that were, how many and how long; a new one; kinds and rooms."""

import streamlit as st

from core import meetings
from core.i18n import _, day
from core.meetings import STATE_NAMES, MeetingPage, MeetingRow, YearFigures
from pages import ui
from pages.ui.meetings import kinds_and_rooms, plan_form

NEW = "new-meeting"
LAMPS = {"planned": "grey", "running": "yellow", "held": "yellow", "approved": "green", "cancelled": "grey"}


def plan(desk: plan_form.Desk) -> None:
    with ui.attempt(_("Planned. Everybody invited is told."), form=NEW), ui.begin(NEW) as work:
        wanted, rhythm = plan_form.plan(NEW, desk.zone), plan_form.rhythm(NEW)
        if rhythm is not None:
            meetings.start_series(work, first=wanted, rhythm=rhythm)
            return
        ui.then_open("meetings/meeting.py", id=meetings.plan(work, plan=wanted))


def usual_kinds() -> None:
    with ui.attempt(_("The usual kinds are set up.")), ui.begin() as work:
        meetings.install_kinds(work)


def cells(one: MeetingRow) -> dict[str, object]:
    starts, ends = one.starts_at.astimezone(desk.zone), one.ends_at.astimezone(desk.zone)
    return {
        "day": day(starts.date()),
        "time": f"{starts:%H:%M}–{ends:%H:%M}",
        "title": one.title,
        "kind": one.kind,
        "place": one.place,
        "chair": one.chair,
        "items": one.items,
        "state": ui.lamp_cell(LAMPS[one.state], one.number or _(STATE_NAMES[one.state])),
    }


def show_list(found: MeetingPage, key: str, nothing: str) -> None:
    if not found.rows:
        ui.empty(nothing, key=f"{key}-empty")
        return
    columns = [
        ui.Column("day", _("Day"), "day"),
        ui.Column("time", _("Time"), "short"),
        ui.Column("title", _("Meeting"), main=True),
        ui.Column("kind", _("Kind"), phone=False),
        ui.Column("place", _("Place"), "short"),
        ui.Column("chair", _("Chair"), "short"),
        ui.Column("items", _("Items"), "number", phone=False),
        ui.Column("state", _("State"), "lamp"),
    ]
    rows = [
        ui.Row(one.id, cells(one), href=f"/meeting?id={one.id}", muted=one.state == "cancelled")
        for one in found.rows
    ]
    picked = ui.table(key, columns, rows, label=_("Meetings"))
    if picked.opened:
        ui.go("meetings/meeting.py", id=picked.opened)
    ui.pager(found.total, meetings.PAGE, key=f"{key}-page")


def show_figures(figures: list[YearFigures], year: int) -> None:
    """This year beside the same days of last year."""
    if not figures:
        ui.empty(_("No meeting was held this year or last."), key="figures-empty")
        return
    of = {(one.year, one.kind): one for one in figures}
    columns = [
        ui.Column("kind", _("Kind"), main=True),
        ui.Column("count", _("Meetings {year}", year=year), "number"),
        ui.Column("before", _("{year}, until the same day", year=year - 1), "number"),
        ui.Column("hours", _("Hours {year}", year=year), "number"),
        ui.Column("hours_before", _("Hours {year}", year=year - 1), "number"),
    ]
    names = list(dict.fromkeys(one.kind for one in figures))
    rows = []
    for name in names:
        now, then = of.get((year, name)), of.get((year - 1, name))
        counted = {
            "count": now.count if now else 0,
            "before": then.count if then else 0,
            "hours": now.hours if now else 0,
            "hours_before": then.hours if then else 0,
        }
        rows.append(ui.Row(name, {"kind": name, **counted}))
    total = {one.name: sum(row.cells[one.name] for row in rows) for one in columns[1:]}  # type: ignore[misc]
    rows.append(
        ui.Row("all", {"kind": _("Total"), **{name: round(number, 1) for name, number in total.items()}})
    )
    ui.table("meeting-figures", columns, rows, label=_("Number and hours"))


def show_planning(desk: plan_form.Desk) -> None:
    if not desk.kinds:
        text = _("No kinds of meeting yet. Begin with the usual ones; you can change them later.")
        ui.empty(text, _("Set up the usual kinds"), usual_kinds, key="no-kinds")
        return
    with st.expander(_("Plan a meeting"), icon=":material/add:"), ui.form(NEW):
        plan_form.fields(NEW, desk)
        ui.submit(NEW, _("Plan the meeting"), plan, (desk,))


def page_of(key: str) -> int:
    text = str(st.session_state.get(key) or st.query_params.get(key, ""))
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


ui.open_page(
    _("Meetings"), needs="meetings.meetings", under=_("You see the meetings that you keep or are invited to.")
)

with ui.look() as work:
    desk = plan_form.read(work)
    coming = meetings.meetings(work, page=page_of("coming-page"))
    past = meetings.meetings(work, past=True, page=page_of("past-page"))
    figures, year = meetings.figures(work), work.today.year
    going = meetings.series(work)
    plans, keeps_kinds = work.may("meetings.plan"), work.may("meetings.keep_kind")

if plans:
    show_planning(desk)
names = [_("To come"), _("Past"), _("Number and hours"), *([_("Kinds and rooms")] if keeps_kinds else [])]
tabs = st.tabs(names)
with tabs[0]:
    show_list(coming, "coming", _("No meeting is planned. Open “Plan a meeting” above, or ask the office."))
with tabs[1]:
    show_list(past, "past", _("No meeting has been held yet."))
with tabs[2]:
    show_figures(figures, year)
if keeps_kinds:
    with tabs[3]:
        kinds_and_rooms.show(desk, going)
