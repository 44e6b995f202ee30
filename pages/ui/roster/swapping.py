"""One duty opened: what a swap or a stand-in would mean, and asking for it; and the swaps that wait."""

import streamlit as st

from core import roster
from core.calendar import KIND_NAMES, DayKind
from core.i18n import _, day
from core.roster import DutyCell, DutyFacts, Effect, Grid, Proposal, SwapRow, SwapTrial
from pages import ui

OPEN, OTHER = "duty", "other"  # in the address, so that a link opens a duty
SWAP, STAND_IN = "swap", "stand_in"


def opened(duty_id: int) -> None:
    st.query_params[OPEN] = str(duty_id)
    st.query_params.pop(OTHER, None)


def dropped(one: int, other: int) -> None:
    st.query_params[OPEN], st.query_params[OTHER] = str(one), str(other)


def closed() -> None:
    for name in (OPEN, OTHER):
        st.query_params.pop(name, None)


def _asked(name: str) -> int | None:
    asked = st.query_params.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def ask(duty_id: int, other_id: int | None, person_id: int | None) -> None:
    form = _form(duty_id)
    with ui.attempt(_("Asked. The partner is told."), form=form):
        with ui.begin(form) as work:
            roster.ask_swap(
                work,
                duty_id=duty_id,
                other_duty_id=other_id,
                person_id=person_id,
                reason=ui.value(form, "reason") or "",
            )
        closed()


def show_opened(shown: Grid) -> None:
    """The panel above the grid, while a duty is open."""
    number = _asked(OPEN)
    if number is None:
        return
    with ui.look() as work:
        facts = roster.duty(work, duty_id=number)
        likely = roster.proposals(work, duty_id=number) if facts.may_ask else []
    with st.container(border=True, key="duty-panel"):
        with st.container(horizontal=True, vertical_alignment="center"):
            said = f"**{ui.md(facts.person)}** · {ui.md(facts.role)} · {day(facts.day)}"
            st.markdown(f"{said} · :gray[{_(KIND_NAMES[DayKind(facts.kind)])}]", width="stretch")
            st.button(_("Close"), key="duty-close", on_click=closed, type="tertiary", icon=":material/close:")
        if facts.planned:
            st.caption(_("Planned: {name}", name=ui.md(facts.planned)))
        if facts.may_ask:
            _show_asking(shown, facts, likely)
        else:
            st.caption(_("Only whoever has the duty, or the roster charge, can ask for a swap of it."))


def _show_asking(shown: Grid, facts: DutyFacts, likely: list[Proposal]) -> None:
    form = _form(facts.id)
    with ui.form(form):
        left, right = st.columns([2, 3], vertical_alignment="bottom")
        with left:
            ways = {SWAP: _("Swap…"), STAND_IN: _("Somebody stands in")}
            way = ui.segment(form, "way", _("How"), ways, SWAP)
        with right:
            other_id, person_id = _choice(form, shown, facts, likely, way or SWAP)
        if other_id is None and person_id is None:
            return
        with ui.look() as work:
            trial = roster.swap_trial(work, duty_id=facts.id, other_duty_id=other_id, person_id=person_id)
        show_trial(trial)
        if not trial.refusals:
            ui.line(form, "reason", _("Reason"), limit=100)
            ui.submit(form, _("Ask for it"), ask, (facts.id, other_id, person_id))


def _choice(
    form: str, shown: Grid, facts: DutyFacts, likely: list[Proposal], way: str
) -> tuple[int | None, int | None]:
    if way == STAND_IN:
        people = {one.person_id: _proposed(one) for one in likely}
        return None, ui.pick(form, "person_id", _("Who could take it, the fittest first"), people)
    others = {cell.duty_id: f"{day(cell.day)} {cell.person}" for cell in _others(shown, facts)}
    chosen = _asked(OTHER)
    chosen = chosen if chosen in others else None
    return ui.pick(form, f"other-{chosen}", _("For which duty"), others, chosen), None


