"""What waits for the reader, in the order in which a desk is cleared; each row leads to where it is done."""

from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

import streamlit as st

from core.i18n import _, day
from core.turns import Kind, Purpose, Waiting
from pages.ui.attempts import go
from pages.ui.deciding import stands_in
from pages.ui.show import toned
from pages.ui.table import Column, Row, table

TASK = ("tasks/task.py", "task", "id")
# By what it belongs to: the file of the screen, its address, and how the address names the matter.
SCREENS: dict[str, tuple[str, str, str]] = {
    "finding": ("sevens/finding.py", "finding", "matter"),
    "meeting": ("meetings/meeting.py", "meeting", "matter"),
    "red_tag": ("sevens/findings.py", "findings", "tag"),
}
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


def place(one: Waiting) -> dict[str, str | int]:
    """Where it is done: the page of the item, with the form open where there is just one to fill in."""
    if one.matter_kind in SCREENS:
        return {SCREENS[one.matter_kind][2]: one.matter_id}
    where: dict[str, str | int] = {"id": one.matter_id}
    move = "answer_slip" if one.purpose == Purpose.SLIP else FORMS.get((one.kind, one.piece))
    return {**where, "do": move, "turn": one.turn_id} if move else where


def screen(one: Waiting) -> tuple[str, str]:
    """The screen where it is done: its file and its address."""
    file, address, _names = SCREENS.get(one.matter_kind, TASK)
    return file, address


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
    shown = [Row(one.turn_id, _cells(one, today), href=_address(one)) for one in first]
    picked = table("waiting", columns, shown, label=_("Waiting for me"))
    opened = next((one for one in rows if one.turn_id == picked.opened), None)
    if opened is not None:
        go(screen(opened)[0], **place(opened))
    if len(first) < len(rows):
        st.button(_("Show all of them"), key="all-waiting", on_click=_show_all, type="tertiary")


def _address(one: Waiting) -> str:
    return f"/{screen(one)[1]}?{urlencode(place(one))}"


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
