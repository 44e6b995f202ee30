"""The bulletins (通报): what was published, what is being written; a new one of any period in one click."""

from collections.abc import Mapping
from datetime import date, timedelta

import streamlit as st

from core import administration, bulletins
from core.bulletins import BulletinRow
from core.i18n import N_, Text, _, day
from core.office import Profile
from pages import ui

STATES: dict[str, tuple[str, Text]] = {
    "draft": ("yellow", N_("Draft")),
    "reviewing": ("yellow", N_("Under review")),
    "published": ("green", N_("Published")),
}
GOOD: dict[str, Text] = {
    "on_time": N_("Filed on time"),
    "no_return": N_("Never returned"),
    "praised": N_("Graded excellent"),
}
NEW, RULES = "new-bulletin", "bulletin-rules"


def last_month(today: date) -> tuple[date, date]:
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def make(first: date | None, last: date | None) -> None:
    """One click: counted and worded, ready to be read."""
    with ui.attempt(_("The draft is ready.")), ui.begin() as work:
        number = bulletins.draft(work, first=first, last=last)  # type: ignore[arg-type]
        ui.then_open("bulletins/bulletin.py", id=number)


def make_chosen() -> None:
    typed = ui.values(NEW)
    with ui.attempt(_("The draft is ready."), form=NEW), ui.begin(NEW) as work:
        number = bulletins.draft(work, first=typed["first"], last=typed["last"])
        ui.then_open("bulletins/bulletin.py", id=number)


def show_making(today: date) -> None:
    first, last = last_month(today)
    with st.container(horizontal=True, gap="small"):
        st.button(_("Last month"), key="last-month", on_click=make, args=(first, last), type="primary")
        st.button(_("This month so far"), key="this-month", on_click=make, args=(today.replace(day=1), today))
        with st.popover(_("Another period")), ui.form(NEW):
            ui.day(NEW, "first", _("First day"), first)
            ui.day(NEW, "last", _("Last day"), last)
            ui.submit(NEW, _("Draft the bulletin"), make_chosen)


def cells(one: BulletinRow) -> dict[str, object]:
    colour, state = STATES[one.state]
    title = one.title
    if one.corrected_by:
        title = _("{title} (corrected by {number})", title=title, number=one.corrected_by)
    return {
        "state": ui.lamp_cell(colour, _(state)),
        "number": one.number,
        "title": title,
        "period": f"{day(one.first_day, year=True)} — {day(one.last_day, year=True)}",
        "reviewed": one.reviewed_by,
    }


def show_rows(rows: list[BulletinRow]) -> None:
    columns = [
        ui.Column("number", _("Number"), "short"),
        ui.Column("title", _("Heading"), main=True),
        ui.Column("period", _("Period"), phone=False),
        ui.Column("reviewed", _("Reviewed by"), "short"),
        ui.Column("state", _("State"), "lamp"),
    ]
    shown = [ui.Row(one.id, cells(one), href=f"/bulletin?id={one.id}") for one in rows]
    picked = ui.table("bulletins", columns, shown, label=_("Bulletins"))
    if picked.opened:
        ui.go("bulletins/bulletin.py", id=picked.opened)


def seen(profile: Profile) -> dict[str, object]:
    return {"bulletin_number": profile.bulletin_number, "good_examples": list(profile.good_examples)}


def show_rules(profile: Profile) -> None:
    ui.held(RULES, "seen", seen(profile))
    with st.expander(_("Rules of bulletins")), ui.form(RULES):
        hint = _("{year} and {sequence} are filled in.", year="{year}", sequence="{sequence}")
        label = _("Number of a bulletin")
        ui.line(RULES, "bulletin_number", label, profile.bulletin_number, limit=40, help=ui.md(hint))
        good: Mapping[str, str] = {code: _(name) for code, name in GOOD.items()}
        label = _("A good example is what was closed in the period and …")
        ui.picks(RULES, "good_examples", label, good, list(profile.good_examples))
        ui.submit(RULES, _("Save"), save)


def save() -> None:
    with ui.attempt(_("Saved."), form=RULES), ui.begin(RULES) as work:
        administration.change_settings(work, wanted=ui.values(RULES), seen=ui.held(RULES, "seen", {}))


def asked() -> int:
    text = str(st.session_state.get("page") or st.query_params.get("page", ""))
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


ui.open_page(
    _("Bulletins"),
    needs="bulletins.listed",
    under=_("Last month's draft is ready on the first workday. What is published is never altered."),
)

with ui.look() as work:
    found = bulletins.listed(work, page=asked())
    today, writing = work.today, work.may("bulletins.draft")
    profile = administration.settings(work) if work.may("administration.settings") else None

if writing:
    show_making(today)
if found.rows:
    show_rows(found.rows)
    ui.pager(found.total, bulletins.PAGE)
else:
    ui.empty(_("No bulletin yet. A draft of any period is one click away for whoever writes them."))
if profile is not None:
    show_rules(profile)
