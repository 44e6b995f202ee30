"""The sweep: every open turn with a day, what is due of it by now, and telling it once.

Safe in any number of processes at once: a notice and a reminder have keys that the database guards, and
both stand or fall together with the outbox in one transaction. The number of queries does not grow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, insert, select

from core import calendar, notices, office
from core.actor import SYSTEM
from core.history import plain
from core.notices import Telling
from core.reminders.directory import Directory, directory
from core.reminders.ladders import Clock, Ladder, Step
from core.reminders.rules import NAMES, OTHER, every
from core.reminders.turning import TurnRow, open_turns, reference_day, rows_of, steps
from core.upkeep import TimedJob, jobs
from core.work import Work, begin
from db.models import Reminder, Turn

Known = dict[tuple[int, int, str, int], int]


@dataclass(frozen=True, slots=True)
class Due:
    row: TurnRow
    step: Step
    person_id: int

    @property
    def key(self) -> str:
        """Of turn, revision of its day, offset and reader; the channel is added by the outbox."""
        row, step = self.row, self.step
        return f"remind:{row.id}:{row.due_revision}:{step.ladder}{step.number:+d}:{self.person_id}"


def sweep(work: Work) -> int:
    """Remind of everything that is due by now; returns how many people of how many turns were told."""
    work.must("reminders.sweep")
    remind_at = time.fromisoformat(office.profile(work.session).remind_at)
    by = reference_day(work.now, remind_at, work.zone)
    rules = every(work.session)
    clock = Clock(calendar.table(work), by)
    rows = rows_of(work.session.execute(open_turns(by, rules.farthest)))
    wanted = [(row, step) for row in rows for step in steps(row, rules, clock, work.zone)]
    people = directory(work.session, work.today)
    due = _new(wanted, people, _known(work))
    return _tell(work, due, people)


def _known(work: Work) -> Known:
    """The last step that each reader of an open turn was told, so that a clock set back repeats nothing."""
    columns = (Reminder.turn_id, Reminder.due_revision, Reminder.ladder, Reminder.person_id)
    told = (
        select(*columns, func.max(Reminder.step))
        .join(Turn, Turn.id == Reminder.turn_id)
        .where(Turn.done_at.is_(None), Turn.due_revision == Reminder.due_revision)
        .group_by(*columns)
    )
    return {
        (turn, revision, ladder, person): step
        for turn, revision, ladder, person, step in work.session.execute(told)
    }


def one_each(wanted: Sequence[tuple[TurnRow, Step]], people: Directory) -> Iterator[Due]:
    """Whoever is on two ladders of a turn, as handler and head for instance, is told on the nearer alone."""
    order = list(Ladder)
    nearest: set[tuple[int, int]] = set()
    for row, step in sorted(wanted, key=lambda one: order.index(one[1].ladder)):
        reached = people.reached(step.ladder, row.holder)
        yield from (Due(row, step, person) for person in reached if (row.id, person) not in nearest)
        nearest.update((row.id, person) for person in reached)


def _new(wanted: Sequence[tuple[TurnRow, Step]], people: Directory, known: Known) -> list[Due]:
    return [
        one
        for one in one_each(wanted, people)
        if known.get((one.row.id, one.row.due_revision, one.step.ladder, one.person_id), -1000)
        < one.step.number
    ]


def _tell(work: Work, due: list[Due], people: Directory) -> int:
    told = notices.tell_each(work, [_telling(one, people, work.today) for one in due])
    rows = [
        {
            "turn_id": one.row.id,
            "due_revision": one.row.due_revision,
            "ladder": one.step.ladder.value,
            "step": one.step.number,
            "person_id": one.person_id,
            "notice_id": told[one.key],
            "at": work.now,
        }
        for one in due
        if one.key in told
    ]
    if rows:
        # What comes back is not needed, but makes many rows one statement.
        work.session.execute(insert(Reminder).returning(Reminder.id), rows)
    return len(rows)


def _telling(one: Due, people: Directory, today: date) -> Telling:
    row = one.row
    up = one.step.ladder is not Ladder.OWN
    kind = "reminded_up" if up else "reminded_late" if row.due_day < today else "reminded"
    values = {
        "move": str(NAMES.get(row.what, NAMES[OTHER])),
        "day": row.due_day,
        "number": row.number or "",
        "title": row.title,
        "who": people.who(row.holder),
    }
    return Telling(
        one.person_id,
        kind,
        plain(values),
        row.matter_id,
        one.key,
        row.id,
        row.due_revision,
        row.internal,
    )


def remind(now: datetime | None = None) -> str:
    with begin(SYSTEM, now=now) as work:
        return f"{sweep(work)} reminders"


jobs.register(TimedJob("reminders", remind, every=timedelta(minutes=5), lease=timedelta(minutes=5)))
