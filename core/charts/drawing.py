"""One function for each chart. Texts come ready in the reader's language, as values of fixed columns."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from core.analysis import Bar, Load, Month, Wait
from core.i18n import Text, _

ACCENT, CALM, RED = "#1f6feb", "#9db7dd", "#c8102e"
FONT = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
HEIGHT = 220
STEP, ROOM = 24, 100  # a bar; its axis and its key

Chart = alt.LayerChart | alt.FacetChart | alt.Chart
Rows = Sequence[Mapping[str, Any]]


def rates(months: Sequence[Month]) -> Chart:
    """On-time rate by month, each with the interval in which the true one lies."""
    rows = [_rate(one) for one in months if one.rate.whole]
    below = alt.Axis(labelAngle=0, labelAlign="center")
    base = alt.Chart(values(rows)).encode(x=alt.X("month:O", title=None, axis=below))
    scale = alt.Scale(domain=[0, 100])
    share = alt.Y("rate:Q", title=_("On-time rate, %"), scale=scale)
    band = base.mark_rule(color=CALM, strokeWidth=6, opacity=0.6).encode(
        y=alt.Y("low:Q", title=_("On-time rate, %"), scale=scale), y2="high:Q"
    )
    line = base.mark_line(color=ACCENT).encode(y=share)
    dots = base.mark_point(color=ACCENT, filled=True, size=60).encode(y=share, tooltip=["month:O", "said:N"])
    return styled(band + line + dots, HEIGHT)


def bars(found: Sequence[Bar], title: str) -> Chart:
    """Counts in the order given; the overdue among them in red, and said in the key."""
    late, rest = _("Overdue"), _("Not overdue")
    rows = [
        {"name": _said(one.name), "kind": kind, "count": number, "place": place, "order": order}
        for place, one in enumerate(found)
        for order, kind, number in ((0, late, one.late), (1, rest, one.count - one.late))
    ]
    return _stacked(rows, {late: RED, rest: ACCENT}, title)


def loads(found: Sequence[Load]) -> Chart:
    """Open work: led and supporting."""
    lead, supporting = _("Lead"), _("Supporting")
    rows = [
        {"name": _whose(one), "kind": kind, "count": number, "place": place, "order": order}
        for place, one in enumerate(found)
        for order, kind, number in ((0, lead, one.lead), (1, supporting, one.supporting))
    ]
    return _stacked(rows, {lead: ACCENT, supporting: CALM}, _("Open items"))


def waits(found: Sequence[Wait]) -> Chart:
    """Days that each station took, on average."""
    rows = [
        {"name": _(one.name), "kind": _("Days on average"), "count": one.mean, "place": place, "order": 0}
        for place, one in enumerate(found)
        if one.ended
    ]
    return _stacked(rows, {_("Days on average"): ACCENT}, _("Days on average"), key=False)


def _whose(one: Load) -> str:
    return one.name if one.name == one.department else f"{one.name}（{one.department}）"


def _rate(one: Month) -> dict[str, Any]:
    low, high = one.rate.interval or (0, 0)
    return {
        "month": f"{one.first:%Y-%m}",
        "rate": one.rate.percent,
        "low": round(100 * low, 1),
        "high": round(100 * high, 1),
        "said": f"{one.rate.part} / {one.rate.whole} = {one.rate.percent} %",
    }


def _stacked(rows: Rows, colours: Mapping[str, str], title: str, *, key: bool = True) -> Chart:
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    legend = alt.Legend(orient="top", title=None) if key else None
    names = list(dict.fromkeys(row["name"] for row in rows))
    chart = (
        alt.Chart(values(rows))
        .mark_bar(cornerRadiusEnd=2)
        .encode(
            y=alt.Y("name:N", title=None, sort=names, axis=alt.Axis(labelLimit=200, labelOverlap=False)),
            x=alt.X("count:Q", title=title, axis=alt.Axis(tickMinStep=1, format="~s")),
            color=alt.Color("kind:N", scale=scale, legend=legend),
            order=alt.Order("order:Q"),
            tooltip=["name:N", "kind:N", "count:Q"],
        )
    )
    return styled(chart, len(names) * STEP + ROOM)


def values(rows: Rows) -> alt.Data:
    return alt.Data(values=[dict(row) for row in rows])


def styled(chart: Chart, height: int) -> Chart:
    return (
        chart.properties(height=height, width="container", background="transparent")
        .configure(font=FONT, aria=False)
        .configure_mark(aria=False)  # the table beside says it all
        .configure_view(strokeWidth=0)
        .configure_axis(labelFontSize=12, titleFontSize=12, titleFontWeight="normal", gridOpacity=0.4)
    )


def _said(name: Text | str) -> str:
    return _(name) if isinstance(name, Text) else name
