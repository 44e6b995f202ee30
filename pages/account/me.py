"""My account: what I carry here, my password, and where I am signed in."""

import streamlit as st

from core import access, account, feeds, messages
from core.access import Factor, OpenSession
from core.account import Card
from core.actor import CHARGE_NAMES, ROLE_NAMES
from core.errors import InvalidInput
from core.i18n import N_, _, moment
from pages import ui
from pages.ui.feed import feed
from pages.ui.ways import ways

PASSWORD = "own-password"


class TypedDifferently(InvalidInput):
    message = N_("The two new passwords differ.")
    field = "again"


def change_password() -> None:
    typed = ui.values(PASSWORD)
    with ui.attempt(_("Your password is changed. Other devices were signed out."), form=PASSWORD):
        if typed["new"] != typed["again"]:
            raise TypedDifferently()
        access.change_own(
            ui.signed_in(), current=typed["current"] or "", new=typed["new"] or "", keep=ui.digest()
        )


def end_one(session_id: int) -> None:
    with ui.attempt(_("Signed out there.")), ui.begin() as work:
        access.end_session(work, session_id=session_id)


def end_others() -> None:
    with ui.attempt(_("Signed out on all other devices.")), ui.begin() as work:
        access.end_sessions(work, person_id=work.actor.number, keep=ui.digest())


def show_card(card: Card) -> None:
    st.header(_("What I carry"), anchor=False)
    ui.facts(
        [
            (_("Name"), card.name),
            (_("User name"), card.user_name),
            (_("Department"), card.department),
            (_("Post"), card.post),
            (_("Role"), _(ROLE_NAMES[card.role])),
            (_("Charges"), _("; ").join(_(CHARGE_NAMES[charge]) for charge in card.charges)),
            (_("Line leader of"), _("; ").join(card.lines)),
            (_("Liaison of"), _("; ").join(card.liaison_of)),
            (_("Standing in for"), _("; ").join(card.stands_in_for)),
            (_("Recording for"), _("; ").join(card.records_for)),
        ]
    )


def show_session(one: OpenSession, seen: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        where = f"{ui.md(device(one.browser))}  :gray[{ui.md(one.address)} · {ui.md(seen)}]"
        st.markdown(where, width="stretch")
        if one.is_this:
            st.badge(_("This device"), color="green")
        else:
            st.button(_("Sign out there"), key=f"end-{one.id}", on_click=end_one, args=(one.id,))


def show_factor(factor: Factor) -> None:
    """Its own page, outside of the screens: the key is shown there and nowhere else."""
    said = _("On, {count} recovery codes left", count=factor.left) if factor.on else _("Off")
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(_("**Two-step sign-in**  :gray[{said}]", said=said), width="stretch")
        st.link_button(_("Set it up"), "/second-factor", key="second-factor")


def device(browser: str) -> str:
    """What people call the thing they hold, from what the browser says about itself."""
    systems = (
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    return next((name for sign, name in systems if sign in browser), "") or _("Unknown device")


ui.open_page(_("My account"))

with ui.look() as work:
    factor = access.my_factor(work)
    card = account.card(work)
    mine = messages.my_ways(work) if work.may("messages.my_ways") else None
    my_feed = feeds.my_feed(work) if work.may("feeds.my_feed") else None
    keeps = work.may("feeds.make_feed")
    sessions = access.my_sessions(work, this=ui.digest())
    seen = {one.id: moment(one.seen_at, work.zone) for one in sessions}

left, right = st.columns([3, 2], gap="large")
with left:
    show_card(card)
    if mine is not None:
        ways(mine)
    if keeps:
        feed(my_feed)
    st.header(_("Where I am signed in"), anchor=False)
    for one in sessions:
        show_session(one, seen[one.id])
    if len(sessions) > 1:
        st.button(_("Sign out on all other devices"), key="end-others", on_click=end_others)
with right:
    show_factor(factor)
    st.header(_("Change password"), anchor=False)
    with ui.form(PASSWORD, border=True):
        ui.secret(PASSWORD, "current", _("Present password"), autocomplete="current-password")
        ui.secret(PASSWORD, "new", _("New password"), autocomplete="new-password")
        ui.secret(PASSWORD, "again", _("New password once more"), autocomplete="new-password")
        ui.submit(PASSWORD, _("Change password"), change_password)
