"""The ledger of duties: a year's numbers of everybody, and the days behind those of one person."""

from datetime import date

import streamlit as st

from core import roster
from core.calendar import KIND_NAMES, DayKind
from core.i18n import _, day
from core.roster import LedgerRow
from pages import ui

PERSON = "person"


def show(year: int, this: int) -> None:
    with ui.look() as work:
        rows = roster.ledger(work, year=year)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("‹", key="year-before", help=_("Before"), on_click=_move, args=(year - 1,))
        st.markdown(f"**{year}**", width="content")
        st.button("›", key="year-after", help=_("After"), on_click=_move, args=(min(year + 1, this + 1),))
        ui.downloads("duty-ledger", [(_("Yearly sheet as Excel"), f"/download/duty-ledger?year={year}")])
    if not rows:
        ui.empty(_("No duty was done or planned in this year."))
        return
    asked = st.query_params.get(PERSON, "")
    chosen = next((one for one in rows if str(one.person_id) == asked), None)
    if chosen is not None:
        _show_days(chosen, year)
    picked = ui.table(
        "duty-ledger-table", _columns(), [_row(one, year) for one in rows], label=_("Duty count")
    )
    if picked.opened:
        st.query_params[PERSON] = str(picked.opened)
        st.rerun()
    st.caption(_("Share: what would fall to the person by numbers, for the days in the pools, up to today."))


def _columns() -> list[ui.Column]:
    return [
        ui.Column("name", _("Name"), main=True),
        *(ui.Column(str(kind), _(KIND_NAMES[kind]), "number") for kind in DayKind),
        ui.Column("statutory", _("Statutory days"), "number"),
        ui.Column("total", _("In all"), "number"),
        ui.Column("carried", _("Carried over"), "number"),
        ui.Column("share", _("Share by numbers"), "number"),
        ui.Column("to_come", _("Still to come"), "number"),
    ]


def _row(one: LedgerRow, year: int) -> ui.Row:
    cells = {
        "name": one.person,
        "W": one.workdays,
        "R": one.rest_days,
        "H": one.holidays,
        "statutory": one.statutory,
        "total": one.total,
        "carried": one.carried,
        "share": one.share,
        "to_come": one.to_come,
    }
    address = f"/duty?view=ledger&day={year}-01-01&person={one.person_id}"
    return ui.Row(one.person_id, cells, href=address)


def _show_days(chosen: LedgerRow, year: int) -> None:
    with ui.look() as work:
        days = roster.ledger_days(work, person_id=chosen.person_id, year=year)
        today = work.today
    with st.container(border=True, key="ledger-days"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{ui.md(chosen.person)}** · {year}", width="stretch")
            st.button(_("Close"), key="ledger-close", on_click=_close, type="tertiary")
        columns = [
            ui.Column("day", _("Day"), "short", main=True),
            ui.Column("kind", _("Class"), "short"),
            ui.Column("role", _("Duty role")),
            ui.Column("planned", _("Instead of")),
        ]
        shown = [
            ui.Row(
                f"{one.day}-{one.role}",
                {
                    "day": day(one.day),
                    "kind": _(KIND_NAMES[DayKind(one.kind)]) + (_(" · statutory") if one.statutory else ""),
                    "role": one.role,
                    "planned": one.planned,
                },
                muted=one.day > today,
            )
            for one in days
        ]
        ui.table("ledger-days-table", columns, shown, label=chosen.person)


def _move(year: int) -> None:
    st.query_params["day"] = date(year, 1, 1).isoformat()
    st.query_params.pop(PERSON, None)


def _close() -> None:
    st.query_params.pop(PERSON, None)
