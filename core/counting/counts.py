"""The figures of a period, each with the numbers of its items."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.counting.periods import Period
from core.counting.pieces import Piece, Verdict, verdict
from core.counting.rates import Rate

Ids = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure is the number of its items; each field holds the numbers of the matters, ascending.

    handled      承办: open at the start of the period, or issued in it
    closed       办结: of those, closed in it
    open         在办: of those, still open at its end
    overdue      超时: of those, due by its end and not filed by the day
    due          the current due day lies in the period; not paused
    on_time      按期: of those due, filed by the day and accepted
    late         of those due, not filed by the day
    undecided    of those due, filed by the day and not decided yet: no department's fault
    upcoming     of those due, the day has not come
    extended     of those due, the day was put off; extended_on_time: and then kept
    """

    handled: Ids = ()
    closed: Ids = ()
    open: Ids = ()
    overdue: Ids = ()
    due: Ids = ()
    on_time: Ids = ()
    late: Ids = ()
    undecided: Ids = ()
    upcoming: Ids = ()
    extended: Ids = ()
    extended_on_time: Ids = ()

    @property
    def on_time_rate(self) -> Rate:
        """按期办结率: of what is due and decided."""
        return Rate(len(self.on_time), len(self.on_time) + len(self.late))

    @property
    def extended_rate(self) -> Rate:
        late = set(self.late) & set(self.extended)
        return Rate(len(self.extended_on_time), len(self.extended_on_time) + len(late))

    @property
    def closure_rate(self) -> Rate:
        """办结率: closed in the period of what was open at its start or issued in it."""
        return Rate(len(self.closed), len(self.handled))


@dataclass(frozen=True, slots=True)
class DepartmentFigures:
    """`both` counts what a department leads and its parts of others' items together."""

    department_id: int
    name: str
    lead: Figures
    supporting: Figures
    both: Figures


@dataclass(frozen=True, slots=True)
class Counted:
    """`office` counts each item once, by its lead."""

    period: Period
    today: date
    office: Figures
    departments: tuple[DepartmentFigures, ...]

    def of(self, department_id: int) -> DepartmentFigures | None:
        return next((one for one in self.departments if one.department_id == department_id), None)


def count(pieces: Iterable[Piece], period: Period, today: date) -> Figures:
    judged = [(piece, verdict(piece, today)) for piece in pieces]
    handled = [(piece, how) for piece, how in judged if _handled(piece, period)]
    due = [(piece, how) for piece, how in judged if period.has(piece.due_day) and how != Verdict.REST]
    return Figures(
        handled=_ids(handled),
        closed=_ids((piece, how) for piece, how in handled if period.has(piece.ended_on)),
        open=_ids((piece, how) for piece, how in handled if not period.has(piece.ended_on)),
        overdue=_ids(
            (piece, how) for piece, how in handled if how == Verdict.LATE and _by_end(piece, period)
        ),
        due=_ids(due),
        on_time=_ids(due, Verdict.ON_TIME),
        late=_ids(due, Verdict.LATE),
        undecided=_ids(due, Verdict.UNDECIDED),
        upcoming=_ids(due, Verdict.UPCOMING),
        extended=_ids((piece, how) for piece, how in due if piece.extended),
        extended_on_time=_ids(((piece, how) for piece, how in due if piece.extended), Verdict.ON_TIME),
    )


def by_department(
    pieces: Sequence[Piece], names: Sequence[tuple[int, str]], period: Period, today: date
) -> tuple[DepartmentFigures, ...]:
    """Those that had anything to do, in official order."""
    theirs: dict[int, list[Piece]] = {}
    for piece in pieces:
        theirs.setdefault(piece.department_id, []).append(piece)
    return tuple(
        DepartmentFigures(
            number,
            name,
            lead=count((piece for piece in theirs[number] if piece.leads), period, today),
            supporting=count((piece for piece in theirs[number] if not piece.leads), period, today),
            both=count(theirs[number], period, today),
        )
        for number, name in names
        if number in theirs
    )


def _handled(piece: Piece, period: Period) -> bool:
    return piece.issued_on <= period.last and (piece.ended_on is None or piece.ended_on >= period.first)


def _by_end(piece: Piece, period: Period) -> bool:
    return piece.due_day is not None and piece.due_day <= period.last


def _ids(pieces: Iterable[tuple[Piece, Verdict]], only: Verdict | None = None) -> Ids:
    return tuple(sorted(piece.matter_id for piece, how in pieces if only in (None, how)))