def _others(shown: Grid, facts: DutyFacts) -> list[DutyCell]:
    """Coming duties of the role that are somebody else's."""
    return [
        cell
        for line in shown.days
        for cell in line.cells.get(facts.role_id, ())
        if cell.person_id != facts.person_id and cell.duty_id not in shown.pending
    ]


def _proposed(one: Proposal) -> str:
    said = _("{name} · {duties} this year", name=one.person, duties=one.duties)
    if one.nearest is not None:
        said += _(" · the nearest {days} days away", days=one.nearest)
    return said + (" · ⚠" if one.warnings else "")


def show_trial(trial: SwapTrial) -> None:
    for said in trial.refusals:
        st.error(ui.md(said), icon=":material/block:")
    for said in trial.warnings:
        st.warning(ui.md(said), icon=":material/warning:")
    if not trial.refusals:
        for one in trial.effects:
            st.markdown(_effect(one))


def _effect(one: Effect) -> str:
    kind = _(KIND_NAMES[DayKind(one.kind)])
    return _(
        "{name}: {kind} {before} → {after}, in all {total_before} → {total_after} this year",
        name=ui.md(one.person),
        kind=kind,
        before=one.before,
        after=one.after,
        total_before=one.total_before,
        total_after=one.total_after,
    )


def show_swaps(rows: list[SwapRow]) -> None:
    if not rows:
        ui.empty(_("No swaps. Open a duty in the month to ask for one."))
        return
    for one in rows:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"swap-{one.id}"):
            days = day(one.day) if one.other_day is None else f"{day(one.day)} ⇄ {day(one.other_day)}"
            said = f"**{ui.md(one.giver)} → {ui.md(one.taker)}** · {ui.md(one.role)} · {days}"
            st.markdown(said + (f"  \n:gray[{ui.md(one.reason)}]" if one.reason else ""), width="stretch")
            st.markdown(_state(one), width="content")
            _acts(one)


def _state(one: SwapRow) -> str:
    if one.undone:
        return ui.lamp("grey", _("Undone"))
    if one.approved:
        return ui.lamp("green", _("Approved"))
    if one.ended:
        return ui.lamp("grey", _("Refused") if one.approved is False else _("Withdrawn"))
    return ui.lamp("yellow", _("Waits for approval") if one.consented else _("Waits for the partner"))


def _acts(one: SwapRow) -> None:
    if one.may_consent:
        st.button(_("Agree"), key=f"agree-{one.id}", type="primary", on_click=_consent, args=(one, True))
        st.button(_("Do not agree"), key=f"deny-{one.id}", on_click=_consent, args=(one, False))
    if one.may_decide:
        st.button(_("Approve"), key=f"grant-{one.id}", type="primary", on_click=_decide, args=(one, True))
        st.button(_("Refuse"), key=f"refuse-{one.id}", on_click=_decide, args=(one, False))
    if one.may_withdraw and not one.may_consent:
        st.button(_("Withdraw"), key=f"withdraw-{one.id}", type="tertiary", on_click=_withdraw, args=(one,))
    if one.may_undo:
        st.button(_("Undo the swap"), key=f"undo-{one.id}", type="tertiary", on_click=_undo, args=(one,))


def _consent(one: SwapRow, agrees: bool) -> None:
    with ui.attempt(_("Answered.")), ui.begin() as work:
        roster.consent(work, swap_id=one.id, version=one.version, agrees=agrees)


def _decide(one: SwapRow, approved: bool) -> None:
    with ui.attempt(_("Decided. Both are told.")), ui.begin() as work:
        roster.decide_swap(work, swap_id=one.id, version=one.version, approved=approved)


def _withdraw(one: SwapRow) -> None:
    with ui.attempt(_("Withdrawn.")), ui.begin() as work:
        roster.withdraw_swap(work, swap_id=one.id, version=one.version)


def _undo(one: SwapRow) -> None:
    with ui.attempt(_("Undone. Everybody has the own duty again.")), ui.begin() as work:
        roster.undo_swap(work, swap_id=one.id, version=one.version)


def _form(duty_id: int) -> str:
    return f"duty-swap-{duty_id}"
