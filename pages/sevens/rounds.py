"""7S today: rounds to walk, the day's team, what is due and missed, self-checks of one's own areas."""

from datetime import timedelta

import streamlit as st

from core import calendar, people, seven_s
from core.actor import Actor
from core.i18n import _, day
from core.seven_s import AreaRow, Planned, RoundKind, RoundRow, Standing
from core.work import Work
from pages import ui
from pages.ui.rounds import Choice, show_excuses, show_mutual, show_team

SIGNS = {
    Standing.DONE: "green",
    Standing.DONE_LATE: "yellow",
    Standing.DUE: "grey",
    Standing.LATE: "yellow",
    Standing.MISSED: "red",
    Standing.EXCUSED: "grey",
}


def start_self(area_id: int) -> None:
    with ui.attempt(""), ui.begin() as work:
        ui.then_open("sevens/walk.py", round=seven_s.start_self_check(work, area_id=area_id))


def show_rounds(rounds: list[RoundRow]) -> None:
    if not rounds:
        st.caption(_("No round of yours today."))
    for one in rounds:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"round-{one.id}"):
            with st.container(gap=None, width="stretch"):
                st.markdown(f"**{_(seven_s.ROUND_NAMES[one.kind])}** · {ui.md(day(one.day))}")
                said = _("{done} of {all} areas", done=one.done, all=one.visits)
                st.caption(ui.md(f"{one.leader} · {said}"))
            if one.handed_in_at is not None:
                st.markdown(ui.lamp("green", _("Handed in")), width="content")
            elif st.button(_("Walk"), key=f"walk-{one.id}", type="primary"):
                ui.go("sevens/walk.py", round=one.id)


def show_schedule(planned: tuple[Planned, ...], areas: dict[int, AreaRow]) -> None:
    st.header(_("What is due"), anchor=False)
    if not planned:
        st.caption(_("Nothing is due today: no workday, or no areas yet."))
        return
    columns = [
        ui.Column("standing", _("State"), "lamp", width="6rem"),
        ui.Column("area", _("Area"), main=True),
        ui.Column("kind", _("Kind"), "short"),
        ui.Column("owner", _("Owner")),
        ui.Column("reason", _("Reason"), phone=False),
    ]
    order = [
        Standing.MISSED,
        Standing.LATE,
        Standing.DUE,
        Standing.EXCUSED,
        Standing.DONE_LATE,
        Standing.DONE,
    ]
    listed = sorted(planned, key=lambda one: (order.index(one.standing), one.kind != RoundKind.DAILY))
    rows = []
    for one in listed:
        area = areas.get(one.area_id)
        if area is not None:
            name = _(seven_s.STANDING_NAMES[one.standing])
            cells = {
                "standing": ui.lamp_cell(SIGNS[one.standing], name),
                "area": area.name,
                "kind": _(seven_s.ROUND_NAMES[one.kind]),
                "owner": area.owner_person or area.owner_department,
                "reason": one.skip_reason,
            }
            rows.append(ui.Row(f"{one.kind}-{one.area_id}-{one.day}", cells))
    ui.table("schedule", columns, rows, label=_("What is due"))


def show_own(own: list[AreaRow]) -> None:
    if own:
        st.header(_("My areas"), anchor=False)
    for area in own:
        with st.container(horizontal=True, vertical_alignment="center", key=f"own-{area.id}"):
            st.markdown(ui.md(area.name), width="stretch")
            st.button(_("Self-check"), key=f"self-{area.id}", on_click=start_self, args=(area.id,))


def partners(work: Work) -> dict[int, str]:
    """By area, the department whose turn its mutual check is this week."""
    monday = today - timedelta(days=today.weekday())
    week = seven_s.schedule(work, first=monday, last=monday + timedelta(days=6), kinds=(RoundKind.MUTUAL,))
    departments = people.departments(work)
    return {one.area_id: departments.get(one.partner_id or 0, "") for one in week.planned}


def is_mine(area: AreaRow, who: Actor) -> bool:
    return area.owner_person_id in who.selves


ui.open_page(_("7S rounds"), needs="seven_s.my_rounds")

with ui.look() as work:
    who, today = work.actor, work.today
    rounds = seven_s.my_rounds(work)
    areas = {area.id: area for area in seven_s.areas(work)}
    keeper = work.may("seven_s.start_round")
    planned = seven_s.schedule(work, first=today, last=today).planned
    worked = calendar.is_workday(work, today)
    excuses = seven_s.excuses(work, since=today)
    everybody = people.everybody(work) if keeper else []
    turns = partners(work) if keeper else {}
    next_day = calendar.workday_on_or_after(work, today)
    on_duty = seven_s.roster_team(work, day=today) if keeper and worked else []

names = {one.id: f"{one.name} · {one.department}" for one in everybody}
st.caption(day(today) + ("" if worked else " · " + _("no workday")))
show_rounds(rounds)
if not areas and keeper:
    ui.empty(_("There are no areas yet. Add them first, each with its owner."))
    if st.button(_("To the areas"), key="to-areas"):
        ui.go("sevens/areas.py")
elif keeper and worked and not any(one.kind == RoundKind.DAILY and one.day == today for one in rounds):
    show_team(today, names, sorted({area.floor for area in areas.values()}), on_duty)
show_own([area for area in areas.values() if is_mine(area, who)])
show_schedule(planned, areas)
if keeper and areas:
    show_mutual(next_day, Choice(names, {one.id: one.department for one in everybody}, areas, turns))
show_excuses(excuses, areas, today, keeper=keeper and bool(areas))
