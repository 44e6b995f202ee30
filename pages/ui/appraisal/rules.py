"""The rules of the appraisal: what is valid, and a new set from a day on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from core import appraisal
from core.actor import ROLE_NAMES
from core.appraisal import SOURCE_NAMES, Indicator, Rules, RulesFact, Source
from core.i18n import N_, Text, _, day
from core.work import Work
from pages.ui import fields, forms
from pages.ui.attempts import attempt, begin, submit
from pages.ui.table import Column, Row, table

NAME = "appraisal-rules"
NUMBERS: dict[str, Text] = {
    "base": N_("Base score"),
    "late": N_("Taken for an item not done in time"),
    "report": N_("Taken for an overdue report"),
    "returned": N_("Taken for each return too many"),
    "returns": N_("Returns without points"),
    "falsified": N_("Taken for deception"),
    "praised": N_("Given for an excellent item"),
    "bonus_cap": N_("Bonus at most"),
    "support_share": N_("Share of a supporting unit, %"),
    "few": N_("Items to be placed"),
    "objection_days": N_("Workdays to object"),
}
FRACTIONS = ("late", "report", "returned", "falsified", "praised")
SWITCHES: dict[str, Text] = {
    "rankings": N_("Show rankings"),
    "talk_rule": N_("Talk rule: last place, last twice"),
    "accountability": N_("Prompts for accountability"),
}


def save() -> None:
    typed = forms.values(NAME)
    with attempt(_("The rules are saved."), form=NAME), begin(NAME) as work:
        values: dict[str, Any] = {name: typed[name] for name in (*NUMBERS, *SWITCHES)}
        values["ranking_roles"] = tuple(typed["ranking_roles"] or ())
        values["prompted"] = tuple(typed["prompted"] or ())
        values["indicators"] = _read(typed["indicators"] or "")
        appraisal.save_rules(work, rules=Rules(**values), valid_from=typed["valid_from"])


def _read(text: str) -> tuple[Indicator, ...]:
    """One line for each indicator: name, source, weight."""
    sources = {_(name): source for source, name in SOURCE_NAMES.items()}
    found = []
    for line in text.splitlines():
        parts = [part.strip() for part in line.replace("，", ",").split(",")]
        if any(parts):
            name, source, weight = (*parts, "", "")[:3]
            number = int(weight) if weight.isascii() and weight.isdecimal() else 0
            found.append(Indicator(name, sources.get(source, Source.OTHER), number))
    return tuple(found)


def _written(indicators: Sequence[Indicator]) -> str:
    return "\n".join(f"{one.name}, {_(SOURCE_NAMES[one.source])}, {one.weight}" for one in indicators)


def show(work: Work, sets: Sequence[RulesFact], leaders: dict[int, str], today: date) -> None:
    current = appraisal.rules_at(list(sets), today)
    valid = next((one.valid_from for one in sets if one.valid_from <= today), None)
    since = (
        _("Valid since {day}", day=day(valid, year=True)) if valid else _("The usual rules; none set yet.")
    )
    st.caption(since)
    later = [day(one.valid_from, year=True) for one in sets if one.valid_from > today]
    if later:
        st.info(_("From {day} other rules are valid.", day=_(", ").join(later)), icon=":material/event:")
    columns = [Column("what", _("Rule"), main=True), Column("value", _("Valid now"), "short")]
    said = [(_(label), f"{getattr(current, name):g}") for name, label in NUMBERS.items()]
    said += [(_(label), _("On") if getattr(current, name) else _("Off")) for name, label in SWITCHES.items()]
    said += [(one.name, f"{_(SOURCE_NAMES[one.source])} · {one.weight}%") for one in current.indicators]
    rows = [Row(place, {"what": what, "value": value}) for place, (what, value) in enumerate(said)]
    with st.columns([2, 1])[0]:
        table("rules", columns, rows, label=_("Rules"))
    if work.may("appraisal.save_rules"):
        _form(current, leaders, today)


def _form(current: Rules, leaders: dict[int, str], today: date) -> None:
    with st.expander(_("New rules from a day on")), forms.form(NAME):
        fields.day(NAME, "valid_from", _("Valid from"), today, first=today)
        columns = st.columns(3)
        for place, (name, label) in enumerate(NUMBERS.items()):
            value, step = getattr(current, name), 0.5 if name in FRACTIONS else 1
            with columns[place % 3]:
                fields.number(NAME, name, _(label), float(value) if step == 0.5 else int(value), step=step)
        known = ", ".join(_(name) for name in SOURCE_NAMES.values())
        fields.paragraph(
            NAME,
            "indicators",
            _("Indicators, one a line: name, source, weight"),
            _written(current.indicators),
            help=_("Sources: {names}", names=known),
        )
        for name, label in SWITCHES.items():
            fields.tick(NAME, name, _(label), getattr(current, name))
        roles = {role.value: _(name) for role, name in ROLE_NAMES.items()}
        fields.picks(NAME, "ranking_roles", _("Rankings are seen by"), roles, current.ranking_roles)
        prompted = [one for one in current.prompted if one in leaders]
        fields.picks(NAME, "prompted", _("Prompts go to"), leaders, prompted)
        submit(NAME, _("Save the rules"), save)
