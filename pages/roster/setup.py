"""Setting up the roster: roles and shifts, pools, exemptions, special days, Excel."""

import streamlit as st

from core import people, roster
from core.i18n import _
from pages import ui
from pages.ui.roster import excel, narrowing, pools, roles, special


def usual() -> None:
    with ui.attempt(_("Six roles are set up. Please check their pools.")), ui.begin() as work:
        roster.set_up(work)


ui.open_page(_("Roster set-up"), needs="roster.save_role")

with ui.look() as work:
    rows = roster.roles(work)
    members = roster.members(work)
    standing = roster.standing(work)
    year = work.today.year
    special_days = {
        day: name
        for on in (year, year + 1)
        for day, name in roster.propose_special_days(work, year=on).items()
    }
    named = roster.special_days_from(work, first_day=work.today)
    today = work.today
    colleagues = {one.id: f"{one.name} · {one.department}" for one in people.everybody(work)}

if not rows:
    text = _("No duty roles yet. Begin with the usual six: three on duty, three for the 7S round.")
    ui.empty(text, _("Set up the usual roles"), usual)
of_roles, of_pools, of_rules, of_days, of_excel = st.tabs(
    [_("Roles"), _("Pools"), _("Exempt and apart"), _("Special days"), "Excel"]
)
with of_roles:
    roles.show(rows)
with of_pools:
    pools.show(rows, members, colleagues, today)
with of_rules:
    narrowing.show(rows, standing, colleagues, today)
with of_days:
    special.show(named, special_days, rows, colleagues)
with of_excel:
    excel.show()
