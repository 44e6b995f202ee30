"""Analysis (统计分析): charts of a period, each with its table; the same as Word."""

from datetime import date

import streamlit as st

from core import analysis, documents
from core.bulletins import FIGURE_NAMES
from core.counting import Period, half_year, month
from core.i18n import N_, Text, _
from pages import ui

SPANS: dict[str, Text] = {
    "half": N_("This half-year"),
    "year": N_("This year"),
    "last": N_("Last year"),
    "month": N_("This month"),
}
BESIDE = 5  # columns of a table that stand beside a chart; more need the whole width


def period(span: str, today: date) -> Period:
    if span == "month":
        return month(today.year, today.month)
    if span == "half":
        return half_year(today.year, 1 if today.month < 7 else 2)
    year = today.year - (span == "last")
    return Period(date(year, 1, 1), date(year, 12, 31))


def head(found: analysis.Analysis) -> None:
    figures = found.figures
    on_time, closure = figures.on_time_rate.percent, figures.closure_rate.percent
    rows: list[tuple[str, int | str]] = [
        (_(FIGURE_NAMES["handled"]), len(figures.handled)),
        (_(FIGURE_NAMES["closed"]), len(figures.closed)),
        (_(FIGURE_NAMES["open"]), len(figures.open)),
        (_(FIGURE_NAMES["overdue"]), len(figures.overdue)),
        (_("On-time rate"), f"{on_time:g}%" if on_time is not None else "—"),
        (_("Closure rate"), f"{closure:g}%" if closure is not None else "—"),
    ]
    with st.container(horizontal=True, gap="large"):
        for label, value in rows:
            st.metric(label, value, width="content")


def kind(value: object) -> str:
    """Names stand on the left, figures on the right."""
    text = str(value)
    return "number" if text[:1].isdigit() or text == "—" else "short"


ui.open_page(
    _("Analysis"),
    needs="analysis.analysis",
    under=_("Counted over what you may see, by the same rules everywhere."),
)
names = {name: _(text) for name, text in SPANS.items()}
span = st.segmented_control(
    _("Period"),
    list(names),
    format_func=lambda name: names[name],
    default="half",
    key="span",
    label_visibility="collapsed",
)
with ui.look() as work:
    wanted = period(span or "half", work.today)
    found = analysis.analysis(work, period=wanted)
if not found.figures.handled:
    ui.empty(_("Nothing was handled in this period. Choose another one."))
    st.stop()
head(found)
ui.downloads(
    "analysis-paper",
    [(_("Word"), f"/download/analysis?first={wanted.first}&last={wanted.last}")],
)
for place, (title, chart, columns, rows) in enumerate(documents.sections(found)):
    st.header(title, anchor=False)
    wide = len(columns) > BESIDE
    left, right = (st.container(), st.container()) if wide else st.columns([3, 2], gap="large")
    with left:
        if rows:
            st.altair_chart(chart, width="stretch", key=f"chart-{place}")
        else:
            st.caption(_("Nothing to draw."))
    with right:
        kinds = ["text", *(kind(rows[0][n]) if rows else "number" for n in range(1, len(columns)))]
        shown = [
            ui.Column(f"c{n}", name, kinds[n], main=n == 0)  # type: ignore[arg-type]
            for n, name in enumerate(columns)
        ]
        cells = [
            ui.Row(n, {f"c{m}": str(value) for m, value in enumerate(row)}) for n, row in enumerate(rows)
        ]
        ui.table(f"table-{place}", shown, cells, label=title)
