"""One person: the details, the account, the charges. Or a new one, where the address names nobody."""

import streamlit as st

from core import access, people
from core.actor import CHARGE_NAMES, ROLE_NAMES, Charge, Role
from core.errors import DomainError
from core.i18n import _
from core.people import RANK_NAMES, Details, PersonCard, Rank
from core.policy import NotYours
from pages import ui

NEW = "person-new"
ONE_TIME = "one-time-password"
BLANK = Details(name="", department_id=0)


def add() -> None:
    password = access.first_password()
    hashed = access.hashed(password)
    with ui.attempt(_("Added."), form=NEW):
        with ui.begin(NEW) as work:
            number = people.add_person(work, details=typed(NEW))
            access.give_password(work, person_id=number, password=hashed)
        st.session_state[ONE_TIME] = [number, password]
        ui.then_open("people/person.py", id=number)


def save(form: str, person_id: int) -> None:
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        people.edit_person(
            work, person_id=person_id, details=typed(form), version=ui.held(form, "version", 0)
        )


def save_charges(form: str, person_id: int) -> None:
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        people.set_charges(work, person_id=person_id, charges=ui.value(form, "charges"))


def reset(person_id: int) -> None:
    password = access.first_password()
    hashed = access.hashed(password)
    with ui.attempt(_("New one-time password made.")):
        with ui.begin() as work:
            access.give_password(work, person_id=person_id, password=hashed)
        st.session_state[ONE_TIME] = [person_id, password]


def unlock(person_id: int) -> None:
    with ui.attempt(_("Unlocked.")), ui.begin() as work:
        access.unlock(work, person_id=person_id)


def reset_factor(person_id: int) -> None:
    with ui.attempt(_("Two-step sign-in begins anew.")), ui.begin() as work:
        access.reset_factor(work, person_id=person_id)


def disable(person_id: int, version: int) -> None:
    """A leaver with open turns leads on to handing them over."""
    with ui.attempt(_("Disabled."), form=f"person-{person_id}"):
        with ui.begin() as work:
            people.disable_person(work, person_id=person_id, version=version)
            left = people.open_turns_of(work, person_id=person_id)
        if left:
            ui.then_open("people/leaving.py", id=person_id)


def enable(person_id: int, version: int) -> None:
    with ui.attempt(_("Enabled.")), ui.begin() as work:
        people.enable_person(work, person_id=person_id, version=version)


def noted() -> None:
    st.session_state.pop(ONE_TIME, None)


def typed(form: str) -> Details:
    values = ui.values(form)
    texts = {name: values.get(name) or "" for name in ("name", "user_name", "post", "phone", "email")}
    return Details(
        **texts,
        department_id=values.get("department_id") or 0,
        role=values.get("role") or Role.STAFF,
        rank=values.get("rank") or Rank.STAFF,
        position=int(values.get("position") or 0),
        joined_on=values.get("joined_on"),
    )


def show_details(form: str, details: Details, departments: dict[int, str]) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        ui.line(form, "name", _("Name"), details.name, limit=50)
        ui.pick(form, "department_id", _("Department"), departments, details.department_id or None)
        ui.line(form, "post", _("Post"), details.post, limit=50)
        roles = {role.value: _(ROLE_NAMES[role]) for role in Role}
        ui.pick(form, "role", _("Role"), roles, details.role.value)
        ranks = {rank.value: _(RANK_NAMES[rank]) for rank in Rank}
        ui.pick(form, "rank", _("Rank"), ranks, details.rank.value)
    with right:
        hint = _("For signing in; Chinese is fine. Left empty, it is the name in pinyin.")
        ui.line(form, "user_name", _("User name"), details.user_name, limit=40, help=hint)
        ui.line(form, "phone", _("Mobile"), details.phone, limit=40)
        ui.line(form, "email", _("E-mail"), details.email, limit=200)
        ui.day(form, "joined_on", _("Joined on"), details.joined_on)
        order = _("Smaller numbers come first in every list. 0: last of the department.")
        ui.number(form, "position", _("Order number"), details.position, least=0, most=99999, help=order)


def show_one_time(person_id: int) -> None:
    kept = st.session_state.get(ONE_TIME)
    if not kept or kept[0] != person_id:
        return
    with st.container(border=True):
        st.markdown(
            ":material/key: " + _("One-time password, shown only now. It is changed at the first sign-in.")
        )
        st.code(kept[1], language=None)
        st.button(_("Noted, show it no more"), key="noted", on_click=noted)


