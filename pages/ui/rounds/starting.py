"""Starting: the day's team by hand or from the duty roster, a mutual check by another department."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from core import seven_s
from core.i18n import _
from core.seven_s import AreaRow, Member
from pages import ui

FORM, MUTUAL = "round-new", "mutual-new"
WALK = "sevens/walk.py"


def start(day: date) -> None:
    with ui.attempt(_("The round has started."), form=FORM), ui.begin(FORM) as work:
        members = [
            Member(int(ui.value(FORM, part) or 0), part, ui.value(FORM, f"floors-{part}") or ())
            for part in seven_s.TEAM
        ]
        leader = int(ui.value(FORM, seven_s.TEAM[0]) or 0)
        round_id = seven_s.start_round(work, day=day, members=members, leader_id=leader)
        ui.then_open(WALK, round=round_id)


def start_from_roster(day: date) -> None:
    with ui.attempt(_("The round has started.")), ui.begin() as work:
        seven_s.start_from_roster(work, day=day)


def start_mutual(day: date) -> None:
    with ui.attempt(_("The mutual check has started."), form=MUTUAL), ui.begin(MUTUAL) as work:
        seven_s.start_mutual_check(
            work,
            day=ui.value(MUTUAL, "day") or day,
            inspector_id=int(ui.value(MUTUAL, "inspector_id") or 0),
            area_ids=ui.value(MUTUAL, "area_ids") or (),
        )


def show_team(
    today: date, everybody: Mapping[int, str], floors: Sequence[int], on_duty: Sequence[Member]
) -> None:
    if on_duty:
        names = _(", ").join(everybody.get(one.person_id, "") for one in on_duty)
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(ui.md(_("On duty today: {names}", names=names)), width="stretch")
            st.button(
                _("Take today's team from the roster"),
                key="from-roster",
                type="primary",
                on_click=start_from_roster,
                args=(today,),
            )
    with st.expander(_("Start the round of today"), icon=":material/groups:"), ui.form(FORM):
        for part in seven_s.TEAM:
            left, right = st.columns([3, 2])
            with left:
                ui.pick(FORM, part, _(seven_s.PART_NAMES[part]), everybody)
            with right:
                named = {floor: _("Floor {floor}", floor=floor) for floor in floors}
                ui.picks(FORM, f"floors-{part}", _("Floors"), named, placeholder=_("All"))
        st.caption(_("The first one leads the team and hands the round in."))
        ui.submit(FORM, _("Start"), start, (today,))


@dataclass(frozen=True, slots=True)
class Choice:
    """Who may look and from which department; `partners`: by area, the department whose turn it is."""

    everybody: Mapping[int, str]
    homes: Mapping[int, str]
    areas: Mapping[int, AreaRow]
    partners: Mapping[int, str]


def show_mutual(day: date, choice: Choice) -> None:
    with st.expander(_("Start a mutual check"), icon=":material/sync_alt:"), ui.form(MUTUAL):
        st.caption(_("Somebody of another department looks, without seeing what others found."))
        who, when = st.columns([3, 2])
        with who:
            inspector = ui.pick(MUTUAL, "inspector_id", _("Who looks"), choice.everybody)
        with when:
            ui.day(MUTUAL, "day", _("Day"), day)
        home = choice.homes.get(inspector or 0, "")
        turn = [choice.areas[one].name for one, name in choice.partners.items() if name == home and home]
        if turn:
            said = _(
                "This week it is the turn of {department} for {areas}",
                department=home,
                areas=_(", ").join(turn),
            )
            st.caption(ui.md(said))
        others = {
            one.id: named(one) for one in choice.areas.values() if one.owner_department != home or not home
        }
        ui.picks(MUTUAL, "area_ids", _("Areas"), others)
        ui.submit(MUTUAL, _("Start the check"), start_mutual, (day,))


def named(area: AreaRow) -> str:
    return " · ".join(part for part in (area.name, area.owner_department or area.owner_person) if part)
