"""The wall: what it shows and in which order, and the links that screens open with."""

from datetime import datetime
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

import streamlit as st

from core import wall
from core.i18n import LANGUAGES, N_, Text, _, moment
from core.settings import settings
from core.wall import WIDGETS, Arrangement, Kept, ScreenLinkRow
from pages import ui

FORM, LINK, MADE = "wall", "wall-link", "wall-made"
THEMES: dict[str, Text] = {
    "light": N_("Light"),
    "dark": N_("Dark"),
    "auto": N_("As the screen is set"),
}


def save() -> None:
    typed = ui.values(FORM)
    wanted = Arrangement(
        widgets=tuple(typed.get("widgets") or ()),
        seconds=int(typed["seconds"]),
        rows=int(typed["rows"]),
        theme=typed.get("theme") or "",
        lang=typed.get("lang") or "",
    )
    with ui.attempt(_("Every wall shows it now."), form=FORM), ui.begin(FORM) as work:
        wall.arrange(work, wanted=wanted, version=ui.held(FORM, "version", 0))


def make() -> None:
    typed = ui.values(LINK)
    with ui.attempt(_("The link is made."), form=LINK):
        with ui.begin(LINK) as work:
            token = wall.make_link(work, name=typed.get("name") or "")
        own = {name: typed[name] for name in ("theme", "lang") if typed.get(name)}
        if typed.get("widgets"):
            own["widgets"] = ",".join(typed["widgets"])
        st.session_state[MADE] = f"{origin()}/wall?{urlencode({'screen': token, **own}, safe=',')}"


def noted() -> None:
    st.session_state.pop(MADE, None)


def revoke(link_id: int, version: int) -> None:
    with ui.attempt(_("Revoked. The screen goes dark in a moment.")), ui.begin() as work:
        wall.revoke_link(work, link_id=link_id, version=version)


def origin() -> str:
    """Where a screen finds the office: as it is set, or as the reader came."""
    if settings().public_url:
        return settings().public_url.rstrip("/")
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}"


def titles() -> dict[str, str]:
    return {name: _(one.title) for name, one in WIDGETS.items()}


def show_arrangement(kept: Kept) -> None:
    now = kept.arrangement
    ui.held(FORM, "version", kept.version)
    with ui.form(FORM, border=True):
        hint = _("In the order in which you choose them. The counts stand above the pages, or below if last.")
        ui.picks(FORM, "widgets", _("What the wall shows"), titles(), now.widgets, help=ui.md(hint))
        left, right = st.columns(2)
        with left:
            least, most = wall.SHORTEST, wall.LONGEST
            ui.number(FORM, "seconds", _("Seconds per page"), now.seconds, least=least, most=most)
            ui.pick(FORM, "theme", _("Colours"), themes(), now.theme)
        with right:
            fewest, most = wall.FEWEST_ROWS, wall.MOST_ROWS
            ui.number(FORM, "rows", _("Rows per page, at most"), now.rows, least=fewest, most=most)
            ui.pick(FORM, "lang", _("Language of the wall"), languages(_("The office's language")), now.lang)
        ui.submit(FORM, _("Save"), save)


def themes() -> dict[str, str]:
    return {code: _(name) for code, name in THEMES.items()}


def languages(none: str) -> dict[str, str]:
    return {"": none, **LANGUAGES}


def show_making() -> None:
    made = st.session_state.get(MADE)
    if made:
        st.success(_("Open this address on the screen. It is shown only now."), icon=":material/tv:")
        st.code(made, language=None, wrap_lines=True)
        st.button(_("I have it"), on_click=noted)
        return
    with ui.form(LINK, border=True):
        placeholder = _("Meeting room on the third floor")
        ui.line(LINK, "name", _("Which screen"), limit=40, placeholder=placeholder)
        with st.expander(_("Different from the other walls")):
            as_office = _("As the office has set it")
            ui.picks(LINK, "widgets", _("What the wall shows"), titles(), placeholder=as_office)
            ui.pick(LINK, "theme", _("Colours"), {"": as_office, **themes()}, "")
            ui.pick(LINK, "lang", _("Language of the wall"), languages(as_office), "")
        ui.submit(LINK, _("Make a link"), make)


def show_link(one: ScreenLinkRow, zone: ZoneInfo) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        made = _("{name}, {at}", name=one.made_by, at=moment(one.made_at, zone))
        st.markdown(f"**{ui.md(one.name)}**  \n:gray[{ui.md(made)} · {ui.md(seen(one.seen_at, zone))}]")
        if one.revoked_at:
            st.badge(_("Revoked"), color="gray")
        else:
            with st.popover(_("Revoke"), key=f"ask-{one.id}"):
                st.markdown(_("The screen goes dark at once, and the link never works again."))
                label, told = _("Revoke for good"), (one.id, one.version)
                st.button(label, key=f"revoke-{one.id}", on_click=revoke, args=told, type="primary")


def seen(at: datetime | None, zone: ZoneInfo) -> str:
    return _("last opened {at}", at=moment(at, zone)) if at else _("never opened")


ui.open_page(
    _("The wall"),
    needs="wall.links",
    under=_("For the projector and the screen in the hall: it shows only what everybody may see."),
)

with ui.look() as work:
    kept, known, zone = wall.arranged(work), wall.links(work), work.zone

left, right = st.columns(2, gap="large")
with left:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.header(_("What it shows"), anchor=False)
        st.link_button(_("Open the wall"), "/wall", icon=":material/open_in_new:")
    show_arrangement(kept)
    st.caption(_("On the wall: ← → turn the page, Space stops it, F fills the screen."))
with right:
    st.header(_("Links for screens"), anchor=False)
    st.caption(_("A screen with a link signs nobody in and never runs out, until the link is revoked."))
    show_making()
    for one in known:
        show_link(one, zone)
    if not known:
        ui.empty(_("No screen has a link yet."))
