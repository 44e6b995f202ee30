"""Charts of 7S: control charts, Pareto with its line, the radar of pillars, an area's trend."""

from collections.abc import Mapping, Sequence
from math import cos, pi, sin
from typing import Any

import altair as alt

from core.charts.drawing import ACCENT, CALM, HEIGHT, RED, Chart, styled, values
from core.i18n import _
from core.seven_s import PILLAR_NAMES, DayRow
from core.seven_s_figures import Point, Share, VersionLine

GREY = "#8a94a6"
RADAR = 300
MOST = 20


def control(points: Sequence[Point], title: str, *, percent: bool = False) -> Chart:
    """Values with their centre and limits; a point with a signal is red and a square."""
    times = 100 if percent else 1
    rows = [
        {
            "day": one.label[5:],
            "value": round(times * one.value, 2),
            "centre": round(times * one.centre, 2),
            "low": round(times * one.low, 2),
            "high": round(times * one.high, 2),
            "mark": "signal" if one.signals else "calm",
        }
        for one in points
    ]
    chart = alt.Chart(values(rows)).encode(x=alt.X("day:O", title=None, axis=alt.Axis(labelAngle=0)))
    limits = [
        chart.mark_line(color=GREY, strokeDash=dash, interpolate="step").encode(
            y=alt.Y(f"{name}:Q", title=title)
        )
        for name, dash in (("low", [4, 3]), ("high", [4, 3]), ("centre", [1, 0]))
    ]
    line = chart.mark_line(color=ACCENT).encode(y=alt.Y("value:Q", title=title))
    known = ["calm", "signal"]
    dots = chart.mark_point(filled=True, size=60, opacity=1).encode(
        y=alt.Y("value:Q", title=title),
        color=alt.Color("mark:N", scale=alt.Scale(domain=known, range=[ACCENT, RED]), legend=None),
        shape=alt.Shape("mark:N", scale=alt.Scale(domain=known, range=["circle", "square"]), legend=None),
        tooltip=["day:O", "value:Q", "low:Q", "high:Q"],
    )
    return styled(alt.layer(*limits, line, dots), HEIGHT)


def shares(found: Sequence[Share], wordings: Mapping[str, str]) -> Chart:
    """Bars by number, the share added up, and the line at 80 %."""
    rows = [
        {
            "item": one.key,
            "wording": wordings.get(one.key, one.key),
            "count": one.count,
            "together": round(one.together, 1),
            "vital": "yes" if one.vital else "no",
        }
        for one in found[:MOST]
    ]
    order = [one.key for one in found[:MOST]]
    chart = alt.Chart(values(rows)).encode(
        x=alt.X("item:N", sort=order, title=None, axis=alt.Axis(labelAngle=-45, labelOverlap=False))
    )
    colours = alt.Scale(domain=["yes", "no"], range=[ACCENT, CALM])
    bars = chart.mark_bar().encode(
        y=alt.Y("count:Q", title=_("Findings"), axis=alt.Axis(tickMinStep=1)),
        color=alt.Color("vital:N", scale=colours, legend=None),
        tooltip=["item:N", "wording:N", "count:Q", "together:Q"],
    )
    share = alt.Y(
        "together:Q", title=_("Together, %"), scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(orient="right")
    )
    line = chart.mark_line(color=GREY, point=True).encode(y=share)
    rule = alt.Chart(values([{"together": 80}])).mark_rule(color=RED, strokeDash=[5, 3]).encode(y=share)
    return styled(alt.layer(bars, alt.layer(line, rule)).resolve_scale(y="independent"), HEIGHT + 40)


def radar(pillars: Mapping[str, float]) -> Chart:
    """Seven axes from 0 to 100, so that a dent shows on its pillar."""
    names = [name for name in PILLAR_NAMES if name in pillars]
    web = [
        _corner(place, len(names), ring, ring=str(ring))
        for ring in (25, 50, 75, 100)
        for place in _round(names)
    ]
    shape = [_corner(place, len(names), pillars[names[place % len(names)]]) for place in _round(names)]
    labels = [_corner(place, len(names), 122, name=_(PILLAR_NAMES[name])) for place, name in enumerate(names)]
    span = alt.Scale(domain=[-135, 135])
    x, y = alt.X("x:Q", axis=None, scale=span), alt.Y("y:Q", axis=None, scale=span)
    rings = alt.Chart(values(web)).mark_line(color=GREY, opacity=0.4, strokeWidth=1)
    line = alt.Chart(values(shape)).mark_line(color=ACCENT, strokeWidth=2, point=True)
    words = alt.Chart(values(labels)).mark_text(fontSize=12, color=GREY)
    layers = alt.layer(
        rings.encode(x=x, y=y, order="order:Q", detail="ring:N"),
        line.encode(x=x, y=y, order="order:Q"),
        words.encode(x=x, y=y, text="name:N"),
    )
    return styled(layers, RADAR)


def trend(days: Sequence[DayRow], versions: Sequence[VersionLine]) -> Chart:
    """Scores of days; a line where some items began to mean something else."""
    rows = [{"day": one.day.isoformat(), "score": one.score} for one in days]
    scale = alt.Scale(domain=[min([80.0, *(one.score for one in days)]), 100])
    score = alt.Y("score:Q", title=_("Score"), scale=scale)
    when = alt.X("day:T", title=None, axis=alt.Axis(format="%Y-%m-%d", labelOverlap=True))
    line = (
        alt.Chart(values(rows))
        .mark_line(color=ACCENT, point=alt.OverlayMarkDef(size=14), strokeWidth=1)
        .encode(x=when, y=score, tooltip=["day:T", "score:Q"])
    )
    marks = [{"day": one.day.isoformat(), "edition": one.edition} for one in versions]
    if not marks:
        return styled(line, HEIGHT)
    rule = alt.Chart(values(marks)).mark_rule(color=RED, strokeDash=[5, 3], strokeWidth=2).encode(x=when)
    return styled(line + rule, HEIGHT)


def _round(names: Sequence[str]) -> list[int]:
    """Once around and back to the beginning."""
    return [*range(len(names) + 1)] if names else []


def _corner(place: int, count: int, length: float, **more: Any) -> dict[str, Any]:
    turn = 2 * pi * place / max(count, 1)
    where = {"x": round(length * sin(turn), 3), "y": round(length * cos(turn), 3)}
    return {**where, "order": place, **more}
