"""The search: started, followed, stopped; trials side by side, which change nothing."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core import roster
from core.i18n import N_, Text, _
from core.roster import RoleRow, Search, Sheet, Trial
from pages import ui
from pages.ui.roster import verdict

STAGES: Mapping[str, Text] = {
    "counting": N_("Counting who could"),
    "months": N_("Month by month"),
    "whole": N_("All days at once"),
    "wishes": N_("Wider apart, then wishes"),
    "reasons": N_("Looking for the reason"),
}
SEEN = "roster-searches-seen"


def start(one: Sheet, *, trial: Trial | None = None, label: str = "") -> None:
    with ui.attempt(""):
        with ui.look() as work:
            asked = roster.problem(work, roster_id=one.roster.id, trial=trial)
        roster.start_search(
            ui.signed_in(),
            asked,
            roster_id=one.roster.id,
            version=one.roster.version,
            trial=trial is not None,
            label=label,
        )


def compare(one: Sheet, roles: list[RoleRow]) -> None:
    """The rules that stand, and those typed, one after the other and both as trials."""
    form = _form(one)
    typed = ui.values(form)
    start(one, trial=Trial(), label=_("As the rules stand"))
    start(one, trial=_tried(typed, roles), label=_said(typed, roles))


def stop(number: str) -> None:
    with ui.attempt(_("Stopped. The draft before stands.")):
        roster.stop_search(ui.signed_in(), number)


def forget(number: str) -> None:
    with ui.attempt(""):
        roster.forget_search(ui.signed_in(), number)


def show(one: Sheet, roles: list[RoleRow], names: Mapping[str, str]) -> None:
    found = roster.searches(ui.signed_in(), roster_id=one.roster.id)
    running = [search for search in found if not search.ended]
    with st.container(horizontal=True, gap="small"):
        label = _("Make it again") if one.roster.duties else _("Make the roster")
        st.button(
            label,
            key="make",
            type="primary",
            disabled=bool(running) or not roles,
            on_click=start,
            args=(one,),
        )
        with st.popover(_("Compare two rule sets"), disabled=bool(running) or not roles):
            _show_rules(one, roles)
    if running:
        _follow(one.roster.id)
    for search in found:
        if search.ended and not search.trial:
            _told(search, one, names)
    _side_by_side([search for search in found if search.ended and search.trial], one, names)


@st.fragment(run_every="1s")
def _follow(roster_id: int) -> None:
    running = [one for one in roster.searches(ui.signed_in(), roster_id=roster_id) if not one.ended]
    if not running:
        st.rerun()
    for search in running:
        step = search.progress
        share = step.done / max(1, step.of) if step else 0.0
        text = _(STAGES[step.stage]) if step else _("Starting")
        if step and step.of > 1:
            text += f" {step.done}/{step.of}"
        if search.label:
            text = f"{search.label}: {text}"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.progress(min(1.0, share), text=ui.md(text), width="stretch")
            st.button(
                _("Stop"),
                key=f"stop-{search.id}",
                icon=":material/stop_circle:",
                on_click=stop,
                args=(search.id,),
            )


def _told(search: Search, one: Sheet, names: Mapping[str, str]) -> None:
    """What became of the last search, where it is not what the sheet shows."""
    if search.stopped:
        st.info(_("Stopped. The draft before stands."))
    elif search.refusal is not None:
        st.error(ui.md(search.refusal.for_user))
    elif search.outcome is not None and not search.kept:
        verdict.show(search.outcome, names, one.people, key=f"verdict-{search.id}")
        st.caption(_("The draft before stands."))


def _side_by_side(trials: list[Search], one: Sheet, names: Mapping[str, str]) -> None:
    if not trials:
        return
    st.header(_("Two rule sets side by side"), anchor=False)
    for column, search in zip(st.columns(len(trials), gap="large"), trials, strict=True):
        with column:
            st.markdown(f"**{ui.md(search.label)}**")
            if search.outcome is not None:
                verdict.show(search.outcome, names, one.people, key=f"trial-{search.id}")
            elif search.refusal is not None:
                st.error(ui.md(search.refusal.for_user))
            st.button(
                _("Take away"), key=f"forget-{search.id}", type="tertiary", on_click=forget, args=(search.id,)
            )
    st.caption(_("Nothing of this is stored. To use a rule set, change the roles in the set-up."))


def _show_rules(one: Sheet, roles: list[RoleRow]) -> None:
    form = _form(one)
    with ui.form(form):
        st.caption(_("Beside the rules that stand, with these days between two duties:"))
        for role in roles:
            ui.number(form, f"gap-{role.id}", role.name, role.facts.gap, least=1, most=120)
        # A popover draws its fields late: a tick that begins as set would come up empty.
        ui.tick(form, "firm", _("Never fewer days than these"))
        leaders = [role for role in roles if role.facts.of_leaders]
        if leaders:
            already = leaders[0].facts.together
            text = _("Weekends of leaders may be parted") if already else _("The same leader over a weekend")
            ui.tick(form, "turned", text)
        st.button(_("Compare"), key="compare", type="primary", on_click=compare, args=(one, roles))


def _form(one: Sheet) -> str:
    return f"roster-trial-{one.roster.id}"


def _tried(typed: Mapping[str, Any], roles: list[RoleRow]) -> Trial:
    turned = bool(typed.get("turned"))
    return Trial(
        gaps={role.id: int(typed.get(f"gap-{role.id}") or role.facts.gap) for role in roles},
        yields=False if typed.get("firm") else None,
        together={role.id: role.facts.together != turned for role in roles if role.facts.of_leaders},
    )


def _said(typed: Mapping[str, Any], roles: list[RoleRow]) -> str:
    tried = _tried(typed, roles)
    changed = [
        _("{role} {gap} days apart", role=role.name, gap=tried.gaps[role.id])
        for role in roles
        if tried.gaps[role.id] != role.facts.gap
    ]
    changed += [
        _("{role}: weekend together", role=role.name)
        if together
        else _("{role}: weekend parted", role=role.name)
        for role in roles
        if (together := tried.together.get(role.id, role.facts.together)) != role.facts.together
    ]
    if typed.get("firm"):
        changed.append(_("Never fewer days than these"))
    return _("; ").join(changed) or _("The same rules")
