"""One bulletin: its figures, each opening its items, its words, and the way to its number."""

from urllib.parse import urlencode

import streamlit as st

from core import bulletins
from core.bulletins import FIGURE_NAMES, SECTION_NAMES, BulletinSheet, rates
from core.errors import NotFound
from core.i18n import N_, Text, _, day, moment
from pages import ui
from pages.ui.bulletins import annex

STATES: dict[str, Text] = {
    "draft": N_("Draft"),
    "reviewing": N_("Under review"),
    "published": N_("Published"),
}
DONE: dict[str, Text] = {
    "recount": N_("Counted again."),
    "submit": N_("Laid before the reviewers."),
    "publish": N_("Published."),
    "drop": N_("The draft is dropped."),
}
LABELS: dict[str, Text] = {
    "publish": N_("Publish"),
    "submit": N_("Ask for review"),
    "recount": N_("Count again"),
    "drop": N_("Drop the draft"),
}
COMMANDS = {
    "recount": bulletins.recount,
    "submit": bulletins.submit,
    "publish": bulletins.publish,
    "drop": bulletins.drop,
}
SHORT = ("title", "to")


def number() -> int:
    text = st.query_params.get("id", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def do(name: str, one: BulletinSheet) -> None:
    with ui.attempt(_(DONE[name])), ui.begin() as work:
        COMMANDS[name](work, bulletin_id=one.row.id, version=one.version)
        if name == "drop":
            ui.then_open("bulletins/list.py")


def save(form: str, bulletin_id: int) -> None:
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        version = ui.held(form, "version", 0)
        bulletins.edit(work, bulletin_id=bulletin_id, version=version, wording=ui.values(form))


def send_back(form: str, bulletin_id: int) -> None:
    with ui.attempt(_("Sent back."), form=form), ui.begin(form) as work:
        reason = str(ui.value(form, "reason") or "")
        version = ui.held(form, "version", 0)
        bulletins.send_back(work, bulletin_id=bulletin_id, version=version, reason=reason)


def correct(form: str, bulletin_id: int) -> None:
    with ui.attempt(_("The draft of the correction is ready."), form=form), ui.begin(form) as work:
        made = bulletins.correct(work, bulletin_id=bulletin_id, reason=str(ui.value(form, "reason") or ""))
        ui.then_open("bulletins/bulletin.py", id=made)


def show_head(one: BulletinSheet, at: str) -> None:
    row = one.row
    st.title(ui.md(row.title), anchor=False)
    parts = [
        row.number or _(STATES[row.state]),
        f"{day(row.first_day, year=True)} — {day(row.last_day, year=True)}",
        _("written by {people}", people=_(", ").join(one.writers)) if one.writers else _("drafted by itself"),
        _("reviewed by {person}", person=row.reviewed_by) if row.reviewed_by else "",
        at,
    ]
    st.caption(ui.md(" · ".join(part for part in parts if part)))
    if row.corrected_by:
        said = _("It was corrected by {number}. It stands here as it was published.", number=row.corrected_by)
        st.warning(ui.md(said), icon=":material/edit_note:")
    if row.corrects:
        said = _("It corrects {number}: {reason}", number=row.corrects, reason=one.correction)
        st.info(ui.md(said), icon=":material/edit_note:")
    if one.returned:
        st.warning(ui.md(_("Sent back: {reason}", reason=one.returned)), icon=":material/undo:")
    if not one.sound:
        st.error(_("What is stored is not what was published: the seal does not match."))


def show_moves(one: BulletinSheet) -> None:
    row = one.row
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for place, name in enumerate(name for name in LABELS if name in one.moves):
            st.button(
                _(LABELS[name]),
                key=f"do-{name}",
                on_click=do,
                args=(name, one),
                type="primary" if place == 0 else "secondary",
            )
        if "send_back" in one.moves:
            asking(f"send-back-{row.id}", one, _("Send back"), send_back)
        if "correct" in one.moves:
            asking(f"correct-{row.id}", one, _("Correct it"), correct)
        links = [
            (_("Word"), f"/download/bulletin?id={row.id}"),
            (_("Excel"), f"/download/bulletin-sheet?id={row.id}"),
        ]
        ui.downloads("bulletin-files", links)
    if row.state == "reviewing" and "publish" not in one.moves:
        st.caption(_("It waits for a second person: a leader, the director or somebody with the charge."))


def asking(form: str, one: BulletinSheet, label: str, command: object) -> None:
    """A reason first."""
    with st.popover(label), ui.form(form):
        ui.held(form, "version", one.version)
        ui.paragraph(form, "reason", _("Reason"), limit=1000)
        ui.submit(form, label, command, (form, one.row.id))  # type: ignore[arg-type]


def link(figure: str, department: int | None = None) -> str:
    about: dict[str, str | int] = {"id": number(), "figure": figure}
    return "/bulletin?" + urlencode(about | ({"department": department} if department else {}))


def show_figures(one: BulletinSheet) -> None:
    """Every number is the number of its items: a click shows them."""
    total = one.figures["office"]
    rows = [
        ui.Row(code, {"what": _(name), "count": len(total[code])}, href=link(code))
        for code, name in FIGURE_NAMES.items()
    ]
    extra = {"laggards": _("Overdue and open"), "good": _("Good examples"), "slips": _("Slips issued")}
    rows += [
        ui.Row(code, {"what": name, "count": len(one.figures[code])}, href=link(code))
        for code, name in extra.items()
    ]
    left, right = st.columns([2, 5], gap="large")
    with left:
        closure, on_time = rates.said(rates.closure_rate(total)), rates.said(rates.on_time_rate(total))
        ui.facts([(_("Closure rate"), closure), (_("On-time rate"), on_time)], columns=1, key="rates")
        columns = [ui.Column("what", _("Figure"), main=True), ui.Column("count", _("How many"), "number")]
        follow(ui.table("figures", columns, rows, label=_("Figures")).opened)
    with right:
        follow(annex.departments(one).opened)


def follow(opened: object) -> None:
    """Row ids are `figure` or `figure:department`."""
    if opened:
        figure, _colon, department = str(opened).partition(":")
        about = {"id": str(number()), "figure": figure}
        st.query_params.from_dict(about | ({"department": department} if department else {}))
        st.rerun()


def show_words(one: BulletinSheet) -> None:
    form = f"bulletin-{one.row.id}"
    if "edit" not in one.moves:
        for name, label in SECTION_NAMES.items():
            if name != "title" and one.wording.get(name):
                st.markdown(f"**{_(label)}**")
                st.markdown(ui.md(one.wording[name]))
        return
    ui.held(form, "version", one.version)
    with ui.form(form):
        for name, label in SECTION_NAMES.items():
            if name in SHORT:
                ui.line(form, name, _(label), one.wording.get(name, ""))
            else:
                ui.paragraph(form, name, _(label), one.wording.get(name, ""), height=120)
        ui.submit(form, _("Save"), save, (form, one.row.id))


ui.open_page(_("Bulletin"), needs="bulletins.listed", heading=False)

try:
    with ui.look() as work:
        one = bulletins.sheet(work, bulletin_id=number())
        counted = _("counted {at}", at=moment(one.counted_at, work.zone))
        published = moment(one.row.published_at, work.zone)
except NotFound as gone:
    st.error(gone.for_user, icon=":material/search_off:")
    st.page_link("bulletins/list.py", label=_("To the bulletins"), icon=":material/campaign:")
    st.stop()

st.set_page_config(page_title=one.row.title)
show_head(one, _("published {at}", at=published) if published else counted)
show_moves(one)
if st.query_params.get("figure"):
    annex.of_figure(one)
else:
    figures, words, items = st.tabs([_("Figures"), _("Text of the bulletin"), _("Annex")])
    with figures:
        show_figures(one)
    with words:
        show_words(one)
    with items:
        annex.items(one, one.figures["items"])
