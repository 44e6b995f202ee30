"""What waits for the reader, in the order in which a desk is cleared; each row leads to where it is done."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from core import places
from core.i18n import _, day
from core.turns import Kind, Purpose, Waiting
from pages.ui.deciding import stands_in
from pages.ui.moving import go_to
from pages.ui.show import toned
from pages.ui.table import Column, Row, table

GROUPS = (
    Kind.SIGN,
    Kind.ANSWER,
    Kind.REPORT,
    Kind.CHECK,
    Kind.DECIDE,
    Kind.OWE,
    Kind.FIX,
    Kind.VERIFY,
    Kind.JUDGE,
    Kind.PREPARE,
    Kind.CONSENT,
    Kind.GRANT,
    Kind.DO,
    Kind.READ,
)
FORMS: dict[tuple[str, bool], str] = {
    (Kind.SIGN, False): "sign_for",
    (Kind.SIGN, True): "sign_for_part",
    (Kind.REPORT, False): "report",
    (Kind.ANSWER, False): "answer_urge",
    (Kind.ANSWER, True): "answer_urge",
    (Kind.OWE, False): "hand_in_owed",
}
MOST, ALL = 30, "today-all"
AHEAD = timedelta(days=7)


def below(waiting: Sequence[Waiting], today: date) -> list[Waiting]:
    """Without what has a place of its own on the screen."""
    rest = (one for one in waiting if _stands_here(one, today))
    return sorted(rest, key=lambda one: (_group(one), one.due_day or date.max))


def _group(one: Waiting) -> int:
    return GROUPS.index(Kind(one.kind)) if one.kind in GROUPS else len(GROUPS)


def _show_all() -> None:
    st.session_state[ALL] = True


def _stands_here(one: Waiting, today: date) -> bool:
    """Decisions and copies have cards of their own; whole items stand under mine; a report is not due yet
    weeks ahead."""
    if one.kind == Kind.REPORT:
        return one.due_day is None or one.due_day <= today + AHEAD
    return one.kind not in (Kind.DECIDE, Kind.READ) and (one.kind != Kind.DO or one.piece)


def address(one: Waiting) -> str:
    """Where it is done: the page of the item, with the form open where there is just one to fill in."""
    move = "answer_slip" if one.purpose == Purpose.SLIP else FORMS.get((one.kind, one.piece))
    open_form: dict[str, str | int] = {}
    if move and one.matter_kind == "task":
        open_form = {"do": move, "turn": one.turn_id}
    return places.of_matter(one.matter_kind, one.matter_id, **open_form)


def show(rows: Sequence[Waiting], today: date) -> None:
    if not rows:
        st.header(_("Waiting for me"), anchor=False)
        st.caption(_("Nothing waits for you."))
        return
    st.header(_("Waiting for me ({count})", count=len(rows)), anchor=False)
    columns = [
        Column("what", _("What"), "short", width="7rem"),
        Column("title", _("Item"), main=True),
        Column("lead", _("Lead department")),
        Column("due_day", _("Until"), "day"),
    ]
    first = rows if ALL in st.session_state else rows[:MOST]
    shown = [Row(one.turn_id, _cells(one, today), href=address(one)) for one in first]
    picked = table("waiting", columns, shown, label=_("Waiting for me"))
    opened = next((one for one in rows if one.turn_id == picked.opened), None)
    if opened is not None:
        go_to(address(opened))
    if len(first) < len(rows):
        st.button(_("Show all of them"), key="all-waiting", on_click=_show_all, type="tertiary")


def _cells(one: Waiting, today: date) -> dict[str, object]:
    what = _(one.what)
    title = one.title if not one.task else _("{title}: {task}", title=one.title, task=one.task)
    late = one.due_day is not None and one.due_day < today
    return {
        "what": f"{what} · {stands_in(one)}" if one.holder else what,
        "title": title,
        "lead": one.lead,
        "due_day": toned(day(one.due_day), "red") if late else day(one.due_day),
    }
