"""Who is exempt for a reason, and who is not on duty together."""

from datetime import date

import streamlit as st

from core import roster
from core.i18n import _, day
from core.roster import ExemptionRow, PairRow, RoleRow, Standing
from pages import ui

EXEMPT, APART = "duty-exempt", "duty-apart"


def exempt() -> None:
    with ui.attempt(_("Entered."), form=EXEMPT), ui.begin(EXEMPT) as work:
        roster.exempt(
            work,
            person_id=ui.value(EXEMPT, "person_id") or 0,
            role_id=ui.value(EXEMPT, "role_id") or None,
            first_day=ui.value(EXEMPT, "first_day"),
            last_day=ui.value(EXEMPT, "last_day"),
            reason=ui.value(EXEMPT, "reason") or "",
        )


def end(one: ExemptionRow) -> None:
    with ui.attempt(_("The exemption has ended.")), ui.begin() as work:
        roster.end_exemption(work, exemption_id=one.id, version=one.version)


def apart() -> None:
    with ui.attempt(_("Entered."), form=APART), ui.begin(APART) as work:
        roster.keep_apart(
            work,
            one_id=ui.value(APART, "person_id") or 0,
            other_id=ui.value(APART, "other_id") or 0,
            reason=ui.value(APART, "reason") or "",
        )


def together(one: PairRow) -> None:
    with ui.attempt(_("They may be on duty together again.")), ui.begin() as work:
        roster.allow_together(work, pair_id=one.id)


def show(rows: list[RoleRow], standing: Standing, colleagues: dict[int, str], today: date) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.header(_("Exempt"), anchor=False)
        for one in standing.exemptions:
            _line(f"exempt-{one.id}", _exempted(one), _("End"), end, one)
        if not standing.exemptions:
            st.caption(_("Nobody is exempt."))
        with ui.form(EXEMPT, border=True):
            ui.pick(EXEMPT, "person_id", _("Who"), colleagues)
            every = {0: _("All roles"), **{one.id: one.name for one in rows}}
            ui.pick(EXEMPT, "role_id", _("Duty role"), every, 0)
            first, last = st.columns(2)
            with first:
                ui.day(EXEMPT, "first_day", _("From"), today)
            with last:
                ui.day(EXEMPT, "last_day", _("Until; empty: no end"))
            ui.line(EXEMPT, "reason", _("Reason"))
            ui.submit(EXEMPT, _("Exempt"), exempt)
    with right:
        st.header(_("Not on duty together"), anchor=False)
        for pair in standing.pairs:
            said = f"{pair.one} · {pair.other}" + (f" ({pair.reason})" if pair.reason else "")
            _line(f"pair-{pair.id}", said, _("Drop"), together, pair)
        if not standing.pairs:
            st.caption(_("Nobody is kept apart."))
        with ui.form(APART, border=True):
            one_of, other = st.columns(2)
            with one_of:
                ui.pick(APART, "person_id", _("Who"), colleagues)
            with other:
                ui.pick(APART, "other_id", _("Not with"), colleagues)
            ui.line(APART, "reason", _("Reason"))
            ui.submit(APART, _("Keep apart"), apart)


def _exempted(one: ExemptionRow) -> str:
    until = day(one.last_day) if one.last_day else _("no end")
    role = one.role or _("All roles")
    return f"{one.name} · {role} · {day(one.first_day)} – {until} · {one.reason}"


def _line(key: str, said: str, label: str, command: object, one: object) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(said, width="stretch")
        st.button(label, key=key, on_click=command, args=(one,))  # type: ignore[arg-type]
