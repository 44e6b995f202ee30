"""The list of tasks, the ledger, and the counts of lamps: what everybody may see of what is not internal."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import QueryableAttribute, aliased

from core import office, turns
from core.tasks.matching import containing, narrowing
from core.tasks.rules import ENDED, RUNNING, UNISSUED, Lamp, State, lamp
from core.tasks.sight import visible
from core.text import clean_line
from core.work import Work
from db.models import Department, Matter, Part, Person, Turn

PAGE = 50
COUNTED = 1000
SORTS: dict[str, QueryableAttribute[Any]] = {
    "due_day": Matter.due_day,
    "number": Matter.id,
    "title": Matter.title,
    "lead": Department.position,
    "percent": Matter.percent,
    "issued_at": Matter.issued_at,
    "reported_at": Matter.reported_at,
}
GAPS = ("due_day", "lead", "issued_at", "reported_at")
SCOPES: dict[str, tuple[State, ...]] = {
    "open": (*RUNNING, State.PAUSED),
    "ended": (State.CLOSED, State.CANCELLED, State.MERGED),
    "archived": (State.ARCHIVED,),
    "drafts": UNISSUED,
    "all": (*RUNNING, State.PAUSED, *ENDED),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows. Empty fields do not narrow; the same filter feeds list, count, ledger and export."""

    scope: str = "open"
    lamp: str = ""
    state: str = ""
    department_id: int | None = None
    part: str = ""  # with department_id: "lead", "supporting" or "" for both
    person_id: int | None = None
    source: str = ""
    importance: str = ""
    urgency: str = ""
    due_from: date | None = None
    due_to: date | None = None
    text: str = ""
    waits: str = ""  # a turn of this kind waits for the reader: "sign", "check"
    sort: str = "due_day"
    descending: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    number: str
    title: str
    state: State
    lamp: Lamp
    lead: str
    handler: str
    due_day: date | None
    original_due_day: date | None
    extensions: int
    percent: int
    round: int
    importance: str
    urgency: str
    source: str
    issued_at: datetime | None
    closed_at: datetime | None
    reported_at: datetime | None
    internal: bool
    lagging: bool


