"""Files, the conversation, and the timeline of a task."""

import streamlit as st

from core import files, tasks
from core.i18n import _, moment
from core.policy import DIRECTION
from pages.ui import fields, photo
from pages.ui.attempts import attempt, begin, submit
from pages.ui.forms import form as form_of
from pages.ui.forms import value, values
from pages.ui.show import empty
from pages.ui.tasks.feed import Entry, feed
from pages.ui.tasks.reading import Desk

REMARK = 1800  # with the names of the mentioned in front it stays below what core takes


def papers_kept(desk: Desk) -> None:
    if desk.face.may_write and desk.face.row.state != "archived":
        photo.photo("add-file", subject="task", subject_id=desk.id)
    if not desk.files:
        empty(_("No files yet."))
        return
    wanted = photo.attachments("kept", desk.files, removable=_removable(desk), zone=desk.zone)
    if wanted is not None:
        gone = False
        with attempt(_("The file is removed.")):
            with begin() as work:
                files.remove(work, file_id=wanted)
            gone = True
        if gone:
            st.rerun()


def _removable(desk: Desk) -> list[int]:
    if desk.face.row.closed_at is not None:
        return []
    every = bool(desk.actor.grants() & DIRECTION)
    return [one.id for one in desk.files if every or one.uploaded_by == desk.actor.id]


def conversation(desk: Desk) -> None:
    if desk.remarks:
        feed("remarks", [Entry(one.person, moment(one.at, desk.zone), one.text) for one in desk.remarks])
    else:
        empty(_("Nobody has said anything yet."))
    if desk.face.may_write:
        _say(desk)


def say(form: str, task_id: int, names: dict[int, str]) -> None:
    """The mentioned are told, and stand in front of what was said to them."""
    typed = values(form)
    mentioned = [one for one in typed["mentions"] or [] if one in names]
    called = "".join(f"@{names[one]} " for one in mentioned)
    with attempt(_("Said."), form=form), begin(form) as work:
        text = (typed["text"] or "").strip()
        tasks.comment(work, task_id=task_id, text=called + text if text else "", mentions=mentioned)


def _say(desk: Desk) -> None:
    form = f"comment-{desk.id}"
    others = {number: name for number, name in desk.people.items() if number != desk.actor.id}
    with form_of(form):
        fields.paragraph(form, "text", _("Your words"), limit=REMARK, height=80)
        fields.picks(form, "mentions", _("Mention (they are told)"), others, placeholder="@")
        names = {number: name.partition(" · ")[0] for number, name in others.items()}
        chosen = {one: names[one] for one in value(form, "mentions") or [] if one in names}
        submit(form, _("Say it"), say, (form, desk.id, chosen))


def timeline(desk: Desk) -> None:
    feed("timeline", [_line(desk, one) for one in desk.lines], line=True)


def _line(desk: Desk, one: tasks.Line) -> Entry:
    who = one.person or _("The system")
    if one.for_person:
        who = _("{person} for {other}", person=who, other=one.for_person)
    return Entry(who, moment(one.at, desk.zone), one.reason, said=one.sentence)
