"""The slips of a task: what each said, the reply, and cancelling one; what the forms about them quote."""

import streamlit as st

from core import slips as office_slips
from core.i18n import _, day, moment
from core.slips import CAUSE_NAMES, COLOUR_NAMES, STATE_NAMES, Rule, SlipSheet
from core.tasks import Move
from pages.ui import fields
from pages.ui.attempts import attempt, begin, submit
from pages.ui.forms import form, held, value
from pages.ui.links import downloads
from pages.ui.show import empty
from pages.ui.tasks.feed import Entry, Tag, feed
from pages.ui.tasks.reading import Desk
from pages.ui.text import md

OPEN = ("waiting", "late")
TONES = {"waiting": "yellow", "late": "red", "answered": "green"}


def slips(desk: Desk) -> None:
    if not desk.slips:
        empty(_("No slip was issued about this item."))
        return
    for one in desk.slips:
        with st.container(key=f"slip-{one.id}", gap="xsmall"):
            feed(f"slip-{one.id}-said", [entry(desk, one)])
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                downloads(f"slip-{one.id}-paper", [(_("Slip as Word"), f"/download/slip?id={one.id}")])
                if one.state in OPEN and any(move.name == "issue_slip" for move in desk.face.moves):
                    cancelling(one)


def entry(desk: Desk, one: SlipSheet) -> Entry:
    replied = _("{person}, {at}", person=one.answered_by, at=moment(one.answered_at, desk.zone))
    cancelled = _("{person}: {text}", person=one.cancelled_by, text=one.cancel_reason)
    return Entry(
        one.number,
        day(one.issued_on, year=True),
        one.found,
        tags=[
            Tag(_(COLOUR_NAMES[one.colour]), "strong"),
            Tag(one.department),
            Tag(_(STATE_NAMES[one.state]), TONES.get(one.state, "")),
        ],
        facts=[
            (_("Cause"), _(CAUSE_NAMES[one.cause])),
            (_("Asked for"), one.demand),
            (_("Sent by"), one.issued_by or _("by rule")),
            (_("Reply by"), day(one.reply_day, year=True)),
            (_("Reply"), one.answer),
            (_("Replied"), replied if one.answered_at else ""),
            (_("Cancelled"), cancelled if one.cancel_reason else ""),
        ],
    )


def cancelling(one: SlipSheet) -> None:
    name = f"cancel-slip-{one.id}"
    with st.popover(_("Cancel this slip")), form(name):
        held(name, "version", one.version)
        fields.paragraph(name, "reason", _("Reason"), limit=1000)
        submit(name, _("Cancel this slip"), cancel, (name, one.id))


def cancel(name: str, slip_id: int) -> None:
    with attempt(_("The slip is cancelled."), form=name), begin(name) as work:
        office_slips.cancel(
            work, slip_id=slip_id, version=held(name, "version", 0), reason=str(value(name, "reason") or "")
        )


def quoted(desk: Desk, move: Move) -> None:
    """The slip that is replied to stands above the field."""
    found = [entry(desk, one) for one in desk.slips if one.turn_id == move.turn_id]
    if found:
        feed("slip-quoted", found)


def called(rule: Rule) -> str:
    return f"{md(rule.name)} · {_(CAUSE_NAMES[rule.cause])}"


def likely(desk: Desk) -> str | None:
    """What it will be about, as things stand."""
    row = desk.face.row
    if row.due_day is not None and row.due_day < desk.today:
        return "overdue"
    return "lagging" if row.lagging else None
