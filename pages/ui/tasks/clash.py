"""Two people changed one task: both versions field by field, and which of them shall stand."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from core import tasks
from core.i18n import _, day, moment
from core.tasks import FIELD_NAMES, IMPORTANCE_NAMES, URGENCY_NAMES, Clash
from pages.ui import fields, show
from pages.ui.attempts import submit
from pages.ui.tasks.plain import STEPS, SUPPORTING, Plain, day_of
from pages.ui.tasks.sheet import Sheet
from pages.ui.text import md

MINE, THEIRS = "mine", "theirs"
NUMBERED = {
    "lead_department_id": "departments",
    "supervising_department_id": "departments",
    "given_by": "deciders",
    "parent_id": "parents",
}
CODED = {"importance": IMPORTANCE_NAMES, "urgency": URGENCY_NAMES}


def chosen(values: Mapping[str, Any], was: Plain, mine: Plain, theirs: Plain) -> Plain:
    """Both sides' changes together; in a clash what the reader chose."""
    both = tasks.merged(was, mine, theirs)
    for clash in tasks.clashes(was, mine, theirs):
        if values.get(f"keep_{clash.name}") == THEIRS:
            both[clash.name] = clash.theirs
    return both


def note(sheet: Sheet, was: Plain, mine: Plain) -> str:
    """My changes as words, for those who leave the other version standing."""
    lines = [
        _("{field}: {value}", field=name_of(field), value=in_words(sheet, field, value) or "—")
        for field, value in mine.items()
        if value != was.get(field)
    ]
    return "\n".join([_("What I would have changed:"), *lines])


def panel(
    sheet: Sheet,
    form: str,
    versions: tuple[Plain, Plain, Plain],
    keep: Callable[..., None],
    say: Callable[..., None],
    args: tuple[Any, ...],
    words: str,
) -> None:
    """`versions`: as it was when the form was opened, mine, theirs."""
    was, mine, theirs = versions
    clashes = tasks.clashes(was, mine, theirs)
    with st.container(border=True, key="conflict"):
        st.markdown(f":orange[**▲ {md(_who(sheet))}**]")
        st.markdown(
            _("Nothing of yours is lost. Say for each field what shall stand:")
            if clashes
            else _("Your changes and theirs concern different fields: both can stand.")
        )
        for clash in clashes:
            _choice(sheet, form, clash)
        _theirs_alone(sheet, was, theirs, {clash.name for clash in clashes})
        with st.container(horizontal=True, gap="small"):
            submit(form, _("Save with these choices"), keep, args, name="keep")
            submit(
                form,
                _("Leave theirs, add mine as a remark"),
                say,
                (form, args[1], words),
                name="say",
                type="secondary",
            )


def _who(sheet: Sheet) -> str:
    line = sheet.changed
    if line is None:
        return _("Somebody changed this item after you opened it.")
    at = moment(line.at, sheet.zone)
    return _("{person} changed this item at {at}, after you opened it.", person=line.person, at=at)


def _choice(sheet: Sheet, form: str, clash: Clash) -> None:
    st.markdown(f"**{md(name_of(clash.name))}**")
    mine, theirs, which = st.columns([4, 4, 3])
    with mine:
        show.facts(
            [(_("Mine"), in_words(sheet, clash.name, clash.mine) or "—")], columns=1, key=f"m-{clash.name}"
        )
    with theirs:
        show.facts(
            [(_("Theirs"), in_words(sheet, clash.name, clash.theirs) or "—")],
            columns=1,
            key=f"t-{clash.name}",
        )
    with which:
        answers = {MINE: _("Keep mine"), THEIRS: _("Take theirs")}
        fields.segment(
            form, f"keep_{clash.name}", name_of(clash.name), answers, MINE, label_visibility="collapsed"
        )


def _theirs_alone(sheet: Sheet, was: Plain, theirs: Plain, clashing: set[str]) -> None:
    rows = [
        (name_of(name), in_words(sheet, name, value) or "—")
        for name, value in theirs.items()
        if value != was.get(name) and name not in clashing
    ]
    if rows:
        st.caption(_("Also changed by them, and taken over:"))
        show.facts(rows, columns=1, key="theirs-alone")


def name_of(field: str) -> str:
    if field == SUPPORTING:
        return _("Supporting departments")
    return _("Steps") if field == STEPS else _(FIELD_NAMES[field])


def in_words(sheet: Sheet, field: str, value: Any) -> str:
    """A plain value as the reader reads it."""
    if value in (None, "", []):
        return ""
    if field in NUMBERED:
        return str(getattr(sheet, NUMBERED[field]).get(value, value))
    if field in CODED:
        return _(CODED[field][value])
    if field == "due_day":
        return day(day_of(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field in (SUPPORTING, STEPS):
        return "\n".join(_row(sheet, field, row) for row in value)
    return str(value)


def _row(sheet: Sheet, field: str, row: list[Any]) -> str:
    if field == SUPPORTING:
        department, what, until = row
        parts = [sheet.departments.get(department, ""), what, day(day_of(until))]
    else:
        name, until, percent = row
        parts = [name, day(day_of(until)), f"{percent} %" if percent else ""]
    return " · ".join(part for part in parts if part)
