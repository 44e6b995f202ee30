"""The duty log: write what happened, see what is open, hand over with two signatures."""

from datetime import date, timedelta

import streamlit as st

from core import duty_log
from core.duty_log import KIND_NAMES, DayLog, EntryRow, HandoverRow
from core.errors import NotPermitted
from core.i18n import _, day, moment
from pages import ui

NOTE, GIVE = "duty-note", "duty-give"


def note() -> None:
    with ui.attempt(_("Noted."), form=NOTE), ui.begin(NOTE) as work:
        duty_log.note(
            work,
            kind=ui.value(NOTE, "kind") or "",
            text=ui.value(NOTE, "text") or "",
            who=ui.value(NOTE, "who") or "",
            passed_to=ui.value(NOTE, "passed_to") or "",
            open_item=bool(ui.value(NOTE, "open_item")),
        )


def reword(one: EntryRow) -> None:
    form = f"duty-reword-{one.id}"
    with ui.attempt(_("Worded anew; what stood there stays readable."), form=form), ui.begin(form) as work:
        duty_log.reword(work, entry_id=one.id, version=one.version, text=ui.value(form, "text") or "")


def close(one: EntryRow) -> None:
    with ui.attempt(_("Closed.")), ui.begin() as work:
        duty_log.close_entry(work, entry_id=one.id, version=one.version)


def make_task(one: EntryRow) -> None:
    with ui.attempt(_("A draft was made of it.")):
        with ui.begin() as work:
            number = duty_log.make_task(work, entry_id=one.id, version=one.version)
        ui.then_open("tasks/task.py", id=number)


def give(of: date) -> None:
    with ui.attempt(_("Handed over. The other side signs now."), form=GIVE), ui.begin(GIVE) as work:
        duty_log.hand_over(work, day=of, note=ui.value(GIVE, "note") or "")


def take(one: HandoverRow) -> None:
    with ui.attempt(_("Taken over.")), ui.begin() as work:
        duty_log.take_over(work, handover_id=one.id, version=one.version)


def move(to: date) -> None:
    st.query_params["day"] = to.isoformat()


def asked_day(today: date) -> date:
    try:
        return min(date.fromisoformat(st.query_params.get("day", "")), today)
    except ValueError:
        return today


def show_noting() -> None:
    with ui.form(NOTE, border=True):
        kinds = {str(kind): _(name) for kind, name in KIND_NAMES.items()}
        ui.segment(NOTE, "kind", _("Kind"), kinds, "incident")
        ui.paragraph(NOTE, "text", _("What took place"))
        left, right = st.columns(2)
        with left:
            ui.line(NOTE, "who", _("Caller or visitor"), limit=60)
        with right:
            ui.line(NOTE, "passed_to", _("Passed to"), limit=60)
        ui.tick(NOTE, "open_item", _("Still open: passes on at the hand-over"))
        ui.submit(NOTE, _("Note it"), note)


def show_entry(one: EntryRow, may_write: bool) -> None:
    with st.container(border=True, key=f"entry-{one.id}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            facts = [moment(one.at, zone), _(KIND_NAMES[one.kind]), one.who]
            facts.append(_("→ {whom}", whom=one.passed_to) if one.passed_to else "")
            st.markdown(f":gray[{ui.md(' · '.join(fact for fact in facts if fact))}]", width="stretch")
            if one.open:
                st.markdown(ui.lamp("yellow", _("Open")), width="content")
        st.text(one.text)
        if len(one.wordings) > 1:
            with st.popover(_("{count} wordings", count=len(one.wordings)), type="tertiary"):
                for said in one.wordings:
                    st.caption(f"{ui.md(said.person)} · {moment(said.at, zone)}")
                    st.text(said.text)
        with st.container(horizontal=True, gap="small"):
            if one.matter_id is not None:
                st.link_button(_("To the task"), f"/task?id={one.matter_id}", type="tertiary")
            elif may_write:
                st.button(_("Make it a task"), key=f"task-{one.id}", on_click=make_task, args=(one,))
            if may_write and one.open:
                st.button(_("Close it"), key=f"close-{one.id}", on_click=close, args=(one,))
            if may_write:
                form = f"duty-reword-{one.id}"
                with st.popover(_("Word anew"), type="tertiary"), ui.form(form):
                    ui.paragraph(form, "text", _("What took place"), one.text)
                    ui.submit(form, _("Save"), reword, (one,))


def show_handing(shown: DayLog) -> None:
    st.header(_("Hand-over"), anchor=False)
    for one in shown.handovers:
        with st.container(border=True, key=f"handover-{one.id}", gap="small"):
            said = _(
                "{day}: given by {person}, {count} open",
                day=day(one.day),
                person=one.given_by,
                count=one.open_items,
            )
            st.markdown(ui.md(said))
            if one.note:
                st.text(one.note)
            if one.taken_at is not None:
                taken = _("Taken over by {person}, {at}", person=one.taken_by, at=moment(one.taken_at, zone))
                st.markdown(ui.lamp("green", taken))
            elif shown.may_write and not one.mine:
                st.button(_("Take over"), key=f"take-{one.id}", type="primary", on_click=take, args=(one,))
            else:
                st.markdown(ui.lamp("yellow", _("Waits for the signature of the other side")))
    if shown.may_write and chosen not in {one.day for one in shown.handovers}:
        with ui.form(GIVE, border=True):
            ui.paragraph(GIVE, "note", _("For whoever comes next"))
            ui.submit(GIVE, _("Hand over {day}", day=day(chosen)), give, (chosen,))


ui.open_page(_("Duty log"))

try:
    with ui.look() as work:
        today, zone = work.today, work.zone
        chosen = asked_day(today)
        shown = duty_log.log(work, day=chosen)
except NotPermitted:
    ui.empty(_("The duty log is open to whoever is on duty, to leaders and to the office."))
    st.stop()

with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    st.button("‹", key="before", help=_("Before"), on_click=move, args=(chosen - timedelta(1),))
    st.markdown(f"**{day(chosen, year=True)}**", width="content")
    st.button("›", key="after", help=_("After"), on_click=move, args=(min(chosen + timedelta(1), today),))

left, right = st.columns([3, 2], gap="large")
with left:
    if shown.may_write and chosen == today:
        show_noting()
    for entry in shown.entries:
        show_entry(entry, shown.may_write)
    if not shown.entries:
        ui.empty(_("Nothing was noted on this day, and nothing is open."))
with right:
    show_handing(shown)
