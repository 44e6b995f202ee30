"""Kinds of meeting with their usual preparation, and the rooms."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select

from core.meetings.refusals import ChangedMeanwhile, KindGone, MinutesOut, NameTaken, RoomGone
from core.meetings.rules import DEFAULT_KINDS, USUAL_STEPS, VISIT_KIND, Step
from core.text import clean_line
from core.work import Work
from db.models import MeetingKind, Room

MOST_STEPS = 30


@dataclass(frozen=True, slots=True)
class KindSheet:
    id: int
    version: int
    name: str
    visit: bool
    minutes_an_item: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class RoomSheet:
    id: int
    version: int
    name: str
    seats: int


def kinds(work: Work) -> list[KindSheet]:
    """Those in use, in the office's order."""
    work.must("meetings.kinds")
    wanted = select(MeetingKind).where(MeetingKind.retired_at.is_(None))
    return [
        _sheet(row) for row in work.session.scalars(wanted.order_by(MeetingKind.position, MeetingKind.id))
    ]


def rooms(work: Work) -> list[RoomSheet]:
    work.must("meetings.rooms")
    wanted = select(Room).where(Room.retired_at.is_(None)).order_by(Room.position, Room.id)
    return [RoomSheet(row.id, row.version, row.name, row.seats) for row in work.session.scalars(wanted)]


def keep_kind(
    work: Work,
    *,
    name: str,
    steps: Sequence[Step] = USUAL_STEPS,
    minutes_an_item: int = 10,
    visit: bool = False,
    kind_id: int | None = None,
    version: int = 0,
) -> int:
    """Add a kind, or change one."""
    work.must("meetings.keep_kind")
    name = clean_line(name, limit=60, field="name", required=True)
    row = _kind(work, kind_id, version) if kind_id is not None else MeetingKind(position=_last(work) + 1)
    if work.session.scalar(select(MeetingKind.id).where(MeetingKind.name == name, MeetingKind.id != row.id)):
        raise NameTaken()
    row.name, row.visit = name, visit
    row.minutes_an_item = clean_minutes(minutes_an_item, field="minutes_an_item")
    row.steps = [asdict(_clean(step)) for step in steps[:MOST_STEPS]]
    work.session.add(row)
    work.session.flush()
    work.record("meeting_kind.kept", row.id, name=name)
    return row.id


def retire_kind(work: Work, *, kind_id: int, version: int) -> None:
    """No longer offered; meetings of this kind keep it."""
    work.must("meetings.retire_kind")
    row = _kind(work, kind_id, version)
    row.retired_at = work.now
    work.record("meeting_kind.retired", row.id, name=row.name)


def install_kinds(work: Work) -> int:
    """The kinds an office usually has, where it has none yet. Returns how many were added."""
    work.must("meetings.install_kinds")
    if work.session.scalar(select(MeetingKind.id).limit(1)) is not None:
        return 0
    for name in DEFAULT_KINDS:
        keep_kind(work, name=name)
    keep_kind(work, name=VISIT_KIND, visit=True, minutes_an_item=15)
    return len(DEFAULT_KINDS) + 1


def keep_room(work: Work, *, name: str, seats: int = 0, room_id: int | None = None, version: int = 0) -> int:
    """Add a room, or change one. `seats` 0: not said."""
    work.must("meetings.keep_room")
    name = clean_line(name, limit=60, field="name", required=True)
    row = _room(work, room_id, version) if room_id is not None else Room()
    if work.session.scalar(select(Room.id).where(Room.name == name, Room.id != row.id)):
        raise NameTaken()
    row.name, row.seats = name, min(max(int(seats), 0), 10_000)
    work.session.add(row)
    work.session.flush()
    work.record("room.kept", row.id, name=name)
    return row.id


def retire_room(work: Work, *, room_id: int, version: int) -> None:
    work.must("meetings.retire_room")
    row = _room(work, room_id, version)
    row.retired_at = work.now
    work.record("room.retired", row.id, name=row.name)


def clean_minutes(value: int, field: str = "minutes") -> int:
    if not 1 <= value <= 240:
        raise MinutesOut(field=field)
    return int(value)


def _clean(step: Step) -> Step:
    what = clean_line(step.what, limit=100, field="steps", required=True)
    return Step(what, min(max(int(step.days), -30), 60), step.person_id)


def _sheet(row: MeetingKind) -> KindSheet:
    steps = tuple(Step(**step) for step in row.steps)
    return KindSheet(row.id, row.version, row.name, row.visit, row.minutes_an_item, steps)


def _kind(work: Work, kind_id: int, version: int) -> MeetingKind:
    row = work.session.get(MeetingKind, kind_id)
    if row is None or row.retired_at is not None:
        raise KindGone()
    if row.version != version:
        raise ChangedMeanwhile()
    return row


def _room(work: Work, room_id: int, version: int) -> Room:
    row = work.session.get(Room, room_id)
    if row is None or row.retired_at is not None:
        raise RoomGone()
    if row.version != version:
        raise ChangedMeanwhile()
    return row


def _last(work: Work) -> int:
    wanted = select(MeetingKind.position).order_by(MeetingKind.position.desc()).limit(1)
    return work.session.scalar(wanted) or 0
