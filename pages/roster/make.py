"""Making the roster: drafts, the search with progress and stop, rule sets side by side, publishing."""

from datetime import timedelta

import streamlit as st

from core import roster
from core.i18n import _, day
from core.roster import RosterRow
from pages import ui
from pages.ui.roster import drafts, mending, search, sheet, verdict

SCREEN, SETUP = "roster/make.py", "roster/setup.py"
NEW = "roster-new"


def begin() -> None:
    with ui.attempt(_("An empty draft. Now let the roster be made."), form=NEW):
        with ui.begin(NEW) as work:
            number = roster.draft(
                work, period=ui.value(NEW, "period") or "", first_day=ui.value(NEW, "first_day")
            )
        ui.then_open(SCREEN, id=number)


def show_all(rows: list[RosterRow]) -> None:
    with ui.form(NEW, border=True):
        periods = {str(code): _(name) for code, name in roster.PERIOD_NAMES.items()}
        left, right, act = st.columns([2, 2, 1], vertical_alignment="bottom")
        with left:
            ui.segment(NEW, "period", _("For a"), periods, "month")
        with right:
            ui.day(NEW, "first_day", _("That has this day"), next_month)
        with act:
            ui.submit(NEW, _("New draft"), begin)
    if not rows:
        ui.empty(_("No roster yet. Begin with a draft of the next month."))
        return
    columns = [
        ui.Column("name", _("Roster"), main=True),
        ui.Column("days", _("Days"), "short"),
        ui.Column("state", _("State"), "lamp", width="10rem"),
        ui.Column("duties", _("Duties"), "number", width="6rem"),
        ui.Column("fair", _("Spread / bound"), "short", width="9rem"),
    ]
    picked = ui.table("rosters", columns, [_row(one) for one in rows], label=_("Rosters"))
    if picked.opened:
        ui.go(SCREEN, id=picked.opened)


def _row(one: RosterRow) -> ui.Row:
    state = (
        ui.lamp_cell("green", _("Published"))
        if one.published_at
        else ui.lamp_cell("yellow", _("Draft"))
        if one.duties
        else ui.lamp_cell("grey", _("Empty draft"))
    )
    fair = "" if one.spread is None else f"{one.spread} / {one.bound}"
    days = f"{day(one.first_day, year=True)} – {day(one.last_day)}"
    cells = {"name": one.name, "days": days, "state": state, "duties": one.duties, "fair": fair}
    return ui.Row(one.id, cells, href=f"/roster-make?id={one.id}")


def show_one(roster_id: int) -> None:
    with ui.look() as work:
        one = roster.sheet(work, roster_id=roster_id)
        roles = roster.roles(work)
        members = roster.members(work)
    row = one.roster
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(ui.md(row.name), anchor=False, width="stretch")
        if st.button(_("All rosters"), key="all-rosters", type="tertiary", icon=":material/arrow_back:"):
            ui.go(SCREEN)
    if one.unconfirmed and not row.published_at:
        years = ", ".join(map(str, one.unconfirmed))
        text = _("The calendar of {years} is not confirmed: this can be drafted, not published.", years=years)
        st.warning(text, icon=":material/warning:")
    names = {str(role.id): role.name for role in roles} | {str(n): name for n, name in one.roles.items()}
    if row.published_at is None:
        search.show(one, roles, names)
    verdict.show(one.verdict, names, one.people)
    if not row.published_at:
        drafts.show(one, roles, members)
    else:
        drafts.show_published(one)
        mending.show(one, names)
    sheet.show(one, names)


ui.open_page(_("Make the roster"), needs="roster.draft")

asked = st.query_params.get("id", "")
if asked.isdecimal():
    show_one(int(asked))
else:
    with ui.look() as work:
        rows = roster.rosters(work)
        next_month = roster.bounds_of(roster.Period.MONTH, work.today)[1] + timedelta(1)
    show_all(rows)
