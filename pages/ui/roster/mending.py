"""Repair of a published roster after leave: the choices, each with what changes, and taking one."""

import streamlit as st

from core import roster
from core.errors import DomainError
from core.i18n import _, day
from core.roster import Sheet
from core.roster.engine import Point, Repair, mend
from pages import ui

FOUND = "roster-repair"


def search(roster_id: int) -> None:
    with ui.look() as work:
        asked = roster.damaged(work, roster_id=roster_id)
    with st.spinner(_("Searching for the fewest changes…")):
        made = mend(asked.problem, asked.cells, asked.frozen_until)
    st.session_state[FOUND] = (roster_id, asked.version, made, frozenset(asked.cells))


def take(roster_id: int, version: int, made: Repair, point: Point) -> None:
    with ui.attempt(_("Repaired. Everybody touched is told.")):
        with ui.begin() as work:
            roster.repair(
                work,
                roster_id=roster_id,
                version=version,
                cells=point.cells,
                first=made.first,
                last=made.last,
            )
        st.session_state.pop(FOUND, None)


def show(one: Sheet, names: dict[str, str]) -> None:
    """Below a published roster."""
    number = one.roster.id
    if st.button(_("Repair after leave"), key="repair", icon=":material/healing:"):
        try:
            search(number)
        except DomainError as refusal:
            st.error(ui.md(refusal.for_user), icon=":material/error:")
    found = st.session_state.get(FOUND)
    if not found or found[0] != number or found[1] != one.roster.version:
        return
    _number, _version, made, _before = found
    if made is None:
        st.success(_("Nobody in the coming duties is away: nothing needs repair."))
        return
    said = [f"{day(on)} {names.get(role, role)} {one.people[person]}" for role, on, person in made.vacant]
    st.markdown(_("Cannot be there: {who}", who=ui.md(_("; ").join(said))))
    if not made.points:
        st.error(_("No repair within these days: nobody else could take them. Please widen the pool."))
    for place, point in enumerate(made.points):
        with st.container(border=True, key=f"repair-{place}"):
            _show_point(one, names, found, point, place)
    st.caption(
        _(
            "Searched from {first} to {last}: no repair there has fewer changes for its spread.",
            first=day(made.first),
            last=day(made.last),
        )
    )


def _show_point(
    one: Sheet, names: dict[str, str], found: tuple[int, int, Repair, frozenset], point: Point, place: int
) -> None:
    number, version, made, before = found
    with st.container(horizontal=True, vertical_alignment="center"):
        text = _("**{changes} duties change**, spread {spread}", changes=point.changes, spread=point.spread)
        st.markdown(text, width="stretch")
        args = (number, version, made, point)
        st.button(_("Take this one"), key=f"take-repair-{place}", on_click=take, args=args)
    inside = {cell for cell in before if made.first <= cell[1] <= made.last}
    gone, come = sorted(inside - set(point.cells)), sorted(set(point.cells) - inside)
    said = []
    for role, on, person in sorted(gone, key=lambda cell: cell[1]):
        taker = next((cell for cell in come if cell[:2] == (role, on)), None)
        if taker is not None:
            come.remove(taker)
            here = f"{day(on)} {names.get(role, role)} {one.people[person]} → {one.people[taker[2]]}"
            said.append(ui.md(here))
    st.caption("  \n".join(said))
