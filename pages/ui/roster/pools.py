"""The pools: who is in which, from when to when."""

from datetime import date

import streamlit as st

from core import roster
from core.i18n import _, day
from core.roster import MemberRow, RoleRow
from pages import ui

FORM, OUT = "duty-join", "duty-out"


def join() -> None:
    with ui.attempt(_("They are in the pool."), form=FORM), ui.begin(FORM) as work:
        roster.join(
            work,
            role_id=ui.value(FORM, "role_id") or 0,
            person_ids=list(ui.value(FORM, "person_ids") or []),
            joined_on=ui.value(FORM, "joined_on"),
        )


def leave(members: dict[int, MemberRow]) -> None:
    one = members.get(ui.value(OUT, "member_id") or 0)
    with ui.attempt(_("The pool is changed."), form=OUT), ui.begin(OUT) as work:
        roster.leave_pool(
            work,
            member_id=one.id if one else 0,
            version=one.version if one else 0,
            left_on=ui.value(OUT, "left_on"),
        )


def show(rows: list[RoleRow], members: list[MemberRow], colleagues: dict[int, str], today: date) -> None:
    if not rows:
        ui.empty(_("Pools belong to roles: set up a role first."))
        return
    columns = [
        ui.Column("role", _("Duty role"), "short", main=True),
        ui.Column("count", _("People"), "number", width="5rem"),
        ui.Column("people", _("In the pool")),
    ]
    ui.table("duty-pools", columns, [_pool(one, members, today) for one in rows], label=_("Pools"))
    left, right = st.columns(2, gap="large")
    with left, ui.form(FORM, border=True):
        st.markdown(f"**{_('Into a pool')}**")
        names = {one.id: one.name for one in rows}
        ui.pick(FORM, "role_id", _("Duty role"), names, rows[0].id)
        ui.picks(FORM, "person_ids", _("Who"), colleagues)
        ui.day(FORM, "joined_on", _("From"), today)
        ui.submit(FORM, _("Into the pool"), join)
    with right, ui.form(OUT, border=True):
        st.markdown(f"**{_('Out of a pool')}**")
        roles = {one.id: one.name for one in rows}
        known = {one.id: one for one in members if one.role_id in roles}
        said = {number: f"{one.name} · {roles[one.role_id]}" for number, one in known.items()}
        ui.pick(OUT, "member_id", _("Who"), said)
        ui.day(OUT, "left_on", _("Last day in the pool"), today)
        ui.submit(OUT, _("Out of the pool"), leave, (known,), type="secondary")


def _pool(role: RoleRow, members: list[MemberRow], today: date) -> ui.Row:
    inside = [one for one in members if one.role_id == role.id]
    said = _(", ").join(_said(one, today) for one in inside)
    return ui.Row(role.id, {"role": role.name, "count": len(inside), "people": said or _("nobody yet")})


def _said(one: MemberRow, today: date) -> str:
    if one.left_on is not None:
        return _("{name} (until {day})", name=one.name, day=day(one.left_on))
    if one.joined_on > today:
        return _("{name} (from {day})", name=one.name, day=day(one.joined_on))
    return one.name
