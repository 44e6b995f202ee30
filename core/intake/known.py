"""The items that a sheet names by number, as they stand: loaded at once, whatever their number."""

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import or_, select

from core.history import plain
from core.policy import Relation, may
from core.tasks import SCOPES, Facts, State, Step, Support, visible
from core.work import Work
from db.models import Matter, Node, Part, Task

CHUNK = 500
_DRAFT = re.compile(r"#\s*(\d{1,9})")
_OPENING, _CLOSING = "[【(（［〔", "]】)）］〕"
_BRACKETS = str.maketrans(_OPENING + _CLOSING, "〔" * len(_OPENING) + "〕" * len(_CLOSING))


@dataclass(frozen=True, slots=True)
class Known:
    """An item with its facts; `edition` changes when any of them does, and with nothing else."""

    id: int
    number: str
    state: State
    version: int
    facts: Facts
    may_change: bool

    @property
    def edition(self) -> str:
        return edition_of(self.facts)

    @property
    def changes(self) -> bool:
        """Not ended, and not lying before a leader."""
        return self.state is State.DRAFT or self.state in SCOPES["open"]

    @property
    def issued(self) -> bool:
        return self.state is not State.DRAFT


def edition_of(facts: Facts) -> str:
    told = json.dumps(plain_facts(facts), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def plain_facts(facts: Facts) -> dict[str, Any]:
    """As JSON keeps them, and the same for a quantity of 3 and of 3.00."""
    values: dict[str, Any] = plain(asdict(facts))
    if facts.quantity is not None:
        values["quantity"] = f"{facts.quantity.normalize():f}"
    return values


def number_key(typed: str) -> str:
    """The form under which two numbers are the same: 督办[2026] 15号 is 督办〔2026〕15号."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", typed).translate(_BRACKETS)).casefold()


def by_number(work: Work, typed: Iterable[str]) -> dict[str, Known]:
    """The items by the key of their number; drafts by “#12”. What this person may not see is not there."""
    official: set[str] = set()
    drafts: set[int] = set()
    for one in typed:
        draft = _DRAFT.fullmatch(unicodedata.normalize("NFKC", one))
        if draft is not None:
            drafts.add(int(draft[1]))
        official |= {one, re.sub(r"\s+", "", one.translate(_BRACKETS))}
    found: dict[str, Known] = {}
    wanted = sorted(official)
    for start in range(0, max(len(wanted), 1), 2 * CHUNK):
        for known in load(work, numbers=wanted[start : start + 2 * CHUNK], ids=sorted(drafts)):
            found[number_key(known.number)] = found[f"#{known.id}"] = known
        drafts = set()
    return found


def load(work: Work, *, numbers: Iterable[str] = (), ids: Iterable[int] = ()) -> list[Known]:
    named = or_(Matter.number.in_(list(numbers)), Matter.id.in_(list(ids)))
    statement = select(Matter).where(Matter.kind == "task", named, visible(work.actor))
    matters = {matter.id: matter for matter in work.session.scalars(statement)}
    found = list(matters)
    rows = work.session.scalars(select(Task).where(Task.matter_id.in_(found)))
    supports: dict[int, list[Support]] = defaultdict(list)
    for part in work.session.scalars(select(Part).where(Part.matter_id.in_(found)).order_by(Part.id)):
        supports[part.matter_id].append(Support(part.department_id, part.what, part.due_day))
    steps: dict[int, list[Step]] = defaultdict(list)
    for node in work.session.scalars(select(Node).where(Node.matter_id.in_(found)).order_by(Node.position)):
        steps[node.matter_id].append(Step(node.name, node.due_day, node.percent))
    return [
        _known(work, matters[task.matter_id], task, supports[task.matter_id], steps[task.matter_id])
        for task in rows
    ]


def _known(work: Work, matter: Matter, task: Task, supports: list[Support], steps: list[Step]) -> Known:
    stands = {one.name: matter if hasattr(matter, one.name) else task for one in fields(Facts)}
    own = {name: getattr(row, name) for name, row in stands.items() if name not in ("supporting", "steps")}
    facts = Facts(**own, supporting=tuple(supports), steps=tuple(steps))
    state = State(matter.state)
    return Known(matter.id, matter.number or "", state, matter.version, facts, _may(work, matter, state))


def _may(work: Work, matter: Matter, state: State) -> bool:
    """What core.tasks will ask again when it is written."""
    standing = set()
    if matter.created_by == work.actor.id:
        standing.add(Relation.AUTHOR)
    if matter.supervising_department_id in work.actor.departments:
        standing.add(Relation.SUPERVISING)
    if state is State.DRAFT:
        return may(work.actor, "tasks.edit_draft", standing)
    return may(work.actor, "tasks.edit", standing)
