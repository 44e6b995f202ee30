"""What rules would have sent in the last week: for whoever edits them. Writes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from core import calendar, office
from core.office import levels
from core.reminders.directory import Directory, directory
from core.reminders.ladders import Clock, Rule, Rules, Step
from core.reminders.rules import check, every
from core.reminders.sweeping import one_each
from core.reminders.turning import TurnRow, rows_of, steps, turns_between
from core.work import Work

DAYS = 7
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """One person, one turn, one day."""

    day: date
    person: str
    what: str
    ladder: str
    step: int
    due_day: date
    matter_id: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Preview:
    """`rows` are the first SHOWN of `count`."""

    count: int
    people: int
    rows: tuple[Sent, ...]


def preview(work: Work, *, rule: Rule, all_levels: bool = False) -> Preview:
    """The reminders of this kind in the last seven days, had the rule been so."""
    work.must("reminders.preview")
    rules = _changed(every(work.session), check(rule), all_levels=all_levels)
    remind_at = time.fromisoformat(office.profile(work.session).remind_at)
    moments = [_moment(work, back, remind_at) for back in range(DAYS, -1, -1)]
    people = directory(work.session, work.today)
    rows = rows_of(work.session.execute(turns_between(moments[0], work.now, rules.farthest)))
    turns = [row for row in rows if row.what == rule.kind or _follows(rule, row, rules)]
    found = list(_replayed(work, turns, rules, people, [one for one in moments if one <= work.now]))
    return Preview(len(found), len({one.person for one in found}), tuple(found[-SHOWN:][::-1]))


def _changed(rules: Rules, rule: Rule, *, all_levels: bool) -> Rules:
    wanted = levels.DEFAULTS if all_levels else ((rule.importance, rule.urgency),)
    mine = {(rule.kind, *level): replace(rule, importance=level[0], urgency=level[1]) for level in wanted}
    return Rules({**rules.by_kind, **mine})


def _follows(rule: Rule, row: TurnRow, rules: Rules) -> bool:
    return rules.of(row.what, row.importance, row.urgency).kind == rule.kind


def _replayed(
    work: Work, turns: Sequence[TurnRow], rules: Rules, people: Directory, moments: Sequence[datetime]
) -> Iterator[Sent]:
    """Day by day as the sweep does it; the day before the first tells what was known already."""
    days = calendar.table(work)
    told: dict[tuple[int, str, int], int] = {}
    for place, moment in enumerate(moments):
        clock = Clock(days, moment.astimezone(work.zone).date())
        open_then = [row for row in turns if _open_at(row, moment)]
        wanted = [(row, step) for row in open_then for step in steps(row, rules, clock, work.zone)]
        for due in one_each(wanted, people):
            key = (due.row.id, due.step.ladder, due.person_id)
            if told.get(key, -1000) < due.step.number:
                told[key] = due.step.number
                if place:
                    yield _sent(due.row, due.step, people.names[due.person_id], clock.by)


def _open_at(row: TurnRow, moment: datetime) -> bool:
    return row.opened_at <= moment and (row.done_at is None or row.done_at > moment)


def _moment(work: Work, back: int, at: time) -> datetime:
    return datetime.combine(work.today - timedelta(days=back), at, work.zone)


def _sent(row: TurnRow, step: Step, person: str, day: date) -> Sent:
    where = (row.matter_id, row.number or "", row.title)
    return Sent(day, person, row.what, step.ladder.value, step.number, row.due_day, *where)
