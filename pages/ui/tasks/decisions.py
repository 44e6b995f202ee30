"""Decisions: sign-offs, extensions, reassignments, urges with answers, closures with rounds, pauses."""

from collections.abc import Iterator
from datetime import datetime

from core.i18n import _, moment
from core.tasks import GRADE_NAMES, Papers
from core.turns import Purpose
from pages.ui.show import empty
from pages.ui.tasks.feed import Entry, Tag, feed
from pages.ui.tasks.reading import Desk
from pages.ui.tasks.receipts import OUTCOMES

Dated = tuple[datetime, Entry]
TONES = {"agreed": "green", "closed": "green", "refused": "red", "returned": "red"}


def decisions(desk: Desk) -> None:
    if desk.papers is None:
        return
    found: list[Dated] = []
    for kind in (_sign_offs, _extensions, _reassignments, _urges, _closures, _pauses):
        found += kind(desk, desk.papers)
    if not found:
        empty(_("Nothing has been decided yet."))
        return
    found.sort(key=lambda one: one[0], reverse=True)
    feed("decisions", [entry for _at, entry in found])


def outcome(code: str) -> Tag:
    return Tag(_(OUTCOMES[code]) if code else _("Not decided yet"), TONES.get(code, "" if code else "yellow"))


def _sign_offs(desk: Desk, papers: Papers) -> Iterator[Dated]:
    for turn in papers.turns:
        if turn.purpose == Purpose.SIGN_OFF:
            tags = [Tag(_("Sign-off"), "strong"), outcome(turn.outcome)]
            at = turn.done_at or turn.opened_at
            yield at, Entry(turn.holder, moment(at, desk.zone), turn.reason, tags=tags)


def _extensions(desk: Desk, papers: Papers) -> Iterator[Dated]:
    for one in papers.extensions:
        code = "" if one.decided_at is None else "agreed" if one.granted_day else "refused"
        days = _("{from_day} → {to_day}", from_day=one.from_day, to_day=one.granted_day or one.to_day)
        yield (
            one.asked_at,
            Entry(
                one.asked_by,
                moment(one.asked_at, desk.zone),
                one.reason,
                tags=[Tag(_("Extension"), "strong"), Tag(days), outcome(code)],
                facts=_decided(desk, one.decided_by, one.decided_at, one.note),
            ),
        )


def _reassignments(desk: Desk, papers: Papers) -> Iterator[Dated]:
    for one in papers.reassignments:
        code = "" if one.decided_at is None else "agreed" if one.to_department_id else "refused"
        way = f"{one.from_department} → {one.to_department}" if one.to_department else one.from_department
        yield (
            one.asked_at,
            Entry(
                one.asked_by,
                moment(one.asked_at, desk.zone),
                one.reason,
                tags=[Tag(_("Reassignment"), "strong"), Tag(way), outcome(code)],
                facts=_decided(desk, one.decided_by, one.decided_at, one.note),
            ),
        )


def _urges(desk: Desk, papers: Papers) -> Iterator[Dated]:
    for one in papers.urges:
        answered = Tag(_("Answered"), "green") if one.answered_at else Tag(_("Not answered yet"), "yellow")
        yield (
            one.at,
            Entry(
                one.person,
                moment(one.at, desk.zone),
                one.found,
                tags=[Tag(_("Urge"), "strong"), Tag(f"{one.department} · {one.form}"), answered],
                facts=[(_("Answer"), one.answer), (_("Answered"), moment(one.answered_at, desk.zone))],
            ),
        )


def _closures(desk: Desk, papers: Papers) -> Iterator[Dated]:
    for one in papers.closures:
        checked = _decided(desk, one.checked_by, one.checked_at, one.reason)
        approved = _("{person}, {at}", person=one.approved_by, at=moment(one.approved_at, desk.zone))
        grade = _(GRADE_NAMES[one.grade]) if one.grade else ""
        yield (
            one.applied_at,
            Entry(
                one.applied_by,
                moment(one.applied_at, desk.zone),
                one.summary,
                tags=[
                    Tag(_("Applied to close"), "strong"),
                    Tag(_("Round {n}", n=one.round)),
                    outcome(one.outcome),
                ],
                facts=[
                    (_("Why with open parts"), one.open_parts_reason),
                    *checked,
                    (_("Approved"), approved if one.approved_at else ""),
                    (_("Grade"), grade),
                    (_("In words"), one.praise),
                ],
            ),
        )


def _pauses(desk: Desk, papers: Papers) -> Iterator[Dated]:
    for at, reason, resumed_at in papers.pauses:
        tags = [Tag(_("Until {at}", at=moment(resumed_at, desk.zone)) if resumed_at else _("Still paused"))]
        yield at, Entry(_("Paused"), moment(at, desk.zone), reason, tags=tags)


def _decided(desk: Desk, by: str, at: datetime | None, note: str) -> list[tuple[str, str]]:
    if at is None:
        return []
    return [(_("Decided"), _("{person}, {at}", person=by, at=moment(at, desk.zone))), (_("Remark"), note)]
