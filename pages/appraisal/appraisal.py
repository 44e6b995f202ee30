"""Appraisal (考核) of a half-year: results, points with their events, scores, rules, prompts and records."""

from collections.abc import Collection

import streamlit as st

from core import appraisal, people
from core.appraisal import Half
from core.i18n import N_, Text, _
from pages import ui
from pages.ui.appraisal import accounts, points, results, rules, scores

VIEWS: dict[str, Text] = {
    "results": N_("Results"),
    "points": N_("Points"),
    "scores": N_("Scores and targets"),
    "rules": N_("Rules"),
    "accounts": N_("Prompts and records"),
}
NEEDS = {"scores": "appraisal.enter_score", "accounts": "appraisal.prompts"}
BACK = 6  # half-years to choose from


def halves(now: Half) -> dict[str, Half]:
    found = [now]
    for _place in range(BACK - 1):
        found.append(found[-1].before)
    return {str(one.number): one for one in found}


def half_name(one: Half) -> str:
    if one.half == 1:
        return _("First half of {year}", year=one.year)
    return _("Second half of {year}", year=one.year)


def department() -> int | None:
    text = st.query_params.get("department", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def choose(name: str, offered: Collection[str], usual: str) -> None:
    """What the address asks for comes first; a choice of the reader goes into the address."""
    given = st.query_params.get(name, "")
    if given in offered and st.session_state.get(f"{name}-asked") != given:
        st.session_state[name] = st.session_state[f"{name}-asked"] = given
    if st.session_state.get(name) not in offered:
        st.session_state[name] = usual


def chosen(name: str) -> None:
    st.session_state[f"{name}-asked"] = st.query_params[name] = st.session_state[name] or ""
    st.query_params.pop("department", None)


ui.open_page(
    _("Appraisal"),
    needs="appraisal.results",
    under=_("Points are proposed by rule and count once a leader has approved them."),
)

with ui.look() as work:
    today = work.today
    offered = halves(Half.of(today))
    views = {name: _(text) for name, text in VIEWS.items() if name not in NEEDS or work.may(NEEDS[name])}
    names = {key: half_name(one) for key, one in offered.items()}
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    choose("half", offered, str(Half.of(today).number))
    choose("view", views, "results")
    with left:
        number = st.selectbox(
            _("Half-year"),
            list(offered),
            format_func=names.__getitem__,
            key="half",
            on_change=chosen,
            args=("half",),
        )
    with right:
        view = st.segmented_control(
            _("View"),
            list(views),
            format_func=lambda name: views[name],
            key="view",
            on_change=chosen,
            args=("view",),
            label_visibility="collapsed",
        )
    half = offered[number]
    found = appraisal.results(work, half=half)
    frozen = found.closed_on is not None
    departments = people.departments(work)
    if view == "points":
        only = department()
        shown = appraisal.points(work, half=half, department_id=only)
        if only is not None:
            st.caption(ui.md(departments.get(only, "")))
        points.show(work, shown, half, departments, frozen)
    elif view == "scores":
        scores.show(work, appraisal.scores(work, half=half), found, half, departments, frozen)
    elif view == "rules":
        leaders = {one.id: one.name for one in people.leaders(work)}
        rules.show(work, appraisal.rule_sets(work), leaders, today)
    elif view == "accounts":
        prompts, records = appraisal.prompts(work, half=half), appraisal.records(work, half=half)
        accounts.show(work, prompts, records, half, departments, today)
    else:
        link = f"/appraisal?half={half.number}&view=points"
        results.show(found, half, closes=work.may("appraisal.close_half"), link=link)
