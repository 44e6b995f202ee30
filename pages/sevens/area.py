"""One area: stars, half a year's trend with lines of new meanings, photos at its fixed point, findings."""

import streamlit as st

from core import charts, seven_s
from core import seven_s_figures as figures
from core.errors import DomainError
from core.i18n import _, day
from core.seven_s_figures import AreaPage, Plate, Rating
from pages import ui
from pages.ui.photo import attachments

LATEST = 10


def stars(one: Rating) -> str:
    if one.stars is None:
        return _(figures.UNRATED_NAMES[one.unrated])
    gates = _(", ").join(_(figures.GATE_NAMES[gate]) for gate in one.gates)
    return "★" * one.stars + "☆" * (5 - one.stars) + (f" · {gates}" if gates else "")


def head(page: AreaPage) -> None:
    area = page.area
    plates = {Plate.MODEL: _("model area"), Plate.LOST: _("lost the plate")}
    gap = f"{page.gap:+.1f}" if page.gap is not None else ""
    rows: list[tuple[str, object]] = [
        (_("Owner"), " · ".join(filter(None, (area.owner_person, area.owner_department)))),
        (_("Floor"), area.floor),
        (_("Type"), _(seven_s.KIND_NAMES[area.kind])),
        (_("Group"), _(seven_s.GROUP_NAMES[area.group])),
        (_("Plate"), plates.get(page.plate, "")),
        (_("Self-checks less mutual checks"), gap),
    ]
    ui.facts(rows, columns=3, key="area-facts")


def show_stars(page: AreaPage) -> None:
    st.subheader(_("Stars"), anchor=False)
    columns = [ui.Column("month", _("In month"), "short", main=True), ui.Column("stars", _("Stars"))]
    rows = [
        ui.Row(f"{month:%Y-%m}", {"month": f"{month:%Y-%m}", "stars": stars(rating)})
        for month, rating in reversed(page.stars)
    ]
    ui.table("area-stars", columns, rows, label=_("Stars"))


def show_trend(page: AreaPage) -> None:
    st.subheader(_("Score by day"), anchor=False)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.altair_chart(charts.trend(page.days, page.versions), width="stretch", key="area-trend")
        for one in page.versions:
            words = _(
                "{day}: from edition {edition} on these items mean something else: {items}.",
                day=day(one.day, year=True),
                edition=one.edition,
                items="；".join(one.items),
            )
            st.caption(ui.md(f"┆ {words}"))
    with right:
        columns = [
            ui.Column("day", _("Day"), "day", main=True),
            ui.Column("score", _("Score"), "number"),
            ui.Column("findings", _("Findings"), "number"),
        ]
        rows = [
            ui.Row(
                one.day.isoformat(),
                {"day": day(one.day), "score": f"{one.score:g}", "findings": one.findings or ""},
            )
            for one in reversed(page.days[-LATEST:])
        ]
        ui.table("area-days", columns, rows, label=_("Score by day"))


def show_findings(page: AreaPage) -> None:
    st.subheader(_("Findings of the last 30 days"), anchor=False)
    if not page.findings:
        st.caption(_("None."))
        return
    columns = [
        ui.Column("what", _("Finding"), main=True),
        ui.Column("severity", _("Severity"), "short"),
        ui.Column("state", _("State"), "short"),
        ui.Column("day", _("Found"), "day"),
    ]
    rows = []
    for one in page.findings:
        again = _(" (again)") if one.repeats else ""
        state = _("Overdue") if one.overdue else _(seven_s.FINDING_NAMES[one.state])
        cells = {
            "what": (one.phrase or one.note or one.wording) + again,
            "severity": _(seven_s.SEVERITY_NAMES[one.severity]),
            "state": ui.toned(state, "red") if one.overdue else state,
            "day": day(one.day),
        }
        rows.append(ui.Row(one.id, cells, href=f"/finding?id={one.id}"))
    opened = ui.table("area-findings", columns, rows, label=_("Findings")).opened
    if opened:
        ui.go("sevens/finding.py", id=opened)


def show_photos(page: AreaPage) -> None:
    st.subheader(_("At the fixed point, over time"), anchor=False)
    if page.photos:
        attachments("area-photos", list(page.photos))
    else:
        st.caption(_("No photo yet: whoever keeps 7S adds them on the screen of the areas."))


ui.open_page(_("Area"), needs="seven_s_figures.area_page", heading=False)
number = st.query_params.get("id", "")
page = None
try:
    with ui.look() as work:
        page = figures.area_page(work, area_id=int(number) if number.isdecimal() and len(number) < 10 else 0)
except DomainError as error:
    st.error(error.for_user, icon=":material/block:")
if page is not None:
    st.title(ui.md(page.area.name), anchor=False)
    head(page)
    if page.days:
        show_trend(page)
    else:
        ui.empty(_("Nobody has looked at this area yet."))
    left, right = st.columns(2, gap="large")
    with left:
        show_stars(page)
    with right:
        show_findings(page)
    show_photos(page)
