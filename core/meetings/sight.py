"""Who stands how to a meeting, and loading it: the stored row decides, never what the form says."""

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true

from core import tasks
from core.actor import Actor, Charge, Role
from core.i18n import Text
from core.meetings.policy import ORGANISERS
from core.meetings.refusals import ChangedMeanwhile, ItemGone, MeetingGone, NotNow
from core.meetings.rules import STATE_NAMES, State
from core.policy import LEADERS, NotYours, Relation, may
from core.work import Work
from db.models import AgendaItem, Matter, Meeting, MeetingPerson

SEE_ALL = frozenset({Role.DIRECTOR, Role.OFFICE, Role.LEADER, Charge.MEETINGS})


def load(work: Work, meeting_id: int, function: str, *, lock: bool = True) -> Meeting:
    """The meeting, if this person may call `function` on it. Raises MeetingGone where it cannot be seen."""
    wanted: Select[Meeting] = select(Meeting).where(Meeting.id == meeting_id)
    meeting = work.session.scalars(wanted.with_for_update() if lock else wanted).one_or_none()
    if meeting is None:
        raise MeetingGone()
    stands = relations(work, meeting)
    if not may(work.actor, f"meetings.{function}", stands):
        raise NotYours() if _sees(work.actor, stands) else MeetingGone()
    return meeting


def relations(work: Work, meeting: Meeting) -> frozenset[Relation]:
    selves = work.actor.selves
    found = {Relation.OTHER}
    if selves & {meeting.chair_id, meeting.secretary_id}:
        found |= {Relation.AUTHOR, Relation.OWN}
    invited = select(MeetingPerson.id).where(
        MeetingPerson.meeting_id == meeting.id,
        or_(MeetingPerson.person_id.in_(selves), MeetingPerson.deputy_id.in_(selves)),
    )
    if work.session.scalar(invited.limit(1)) is not None:
        found.add(Relation.OWN)
    return frozenset(found)


def _sees(actor: Actor, stands: frozenset[Relation]) -> bool:
    return bool(stands - {Relation.OTHER}) or bool(actor.grants() & SEE_ALL)


def visible(actor: Actor) -> ColumnElement[bool]:
    """The same in SQL, for lists."""
    if actor.grants() & SEE_ALL:
        return true()
    selves = actor.selves
    invited = exists().where(
        MeetingPerson.meeting_id == Meeting.id,
        or_(MeetingPerson.person_id.in_(selves), MeetingPerson.deputy_id.in_(selves)),
    )
    return or_(Meeting.chair_id.in_(selves), Meeting.secretary_id.in_(selves), invited)


def organises(actor: Actor) -> bool:
    return bool(actor.grants() & ORGANISERS)


def on_offer(work: Work, task_id: int) -> Matter:
    """The task, for whoever may put it on an agenda: there everybody invited reads its reports."""
    if organises(work.actor):
        return tasks.look_at(work, task_id, "face").matter
    return tasks.look_at_papers(work, task_id).matter


def offered(actor: Actor, meeting: Meeting) -> ColumnElement[bool]:
    """The same in SQL, for lists; what is internal into an internal meeting only."""
    sees_all = organises(actor) or bool(actor.grants() & LEADERS)
    near = tasks.visible(actor) if sees_all else tasks.party(actor)
    return near if meeting.internal else and_(near, ~Matter.internal)


def item_of(work: Work, meeting: Meeting, item_id: int | None) -> AgendaItem:
    """The item of this very meeting."""
    item = work.session.get(AgendaItem, item_id) if item_id is not None else None
    if item is None or item.meeting_id != meeting.id:
        raise ItemGone()
    return item


def must_be(meeting: Meeting, *states: State) -> None:
    if meeting.state not in states:
        raise NotNow(state=Text(STATE_NAMES[meeting.state]))


def unchanged(row: Meeting | AgendaItem, version: int) -> None:
    if row.version != version:
        raise ChangedMeanwhile()


def items_of(work: Work, meeting_id: int) -> list[AgendaItem]:
    wanted = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return list(work.session.scalars(wanted.order_by(AgendaItem.position, AgendaItem.id)))
