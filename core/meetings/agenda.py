"""The agenda: what the house knows to be due for talk, and what people put on it; order, minutes, speaker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from core import tasks
from core.meetings.kinds import clean_minutes
from core.meetings.refusals import AgendaFull, InternalTask, ItemTwice
from core.meetings.rules import LONGEST_AGENDA, OWN_CAUSES, Cause, ItemState, State
from core.meetings.sight import (
    item_of,
    items_of,
    load,
    must_be,
    offered,
    on_offer,
    unchanged,
    visible,
)
from core.text import clean_line
from core.work import Work
from db.models import AgendaItem, Bulletin, Department, Matter, Meeting, MeetingKind

ENOUGH = 50
NEWS = timedelta(days=45)
OPEN_STATES = (State.PLANNED, State.RUNNING)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item the house proposes. Carried ones name the item of the last meeting."""

    cause: Cause
    title: str
    matter_id: int | None
    number: str
    lead: str
    due_day: date | None
    carried_from_id: int | None = None
    times: int = 1


def proposals(work: Work, *, meeting_id: int) -> list[Proposal]:
    """By rule: left over from the last meeting, the new bulletin, overdue, lagging, due before the next one.

    What is on the agenda already is left out, and so is what this meeting's keeper may not see.
    """
    meeting = load(work, meeting_id, "proposals", lock=False)
    return [*_carried(work, meeting), *_bulletin(work), *_by_rule(work, meeting)][:ENOUGH]


def put_on(work: Work, *, meeting_id: int, wanted: Sequence[Proposal]) -> list[int]:
    """Put proposals on the agenda, in this order. Returns the numbers of the items."""
    meeting = load(work, meeting_id, "put_on")
    must_be(meeting, *OPEN_STATES)
    there = items_of(work, meeting_id)
    known = {item.matter_id for item in there if item.matter_id is not None}
    facts = {(one.matter_id, one.carried_from_id): one for one in proposals(work, meeting_id=meeting_id)}
    made: list[int] = []
    for one in wanted:
        fact = facts.get((one.matter_id, one.carried_from_id))
        if fact is None or (fact.matter_id is not None and fact.matter_id in known):
            raise ItemTwice()
        made.append(_add(work, meeting, len(there) + len(made), fact))
    return made


def add_item(
    work: Work,
    *,
    meeting_id: int,
    title: str = "",
    task_id: int | None = None,
    cause: str = Cause.FREE,
    speaker_id: int | None = None,
    raised_by: str = "",
    minutes: int | None = None,
) -> int:
    """A free item, or a task that somebody asked for. Returns its number."""
    meeting = load(work, meeting_id, "add_item")
    must_be(meeting, *OPEN_STATES)
    there = items_of(work, meeting_id)
    matter = on_offer(work, task_id) if task_id is not None else None
    if matter is not None and any(item.matter_id == matter.id for item in there):
        raise ItemTwice()
    fact = Proposal(
        Cause(cause) if cause in OWN_CAUSES else Cause.FREE,
        matter.title if matter else clean_line(title, field="title", required=True),
        matter.id if matter else None,
        "",
        "",
        None,
    )
    made = _add(work, meeting, len(there), fact, minutes=minutes)
    item = item_of(work, meeting, made)
    item.speaker_id = speaker_id
    item.raised_by = clean_line(raised_by, limit=100, field="raised_by")
    return made


def change_item(
    work: Work,
    *,
    meeting_id: int,
    item_id: int,
    title: str,
    minutes: int,
    speaker_id: int | None,
    version: int,
) -> None:
    meeting = load(work, meeting_id, "change_item")
    must_be(meeting, *OPEN_STATES)
    item = item_of(work, meeting, item_id)
    unchanged(item, version)
    if item.matter_id is None:
        item.title = clean_line(title, field="title", required=True)
    item.minutes, item.speaker_id = clean_minutes(minutes), speaker_id
    work.record("meeting.item_changed", meeting_id, matter_id=meeting.matter_id, item=item.title)


def move_item(work: Work, *, meeting_id: int, item_id: int, to: int) -> None:
    """Put it at this place, counted from 0."""
    meeting = load(work, meeting_id, "move_item")
    must_be(meeting, *OPEN_STATES)
    moved = item_of(work, meeting, item_id)
    order = [item for item in items_of(work, meeting_id) if item.id != moved.id]
    order.insert(min(max(to, 0), len(order)), moved)
    for position, item in enumerate(order):
        if item.position != position:
            item.position = position
    work.record("meeting.item_moved", meeting_id, matter_id=meeting.matter_id, item=moved.title, to=to + 1)


def take_off(work: Work, *, meeting_id: int, item_id: int) -> None:
    """Off the agenda, unless it was spoken about."""
    meeting = load(work, meeting_id, "take_off")
    must_be(meeting, State.PLANNED)
    item = item_of(work, meeting, item_id)
    work.session.delete(item)
    work.session.flush()
    for position, left in enumerate(items_of(work, meeting_id)):
        if left.position != position:
            left.position = position
    work.record("meeting.item_taken_off", meeting_id, matter_id=meeting.matter_id, item=item.title)