def show_account(card: PersonCard) -> None:
    st.header(_("Account"), anchor=False)
    if card.disabled_at is not None:
        st.badge(_("Disabled"), color="gray")
        st.button(_("Enable"), key="enable", on_click=enable, args=(card.id, card.version))
        return
    with st.container(horizontal=True):
        st.button(_("New one-time password"), key="reset", on_click=reset, args=(card.id,))
        st.button(_("Unlock sign-in"), key="unlock", on_click=unlock, args=(card.id,))
        with st.popover(_("Two-step sign-in"), key="factor-asked"):
            st.markdown(_("For somebody whose phone and recovery codes are gone. Make sure who asks."))
            st.button(_("Let them begin anew"), key="factor", on_click=reset_factor, args=(card.id,))
        with st.popover(_("Disable"), key="disable-asked"):
            st.markdown(_("No more signing in. Open turns stay, to be handed over."))
            arguments = (card.id, card.version)
            st.button(
                _("Disable this account"), key="disable", type="primary", on_click=disable, args=arguments
            )


def show_charges(card: PersonCard) -> None:
    form = f"charges-{card.id}"
    st.header(_("Charges"), anchor=False)
    with ui.form(form):
        offered = {charge.value: _(CHARGE_NAMES[charge]) for charge in Charge}
        held = sorted(charge.value for charge in card.charges)
        ui.picks(form, "charges", _("Charges beside the role"), offered, held)
        ui.submit(form, _("Save charges"), save_charges, (form, card.id), type="secondary")


def show_facts(card: PersonCard) -> None:
    """For those who keep the roll without being administrators."""
    details = card.details
    ui.facts(
        [
            (_("Department"), card.department),
            (_("Post"), details.post),
            (_("Role"), _(ROLE_NAMES[details.role])),
            (_("Rank"), _(RANK_NAMES[details.rank])),
            (_("User name"), details.user_name),
            (_("Mobile"), details.phone),
            (_("E-mail"), details.email),
            (_("Charges"), _("; ").join(_(CHARGE_NAMES[charge]) for charge in sorted(card.charges))),
        ]
    )


def show_person(card: PersonCard, departments: dict[int, str], *, edits: bool) -> None:
    st.header(ui.md(card.details.name), anchor=False)
    show_one_time(card.id)
    if not edits:
        show_facts(card)
        return
    form = f"person-{card.id}"
    ui.held(form, "version", card.version)
    with ui.form(form, border=True):
        show_details(form, card.details, departments)
        ui.submit(form, _("Save"), save, (form, card.id))
    left, right = st.columns(2, gap="large")
    with left:
        show_account(card)
    with right:
        if card.disabled_at is None:
            show_charges(card)


def show_new(departments: dict[int, str]) -> None:
    st.header(_("New person"), anchor=False)
    with ui.form(NEW, border=True):
        show_details(NEW, BLANK, departments)
        ui.submit(NEW, _("Add"), add)


def asked() -> int | None:
    number = st.query_params.get("id", "")
    return int(number) if number.isdecimal() and len(number) < 10 else None


ui.open_page(_("Person"), needs="people.roll")

person_id = asked()
with ui.look() as work:
    try:
        card = people.person(work, person_id) if person_id else None
    except DomainError as error:
        st.error(ui.md(error.for_user), icon=":material/error:")
        st.stop()
    adds, edits = work.may("people.add_person"), work.may("people.edit_person")
    departments = people.departments(work)
    waiting = (
        len(people.open_turns_of(work, person_id=card.id)) if card and work.may("people.hand_over") else 0
    )

with st.container(horizontal=True):
    if st.button(_("All people"), key="all-people", icon=":material/arrow_back:", type="tertiary"):
        ui.go("people/people.py")
    if waiting and st.button(_("Open turns: {count}", count=waiting), key="open-turns", type="tertiary"):
        ui.go("people/leaving.py", id=person_id or 0)
    leads = card is not None and card.details.role == Role.LEADER
    if leads and st.button(_("Leaders and lines"), key="lines", type="tertiary"):
        ui.go("people/lines.py")
if card is not None:
    show_person(card, departments, edits=edits)
elif adds:
    show_new(departments)
else:
    st.error(_(NotYours.message), icon=":material/block:")
