"""The leaders: which departments each answers for (分管), and who records for them (代录)."""

import streamlit as st

from core import people
from core.i18n import _
from core.people import LeaderCard
from pages import ui


def save(form: str, leader_id: int) -> None:
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        people.set_lines(work, leader_id=leader_id, department_ids=ui.value(form, "department_ids"))
        people.set_recorders(work, leader_id=leader_id, recorder_ids=ui.value(form, "recorder_ids"))


def show_leader(leader: LeaderCard, departments: dict[int, str], colleagues: dict[int, str]) -> None:
    form = f"lines-{leader.id}"
    others = {number: name for number, name in colleagues.items() if number != leader.id}
    with ui.form(form, border=True):
        title = ui.md(leader.name) + (f"  :gray[{ui.md(leader.post)}]" if leader.post else "")
        st.markdown(f"**{title}**")
        left, right = st.columns(2, gap="large")
        with left:
            ui.picks(
                form,
                "department_ids",
                _("Answers for"),
                departments,
                [number for number in departments if number in leader.department_ids],
                help=_("Departments below these come along."),
            )
        with right:
            ui.picks(
                form,
                "recorder_ids",
                _("Recorded by"),
                others,
                sorted(leader.recorder_ids),
                help=_("May enter this leader's decisions from paper, with a photo of it."),
            )
        ui.submit(form, _("Save"), save, (form, leader.id), type="secondary")


ui.open_page(_("Leaders and lines"), needs="people.set_lines")

with ui.look() as work:
    leaders = people.leader_cards(work)
    departments = people.departments(work)
    colleagues = {one.id: f"{one.name} · {one.department}" for one in people.everybody(work)}

if st.button(_("Departments"), key="all-departments", icon=":material/arrow_back:", type="tertiary"):
    ui.go("people/departments.py")
for leader in leaders:
    show_leader(leader, departments, colleagues)
if not leaders:
    ui.empty(_("Nobody has the role of a leader yet."))
