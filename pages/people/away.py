"""Away from–to: one switch names the stand-in; everybody sees who is away and who stands in."""

from datetime import date

import streamlit as st

from core import people
from core.i18n import _, day
from core.people import AbsenceRow
from core.policy import Relation
from pages import ui

FORM = "away"


def switch_on(own: int) -> None:
    with (
        ui.attempt(_("Entered. The stand-in acts from the first day on."), form=FORM),
        ui.begin(FORM) as work,
    ):
        people.set_absence(
            work,
            person_id=ui.value(FORM, "person_id") or own,
            stand_in_id=ui.value(FORM, "stand_in_id"),
            first_day=ui.value(FORM, "first_day"),
            last_day=ui.value(FORM, "last_day"),
            reason=ui.value(FORM, "reason") or "",
        )


def end(absence_id: int, version: int) -> None:
    with ui.attempt(_("Back. The stand-in is released.")), ui.begin() as work:
        people.end_absence(work, absence_id=absence_id, version=version)


def show_switch(colleagues: dict[int, str], own: int, today: date, *, for_others: bool) -> None:
    with ui.form(FORM, border=True):
        if for_others:
            ui.pick(FORM, "person_id", _("Who is away"), colleagues, own)
        left, right = st.columns(2)
        with left:
            ui.day(FORM, "first_day", _("From"), today)
        with right:
            ui.day(FORM, "last_day", _("Until, this day included"), first=today)
        away = ui.value(FORM, "person_id") or own
        others = {number: name for number, name in colleagues.items() if number != away}
        ui.pick(FORM, "stand_in_id", _("Stand-in"), others)
        ui.line(
            FORM,
            "reason",
            _("Reason of absence"),
            help=_("Seen by you, the director and the administrators."),
        )
        ui.submit(FORM, _("Switch on"), switch_on, (own,))


def show_absence(one: AbsenceRow, today: date, *, ends: bool) -> None:
    now = one.first_day <= today <= one.last_day
    days = (
        day(one.first_day) if one.first_day == one.last_day else f"{day(one.first_day)} – {day(one.last_day)}"
    )
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        stand_in = ui.md(_("Stand-in: {name}", name=one.stand_in))
        st.markdown(f"**{ui.md(one.person)}**  {ui.md(days)}  :gray[{stand_in}]", width="stretch")
        if now:
            st.badge(_("Away now"), color="orange")
        if ends:
            label = _("End now") if now else _("Not going")
            st.button(label, key=f"end-{one.id}", on_click=end, args=(one.id, one.version))


def show_past(rows: list[AbsenceRow]) -> None:
    columns = [
        ui.Column("days", _("Days"), main=True),
        ui.Column("stand_in", _("Stand-in"), "short"),
        ui.Column("reason", _("Reason of absence")),
        ui.Column("ended", _("Ended"), "short"),
    ]
    shown = [
        ui.Row(
            one.id,
            {
                "days": f"{day(one.first_day, year=True)} – {day(one.last_day, year=True)}",
                "stand_in": one.stand_in,
                "reason": one.reason,
                "ended": _("early") if one.ended_at else "",
            },
        )
        for one in rows
    ]
    ui.table("my-absences", columns, shown, label=_("My absences"))


ui.open_page(_("Away and stand-ins"), needs="people.away")

with ui.look() as work:
    own, today = work.actor.number, work.today
    for_others = work.may("people.set_absence", Relation.OTHER)
    away = people.away(work)
    mine = people.absences(work, person_id=own)
    colleagues = {one.id: f"{one.name} · {one.department}" for one in people.everybody(work)}
    stood_in = people.names(work, work.actor.stands_in_for)

if stood_in:
    names = _("; ").join(stood_in.values())
    st.info(ui.md(_("You stand in for: {names}. What waits for them is on your page.", names=names)))
left, right = st.columns([2, 3], gap="large")
with left:
    st.header(_("I am away"), anchor=False)
    show_switch(colleagues, own, today, for_others=for_others)
with right:
    st.header(_("Who is away"), anchor=False)
    for one in away:
        show_absence(one, today, ends=for_others or one.person_id == own)
    if not away:
        ui.empty(_("Nobody is away."))
    if mine:
        st.header(_("My absences"), anchor=False)
        show_past(mine)
