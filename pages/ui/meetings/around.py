"""Around the agenda: preparation, who comes and came, what was decided, the minutes."""

import streamlit as st

from core import meetings
from core.i18n import N_, Text, _, day
from core.meetings import FORM_NAMES, Guest, Outcome, PreparedStep, Sheet
from core.tasks import STATE_NAMES as TASK_STATES
from pages import ui

ANSWERS: dict[str, tuple[str, Text]] = {
    "": ("grey", N_("No answer yet")),
    "comes": ("green", N_("Comes")),
    "apologises": ("red", N_("Apologises")),
}


def preparation(sheet: Sheet, own: int) -> None:
    if not sheet.steps:
        ui.empty(_("This kind of meeting has no preparation."), key="steps-empty")
    for one in sheet.steps:
        with st.container(horizontal=True, vertical_alignment="center", key=f"step-{one.turn_id}"):
            late = one.done_at is None and one.due_day is not None and sheet.state == "planned"
            sign = (
                ui.lamp("green", _("done"))
                if one.done_at
                else ui.lamp("yellow" if late else "grey", _("to do"))
            )
            said = " · ".join(part for part in (one.person, _("by {day}", day=day(one.due_day))) if part)
            st.markdown(f"{sign} **{ui.md(one.what)}**  {ui.md(said)}", width="stretch")
            if one.done_at is None and (sheet.keeps or one.person_id == own):
                st.button(_("Done"), key=f"step-done-{one.turn_id}", on_click=finish, args=(sheet.id, one))


def finish(meeting_id: int, step: PreparedStep) -> None:
    with ui.attempt(_("Done.")), ui.begin() as work:
        meetings.finish_step(work, meeting_id=meeting_id, turn_id=step.turn_id)


def people(sheet: Sheet) -> None:
    columns = [
        ui.Column("name", _("Name"), main=True),
        ui.Column("department", _("Department"), "short"),
        ui.Column("answer", _("Answer"), "lamp"),
        ui.Column("reason", _("Reason")),
        ui.Column("deputy", _("Comes instead"), "short"),
        ui.Column("came", _("Came"), "short"),
    ]
    ui.table(
        "guests", columns, [ui.Row(one.person_id, _guest(one)) for one in sheet.guests], label=_("People")
    )
    if sheet.keeps and sheet.state in ("running", "held"):
        form = f"came-{sheet.id}"
        with ui.form(form, border=True):
            names = {one.person_id: one.name for one in sheet.guests}
            there = [
                one.person_id
                for one in sheet.guests
                if one.came or (one.came is None and one.answer != "apologises")
            ]
            ui.picks(form, "came", _("Who came"), names, there)
            ui.submit(form, _("Note the attendance"), note_attendance, (form, sheet))


def _guest(one: Guest) -> dict[str, object]:
    colour, answer = ANSWERS[one.answer]
    came = "" if one.came is None else _("yes") if one.came else _("no")
    return {
        "name": one.name,
        "department": one.department,
        "answer": ui.lamp_cell(colour, _(answer)),
        "reason": one.reason,
        "deputy": one.deputy,
        "came": came,
    }


def note_attendance(form: str, sheet: Sheet) -> None:
    chosen = set(ui.value(form, "came") or [])
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        came = {one.person_id: one.person_id in chosen for one in sheet.guests}
        meetings.note_attendance(work, meeting_id=sheet.id, came=came)


def outcomes(found: list[Outcome]) -> None:
    if not found:
        ui.empty(
            _("Nothing was set going yet. In the meeting room, T makes a task of a decision."),
            key="outcomes-empty",
        )
        return
    columns = [
        ui.Column("item", _("Item"), main=True),
        ui.Column("form", _("Set going"), "short"),
        ui.Column("number", _("Number"), "short"),
        ui.Column("title", _("Task")),
        ui.Column("lead", _("Lead department"), "short"),
        ui.Column("due", _("Due day"), "day"),
        ui.Column("percent", _("Progress"), "share"),
        ui.Column("lamp", _("State"), "lamp"),
    ]
    rows = [
        ui.Row(
            place,
            {
                "item": one.item,
                "form": _(FORM_NAMES[one.form]),
                "number": one.number,
                "title": one.title,
                "lead": one.lead,
                "due": day(one.due_day),
                "percent": one.percent,
                "lamp": ui.lamp_cell(one.lamp, _(TASK_STATES[one.state])),
            },
            href=f"/task?id={one.task_id}",
        )
        for place, one in enumerate(found)
    ]
    opened = ui.table("outcomes", columns, rows, label=_("Decisions and how far they are")).opened
    if opened is not None:
        ui.go("tasks/task.py", id=found[int(opened)].task_id)


def minutes(sheet: Sheet, *, may_approve: bool) -> None:
    if sheet.state in ("planned", "running", "cancelled"):
        ui.empty(_("The minutes are written when the meeting is over."), key="minutes-early")
        return
    kept = sheet.minutes or {}
    ui.downloads("minutes-word", [(_("Minutes as Word"), f"/download/minutes?id={sheet.id}")])
    if sheet.state == "held" and sheet.keeps:
        _writing(sheet, kept, may_approve=may_approve)
    elif sheet.state == "approved":
        st.success(ui.md(_("Approved as {number}; nothing of it is altered any more.", number=sheet.number)))
    _wording(kept)


def _wording(kept: dict[str, object]) -> None:
    ui.facts(
        [(_("Opening words"), kept.get("opening")), (_("Closing words"), kept.get("closing"))],
        columns=1,
        key="wording",
    )


def _writing(sheet: Sheet, kept: dict[str, str], *, may_approve: bool) -> None:
    form = f"minutes-{sheet.id}"
    st.caption(_("Attendance, items, notes, decisions and tasks are taken over by themselves."))
    with ui.form(form):
        ui.held(form, "version", sheet.version)
        ui.paragraph(form, "opening", _("Opening words"), kept.get("opening", ""), limit=4000)
        ui.paragraph(form, "closing", _("Closing words"), kept.get("closing", ""), limit=4000)
        ui.submit(form, _("Write the minutes"), keep, (form, sheet.id))
    if not kept:
        return
    if may_approve:
        st.button(_("Approve and freeze"), key="approve", on_click=approve, args=(sheet,))
    else:
        st.caption(_("They wait for the chair, or for somebody who did not write them."))


def keep(form: str, meeting_id: int) -> None:
    with ui.attempt(_("The minutes are written."), form=form), ui.begin(form) as work:
        version = ui.held(form, "version", 0)
        meetings.keep_minutes(work, meeting_id=meeting_id, wording=ui.values(form), version=version)


def approve(sheet: Sheet) -> None:
    with ui.attempt(_("Approved, numbered and frozen.")), ui.begin() as work:
        meetings.approve_minutes(work, meeting_id=sheet.id, version=sheet.version)
