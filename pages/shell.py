"""The only script that Streamlit starts: who reads, the language, the menu, the chosen screen."""

import streamlit as st

from core.i18n import _
from pages import ui
from pages.ui import frame, guide, keys, menu, search, watermark

actor = ui.actor()
if actor is not None:
    st.session_state.setdefault("language", actor.language)
# Named here, before the menu: else the browser asks a font server outside for the screen's icon.
st.set_page_config(page_title=_("Luoshi"), page_icon=frame.ICON, layout="wide")
house = frame.house(actor) if actor else None
frame.logo(house.logo if house else "")
frame.banner(house.name if house else "")
# Expanded: the fold has words of its own, and they are English only.
screen = st.navigation(menu.pages(actor), position="sidebar" if actor else "hidden", expanded=True)
if actor is None or house is None:
    ui.signed_out()
elif menu.is_second_name(screen):
    st.switch_page(menu.first())
else:
    frame.reader(actor)
    search.box()
    keys.keys(actor)
    if house.watermark:
        watermark.show(actor, house.time_zone)
    guide.show(actor)
    screen.run()
