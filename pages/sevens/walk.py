"""The walk on a phone: one round, area by area. The printed code of an area leads here too."""

import streamlit as st

from core import seven_s
from core.errors import DomainError
from core.i18n import _
from core.seven_s import RoundKind, RoundRow
from core.work import Work
from pages import ui
from pages.ui.walk import walk

ROUNDS = "sevens/rounds.py"


def whole(name: str) -> int:
    text = st.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def start_self_check(area_id: int) -> None:
    with ui.attempt(""), ui.begin() as work:
        round_id = seven_s.start_self_check(work, area_id=area_id)
        ui.then_open("sevens/walk.py", round=round_id)


def round_of(work: Work) -> tuple[int, int, int]:
    """The round, the visit, and the area that the address asks for; 0 where it does not say."""
    token = st.query_params.get("area", "")
    if not token:
        return whole("round"), whole("stop"), 0
    area_id = seven_s.area_by_token(work, token=token)
    for one in seven_s.my_rounds(work):
        if one.handed_in_at is None:
            stops = seven_s.walk_sheet(work, round_id=one.id).stops
            visit = next((stop.visit_id for stop in stops if stop.area_id == area_id), 0)
            if visit:
                return one.id, visit, area_id
    return 0, 0, area_id


def only_round(rounds: list[RoundRow]) -> int:
    """Whoever has one round to walk need not choose."""
    open_ones = [one.id for one in rounds if one.handed_in_at is None]
    return open_ones[0] if len(open_ones) == 1 else 0


ui.open_page(_("Walk"), needs="seven_s.my_rounds", heading=False)

with ui.look() as work:
    who = work.actor
    try:
        round_id, stop, area_id = round_of(work)
    except DomainError as refusal:
        st.error(ui.md(refusal.for_user), icon=":material/block:")
        st.stop()
    rounds = seven_s.my_rounds(work)
    keeper = work.may("seven_s.start_round")

round_id = round_id or (0 if area_id else only_round(rounds))
if round_id:
    walk(f"walk-{round_id}", who, round_id=round_id, stop=stop, keeper=keeper)
elif area_id:
    ui.empty(
        _("No round of yours goes through this area today."),
        _("Check it yourself: {kind}", kind=_(seven_s.ROUND_NAMES[RoundKind.SELF])),
        lambda: start_self_check(area_id),
    )
else:
    ui.empty(_("Nothing to walk today. Rounds are started under 7S rounds."))
    if st.button(_("To the rounds"), key="to-rounds"):
        ui.go(ROUNDS)
