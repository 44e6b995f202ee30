"""Leave and travel: ask for it, decide it; days that one would like to have, or rather not."""

from datetime import date

import streamlit as st

from core import people, roster
from core.i18n import _, day
from core.policy import Relation
from core.roster import LEAVE_NAMES, LeaveRow
from pages import ui

ASK, WISH = "leave-ask", "duty-wish"


def ask(own: int) -> None:
    with ui.attempt(_("Asked for. Somebody else decides."), form=ASK), ui.begin(ASK) as work:
        roster.ask_leave(
            work,
            person_id=ui.value(ASK, "person_id") or own,
            kind=ui.value(ASK, "kind") or "",
            first_day=ui.value(ASK, "first_day"),
            last_day=ui.value(ASK, "last_day"),
            reason=ui.value(ASK, "reason") or "",
        )


def decide(one: LeaveRow, approved: bool) -> None:
    said = _("Approved. The roster sees it.") if approved else _("Refused.")
    with ui.attempt(said), ui.begin() as work:
        roster.decide_leave(work, leave_id=one.id, version=one.version, approved=approved)


def withdraw(one: LeaveRow) -> None:
    with ui.attempt(_("Withdrawn. The days are free again.")), ui.begin() as work:
        roster.withdraw_leave(work, leave_id=one.id, version=one.version)


def wish(own: int) -> None:
    wants = {"want": True, "avoid": False}.get(ui.value(WISH, "wants") or "")
    with ui.attempt(_("Noted. Fairness comes first."), form=WISH), ui.begin(WISH) as work:
        roster.wish(work, person_id=own, day=ui.value(WISH, "day"), wants=wants)


def show_asking(own: int, colleagues: dict[int, str], today: date, *, for_others: bool) -> None:
    with ui.form(ASK, border=True):
        if for_others:
            ui.pick(ASK, "person_id", _("Who"), colleagues, own)
        kinds = {str(kind): _(name) for kind, name in LEAVE_NAMES.items()}
        ui.pick(ASK, "kind", _("Kind"), kinds, "annual")
        left, right = st.columns(2)
        with left:
            ui.day(ASK, "first_day", _("From"), today)
        with right:
            ui.day(ASK, "last_day", _("Until, this day included"), today)
        ui.line(ASK, "reason", _("Reason"))
        ui.submit(ASK, _("Ask for leave"), ask, (own,))


def show_waiting(rows: list[LeaveRow]) -> None:
    if not rows:
        ui.empty(_("No leave waits for your decision."))
    for one in rows:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"leave-{one.id}"):
            st.markdown(f"**{ui.md(one.name)}**  {ui.md(_said(one))}", width="stretch")
            st.button(
                _("Approve the leave"),
                key=f"approve-{one.id}",
                type="primary",
                on_click=decide,
                args=(one, True),
            )
            st.button(_("Refuse"), key=f"refuse-{one.id}", on_click=decide, args=(one, False))


def show_own(rows: list[LeaveRow], today: date) -> None:
    if not rows:
        ui.empty(_("You have asked for no leave."))
    for one in rows:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{_state(one)}  {ui.md(_said(one))}", width="stretch")
            if one.last_day >= today and one.approved is not False:
                st.button(_("Withdraw"), key=f"withdraw-{one.id}", on_click=withdraw, args=(one,))


def _said(one: LeaveRow) -> str:
    days = day(one.first_day) + ("" if one.first_day == one.last_day else f" – {day(one.last_day)}")
    return " · ".join(part for part in (_(LEAVE_NAMES[one.kind]), days, one.reason) if part)


def _state(one: LeaveRow) -> str:
    if one.approved is None:
        return ui.lamp("yellow", _("Waits for a decision"))
    return ui.lamp("green", _("Approved")) if one.approved else ui.lamp("grey", _("Refused"))


def show_wishes(own: int, mine: dict[date, bool], today: date) -> None:
    st.caption(_("Wishes count after fairness and spacing; choose “none” to take one back."))
    with ui.form(WISH, border=True):
        ui.day(WISH, "day", _("Day"), first=today)
        choices = {"want": _("I would like it"), "avoid": _("Rather not"), "none": _("None")}
        ui.segment(WISH, "wants", _("Wish"), choices, "avoid")
        ui.submit(WISH, _("Note it"), wish, (own,), type="secondary")
    for on, wants in mine.items():
        said = _("I would like it") if wants else _("Rather not")
        st.markdown(ui.md(f"{day(on)} · {said}"))


ui.open_page(_("Leave and wishes"), needs="roster.members")

with ui.look() as work:
    own, today = work.actor.number, work.today
    for_others = work.may("roster.ask_leave", Relation.OTHER)
    decides = work.may("roster.leaves_to_decide")
    waiting = roster.leaves_to_decide(work) if decides else []
    leaves = roster.leaves(work, person_id=own)
    wishes = roster.wishes(work, person_id=own)
    colleagues = {one.id: f"{one.name} · {one.department}" for one in people.everybody(work)}

if decides:
    st.header(_("To decide"), anchor=False)
    show_waiting(waiting)
left, right = st.columns(2, gap="large")
with left:
    st.header(_("My leave and travel"), anchor=False)
    show_own(leaves, today)
    show_asking(own, colleagues, today, for_others=for_others)
with right:
    st.header(_("My wishes"), anchor=False)
    show_wishes(own, wishes, today)