def _add(work: Work, meeting: Meeting, position: int, fact: Proposal, *, minutes: int | None = None) -> int:
    if position >= LONGEST_AGENDA:
        raise AgendaFull(limit=LONGEST_AGENDA)
    matter = work.session.get(Matter, fact.matter_id) if fact.matter_id is not None else None
    if matter is not None and matter.internal and not meeting.internal:
        raise InternalTask()
    usual = work.session.get_one(MeetingKind, meeting.kind_id).minutes_an_item
    item = AgendaItem(
        meeting_id=meeting.id,
        position=position,
        cause=fact.cause,
        title=fact.title,
        matter_id=fact.matter_id,
        minutes=clean_minutes(minutes if minutes is not None else usual),
        times=fact.times,
        carried_from_id=fact.carried_from_id,
        state=ItemState.WAITING,
    )
    work.session.add(item)
    work.session.flush()
    work.record("meeting.item_added", meeting.id, matter_id=meeting.matter_id, item=item.title)
    return item.id


def _carried(work: Work, meeting: Meeting) -> list[Proposal]:
    """What the last meeting of the series, or of the kind, did not finish: of those this keeper may see,
    and of internal ones only for an internal one.
    """
    alike = (
        Meeting.series_id == meeting.series_id if meeting.series_id else Meeting.kind_id == meeting.kind_id
    )
    last = select(Meeting.id).where(
        alike,
        visible(work.actor),
        Meeting.starts_at < meeting.starts_at,
        Meeting.state.in_((State.HELD, State.APPROVED)),
    )
    if not meeting.internal:
        last = last.where(~Meeting.internal)
    last = last.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(1)
    later = aliased(AgendaItem)
    left = (
        select(AgendaItem, Matter.number, Department.name, Matter.due_day)
        .outerjoin(Matter, Matter.id == AgendaItem.matter_id)
        .outerjoin(Department, Department.id == Matter.lead_department_id)
        .where(
            AgendaItem.meeting_id == last.scalar_subquery(),
            AgendaItem.state == ItemState.CARRIED,
            or_(AgendaItem.matter_id.is_(None), offered(work.actor, meeting)),
            ~exists().where(later.carried_from_id == AgendaItem.id),
        )
        .order_by(AgendaItem.position)
    )
    return [
        Proposal(
            Cause.CARRIED, item.title, item.matter_id, number or "", lead or "", due, item.id, item.times + 1
        )
        for item, number, lead, due in work.session.execute(left)
    ]


def _bulletin(work: Work) -> list[Proposal]:
    """The frozen bulletin of the last weeks, until a meeting has had it on its agenda."""
    newest = (
        select(Bulletin.number, Bulletin.wording)
        .where(Bulletin.published_at > work.now - NEWS)
        .order_by(Bulletin.published_at.desc(), Bulletin.id.desc())
        .limit(1)
    )
    rows = work.session.execute(newest)
    found = [f"{number or ''} {wording.get('title', '')}".strip() for number, wording in rows]
    had = select(AgendaItem.id).where(AgendaItem.cause == Cause.BULLETIN, AgendaItem.title.in_(found))
    if not found or work.session.scalar(had.limit(1)) is not None:
        return []
    return [Proposal(Cause.BULLETIN, found[0], None, "", "", None)]


def _by_rule(work: Work, meeting: Meeting) -> list[Proposal]:
    until = meeting.starts_at.astimezone(work.zone).date() + timedelta(days=_until_next(work, meeting))
    cause = case(
        (Matter.due_day < work.today, Cause.OVERDUE.value),
        (Matter.lagging, Cause.LAGGING.value),
        else_=Cause.DUE.value,
    )
    open_tasks = (
        select(Matter, cause, Department.name)
        .outerjoin(Department, Department.id == Matter.lead_department_id)
        .where(
            Matter.kind == "task",
            Matter.state.in_(tasks.RUNNING),
            Matter.closed_at.is_(None),
            offered(work.actor, meeting),
            (Matter.due_day <= until) | Matter.lagging,
            ~exists().where(and_(AgendaItem.meeting_id == meeting.id, AgendaItem.matter_id == Matter.id)),
        )
        .order_by(Matter.due_day, Matter.id)
        .limit(ENOUGH)
    )
    return [
        Proposal(Cause(why), matter.title, matter.id, matter.number or "", lead or "", matter.due_day)
        for matter, why, lead in work.session.execute(open_tasks)
    ]


def _until_next(work: Work, meeting: Meeting) -> int:
    """Days until the next meeting of the kind, 14 where none is planned."""
    wanted = select(func.min(Meeting.starts_at)).where(
        Meeting.kind_id == meeting.kind_id,
        Meeting.starts_at > meeting.starts_at,
        Meeting.state == State.PLANNED,
    )
    following = work.session.scalar(wanted)
    return max((following - meeting.starts_at).days, 1) if following else 14
