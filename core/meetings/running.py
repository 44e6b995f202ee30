"""In session: one item at a time, led by one person; how long each took; who came."""

from collections.abc import Mapping

from sqlalchemy import select

from core.meetings.planning import end_matter
from core.meetings.refusals import ChangedMeanwhile, NoItems, SomebodyPresents
from core.meetings.rules import ItemState, State
from core.meetings.sight import item_of, items_of, load, must_be
from core.text import clean_text
from core.turns import Kind
from core.work import Work
from db.models import AgendaItem, Matter, Meeting, MeetingPerson, Person, Turn


def open_meeting(work: Work, *, meeting_id: int) -> None:
    """Begin with the first item; whoever opens it leads through the agenda."""
    meeting = load(work, meeting_id, "open_meeting")
    must_be(meeting, State.PLANNED)
    items = items_of(work, meeting_id)
    if not items:
        raise NoItems()
    meeting.state, meeting.opened_at = State.RUNNING, work.now
    meeting.presenter_id, meeting.item_id, meeting.item_since = work.actor.number, items[0].id, work.now
    work.record("meeting.opened", meeting_id, matter_id=meeting.matter_id)


def show_item(work: Work, *, meeting_id: int, item_id: int) -> None:
    """Turn to this item. Only the one who presents does; the time of the item before is kept."""
    meeting = load(work, meeting_id, "show_item")
    must_be(meeting, State.RUNNING)
    _leads(work, meeting)
    item = item_of(work, meeting, item_id)
    if meeting.item_id == item.id:
        return
    stop_clock(work, meeting)
    meeting.item_id, meeting.item_since = item.id, work.now
    work.record("meeting.item_shown", meeting_id, matter_id=meeting.matter_id, item=item.title)


def take_over(work: Work, *, meeting_id: int) -> None:
    """Lead through the agenda instead of whoever does now; both see who it is."""
    meeting = load(work, meeting_id, "take_over")
    must_be(meeting, State.RUNNING)
    before = meeting.presenter_id
    if before != work.actor.number:
        meeting.presenter_id = work.actor.number
        work.record(
            "meeting.taken_over", meeting_id, matter_id=meeting.matter_id, presenter=[before, work.actor.id]
        )


def note_attendance(work: Work, *, meeting_id: int, came: Mapping[int, bool]) -> None:
    """Who came, of those invited."""
    meeting = load(work, meeting_id, "note_attendance")
    must_be(meeting, State.RUNNING, State.HELD)
    rows = select(MeetingPerson).where(
        MeetingPerson.meeting_id == meeting_id, MeetingPerson.person_id.in_(sorted(came))
    )
    for row in work.session.scalars(rows):
        row.came = bool(came[row.person_id])
    work.record("meeting.attendance_noted", meeting_id, matter_id=meeting.matter_id, came=sum(came.values()))


def note(work: Work, *, meeting_id: int, item_id: int, text: str, seen: str | None = None) -> None:
    """What was said about an item. `seen` is what its writer went on from: nobody's words are lost."""
    meeting = load(work, meeting_id, "note")
    must_be(meeting, State.RUNNING, State.HELD)
    item = item_of(work, meeting, item_id)
    if seen not in (None, item.note):
        raise ChangedMeanwhile()
    old, item.note = item.note, clean_text(text, field="text")
    if old != item.note:
        work.record("meeting.noted", meeting_id, matter_id=meeting.matter_id, item=item.title)


def close_meeting(work: Work, *, meeting_id: int) -> None:
    """Over: what was not finished is carried on; what remains of the preparation still waits."""
    meeting = load(work, meeting_id, "close_meeting")
    must_be(meeting, State.RUNNING)
    stop_clock(work, meeting)
    carried = [item for item in items_of(work, meeting_id) if item.state == ItemState.WAITING]
    for item in carried:
        item.state = ItemState.CARRIED
    meeting.state, meeting.closed_at = State.HELD, work.now
    meeting.item_id = meeting.item_since = meeting.presenter_id = None
    work.record("meeting.closed", meeting_id, matter_id=meeting.matter_id, carried=len(carried))
    if not _still_open(work, meeting):
        end_matter(work, meeting, "")


def stop_clock(work: Work, meeting: Meeting) -> None:
    """The time of the item that is shown is added to it."""
    item = work.session.get(AgendaItem, meeting.item_id) if meeting.item_id else None
    if item is not None and meeting.item_since is not None:
        item.seconds += max(0, int((work.now - meeting.item_since).total_seconds()))
        meeting.item_since = work.now


def _leads(work: Work, meeting: Meeting) -> None:
    if meeting.presenter_id not in (None, work.actor.number):
        person = work.session.get_one(Person, meeting.presenter_id)
        raise SomebodyPresents(person=person.name)
    meeting.presenter_id = work.actor.number


def _still_open(work: Work, meeting: Meeting) -> bool:
    """Steps that come after the meeting, the minutes for instance, keep the matter open."""
    wanted = select(Turn.id).where(
        Turn.matter_id == meeting.matter_id, Turn.kind == Kind.PREPARE, Turn.done_at.is_(None)
    )
    matter = work.session.get_one(Matter, meeting.matter_id)
    return matter.closed_at is None and work.session.scalar(wanted.limit(1)) is not None
