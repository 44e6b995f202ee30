"""How the office works: name, lists, the rhythm of its levels. For the administrator and the director."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4
from zoneinfo import available_timezones

import streamlit as st

from core import administration
from core.actor import ROLE_NAMES, Actor, Role
from core.administration import ChangedMeanwhile
from core.i18n import N_, Text, _
from core.office import LevelRule, Profile
from pages import ui
from pages.ui import menu, one_file

LISTS: dict[str, Text] = {
    "sources": N_("Sources of tasks"),
    "forms": N_("Forms of completion"),
    "urge_forms": N_("Forms of urging"),
    "key_grounds": N_("Key grounds for the fast track"),
}
LIMITS: dict[str, tuple[Text, int, int]] = {
    "near_days": (N_("Yellow lamp: days before the due day"), 0, 30),
    "lag_tolerance": (N_("Lagging: points behind the expected progress"), 0, 100),
    "reassignment_days": (N_("Workdays to ask for reassignment"), 1, 30),
    "decision_days": (N_("Workdays to decide on a request"), 1, 30),
    "answer_days": (N_("Workdays to answer an urge"), 1, 30),
    "urge_pause_hours": (N_("Hours between two urges of one side"), 0, 240),
}
NAMES: dict[str, Text] = {
    "ordinary": N_("Ordinary"),
    "key": N_("Key"),
    "normal": N_("Normal"),
    "urgent": N_("Urgent"),
    "express": N_("Express"),
}
SEVEN_S = ("seven_s_rankings", "seven_s_ranking_roles")
SAFETY = ("password_rules", "password_days", "second_factor_roles", "watermark")
LEVEL, LOGO = "level", "office-logo"


def save(form: str) -> None:
    typed, before = ui.values(form), ui.held(form, "seen", {})
    with ui.attempt(_("Saved."), form=form):
        try:
            with ui.begin(form) as work:
                administration.change_settings(work, wanted=typed, seen=before)
        except ChangedMeanwhile:
            with ui.look() as work:  # the reader is told now, and may still have it their way
                ui.hold(form, "seen", values(administration.settings(work), before))
            raise


def save_level(form: str, importance: str, urgency: str) -> None:
    rule = LevelRule(importance, urgency, **ui.values(form), version=ui.held(form, "version", 0))
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        administration.change_level(work, rule=rule)


def seen(form: str, profile: Profile, names: Iterable[str]) -> None:
    """What the reader saw when the form was drawn, to notice what somebody else changed since."""
    ui.held(form, "seen", values(profile, names))


def values(profile: Profile, names: Iterable[str]) -> dict[str, Any]:
    """As the session state keeps them."""
    now = {name: getattr(profile, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in now.items()}


def show_office(profile: Profile) -> None:
    form = "settings-office"
    names = ("name", "time_zone", "number_format", "papers_for_all", *LIMITS)
    seen(form, profile, names)
    with ui.form(form):
        left, right = st.columns(2, gap="large")
        with left:
            ui.line(form, "name", _("Name of the office"), profile.name, limit=60)
            zones = {zone: zone for zone in sorted(available_timezones())}
            ui.pick(form, "time_zone", _("Time zone"), zones, profile.time_zone)
            hint = _("{year} and {sequence} are filled in.", year="{year}", sequence="{sequence}")
            ui.line(
                form,
                "number_format",
                _("Number of a task"),
                profile.number_format,
                limit=40,
                help=ui.md(hint),
            )
            ui.tick(
                form, "papers_for_all", _("Everybody may read reports and papers"), profile.papers_for_all
            )
        with right:
            for name, (label, least, most) in LIMITS.items():
                ui.number(form, name, _(label), getattr(profile, name), least=least, most=most)
        ui.submit(form, _("Save"), save, (form,))


def keep_logo() -> None:
    chosen = one_file.chosen(LOGO)
    if chosen is None:
        return
    with ui.attempt(_("The logo is shown from now on.")), ui.begin() as work:
        key = f"logo-{uuid4()}"
        administration.set_logo(work, content=chosen.content, name=chosen.name, key=key)
        one_file.forget(LOGO)


def drop_logo() -> None:
    with ui.attempt(_("Back to the logo that the house brings.")), ui.begin() as work:
        administration.drop_logo(work)


def show_logo(profile: Profile) -> None:
    st.header(_("Logo"), anchor=False)
    st.caption(_("Shown above the menu and on the sign-in page. Wide and low looks best; on white."))
    if profile.logo:
        st.image(administration.picture(profile.logo), width=240)
    handed = one_file.one_file(LOGO, label=_("Picture (PNG, JPEG or WEBP)"), accept=".png,.jpg,.jpeg,.webp")
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Use this logo"), key="keep-logo", type="primary", disabled=handed is None, on_click=keep_logo
        )
        if profile.logo:
            st.button(_("Put back the first one"), key="drop-logo", on_click=drop_logo)


def show_lists(profile: Profile) -> None:
    form = "settings-lists"
    seen(form, profile, LISTS)
    with ui.form(form):
        st.caption(_("One choice on each line, in the order in which they are offered."))
        cells = st.columns(2, gap="large")
        for position, (name, label) in enumerate(LISTS.items()):
            with cells[position % 2]:
                ui.paragraph(form, name, _(label), "\n".join(getattr(profile, name)), height=220)
        ui.submit(form, _("Save"), save, (form,))


def show_seven_s(profile: Profile) -> None:
    form = "settings-seven-s"
    seen(form, profile, SEVEN_S)
    with ui.form(form):
        label = _("Rank areas within their groups")
        ui.tick(form, "seven_s_rankings", label, profile.seven_s_rankings)
        roles = {str(role): _(name) for role, name in ROLE_NAMES.items() if role is not Role.SCREEN}
        chosen = profile.seven_s_ranking_roles
        ui.picks(form, "seven_s_ranking_roles", _("Roles that see the places"), roles, chosen)
        ui.submit(form, _("Save"), save, (form,))


def show_safety(profile: Profile) -> None:
    form = "settings-safety"
    seen(form, profile, SAFETY)
    with ui.form(form):
        left, right = st.columns(2, gap="large")
        with left:
            rules = {
                "length": _("Length, and none of the common ones"),
                "complexity": _("Three kinds of signs, and a new one from time to time"),
            }
            ui.pick(form, "password_rules", _("Rule for passwords"), rules, profile.password_rules)
            ui.number(
                form,
                "password_days",
                _("Days until a new password is asked for (only with kinds of signs)"),
                profile.password_days,
                least=7,
                most=730,
            )
        with right:
            roles = {str(role): _(name) for role, name in ROLE_NAMES.items() if role is not Role.SCREEN}
            ui.picks(
                form,
                "second_factor_roles",
                _("Roles that must sign in in two steps"),
                roles,
                profile.second_factor_roles,
                help=_("They set it up at their next step; nothing else can be reached before."),
            )
            ui.tick(form, "watermark", _("Watermark with name and time on every page"), profile.watermark)
        ui.submit(form, _("Save"), save, (form,))


def show_rhythm(rules: list[LevelRule]) -> None:
    st.caption(_("All figures are workdays. Choose a row to change it."))
    columns = [
        ui.Column("level", _("Level"), main=True),
        ui.Column("sign_within", _("Sign for within"), "number"),
        ui.Column("report_every", _("Report every"), "number"),
        ui.Column("check_within", _("Check within"), "number"),
        ui.Column("sign_off", _("Signed off before issue"), "short"),
        ui.Column("approval", _("Leader approves closing"), "short"),
    ]
    rows = [ui.Row(f"{rule.importance}/{rule.urgency}", _cells(rule), href="#") for rule in rules]
    picked = ui.table("levels", columns, rows, label=_("Rhythm"))
    if picked.opened:
        st.session_state[LEVEL] = picked.opened
    chosen = next((r for r in rules if f"{r.importance}/{r.urgency}" == st.session_state.get(LEVEL)), None)
    if chosen is not None:
        show_level(chosen)


def show_level(rule: LevelRule) -> None:
    form = f"level-{rule.importance}-{rule.urgency}"
    ui.held(form, "version", rule.version)
    st.header(_level(rule), anchor=False)
    with ui.form(form, border=True):
        cells = st.columns(3)
        with cells[0]:
            ui.number(form, "sign_within", _("Sign for within"), rule.sign_within, least=1, most=30)
        with cells[1]:
            ui.number(form, "report_every", _("Report every"), rule.report_every, least=0, most=250)
        with cells[2]:
            ui.number(form, "check_within", _("Check within"), rule.check_within, least=1, most=30)
        ui.tick(form, "sign_off", _("Signed off by a leader before issue"), rule.sign_off)
        ui.tick(form, "approval", _("The leader who gave it approves closing"), rule.approval)
        ui.submit(form, _("Save"), save_level, (form, rule.importance, rule.urgency))


def _cells(rule: LevelRule) -> dict[str, object]:
    return {
        "level": _level(rule),
        "sign_within": rule.sign_within,
        "report_every": rule.report_every or _("none"),
        "check_within": rule.check_within,
        "sign_off": _("yes") if rule.sign_off else _("no"),
        "approval": _("yes") if rule.approval else _("no"),
    }


def _level(rule: LevelRule) -> str:
    return f"{_(NAMES[rule.importance])} · {_(NAMES[rule.urgency])}"


def show_beneath(actor: Actor) -> None:
    """What is set up once and seldom looked at."""
    with st.container(horizontal=True, gap="small"):
        for screen in menu.beneath(actor, "settings"):
            address = f"/{screen.url}"
            icon = f":material/{screen.icon}:"
            name = f"to-{screen.url}"
            st.button(_(screen.title), key=name, icon=icon, on_click=ui.open_address, args=(address,))


ui.open_page(_("Settings"), needs="administration.settings")

with ui.look() as work:
    profile = administration.settings(work)
    rules = administration.rhythm(work)
    actor = work.actor

show_beneath(actor)

tabs = st.tabs([_("General"), _("Lists"), _("Rhythm"), "7S", _("Safety")])
office, lists, rhythm, sevens, safety = tabs
with office:
    show_office(profile)
    with st.container(border=True):
        show_logo(profile)
with lists:
    show_lists(profile)
with rhythm:
    show_rhythm(rules)
with sevens:
    show_seven_s(profile)
with safety:
    show_safety(profile)
