"""What moved on the board between two numbers of the pulse: read once, told to everybody who looks.

A step on a task is one row, read once for the process with all that decides who sees it and what each may do;
what a reader is told of it is judged in memory, by the very code that judges a whole board. What may change
who sees what (a charge, an internal task that is edited) is not told: boards ask again themselves.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history, office
from core.actor import SYSTEM, Actor, Role
from core.board.card import Card, Eye
from core.board.facts import CREATED_BY, GIVEN_BY, INTERNAL, LEAD, STATE, SUPERVISING, SUPPORTS, Stake, rows
from core.board.shown import CLOSED_DAYS
from core.board.standing import Reader
from core.board.stirring import stirred
from core.policy import Relation, may
from core.tasks import RUNNING, State
from core.turns import Kind
from core.work import Work, look
from db.models import Line, Matter, Part, Pin, Turn


@dataclass(frozen=True, slots=True)
class Moved:
    """A task as it stands now. `shown`: on boards; `issued`: known beyond its author; `held`: the people who
    have or had a turn; `turns`: the open ones, `pinned`: by whom."""

    row: tuple[Any, ...]
    shown: bool
    issued: bool
    parts: frozenset[int]
    held: frozenset[int]
    turns: tuple[Turn, ...]
    pinned: frozenset[int]


@dataclass(frozen=True, slots=True)
class Change:
    """From one number to another; `moved` is None where everybody looks at the whole board again."""

    since: int
    number: int
    today: date
    zone: ZoneInfo
    near_days: int
    with_leader: frozenset[int]
    moved: tuple[Moved, ...] | None


@dataclass(frozen=True, slots=True)
class Told:
    """What one reader hears of a change: cards as they are now, and tasks that left the board."""

    cards: list[Card]
    gone: list[int]


def changed(since: int) -> Change:
    """What moved since that number."""
    with look(SYSTEM) as work:
        return between(work, since)


def between(work: Work, since: int) -> Change:
    work.must("board.between")
    number = history.pulse(work.session)
    tasks = stirred(work.session, since, number)
    moved = None if tasks is None else tuple(_moved(work, tasks))
    if tasks and any(one.row[INTERNAL] and tasks[one.row[0]] for one in moved or ()):
        moved = None
    lines = frozenset(work.session.scalars(select(Line.department_id).distinct())) if moved else frozenset()
    near = office.profile(work.session).near_days
    return Change(since, number, work.today, work.zone, near, lines, moved)


def told(change: Change, actor: Actor) -> Told:
    """This reader's part of it. What they may not see is not mentioned, not even as gone."""
    assert change.moved is not None
    if not may(actor, "board.cards", frozenset({Relation.NONE})):
        return Told([], [])
    seen = [moved for moved in change.moved if _sees(actor, moved)]
    eye = Eye(
        Reader(actor),
        _stake(actor, seen, change.with_leader),
        frozenset(moved.row[0] for moved in seen if actor.id in moved.pinned),
        change.today,
        change.near_days,
    )
    cards = [eye.card(_for(actor, moved)) for moved in seen if moved.shown]
    return Told(cards, [moved.row[0] for moved in seen if not moved.shown])


def _moved(work: Work, tasks: Collection[int]) -> Iterable[Moved]:
    if not tasks:
        return
    session = work.session
    added = rows(frozenset()).add_columns(Matter.issued_at, Matter.archived_at).where(Matter.id.in_(tasks))
    parts = _by_task(session, select(Part.matter_id, Part.department_id).where(Part.matter_id.in_(tasks)))
    pins = _by_task(session, select(Pin.matter_id, Pin.person_id).where(Pin.matter_id.in_(tasks)))
    turns: defaultdict[int, list[Turn]] = defaultdict(list)
    for turn in session.scalars(select(Turn).where(Turn.matter_id.in_(tasks))):
        turns[turn.matter_id].append(turn)
    known: set[int] = set()
    for *row, issued_at, archived_at in session.execute(added):
        number = row[0]
        if number not in known:
            known.add(number)
            yield Moved(
                tuple(row),
                _is_shown(work, row, archived_at),
                issued_at is not None,
                parts[number],
                frozenset(turn.holder_person_id for turn in turns[number] if turn.holder_person_id),
                tuple(turn for turn in turns[number] if turn.done_at is None),
                pins[number],
            )


def _by_task(session: Session, statement: Any) -> defaultdict[int, frozenset[int]]:
    found: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
    for task, number in session.execute(statement):
        found[task] |= {number}
    return found


def _is_shown(work: Work, row: list[Any], archived_at: object) -> bool:
    """What is open, and what closed lately, as core.board.cards asks for it."""
    state, closed_at = row[STATE], row[8]
    if state == State.CLOSED:
        return bool(archived_at is None and closed_at and closed_at >= work.now - timedelta(days=CLOSED_DAYS))
    return state in (*RUNNING, State.PAUSED) and closed_at is None


def _sees(actor: Actor, moved: Moved) -> bool:
    """As core.tasks.visible says it in SQL."""
    row = moved.row
    if moved.issued and not row[INTERNAL]:
        return True
    if actor.role is Role.SCREEN:
        return False
    people = actor.selves | actor.records_for
    to_departments = row[LEAD] in actor.departments | actor.lines or moved.parts & actor.departments
    return bool(
        row[CREATED_BY] == (actor.id or 0)
        or row[SUPERVISING] in actor.departments
        or (moved.issued and to_departments)
        or moved.held & people
        or row[GIVEN_BY] in people
    )


def _stake(actor: Actor, seen: Iterable[Moved], with_leader: frozenset[int]) -> Stake:
    """As facts.stake asks for it."""
    people, departments = actor.selves | actor.records_for, actor.departments | actor.deputises
    takes_part, unread = set(), set()
    for moved in seen:
        for turn in moved.turns:
            in_person = turn.holder_person_id in people
            if in_person and turn.kind != Kind.READ:
                takes_part.add(turn.matter_id)
            mine = in_person or turn.handler_id in actor.selves or turn.holder_department_id in departments
            if mine and turn.seen_at is None:
                unread.add(turn.matter_id)
    return Stake(frozenset(takes_part), frozenset(unread), with_leader)


def _for(actor: Actor, moved: Moved) -> tuple[Any, ...]:
    """The row as this reader's own query would have brought it."""
    supports = bool(moved.parts & actor.departments)
    return (*moved.row[:SUPPORTS], supports, *moved.row[SUPPORTS + 1 :])
