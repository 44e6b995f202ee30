"""What the charts show, counted over what the reader may see. Every figure is one of a fixed number of
queries; a bar holds the numbers of its items where there are few enough to open."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import aliased

from core import counting, tasks
from core.counting import Figures, Period, Piece, Rate, Verdict, count, months, verdict
from core.i18n import N_, Text
from core.tasks import RUNNING, State
from core.turns import Kind, Purpose
from core.work import Work
from db.models import Department, Matter, Person, Turn

LONGEST = 24  # months
STEPS = ((3, N_("up to 3 days")), (7, N_("4 to 7 days")), (14, N_("8 to 14 days")), (30, N_("15 to 30 days")))
STEPS_ON = (*STEPS, (60, N_("31 to 60 days")), (10**6, N_("over 60 days")))
# Under a name of its own: what may be seen looks at turns too.
MOVE = aliased(Turn)
WAITS: tuple[tuple[str, Text], ...] = (
    (Kind.SIGN, N_("To sign for")),
    (Kind.DO, N_("To carry out")),
    (Kind.REPORT, N_("To report")),
    (Kind.CHECK, N_("To check")),
    (Purpose.EXTENSION, N_("Extension to decide")),
    (Purpose.REASSIGNMENT, N_("Reassignment to decide")),
    (Purpose.APPROVAL, N_("Closure to approve")),
    (Kind.OWE, N_("Papers owed")),
)


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    rate: Rate
    extended: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Bar:
    """`late` is how many of `count` are overdue."""

    name: Text | str
    count: int
    late: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """Open work: led and supported, of a department or a person."""

    name: str
    department: str
    lead: int
    supporting: int
    late: int


@dataclass(frozen=True, slots=True)
class Wait:
    """Where it waits: how many waits ended in the period, their days, and how many last."""

    name: Text
    ended: int
    mean: float
    middle: float
    open: int


@dataclass(frozen=True, slots=True)
class Analysis:
    period: Period
    today: date
    figures: Figures
    months: tuple[Month, ...]
    lead_times: tuple[Bar, ...]
    middle: float | None
    departments: tuple[Load, ...]
    people: tuple[Load, ...]
    ageing: tuple[Bar, ...]
    waits: tuple[Wait, ...]
    sources: tuple[Bar, ...]


def analysis(work: Work, *, period: Period) -> Analysis:
    """All charts of a period at once."""
    work.must("analysis.analysis")
    period = Period(max(period.first, months(period)[-LONGEST:][0].first), period.last)
    pieces = counting.all_pieces(work, period, tasks.visible(work.actor))
    leads = [one for one in pieces if one.leads]
    ended = [one for one in leads if period.has(one.ended_on)]
    days = [(one.ended_on - one.issued_on).days for one in ended if one.ended_on]
    still = [one for one in leads if one.ended_on is None and one.issued_on <= work.today]
    return Analysis(
        period=period,
        today=work.today,
        figures=count(leads, period, work.today),
        months=tuple(_month(leads, one, work.today) for one in months(period)),
        lead_times=_steps(ended, lambda one: one.ended_on or work.today, work.today),
        middle=median(days) if days else None,
        departments=_departments(work, pieces),
        people=_people(work),
        ageing=_steps(still, lambda _one: work.today, work.today),
        waits=_waits(work, period),
        sources=_sources(leads, period, work.today),
    )


def _month(leads: Sequence[Piece], month: Period, today: date) -> Month:
    found = count(leads, month, today)
    return Month(month.first, found.on_time_rate, len(found.extended), len(found.undecided))


def _steps(pieces: Sequence[Piece], until: Callable[[Piece], date], today: date) -> tuple[Bar, ...]:
    """From issue on, in steps of days."""
    counts: Counter[int] = Counter()
    late: Counter[int] = Counter()
    for one in pieces:
        days = (until(one) - one.issued_on).days
        step = next(place for place, (most, _name) in enumerate(STEPS_ON) if days <= most)
        counts[step] += 1
        late[step] += verdict(one, today) == Verdict.LATE
    return tuple(Bar(name, counts[place], late[place]) for place, (_most, name) in enumerate(STEPS_ON))


def _departments(work: Work, pieces: Sequence[Piece]) -> tuple[Load, ...]:
    """What is open now, in official order."""
    open_ones = [one for one in pieces if one.ended_on is None]
    names = select(Department.id, Department.name).order_by(Department.position, Department.id)
    loads = []
    for number, name in work.session.execute(names):
        theirs = [one for one in open_ones if one.department_id == number]
        if theirs:
            lead = sum(one.leads for one in theirs)
            late = sum(verdict(one, work.today) == Verdict.LATE for one in theirs)
            loads.append(Load(name, name, lead, len(theirs) - lead, late))
    return tuple(loads)


def _people(work: Work, most: int = 20) -> tuple[Load, ...]:
    """Who handles most of what is open; part or whole."""
    doing = select(MOVE.handler_id, MOVE.part_id, MOVE.due_day).join(Matter, Matter.id == MOVE.matter_id)
    doing = doing.where(
        MOVE.kind == Kind.DO,
        MOVE.done_at.is_(None),
        MOVE.node_id.is_(None),
        MOVE.handler_id.is_not(None),
        Matter.state.in_(RUNNING),
        tasks.visible(work.actor),
    )
    turn = doing.subquery()
    lead, late = case((turn.c.part_id.is_(None), 1), else_=0), case((turn.c.due_day < work.today, 1), else_=0)
    rows = work.session.execute(
        select(Person.name, Department.name, func.sum(lead), func.count(), func.sum(late))
        .join(turn, turn.c.handler_id == Person.id)
        .join(Department, Department.id == Person.department_id)
        .group_by(Person.id, Person.name, Department.name)
        .order_by(func.count().desc(), Person.id)
        .limit(most)
    )
    return tuple(Load(name, home, led, number - led, red) for name, home, led, number, red in rows)


def _waits(work: Work, period: Period) -> tuple[Wait, ...]:
    """How long turns took that ended in the period; carrying out counts from the signature."""
    start, end = period.moments(work.zone)
    ended = (MOVE.done_at >= start) & (MOVE.done_at < end) & (MOVE.outcome != "withdrawn")
    rows = work.session.execute(
        select(MOVE.kind, MOVE.purpose, MOVE.opened_at, MOVE.signed_at, MOVE.done_at)
        .join(Matter, Matter.id == MOVE.matter_id)
        .where(or_(ended, MOVE.done_at.is_(None)), MOVE.node_id.is_(None), Matter.kind == "task")
        .where(Matter.state != State.PAUSED, tasks.visible(work.actor))
    )
    lasted: dict[str, list[float]] = {name: [] for name, _text in WAITS}
    lasting: Counter[str] = Counter()
    for kind, purpose, opened, signed, done in rows:
        name = purpose or kind
        since: datetime = signed or opened
        if name in lasted and done is not None:
            lasted[name].append((done - since).total_seconds() / 86400)
        elif kind != Kind.DO or signed is not None:
            lasting[name] += 1
    return tuple(
        Wait(text, len(days), round(sum(days) / len(days), 1), round(median(days), 1), lasting[name])
        if (days := lasted[name])
        else Wait(text, 0, 0.0, 0.0, lasting[name])
        for name, text in WAITS
    )


def _sources(leads: Sequence[Piece], period: Period, today: date) -> tuple[Bar, ...]:
    found = count(leads, period, today)
    handled, overdue = set(found.handled), set(found.overdue)
    counts = Counter(one.source for one in leads if one.matter_id in handled)
    late = Counter(one.source for one in leads if one.matter_id in overdue)
    return tuple(
        Bar(source or N_("Not said"), number, late[source]) for source, number in counts.most_common()
    )
