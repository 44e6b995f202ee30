"""The taps of a walk: arrive, answer an item, all fine, leave out. Each is stored at once."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from core.seven_s.refusals import ItemElsewhere, ReasonNeeded
from core.seven_s.rules import Answer
from core.seven_s.sight import Stop, load_item, load_stop
from core.text import clean_line
from core.work import Work
from db.models import CheckItem, ItemAnswer, LastLook, Visit

OFFLINE = timedelta(hours=36)


def arrive(work: Work, *, visit_id: int, at: datetime | None = None) -> None:
    """Somebody stands in the area: how long they stay is seen later."""
    stop = load_stop(work, visit_id, "arrive")
    arrived(work, stop, at)
    work.record("visit.arrived", visit_id)


def answer_item(
    work: Work, *, visit_id: int, item_id: int, answer: str, reason: str = "", at: datetime | None = None
) -> None:
    """An item is fine, or does not apply (with the reason). A fault is said by its finding."""
    stop = load_stop(work, visit_id, "answer_item")
    reason = clean_line(reason, field="reason")
    if answer not in (Answer.FINE, Answer.NOT_APPLICABLE):
        raise ItemElsewhere()
    if answer == Answer.NOT_APPLICABLE and not reason:
        raise ReasonNeeded()
    item = item_here(work, stop, item_id)
    arrived(work, stop, at)
    say(work, stop, item, answer, reason, at)
    work.record("visit.answered", visit_id, item=item.key, answer=answer, reason=reason)


def finish_visit(work: Work, *, visit_id: int, at: datetime | None = None) -> None:
    """All fine, or all the rest: done as soon as the spot items are answered as well."""
    stop = load_stop(work, visit_id, "finish_visit")
    waits = spot_waits(work, stop.visit)
    arrived(work, stop, at)
    if stop.visit.fine_at is None:
        stop.visit.fine_at = moment(work, at)
    stop.visit.skipped_at, stop.visit.skip_reason = None, ""
    if stop.visit.finished_at is None and not waits:
        stop.visit.finished_at = moment(work, at)
    work.record("visit.fine", visit_id)


def skip_visit(work: Work, *, visit_id: int, reason: str) -> None:
    """The area cannot be looked at: said with a reason, counted as missed unless somebody excuses it."""
    stop = load_stop(work, visit_id, "skip_visit")
    reason = clean_line(reason, field="reason")
    if not reason:
        raise ReasonNeeded()
    if stop.visit.finished_at is None:
        stop.visit.skipped_at, stop.visit.skip_reason = work.now, reason
    work.record("visit.skipped", visit_id, reason=reason)


def item_here(work: Work, stop: Stop, item_id: int) -> CheckItem:
    """An item of the edition with which the round began, asked in areas of this kind."""
    item = load_item(work, stop, item_id)
    edition = stop.round.edition
    ended = item is not None and item.edition_until is not None and item.edition_until <= edition
    if item is None or item.edition_from > edition or ended or stop.area.kind not in item.area_kinds:
        raise ItemElsewhere()
    return item


def say(
    work: Work, stop: Stop, item: CheckItem, answer: str, reason: str = "", at: datetime | None = None
) -> None:
    """Note the answer; the item goes to the end of the queue of those that are asked by themselves."""
    row = stop.said
    if row is None:
        row = ItemAnswer(visit_id=stop.visit.id, item_id=item.id, spot=0)
        work.session.add(row)
    row.answer, row.reason = answer, reason
    row.answered_at, row.answered_by = moment(work, at), work.actor.id
    looked(work, stop, item, moment(work, at))
    if stop.visit.fine_at is not None and stop.visit.finished_at is None:
        work.session.flush()
        if not spot_waits(work, stop.visit):
            stop.visit.finished_at = moment(work, at)


def looked(work: Work, stop: Stop, item: CheckItem, at: datetime) -> None:
    """One statement, whether this item was ever looked at here or not."""
    dialect = sqlite if work.session.get_bind().dialect.name == "sqlite" else postgresql
    known = {"area_id": stop.area.id, "kind": stop.round.kind, "item_key": item.key}
    row = dialect.insert(LastLook).values(**known, revision=item.revision, answered_at=at)
    work.session.execute(
        row.on_conflict_do_update(
            index_elements=[*known, "revision"], set_={"answered_at": row.excluded.answered_at}
        )
    )


def spot_waits(work: Work, visit: Visit) -> bool:
    """A visit is finished once the rest is fine and no spot item waits for its answer."""
    unanswered = select(ItemAnswer.item_id).where(
        ItemAnswer.visit_id == visit.id, ItemAnswer.spot > 0, ItemAnswer.answer == ""
    )
    return work.session.scalar(unanswered.limit(1)) is not None


def arrived(work: Work, stop: Stop, at: datetime | None) -> None:
    if stop.visit.arrived_at is None:
        stop.visit.arrived_at, stop.visit.inspector_id = moment(work, at), work.actor.number


def moment(work: Work, at: datetime | None) -> datetime:
    """When it was tapped, as the phone says: never later than now, never so long ago that it is a mistake."""
    if at is None or at > work.now or at < work.now - OFFLINE:
        return work.now
    return at
