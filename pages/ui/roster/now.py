"""Who is on duty at this moment, how they are reached, and when my own turn comes: for the first screen."""

from collections.abc import Sequence

import streamlit as st

from core.i18n import _, day
from core.roster import MyDuty, OnDuty
from pages.ui.attempts import go
from pages.ui.text import md


def on_duty_card(now: Sequence[OnDuty], mine: Sequence[MyDuty]) -> None:
    if not now and not mine:
        return
    with st.container(border=True, key="on-duty-card", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{_('On duty now')}**", width="content")
            if st.button(_("The whole roster"), key="to-duty", type="tertiary"):
                go("roster/month.py")
        for one in now:
            reached = [f"{name} {phone}".strip() for name, phone in zip(one.people, one.phones, strict=True)]
            st.markdown(f":gray[{md(one.role)}] {md(_(', ').join(reached))}")
        if mine:
            nearest = mine[0]
            st.caption(_("My next duty: {day} {role}", day=day(nearest.day), role=md(nearest.role)))
