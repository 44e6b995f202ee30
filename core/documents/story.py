"""What happened to a task, as tables: receipts, reports, decisions, conversation, history.

The same tables make the Word and the Excel file of a case file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core import tasks, turns
from core.documents.cells import DAY, MOMENT, SHARE, Heading, Value, local
from core.documents.fields import Subject
from core.i18n import N_, Text, _

OUTCOMES: dict[str, Text] = {
    "closed": N_("closed"),
    "returned": N_("returned"),
    "taken_back": N_("taken back"),
    "agreed": N_("agreed"),
    "refused": N_("refused"),
    "accepted": N_("accepted"),
    "applied": N_("applied to close"),
    "signed": N_("signed for"),
    "reported": N_("reported"),
    "read": N_("read"),
    "done": N_("done"),
    "answered": N_("answered"),
    "withdrawn": N_("withdrawn"),
    "handed_in": N_("handed in"),
}


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    headings: tuple[Heading, ...]
    rows: list[list[Value]]


def tables(
    about: Subject, *, conversation: Sequence[tasks.Remark], history: Sequence[tasks.Line]
) -> list[Table]:
    """Oldest first, empty tables left out."""
    made = (
        _receipts(about),
        _reports(about),
        _urges(about),
        _extensions(about),
        _closures(about),
        _conversation(about, conversation),
        _history(about, history),
    )
    return [one for one in made if one.rows]


def _receipts(about: Subject) -> Table:
    rows: list[list[Value]] = [
        [
            _(turns.KIND_NAMES[turn.purpose or turn.kind]) + (f"：{turn.task}" if turn.task else ""),
            turn.holder,
            turn.due_day,
            _at(about, turn.opened_at),
            _at(about, turn.seen_at),
            _at(about, turn.signed_at),
            _at(about, turn.done_at),
            _outcome(turn.outcome),
            turn.reason,
        ]
        for turn in about.papers.turns
    ]
    headings = (
        Heading(_("What"), 14),
        Heading(_("For whom"), 14),
        Heading(_("Due day"), 11, number_format=DAY),
        Heading(_("Sent at"), 16, number_format=MOMENT),
        Heading(_("First opened"), 16, number_format=MOMENT),
        Heading(_("Signed at"), 16, number_format=MOMENT),
        Heading(_("Done at"), 16, number_format=MOMENT),
        Heading(_("Outcome"), 10),
        Heading(_("Reason"), 30, text=True),
    )
    return Table(_("Receipts"), headings, rows)


def _reports(about: Subject) -> Table:
    parts = {one.id: one.department for one in about.papers.parts}
    rows: list[list[Value]] = [
        [
            one.day,
            one.person,
            parts.get(one.part_id or 0, about.face.row.lead),
            one.round,
            one.percent,
            float(one.quantity) if one.quantity is not None else None,
            one.text,
            one.difficulty,
            one.next_step,
        ]
        for one in reversed(about.papers.reports)
    ]
    headings = (
        Heading(_("Day"), 11, number_format=DAY),
        Heading(_("Who"), 10),
        Heading(_("Department"), 14),
        Heading(_("Round"), 7),
        Heading(_("Progress"), 8, number_format=SHARE),
        Heading(_("Quantity"), 10),
        Heading(_("Report"), 44, text=True),
        Heading(_("Difficulty"), 24, text=True),
        Heading(_("Next step"), 24, text=True),
    )
    return Table(_("Reports"), headings, rows)


def _urges(about: Subject) -> Table:
    rows: list[list[Value]] = [
        [
            _at(about, one.at),
            one.person,
            one.department,
            one.form,
            one.found,
            one.answer,
            _at(about, one.answered_at),
        ]
        for one in about.papers.urges
    ]
    headings = (
        Heading(_("When"), 16, number_format=MOMENT),
        Heading(_("Who"), 10),
        Heading(_("Department"), 14),
        Heading(_("Form"), 8),
        Heading(_("What was found"), 30, text=True),
        Heading(_("Answer"), 30, text=True),
        Heading(_("Answered at"), 16, number_format=MOMENT),
    )
    return Table(_("Urges"), headings, rows)


def _extensions(about: Subject) -> Table:
    rows: list[list[Value]] = [
        [
            _at(about, one.asked_at),
            one.asked_by,
            one.from_day,
            one.to_day,
            one.reason,
            one.granted_day,
            one.decided_by,
            _at(about, one.decided_at),
            one.note,
        ]
        for one in about.papers.extensions
    ]
    headings = (
        Heading(_("Asked at"), 16, number_format=MOMENT),
        Heading(_("By"), 10),
        Heading(_("Due day"), 11, number_format=DAY),
        Heading(_("Day asked for"), 11, number_format=DAY),
        Heading(_("Reason"), 30, text=True),
        Heading(_("Day granted"), 11, number_format=DAY),
        Heading(_("Decided by"), 10),
        Heading(_("Decided at"), 16, number_format=MOMENT),
        Heading(_("Note"), 24, text=True),
    )
    return Table(_("Extensions"), headings, rows)


def _closures(about: Subject) -> Table:
    rows: list[list[Value]] = [
        [
            one.round,
            _at(about, one.applied_at),
            one.applied_by,
            one.summary + (f"\n{one.open_parts_reason}" if one.open_parts_reason else ""),
            _outcome(one.outcome),
            one.checked_by,
            _at(about, one.checked_at),
            one.reason,
            one.approved_by,
            _at(about, one.approved_at),
            " ".join(part for part in (_grade(one.grade), one.praise, one.evaluated_by) if part),
        ]
        for one in about.papers.closures
    ]
    headings = (
        Heading(_("Round"), 7),
        Heading(_("Applied at"), 16, number_format=MOMENT),
        Heading(_("By"), 10),
        Heading(_("Summary"), 34, text=True),
        Heading(_("Outcome"), 9),
        Heading(_("Checked by"), 10),
        Heading(_("Checked at"), 16, number_format=MOMENT),
        Heading(_("Reason"), 24, text=True),
        Heading(_("Approved by"), 10),
        Heading(_("Approved at"), 16, number_format=MOMENT),
        Heading(_("Evaluation"), 18, text=True),
    )
    return Table(_("Closing"), headings, rows)


def _conversation(about: Subject, remarks: Sequence[tasks.Remark]) -> Table:
    rows: list[list[Value]] = [[_at(about, one.at), one.person, one.text] for one in remarks]
    headings = (
        Heading(_("When"), 16, number_format=MOMENT),
        Heading(_("Who"), 12),
        Heading(_("Words"), 70, text=True),
    )
    return Table(_("Conversation"), headings, rows)


def _history(about: Subject, lines: Sequence[tasks.Line]) -> Table:
    rows: list[list[Value]] = [
        [_at(about, one.at), _who(one), one.sentence, one.reason] for one in reversed(lines)
    ]
    headings = (
        Heading(_("When"), 16, number_format=MOMENT),
        Heading(_("Who"), 14),
        Heading(_("What happened"), 54, text=True),
        Heading(_("Reason"), 40, text=True),
    )
    return Table(_("History"), headings, rows)


def _who(one: tasks.Line) -> str:
    return (
        _("{person} for {other}", person=one.person, other=one.for_person) if one.for_person else one.person
    )


def _at(about: Subject, moment: datetime | None) -> datetime | None:
    return local(moment, about.work.zone)


def _outcome(outcome: str) -> str:
    return _(OUTCOMES[outcome]) if outcome in OUTCOMES else outcome


def _grade(grade: str) -> str:
    return _(tasks.GRADE_NAMES[grade]) if grade else ""
