"""How somebody wants to hear, on “my account”: by which channels, when, and when not."""

import streamlit as st

from core import messages
from core.channels import ADDRESS_NAMES, WAY_NAMES, Way
from core.i18n import N_, Text, _
from core.messages import TIMES, Chosen, MyWay, MyWays
from pages.ui.attempts import attempt, begin, submit
from pages.ui.fields import line, pick
from pages.ui.forms import form, values
from pages.ui.text import md

FORM = "own-ways"
TIME_NAMES: dict[str, Text] = {
    "quiet_from": N_("Quiet from"),
    "quiet_until": N_("Quiet until"),
    "digest_at": N_("Daily message at"),
}


def ways(mine: MyWays) -> None:
    st.header(_("How I want to hear"), anchor=False)
    if not mine.ways:
        st.caption(_("Everything stands in the inbox here. The office has no other channels yet."))
        return
    st.caption(_("Everything stands in the inbox here in any case. Reminders go out once a day."))
    with form(FORM, border=True):
        for one in mine.ways:
            _way(one)
        cells = st.columns(3)
        for cell, name in zip(cells, TIMES, strict=True):
            usual = getattr(mine.office, name)
            with cell:
                line(FORM, name, _(TIME_NAMES[name]), mine.own[name], limit=5, placeholder=usual)
        submit(FORM, _("Save"), _save, (tuple(one.channel_id for one in mine.ways),))


def _way(one: MyWay) -> None:
    left, right = st.columns(2)
    with left:
        choices = {way.value: _(name) for way, name in WAY_NAMES.items()}
        pick(FORM, f"way_{one.channel_id}", md(one.name), choices, one.way.value)
    with right:
        label = _(ADDRESS_NAMES[one.kind])
        hint = one.usual or _("not known yet")
        line(FORM, f"address_{one.channel_id}", label, one.address, limit=100, placeholder=hint)


def _save(channel_ids: tuple[int, ...]) -> None:
    typed = values(FORM)
    chosen = Chosen(
        {one: Way(typed.get(f"way_{one}") or Way.OFF) for one in channel_ids},
        {one: str(typed.get(f"address_{one}") or "") for one in channel_ids},
        {name: str(typed.get(name) or "") for name in TIMES},
    )
    with attempt(_("Saved."), form=FORM), begin(FORM) as work:
        messages.choose(work, chosen=chosen)
