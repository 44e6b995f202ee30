"""A draft's pins, its publishing and dropping; and the freezing of what is published."""

from datetime import date

import streamlit as st

from core import roster
from core.i18n import _, day
from core.roster import MemberRow, RoleRow, Sheet
from pages import ui

MAKE = "roster/make.py"


def pin(one: Sheet) -> None:
    form = _form(one)
    with ui.attempt(_("Pinned."), form=form), ui.begin(form) as work:
        roster.pin(
            work,
            roster_id=one.roster.id,
            version=one.roster.version,
            role_id=ui.value(form, "role_id") or 0,
            day=ui.value(form, "day"),
            person_id=ui.value(form, "person_id"),
        )


def unpin(one: Sheet, role_id: int, on: date, person_id: int) -> None:
    with ui.attempt(_("Unpinned; it stays until the roster is made again.")), ui.begin() as work:
        roster.unpin(
            work,
            roster_id=one.roster.id,
            version=one.roster.version,
            role_id=role_id,
            day=on,
            person_id=person_id,
        )


def publish(one: Sheet) -> None:
    with ui.attempt(_("Published. Everybody in it is told.")), ui.begin() as work:
        roster.publish(work, roster_id=one.roster.id, version=one.roster.version)


def drop(one: Sheet) -> None:
    with ui.attempt(_("The draft is gone.")):
        with ui.begin() as work:
            roster.drop_draft(work, roster_id=one.roster.id, version=one.roster.version)
        ui.then_open(MAKE)


def freeze(one: Sheet) -> None:
    form = f"roster-freeze-{one.roster.id}"
    with ui.attempt(_("Frozen."), form=form), ui.begin(form) as work:
        roster.freeze(
            work, roster_id=one.roster.id, version=one.roster.version, until=ui.value(form, "until")
        )


def show(one: Sheet, roles: list[RoleRow], members: list[MemberRow]) -> None:
    with st.container(horizontal=True, gap="small"):
        with st.popover(_("Pin a duty"), icon=":material/keep:", disabled=not roles):
            _show_pinning(one, roles, members)
        ready = bool(one.roster.duties) and not one.unconfirmed
        st.button(
            _("Publish"),
            key="publish",
            icon=":material/campaign:",
            disabled=not ready,
            on_click=publish,
            args=(one,),
        )
        st.button(_("Drop the draft"), key="drop", type="tertiary", on_click=drop, args=(one,))
    pinned = [cell for line in one.days for cells in line.cells.values() for cell in cells if cell.pinned]
    if pinned:
        with st.container(horizontal=True, gap="small"):
            st.caption(_("Pinned:"))
            for cell in pinned:
                st.button(
                    f"{day(cell.day)} {cell.person}",
                    key=f"unpin-{cell.duty_id}",
                    icon=":material/keep_off:",
                    help=_("Take the pin away"),
                    on_click=unpin,
                    args=(one, cell.role_id, cell.day, cell.person_id),
                )


def _show_pinning(one: Sheet, roles: list[RoleRow], members: list[MemberRow]) -> None:
    form = _form(one)
    with ui.form(form):
        role_id = ui.pick(
            form, "role_id", _("Duty role"), {role.id: role.name for role in roles}, roles[0].id
        )
        ui.day(
            form,
            "day",
            _("Day"),
            first=one.roster.first_day,
            last=one.roster.last_day,
        )
        people = {member.person_id: member.name for member in members if member.role_id == role_id}
        ui.pick(form, "person_id", _("Who"), people)
        ui.submit(form, _("Pin"), pin, (one,))


def show_published(one: Sheet) -> None:
    row = one.roster
    form = f"roster-freeze-{row.id}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        said = (
            _("Frozen until {day}.", day=day(row.frozen_until))
            if row.frozen_until
            else _("Published; nothing is frozen but the past.")
        )
        st.markdown(ui.lamp("green", _("Published")), width="content")
        st.caption(said, width="stretch")
        with st.popover(_("Freeze"), icon=":material/ac_unit:"), ui.form(form):
            ui.day(form, "until", _("Until this day nothing moves"), first=row.first_day, last=row.last_day)
            ui.submit(form, _("Freeze"), freeze, (one,))


def _form(one: Sheet) -> str:
    return f"roster-pin-{one.roster.id}"
