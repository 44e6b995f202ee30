"""Somebody leaves: what they still hold, and one step that gives all of it to somebody else."""

import streamlit as st

from core import people
from core.errors import DomainError
from core.i18n import _, day
from core.turns import Waiting
from pages import ui


def hand_over(form: str, person_id: int) -> None:
    with ui.attempt(_("Handed over."), form=form), ui.begin(form) as work:
        successor = ui.value(form, "to_person_id") or 0
        people.hand_over(work, from_person_id=person_id, to_person_id=successor)


def show_turns(open_turns: list[Waiting]) -> None:
    columns = [
        ui.Column("title", _("Title"), main=True),
        ui.Column("number", _("Number"), "short"),
        ui.Column("what", _("What to do"), "short"),
        ui.Column("due", _("Due day"), "short"),
    ]
    rows = [ui.Row(one.turn_id, cells(one)) for one in open_turns]
    ui.table("open-turns", columns, rows, label=_("Open turns"))


def cells(one: Waiting) -> dict[str, object]:
    return {"title": one.title, "number": one.number or "", "what": _(one.what), "due": day(one.due_day)}


def show_hand_over(person_id: int, count: int, colleagues: dict[int, str]) -> None:
    form = f"hand-over-{person_id}"
    with ui.form(form, border=True):
        ui.pick(form, "to_person_id", _("Hand all of them over to"), colleagues)
        ui.submit(form, _("Hand over {count} turns", count=count), hand_over, (form, person_id))


def asked() -> int:
    number = st.query_params.get("id", "")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


ui.open_page(_("Hand over open turns"), needs="people.hand_over")

person_id = asked()
with ui.look() as work:
    try:
        card = people.person(work, person_id)
    except DomainError as error:
        st.error(ui.md(error.for_user), icon=":material/error:")
        st.stop()
    open_turns = people.open_turns_of(work, person_id=person_id)
    colleagues = {
        one.id: f"{one.name} · {one.department}" for one in people.everybody(work) if one.id != person_id
    }

if st.button(card.details.name, key="back", icon=":material/arrow_back:", type="tertiary"):
    ui.go("people/person.py", id=person_id)
if open_turns:
    show_turns(open_turns)
    show_hand_over(person_id, len(open_turns), colleagues)
else:
    ui.empty(_("Nothing waits for {name}.", name=card.details.name))
