"""Receipts: whose turn it was, when it was sent, opened, signed for and done, and how it ended."""

import streamlit as st

from core.i18n import N_, Text, _, moment
from core.messages import STATE_NAMES
from core.tasks import Told
from core.turns import Kind, Purpose
from pages.ui.show import empty, lamp_cell, toned
from pages.ui.table import Column, Row, table
from pages.ui.tasks.days import day_cell
from pages.ui.tasks.reading import Desk

STAGES: dict[str, Text] = {
    Kind.SIGN: N_("Signing for it"),
    Kind.DO: N_("Carrying it out"),
    Kind.REPORT: N_("Reporting"),
    Kind.CHECK: N_("Checking"),
    Kind.DECIDE: N_("Deciding"),
    Kind.READ: N_("Reading the copy"),
    Kind.OWE: N_("Handing in papers"),
    Kind.ANSWER: N_("Answering the urge"),
    Purpose.SIGN_OFF: N_("Signing off"),
    Purpose.EXTENSION: N_("Deciding the extension"),
    Purpose.REASSIGNMENT: N_("Deciding the reassignment"),
    Purpose.APPROVAL: N_("Approving the closure"),
    Purpose.SLIP: N_("Replying to the slip"),
}
OUTCOMES: dict[str, Text] = {
    "signed": N_("Signed for"),
    "reported": N_("Reported"),
    "applied": N_("Applied to close"),
    "withdrawn": N_("No longer needed"),
    "accepted": N_("Accepted"),
    "returned": N_("Returned"),
    "agreed": N_("Agreed"),
    "refused": N_("Refused"),
    "answered": N_("Answered"),
    "handed_in": N_("Handed in"),
    "read": N_("Read"),
    "done": N_("Done"),
    "closed": N_("Closed"),
    "taken_back": N_("Taken back"),
    "": N_("Open"),
}


def receipts(desk: Desk) -> None:
    turns = desk.papers.turns if desk.papers else ()
    if not turns:
        empty(_("Nobody has been asked for anything yet."))
        return
    steps = {step.id: step.name for step in desk.papers.steps} if desk.papers else {}
    columns = [
        Column("holder", _("Whose turn"), main=True),
        Column("what", _("What for")),
        Column("due", _("Day"), "day"),
        Column("sent", _("Sent"), "short"),
        Column("seen", _("Opened"), "short"),
        Column("done", _("Done"), "short"),
        Column("outcome", _("Outcome")),
    ]
    rows = [
        Row(
            turn.id,
            {
                "holder": turn.holder,
                "what": steps.get(turn.node_id or 0) or _(STAGES[turn.purpose or turn.kind]),
                "due": day_cell(turn.due_day, desk.today, done=turn.done_at is not None),
                "sent": moment(turn.opened_at, desk.zone),
                "seen": moment(turn.seen_at, desk.zone) or toned(_("not yet"), "grey"),
                "done": moment(turn.done_at, desk.zone),
                "outcome": _outcome(turn.outcome, turn.reason),
            },
            muted=turn.outcome == "withdrawn",
        )
        for turn in reversed(turns)
    ]
    table("receipts", columns, rows, label=_("Receipts"))
    told(desk)


def told(desk: Desk) -> None:
    """Who was told what, when, by which channel."""
    if not desk.told:
        return
    st.header(_("Who was told"), anchor=False)
    columns = [
        Column("at", _("When"), "short"),
        Column("person", _("To"), main=True),
        Column("what", _("What")),
        Column("channel", _("Channel"), "short"),
        Column("state", _("State"), "lamp"),
    ]
    rows = [
        Row(
            one.id,
            {
                "at": moment(one.at, desk.zone),
                "person": one.person or _("the group"),
                "what": one.text,
                "channel": one.channel or _("Inbox here"),
                "state": _state(one),
            },
            muted=one.state == "dropped",
        )
        for one in desk.told
    ]
    table("told", columns, rows, label=_("Who was told"))


def _state(one: Told) -> dict[str, str]:
    colours = {"sent": "green", "failed": "red", "unknown": "yellow"}
    return lamp_cell(colours.get(one.state, "grey"), _(STATE_NAMES[one.state]))


def _outcome(outcome: str, reason: str) -> str:
    name = _(OUTCOMES.get(outcome, N_(outcome)))
    return _("{outcome}: {reason}", outcome=name, reason=reason) if reason else name
