"""Findings as a list: what is open, what waits to be verified, what is done with; red tags below."""

from datetime import date

import streamlit as st

from core import seven_s
from core.i18n import _, day
from core.seven_s import Asked, FindingState, TagFacts, TagRow
from pages import ui

TAG = "tag-new"
LISTS = {
    "open": (FindingState.OPEN, FindingState.FIXED, FindingState.SUPERVISED),
    "closed": (FindingState.CLOSED, FindingState.VOID),
}
COLOURS = {"open": "yellow", "fixed": "green", "closed": "grey", "void": "grey", "supervised": "yellow"}


def hang() -> None:
    with ui.attempt(_("The red tag hangs."), form=TAG), ui.begin(TAG) as work:
        facts = TagFacts(
            thing=str(ui.value(TAG, "thing") or ""),
            reason=str(ui.value(TAG, "reason") or ""),
            quantity=int(ui.value(TAG, "quantity") or 1),
            place=str(ui.value(TAG, "place") or ""),
            due_day=ui.value(TAG, "due_day"),
        )
        seven_s.hang_red_tag(work, area_id=int(ui.value(TAG, "area_id") or 0), facts=facts)


def decide(tag_id: int, version: int, decision: str) -> None:
    with ui.attempt(_("Decided.")), ui.begin() as work:
        seven_s.decide_red_tag(work, tag_id=tag_id, decision=decision, version=version)


def take_off(tag_id: int, version: int) -> None:
    with ui.attempt(_("The red tag is off.")), ui.begin() as work:
        seven_s.remove_red_tag(work, tag_id=tag_id, version=version)


def show_findings(page: seven_s.FindingPage, today: date) -> None:
    if not page.rows:
        ui.empty(_("No findings here. What a round finds is listed at once."))
        return
    columns = [
        ui.Column("state", _("State"), "lamp", width="7rem"),
        ui.Column("what", _("Finding"), main=True),
        ui.Column("area", _("Area")),
        ui.Column("severity", _("Severity"), "short"),
        ui.Column("owner", _("Owner")),
        ui.Column("found", _("Found"), "day", phone=False),
        ui.Column("due", _("Until"), "day"),
    ]
    rows = []
    for one in page.rows:
        state = _("Overdue") if one.overdue else _(seven_s.FINDING_NAMES[one.state])
        again = _(" (again)") if one.repeats else ""
        cells = {
            "state": ui.lamp_cell("red" if one.overdue else COLOURS[one.state], state),
            "what": (one.phrase or one.note or one.wording) + again,
            "area": one.area,
            "severity": _(seven_s.SEVERITY_NAMES[one.severity]),
            "owner": one.owner,
            "found": day(one.day),
            "due": ui.toned(day(one.due_day), "red") if one.overdue else day(one.due_day),
        }
        rows.append(ui.Row(one.id, cells, href=f"/finding?id={one.id}"))
    picked = ui.table("findings", columns, rows, label=_("Findings"))
    if picked.opened:
        ui.go("sevens/finding.py", id=picked.opened)
    ui.pager(page.total, 100)


def show_tag(one: TagRow, today: date) -> None:
    with st.container(border=True, gap="xsmall", key=f"tag-{one.id}"):
        late = one.due_day < today
        st.markdown(f"**:red[■] {ui.md(one.number)}** · {ui.md(one.thing)} × {one.quantity}")
        said = [one.area, one.place, one.reason, one.owner_person or one.owner_department]
        until = _("until {day}", day=day(one.due_day))
        st.caption(ui.md(" · ".join([part for part in said if part] + [until])))
        if late:
            st.markdown(ui.lamp("red", _("Overdue")), width="content")
        if one.decision:
            st.markdown(_("Decided: {what}", what=_(seven_s.DECISION_NAMES[one.decision])))
        if one.mine:
            with st.container(horizontal=True):
                for code, name in seven_s.DECISION_NAMES.items():
                    st.button(
                        _(name),
                        key=f"tag-{one.id}-{code}",
                        type="primary" if one.decision == code else "secondary",
                        on_click=decide,
                        args=(one.id, one.version, code),
                    )
                if one.decision:
                    args = (one.id, one.version)
                    st.button(_("Take the tag off"), key=f"tag-{one.id}-off", on_click=take_off, args=args)


def show_new_tag(areas: dict[int, str]) -> None:
    with st.expander(_("Hang a red tag"), icon=":material/sell:"), ui.form(TAG):
        left, right = st.columns(2)
        with left:
            ui.pick(TAG, "area_id", _("Area"), areas)
            ui.line(TAG, "thing", _("Thing"), limit=80)
            ui.line(TAG, "reason", _("Reason"))
        with right:
            ui.line(TAG, "place", _("Place"), limit=80)
            ui.number(TAG, "quantity", _("Quantity"), 1, least=1, most=9999)
            ui.day(TAG, "due_day", _("Until"))
        ui.submit(TAG, _("Hang it"), hang)


ui.open_page(_("7S findings"), needs="seven_s.findings")

names = {"open": _("Open"), "closed": _("Done with"), "mine": _("Mine"), "tags": _("Red tags")}
asked_tag = str(st.query_params.get("tag", ""))
chosen = st.segmented_control(
    _("List"),
    list(names),
    format_func=names.__getitem__,
    default="tags" if asked_tag else "open",
    key="which",
    label_visibility="collapsed",
)
which = chosen or "open"

with ui.look() as work:
    today = work.today
    tags = seven_s.red_tags(work) if which == "tags" else []
    areas = {one.id: one.name for one in seven_s.areas(work)} if which == "tags" else {}
    number = st.query_params.get("page", "1")
    asked = Asked(
        states=LISTS.get(which, LISTS["open"]),
        mine=which == "mine",
        page=int(number) if number.isdecimal() and len(number) < 6 else 1,
    )
    page = seven_s.findings(work, asked=asked) if which != "tags" else None

if page is not None:
    show_findings(page, today)
else:
    show_new_tag(areas)
    if not tags:
        st.caption(_("No red tag hangs."))
    for one in sorted(tags, key=lambda each: str(each.matter_id) != asked_tag):
        show_tag(one, today)
