"""7S in figures: control charts, Pareto, pillars, self against mutual, agreement, how long visits take."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

import streamlit as st

from core import charts, seven_s
from core import seven_s_figures as figures
from core.charts import Chart
from core.i18n import N_, Text, _
from core.seven_s_figures import Agreement, Figures, Pace, Point
from pages import ui

MONTHS = 12
RATERS: dict[str, Text] = {"self": N_("Self-check"), "mutual": N_("Mutual check")}


def beside(
    key: str,
    title: str,
    chart: Chart | None,
    columns: Sequence[str],
    rows: list[list[object]],
    *,
    widths: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """A chart and its table."""
    st.subheader(title, anchor=False)
    if not rows:
        st.caption(_("Nothing to draw."))
        return
    left, right = st.columns([1, 1], gap="large") if chart is not None else (None, st.container())
    if left is not None and chart is not None:
        left.altair_chart(chart, width="stretch", key=f"chart-{key}")
    with right:
        numbers = [isinstance(value, int | float) or str(value)[:1].isdigit() for value in rows[0]]
        shown = [
            ui.Column(f"c{n}", name, "number" if n and numbers[n] else "text", widths.get(n, ""), main=n == 0)
            for n, name in enumerate(columns)
        ]
        cells = [ui.Row(n, {f"c{m}": value for m, value in enumerate(row)}) for n, row in enumerate(rows)]
        with st.container(height=320 if len(rows) > MONTHS else "content", border=False):
            ui.table(f"table-{key}", shown, cells, label=title)


def points(found: Sequence[Point], *, percent: bool = False) -> list[list[object]]:
    times, unit = (100, " %") if percent else (1, "")
    return [
        [
            one.label[5:],
            f"{one.count} / {one.size}",
            f"{times * one.value:.2f}{unit}",
            f"{times * one.low:.2f} – {times * one.high:.2f}",
        ]
        for one in reversed(found)
    ]


def show_control(found: Figures) -> None:
    columns = [_("Day"), _("Findings / visits"), _("Per visit"), _("Limits")]
    title = _("Findings per visit")
    beside("u", title, charts.control(found.per_visit, title), columns, points(found.per_visit))
    show_signals(found.per_visit)
    columns = [_("Day"), _("Failed / asked"), _("Share"), _("Limits")]
    title = _("Spot items that failed, %")
    drawn = charts.control(found.spots, title, percent=True)
    beside("p", title, drawn, columns, points(found.spots, percent=True))
    show_signals(found.spots)


def show_signals(found: Sequence[Point]) -> None:
    """What chance alone would hardly do, each day with its rule."""
    for one in found:
        if one.signals:
            words = _(", ").join(_(figures.SIGNAL_NAMES[name]) for name in one.signals)
            st.markdown(ui.lamp("red", f"{one.label[5:]} · {words}"))


def show_pareto(found: Figures) -> None:
    rows: list[list[object]] = [
        [one.key, found.wordings[one.key], one.count, f"{one.together:.1f} %", "●" if one.vital else ""]
        for one in found.pareto
    ]
    columns = [_("Item"), _("Wording"), _("Findings"), _("Together"), _("Up to 80 %")]
    drawn = charts.shares(found.pareto, found.wordings)
    beside("pareto", _("Which items"), drawn, columns, rows, widths={0: "5rem", 1: "45%"})


def show_pillars(found: Figures) -> None:
    rows: list[list[object]] = [
        [_(seven_s.PILLAR_NAMES[name]), f"{share:.1f} %"] for name, share in found.pillars.items()
    ]
    columns = [_("Pillar"), _("Items without a finding")]
    beside("radar", _("The seven pillars"), charts.radar(found.pillars), columns, rows)


def show_agreement(found: Figures) -> None:
    rows = [agreed(_(RATERS[kind]), one) for kind, one in found.agreement.items() if one.items]
    columns = [_("Beside the daily round"), _("Items"), _("Equal"), "AC1", _("On failures"), _("Kappa")]
    beside("agreement", _("Do they see the same?"), None, columns, rows)
    if any(one.kappa_misleads for one in found.agreement.values()):
        st.caption(_("⚠ Nearly everything passes: kappa is low although they agree. Read AC1 instead."))
    gaps: list[list[object]] = [
        [one.area.name, f"{one.own:.1f}", f"{one.other:.1f}", f"{one.value:+.1f}"] for one in found.gaps
    ]
    columns = [_("Area"), _("Self-check"), _("Mutual check"), _("Gap")]
    beside("gaps", _("Self against mutual"), None, columns, gaps)


def agreed(name: str, one: Agreement) -> list[object]:
    def said(value: float | None, form: str) -> str:
        return "—" if value is None else format(value, form)

    kappa = said(one.kappa, ".2f") + (" ⚠" if one.kappa_misleads else "")
    share = said(one.percent, ".1f") + " %"
    failures = said(one.on_failures, ".1f") + (" %" if one.on_failures is not None else "")
    return [name, one.items, share, said(one.ac1, ".2f"), failures, kappa]


def show_paces(found: Figures, people: list[tuple[str, Pace]]) -> None:
    columns = [_("Area"), _("Visits"), _("Median seconds"), _("Under 15 seconds"), _("Findings")]
    rows = [[area.name, *pace(one)] for area, one in found.paces]
    beside("paces", _("Time per area"), None, columns, rows)
    if people:
        columns = [_("Inspector"), *columns[1:], _("Worth asking about")]
        rows = [
            [name, *pace(one), ui.toned(flags(one), "yellow") if one.flags else ""] for name, one in people
        ]
        beside("people", _("Time per inspector"), None, columns, rows)
        st.caption(_("A flag is a reason to ask, never a proof."))


def pace(one: Pace) -> list[object]:
    return [one.visits, round(one.median_seconds), one.quick, one.findings]


def flags(one: Pace) -> str:
    return "▲ " + _(", ").join(_(figures.FLAG_NAMES[name]) for name in one.flags)


def months(today: date) -> list[date]:
    found = [today.replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


ui.open_page(_("7S figures"), needs="seven_s_figures.figures")

with ui.look() as work:
    today = work.today
left, right, _rest = st.columns([1, 1, 3])
with left:
    month = st.selectbox(_("In month"), months(today), format_func=lambda one: f"{one:%Y-%m}", key="month")
with right:
    names = {"": _("All groups")} | {str(code): _(text) for code, text in seven_s.GROUP_NAMES.items()}
    group = st.selectbox(_("Group"), list(names), format_func=names.__getitem__, key="group")
with ui.look() as work:
    found = figures.figures(work, month=month, group=group)
    people = figures.paces(work, month=month) if work.may("seven_s_figures.paces") and not group else []
if not found.visits:
    ui.empty(_("Nothing was looked at in this month. Choose another one."))
else:
    st.caption(_("{visits} visits, {findings} findings.", visits=found.visits, findings=found.findings))
    show_control(found)
    show_pareto(found)
    show_pillars(found)
    show_agreement(found)
    show_paces(found, people)
