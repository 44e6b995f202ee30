"""Excuses: which visits were rightly not made, who approved that; and taking one back."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from core import seven_s
from core.i18n import _, day
from core.seven_s import AreaRow, ExcuseRow, RoundKind
from pages import ui

EXCUSE = "excuse-new"


def give() -> None:
    with ui.attempt(_("Excused."), form=EXCUSE), ui.begin(EXCUSE) as work:
        seven_s.excuse(
            work,
            kind=str(ui.value(EXCUSE, "kind") or RoundKind.DAILY),
            area_id=ui.value(EXCUSE, "area_id"),
            first_day=ui.value(EXCUSE, "first_day") or work.today,
            last_day=ui.value(EXCUSE, "last_day") or ui.value(EXCUSE, "first_day") or work.today,
            reason=str(ui.value(EXCUSE, "reason") or ""),
        )


def withdraw(excuse_id: int) -> None:
    with ui.attempt(_("The excuse is withdrawn: these visits count again.")), ui.begin() as work:
        seven_s.withdraw_excuse(work, excuse_id=excuse_id)


def show_excuses(
    excuses: Sequence[ExcuseRow], areas: Mapping[int, AreaRow], today: date, *, keeper: bool
) -> None:
    if not keeper and not excuses:
        return
    st.header(_("Excused"), anchor=False)
    for one in excuses:
        show(one, areas, keeper=keeper)
    if not excuses:
        st.caption(_("Nothing is excused from today on."))
    if keeper:
        show_form(areas, today)


def show(one: ExcuseRow, areas: Mapping[int, AreaRow], *, keeper: bool) -> None:
    days = (
        day(one.first_day) if one.first_day == one.last_day else f"{day(one.first_day)} – {day(one.last_day)}"
    )
    area = areas.get(one.area_id or 0)
    where = area.name if area is not None else _("all areas") if one.area_id is None else ""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"excuse-{one.id}"):
        with st.container(gap=None, width="stretch"):
            said = [_(seven_s.ROUND_NAMES[one.kind]), where]
            st.markdown(f"**{ui.md(days)}** · " + ui.md(" · ".join(part for part in said if part)))
            st.caption(ui.md(_("{reason} · approved by {name}", reason=one.reason, name=one.approved_by)))
        if keeper:
            st.button(_("Withdraw"), key=f"unexcuse-{one.id}", on_click=withdraw, args=(one.id,))


def show_form(areas: Mapping[int, AreaRow], today: date) -> None:
    with st.expander(_("Excuse visits"), icon=":material/event_busy:"), ui.form(EXCUSE):
        kind, area = st.columns(2)
        with kind:
            kinds = {str(code): _(name) for code, name in seven_s.ROUND_NAMES.items()}
            ui.pick(EXCUSE, "kind", _("Kind"), kinds, str(RoundKind.DAILY))
        with area:
            names = {number: one.name for number, one in areas.items()}
            ui.pick(EXCUSE, "area_id", _("Area"), names, placeholder=_("All"))
        first, last = st.columns(2)
        with first:
            ui.day(EXCUSE, "first_day", _("First day"), today)
        with last:
            ui.day(EXCUSE, "last_day", _("Last day"), today)
        ui.line(EXCUSE, "reason", _("Reason"))
        ui.submit(EXCUSE, _("Excuse"), give)
