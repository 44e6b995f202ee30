"""One meeting: what it is, its preparation and agenda, who comes, what came of it, its minutes."""

import streamlit as st

from core import meetings
from core.errors import NotFound
from core.i18n import _, day
from core.meetings import STATE_NAMES, Sheet
from pages import ui
from pages.ui.meetings import agenda, around, plan_form

LAMPS = {"planned": "grey", "running": "yellow", "held": "yellow", "approved": "green", "cancelled": "grey"}


def number(name: str = "id") -> int:
    text = st.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def change(form: str, sheet: Sheet, desk: plan_form.Desk) -> None:
    with ui.attempt(_("Saved. Whoever is invited is told."), form=form), ui.begin(form) as work:
        wanted = plan_form.plan(form, desk.zone)
        meetings.change_plan(work, meeting_id=sheet.id, plan=wanted, version=ui.held(form, "version", 0))


def call_off(form: str, meeting_id: int) -> None:
    with ui.attempt(_("Called off. Whoever is invited is told."), form=form), ui.begin(form) as work:
        meetings.call_off(work, meeting_id=meeting_id, reason=ui.value(form, "reason") or "")


def comes(meeting_id: int) -> None:
    with ui.attempt(_("Noted.")), ui.begin() as work:
        meetings.reply(work, meeting_id=meeting_id, comes=True)


def apologise(form: str, meeting_id: int) -> None:
    with ui.attempt(_("Noted. The secretary is told."), form=form), ui.begin(form) as work:
        reason, deputy = ui.value(form, "reason") or "", ui.value(form, "deputy_id")
        meetings.reply(work, meeting_id=meeting_id, comes=False, reason=reason, deputy_id=deputy)


def show_head(sheet: Sheet) -> None:
    starts, ends = sheet.starts_at.astimezone(desk.zone), sheet.ends_at.astimezone(desk.zone)
    st.title(ui.md(sheet.title), anchor=False)
    internal = [_("internal")] if sheet.internal else []
    parts = [
        sheet.kind,
        f"{day(starts.date(), year=True)} {starts:%H:%M}–{ends:%H:%M}",
        sheet.room,
        sheet.place,
    ]
    st.caption(ui.md(" · ".join(part for part in (*parts, *internal, sheet.number) if part)))
    names = {one.person_id: one.name for one in sheet.guests}
    ui.facts(
        [
            (_("State"), ui.lamp_cell(LAMPS[sheet.state], _(STATE_NAMES[sheet.state]))),
            (_("Chair"), names.get(sheet.chair_id, "")),
            (_("Secretary"), names.get(sheet.secretary_id, "")),
            (_("Invited"), len(sheet.guests)),
        ],
        columns=4,
        key="meeting-facts",
    )


def show_moves(sheet: Sheet, own: int) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if sheet.state in ("planned", "running"):
            label = _("To the meeting room") if sheet.keeps else _("Follow the meeting")
            room = f"/meeting-room?id={sheet.id}"
            st.link_button(
                label, room, icon=":material/co_present:", type="primary" if sheet.items else "secondary"
            )
        mine = next((one for one in sheet.guests if one.person_id == own), None)
        if mine is not None and sheet.state in ("planned", "running"):
            st.button(
                _("I come"), key="comes", on_click=comes, args=(sheet.id,), disabled=mine.answer == "comes"
            )
            with st.popover(_("I cannot come")):
                show_apology(sheet)
        if sheet.keeps and sheet.state == "planned":
            with st.popover(_("Call it off")), ui.form(f"off-{sheet.id}"):
                ui.paragraph(f"off-{sheet.id}", "reason", _("Reason"), limit=500)
                ui.submit(
                    f"off-{sheet.id}", _("Call the meeting off"), call_off, (f"off-{sheet.id}", sheet.id)
                )


def show_apology(sheet: Sheet) -> None:
    form = f"apology-{sheet.id}"
    with ui.form(form):
        ui.paragraph(form, "reason", _("Reason"), limit=500)
        ui.pick(form, "deputy_id", _("Who comes instead"), desk.people)
        ui.submit(form, _("Apologise"), apologise, (form, sheet.id))


def show_plan(sheet: Sheet) -> None:
    form = f"plan-{sheet.id}"
    ui.held(form, "version", sheet.version)
    with st.expander(_("Change time, place or people"), icon=":material/edit_calendar:"), ui.form(form):
        plan_form.fields(form, desk, sheet)
        ui.submit(form, _("Save the plan"), change, (form, sheet, desk))


ui.open_page(_("Meeting"), needs="meetings.meetings", heading=False)

try:
    with ui.look() as work:
        known = number() or meetings.number_of(work, matter_id=number("matter"))
        sheet = meetings.sheet(work, meeting_id=known)
        desk = plan_form.read(work)
        own = work.actor.number
        changing = sheet.keeps and sheet.state in ("planned", "running")
        offered = meetings.proposals(work, meeting_id=sheet.id) if changing else []
        set_going = meetings.follow_up(work, meeting_id=sheet.id)
except NotFound as gone:
    st.error(gone.for_user, icon=":material/search_off:")
    st.page_link("meetings/meetings.py", label=_("To the meetings"), icon=":material/groups:")
    st.stop()

st.set_page_config(page_title=sheet.title)
show_head(sheet)
show_moves(sheet, own)
if sheet.keeps and sheet.state == "planned":
    show_plan(sheet)
names = [
    _("Agenda"),
    _("Preparation"),
    _("People"),
    _("Decisions and how far they are"),
    _("Minutes of the meeting"),
]
of_agenda, of_steps, of_people, of_outcomes, of_minutes = st.tabs(names)
with of_agenda:
    agenda.show(sheet, offered, desk.people)
with of_steps:
    around.preparation(sheet, own)
with of_people:
    around.people(sheet)
with of_outcomes:
    around.outcomes(set_going)
with of_minutes:
    around.minutes(sheet, may_approve=sheet.keeps and (sheet.written_by != own or sheet.chair_id == own))
