"""One's own calendar on the telephone, on “my account”: an address made, shown once, taken back."""

from urllib.parse import urlsplit

import streamlit as st

from core import feeds
from core.feeds import Feed
from core.i18n import _, day
from core.settings import settings
from pages.ui.attempts import attempt, begin

MADE = "feed-made"


def feed(mine: Feed | None) -> None:
    st.header(_("Calendar on my telephone"), anchor=False)
    if made := st.session_state.get(MADE):
        st.success(_("Subscribe to this address in the calendar. It is shown only now."))
        st.code(made, language=None, wrap_lines=True)
        st.button(_("I have it"), key="feed-noted", on_click=_noted)
        return
    if mine is None:
        st.caption(_("Duties appear in the telephone's calendar, with an alarm the evening before."))
        st.button(_("Make an address"), key="feed-make", on_click=_make)
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(_("Made on {day}", day=day(mine.made_at.date(), year=True)), width="stretch")
        st.button(_("New address"), key="feed-make", on_click=_make, help=_("The one before stops working."))
        st.button(_("Revoke"), key="feed-revoke", on_click=_revoke)


def _make() -> None:
    with attempt(_("The address is made.")):
        with begin() as work:
            token = feeds.make_feed(work)
        st.session_state[MADE] = f"{_origin()}/feed/{token}.ics"


def _revoke() -> None:
    with attempt(_("The address does not work any more.")), begin() as work:
        feeds.revoke_feed(work)


def _noted() -> None:
    st.session_state.pop(MADE, None)


def _origin() -> str:
    """Where a telephone finds the office: as it is set, or as the reader came."""
    if settings().public_url:
        return settings().public_url.rstrip("/")
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}"
