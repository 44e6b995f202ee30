"""Special days that are shared out over the years, and what people bring along."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from core import roster
from core.i18n import _, day
from core.roster import RoleRow
from pages import ui

NAME, BRING = "special-day", "duty-balance"


def save() -> None:
    with ui.attempt(_("Saved."), form=NAME), ui.begin(NAME) as work:
        roster.name_special_day(work, day=ui.value(NAME, "day"), name=ui.value(NAME, "name") or "")


def take(proposed: Mapping[date, str]) -> None:
    with ui.attempt(_("The special days are named.")), ui.begin() as work:
        for on, name in proposed.items():
            roster.name_special_day(work, day=on, name=name)


def bring() -> None:
    numbers = {kind: int(ui.value(BRING, kind) or 0) for kind in ("W", "R", "H")}
    with ui.attempt(_("Carried in."), form=BRING), ui.begin(BRING) as work:
        roster.carry_in(
            work,
            role_id=ui.value(BRING, "role_id") or 0,
            person_id=ui.value(BRING, "person_id") or 0,
            numbers=numbers,
        )


def show(
    named: Mapping[date, str], proposed: Mapping[date, str], rows: list[RoleRow], colleagues: dict[int, str]
) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.caption(_("Whoever had such a day is the last to have it again, in later years too."))
        for on, name in named.items():
            st.markdown(ui.md(f"{day(on, year=True)} · {name}"))
        fresh = {on: name for on, name in proposed.items() if on not in named}
        if fresh:
            said = _("; ").join(f"{day(on, year=True)} {name}" for on, name in fresh.items())
            st.text(_("Proposed: {days}", days=said))
            st.button(_("Take over what is proposed"), key="take-special", on_click=take, args=(fresh,))
        with ui.form(NAME, border=True):
            ui.day(NAME, "day", _("Day"))
            ui.line(NAME, "name", _("Name; empty: an ordinary day again"), limit=20)
            ui.submit(NAME, _("Save"), save)
    with right:
        st.caption(_("What somebody had done before the office began here counts as done."))
        with ui.form(BRING, border=True):
            ui.pick(BRING, "role_id", _("Duty role"), {one.id: one.name for one in rows})
            ui.pick(BRING, "person_id", _("Who"), colleagues)
            labels = {"W": _("Workdays"), "R": _("Rest days"), "H": _("Holidays")}
            for column, (kind, label) in zip(st.columns(3), labels.items(), strict=True):
                with column:
                    ui.number(BRING, kind, label, 0, least=0, most=999)
            ui.submit(BRING, _("Carry in"), bring)
