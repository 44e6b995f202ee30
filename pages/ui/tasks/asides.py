"""What stands beside the fields of a move: the request to decide, the application, files to add."""

from datetime import date

import streamlit as st

from core.i18n import _, day, moment
from core.tasks import Move
from pages.ui import fields, forms, photo, show
from pages.ui.tasks.feed import Entry, feed
from pages.ui.tasks.reading import Desk


def attach(desk: Desk, form: str) -> None:
    """Files go to the office at once and belong to the task; a refusal about them stands here."""
    if not desk.face.may_write:
        return
    st.markdown(_("Files"))
    forms.known(form, "files")
    photo.photo(f"{form}-files", subject="task", subject_id=desk.id)
    fields.said(form, "files")
    of_this_round(desk)


def of_this_round(desk: Desk) -> None:
    """What was added since the work of this round began counts as its evidence."""
    turns = desk.papers.turns if desk.papers else ()
    starts = [turn.opened_at for turn in turns if turn.kind == "do" and turn.round == desk.face.row.round]
    since = min(starts, default=None)
    photo.attachments("evidence", [one for one in desk.files if since is None or one.uploaded_at >= since])


def paper(desk: Desk, form: str, move: Move) -> None:
    """Whoever records a leader's decision adds a photo of the paper."""
    if move.holder_id is None or move.holder_id in desk.actor.selves:
        return
    turns = desk.papers.turns if desk.papers else ()
    holder = next((turn.holder for turn in turns if turn.id == move.turn_id), "")
    st.info(
        _("You record this for {name}: add a photo of the signed paper.", name=holder), icon=":material/draw:"
    )
    photo.photo(f"{form}-paper", subject="task", subject_id=desk.id)
    mine = {one.id: one.name for one in reversed(desk.files) if one.uploaded_by == desk.actor.id}
    fields.pick(form, "paper_id", _("Photo of the paper"), mine, next(iter(mine), None))


def wanted(desk: Desk) -> None:
    """The standard and the form that the result is judged by."""
    facts = desk.papers.facts if desk.papers else {}
    fields_of = [
        (_("Standard of completion"), facts.get("standard")),
        (_("Form of completion"), facts.get("form")),
    ]
    show.facts(fields_of, columns=1, key="wanted")


def application(desk: Desk) -> None:
    """What is to be checked: the application of this round with its files."""
    if desk.papers is None or not desk.papers.closures:
        return
    last = desk.papers.closures[-1]
    facts = [(_("Why with open parts"), last.open_parts_reason)]
    said = Entry(last.applied_by, moment(last.applied_at, desk.zone), last.summary, facts=facts)
    feed("application", [said])
    of_this_round(desk)


def extension(desk: Desk) -> date | None:
    """The request; gives back the day asked for."""
    asked = next(
        (one for one in reversed(desk.papers.extensions if desk.papers else ()) if not one.decided_at), None
    )
    if asked is None:
        return None
    facts = [(_("Due day"), day(asked.from_day)), (_("Day asked for"), day(asked.to_day))]
    feed("asked", [Entry(asked.asked_by, moment(asked.asked_at, desk.zone), asked.reason, facts=facts)])
    return asked.to_day


def reassignment(desk: Desk) -> int | None:
    """The request; gives back the department suggested."""
    moved = desk.papers.reassignments if desk.papers else ()
    asked = next((one for one in reversed(moved) if not one.decided_at), None)
    if asked is None:
        return None
    facts = [(_("Suggested"), asked.to_department)]
    feed("asked", [Entry(asked.asked_by, moment(asked.asked_at, desk.zone), asked.reason, facts=facts)])
    return asked.to_department_id


def urge(desk: Desk, move: Move) -> None:
    urges = desk.papers.urges if desk.papers else ()
    asked = next((one for one in urges if one.turn_id == move.turn_id), None)
    if asked is not None:
        facts = [(_("How"), asked.form)]
        feed("asked", [Entry(asked.person, moment(asked.at, desk.zone), asked.found, facts=facts)])