@dataclass(frozen=True, slots=True)
class Page:
    """`found` counts up to COUNTED; `more` says that there are more than that."""

    rows: list[Row]
    found: int
    more: bool
    page: int

    @property
    def pages(self) -> int:
        """As many as are known; beyond COUNTED one more for as long as pages are full."""
        known = max(1, -(-self.found // PAGE))
        if not self.more:
            return known
        return max(known, self.page + 1 if len(self.rows) == PAGE else self.page)


@dataclass(frozen=True, slots=True)
class Counts:
    """Open tasks by lamp."""

    red: int = 0
    yellow: int = 0
    green: int = 0
    grey: int = 0

    @property
    def open(self) -> int:
        return self.red + self.yellow + self.green + self.grey


def listed(work: Work, *, wanted: Filter) -> Page:
    """One page of what this person may see."""
    work.must("tasks.listed")
    conditions = narrowed(work, wanted)
    numbers = list(work.session.scalars(select(Matter.id).where(*conditions).limit(COUNTED + 1)))
    if len(numbers) <= COUNTED:
        conditions = [Matter.id.in_(numbers)]  # known by now: nothing is looked through twice
    page = max(1, wanted.page)
    statement = rows().where(*conditions).order_by(*order(wanted)).limit(PAGE).offset((page - 1) * PAGE)
    found = read(work, statement) if numbers else []
    return Page(found, min(len(numbers), COUNTED), len(numbers) > COUNTED, page)


def lamps(work: Work, *, department_id: int | None = None, wanted: Filter | None = None) -> Counts:
    """How many open tasks burn in which colour: in the whole office, led by one department, or of a list."""
    work.must("tasks.lamps")
    if wanted is not None and wanted.scope not in ("open", "all"):
        return Counts()  # what has ended, and what is not issued yet, burns in no colour
    conditions = [Matter.kind == "task", *_within("open"), visible(work.actor)]
    if wanted is not None:
        conditions += narrowed(work, replace(wanted, lamp="", scope="open"))
    if department_id is not None:
        conditions.append(Matter.lead_department_id == department_id)
    burning = lamp_sql(work.today, office.profile(work.session).near_days)
    rows = work.session.execute(select(burning, func.count()).where(*conditions).group_by(burning))
    return Counts(**{str(colour): count for colour, count in rows})


def department_lamps(work: Work) -> list[tuple[int, str, Counts]]:
    """The same for every department that leads something, in official order."""
    work.must("tasks.department_lamps")
    burning = lamp_sql(work.today, office.profile(work.session).near_days).label("burning")
    statement = (
        select(Department.id, Department.name, burning, func.count())
        .join(Matter, Matter.lead_department_id == Department.id)
        .where(Matter.kind == "task", *_within("open"), visible(work.actor))
        .group_by(Department.id, Department.name, Department.position, burning)
        .order_by(Department.position, Department.id)
    )
    found: dict[int, tuple[str, dict[str, int]]] = {}
    for number, name, colour, count in work.session.execute(statement):
        found.setdefault(number, (name, {}))[1][str(colour)] = count
    return [(number, name, Counts(**counts)) for number, (name, counts) in found.items()]


def lamp_sql(today: date, near_days: int) -> ColumnElement[str]:
    """The lamp of rules.lamp, said in SQL."""
    waiting = Matter.state.in_([State.CHECKING, State.APPROVING])
    reached = case((and_(waiting, Matter.applied_on.is_not(None)), Matter.applied_on), else_=today)
    return case(
        (or_(Matter.state.not_in(RUNNING), Matter.due_day.is_(None)), Lamp.GREY.value),
        (reached > Matter.due_day, Lamp.RED.value),
        (waiting, Lamp.GREEN.value),
        (or_(Matter.lagging, Matter.due_day <= today + timedelta(days=near_days)), Lamp.YELLOW.value),
        else_=Lamp.GREEN.value,
    )


def narrowed(work: Work, wanted: Filter) -> list[ColumnElement[bool]]:
    wanted = _clean(wanted)
    conditions: list[ColumnElement[bool]] = [
        Matter.kind == "task",
        *_within(wanted.scope),
        visible(work.actor),
    ]
    if wanted.state:
        conditions.append(Matter.state == wanted.state)
    for column, value in (
        (Matter.source, wanted.source),
        (Matter.importance, wanted.importance),
        (Matter.urgency, wanted.urgency),
    ):
        if value:
            conditions.append(column == value)
    if wanted.lamp:
        near = office.profile(work.session).near_days
        conditions.append(lamp_sql(work.today, near) == wanted.lamp)
    if wanted.due_from is not None:
        conditions.append(Matter.due_day >= wanted.due_from)
    if wanted.due_to is not None:
        conditions.append(Matter.due_day <= wanted.due_to)
    return conditions + _who(wanted) + _waiting(work, wanted) + _text(work, wanted)


def _clean(wanted: Filter) -> Filter:
    """A filter travels in the address line, where anybody may write anything."""
    typed = {one.name: getattr(wanted, one.name) for one in fields(wanted)}
    cleaned: dict[str, Any] = {
        name: clean_line(value) for name, value in typed.items() if isinstance(value, str)
    }
    return replace(wanted, **cleaned)


def _within(scope: str) -> list[ColumnElement[bool]]:
    """The states of a scope, and the index that holds nothing else: the archive costs nothing."""
    states = Matter.state.in_(SCOPES.get(scope, SCOPES["open"]))
    if scope in ("archived", "all"):
        return [states]
    return [states, Matter.archived_at.is_(None) if scope == "ended" else Matter.closed_at.is_(None)]


def _who(wanted: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.department_id is not None:
        leads = Matter.lead_department_id == wanted.department_id
        supports = Matter.id.in_(select(Part.matter_id).where(Part.department_id == wanted.department_id))
        chosen = {"lead": leads, "supporting": supports}.get(wanted.part)
        conditions.append(or_(leads, supports) if chosen is None else chosen)
    if wanted.person_id is not None:
        conditions.append(Matter.handler_id == wanted.person_id)
    return conditions


def _waiting(work: Work, wanted: Filter) -> list[ColumnElement[bool]]:
    if not wanted.waits:
        return []
    open_ones = select(Turn.matter_id).where(Turn.kind == wanted.waits, Turn.done_at.is_(None))
    return [Matter.id.in_(open_ones.where(turns.theirs(work.actor)))]


def _text(work: Work, wanted: Filter) -> list[ColumnElement[bool]]:
    """What is open is few: there the words are met on the way."""
    few = SCOPES.get(wanted.scope, SCOPES["open"]) in (SCOPES["open"], SCOPES["drafts"])
    return containing(wanted.text) if few else narrowing(work, wanted.text)


def order(wanted: Filter) -> list[ColumnElement[Any]]:
    column = SORTS.get(wanted.sort, Matter.due_day)
    first = column.desc() if wanted.descending else column.asc()
    last = Matter.id.desc() if wanted.descending else Matter.id.asc()
    # What has no day, no report yet comes last either way, on both databases.
    return [first.nulls_last() if wanted.sort in GAPS else first, last]


def rows() -> Select[*tuple[Any, ...]]:
    handler = aliased(Person)
    return (
        select(Matter, Department.name, handler.name)
        .outerjoin(Department, Department.id == Matter.lead_department_id)
        .outerjoin(handler, handler.id == Matter.handler_id)
    )


def read(work: Work, statement: Select[*tuple[Any, ...]]) -> list[Row]:
    near = office.profile(work.session).near_days
    return [
        _row(work, matter, lead, handler, near) for matter, lead, handler in work.session.execute(statement)
    ]


def _row(work: Work, matter: Matter, lead: str | None, handler: str | None, near_days: int) -> Row:
    burning = lamp(
        matter.state,
        matter.due_day,
        today=work.today,
        near_days=near_days,
        lagging=matter.lagging,
        applied_on=matter.applied_on,
    )
    return Row(
        id=matter.id,
        number=matter.number or "",
        title=matter.title,
        state=State(matter.state),
        lamp=burning,
        lead=lead or "",
        handler=handler or "",
        due_day=matter.due_day,
        original_due_day=matter.original_due_day,
        extensions=matter.extensions,
        percent=matter.percent,
        round=matter.round,
        importance=matter.importance,
        urgency=matter.urgency,
        source=matter.source,
        issued_at=matter.issued_at,
        closed_at=matter.closed_at,
        reported_at=matter.reported_at,
        internal=matter.internal,
        lagging=matter.lagging,
    )
