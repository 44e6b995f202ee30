"""The matrix: every public function of core × every role and charge × every relation to the object.

A cell calls the function as somebody in a fixed relation to its object, inside a savepoint that is rolled
back. What must happen stands in POLICY; how the relation comes about is the scene's business alone
(tests/policy_scene.py), so that a wrong derivation in core shows as a wrong cell.
"""

import importlib
import inspect
import io
import pkgutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

import core
from core import history
from core.actor import Charge, Role
from core.errors import DomainError, NotFound, NotPermitted
from core.policy import POLICY, Grant, Relation, Rule
from core.work import Work
from tests.policy_arguments import AS, ONLY
from tests.policy_scene import ANYWHERE, HIDDEN, MISSING, SECRET, Cell, Scene

GRANTS: tuple[Grant, ...] = (*Role, *Charge)
OBJECT = tuple(one for one in Relation if one is not Relation.NONE)


def packages() -> list[str]:
    found = [one.name for one in pkgutil.iter_modules(core.__path__) if one.ispkg and one.name != "i18n"]
    return [name for name in found if hasattr(importlib.import_module(f"core.{name}"), "__all__")]


@cache
def functions() -> dict[str, Callable[..., Any]]:
    """Every public function of core that works in somebody's name, as "package.function"."""
    found = {}
    for package in packages():
        module = importlib.import_module(f"core.{package}")
        for name in module.__all__:
            function = getattr(module, name)
            if (
                inspect.isfunction(function)
                and next(iter(inspect.signature(function).parameters), "") == "work"
            ):
                found[f"{package}.{name}"] = function
    return found


def rule_of(name: str) -> Rule:
    row = AS.get(name, name)
    return POLICY.get(row, {}) if isinstance(row, str) else row


def relations(name: str) -> tuple[str, ...]:
    """The relations to try. HIDDEN and MISSING are objects that one may not see, or that are not there."""
    if name in ONLY:
        return ONLY[name]
    row = set(rule_of(name))
    if row == {Relation.NONE}:
        return ANYWHERE
    if row <= {Relation.OWN, Relation.OTHER} and not name.startswith(("tasks.", "files.")):
        return (Relation.OWN, Relation.OTHER)
    return (*OBJECT, HIDDEN, MISSING)


def allowed(name: str, grant: Grant, relation: str) -> bool:
    if relation in (HIDDEN, MISSING):
        return False
    grants = {grant} if isinstance(grant, Role) else {grant, Role.STAFF}
    stands = Relation.NONE if relation in ANYWHERE else Relation(relation)
    return bool(rule_of(name).get(stands, frozenset()) & grants)


def ever(name: str, grant: Grant) -> bool:
    """May they do it to anything at all? Whoever may not is told so before anybody looks at the object."""
    return any(allowed(name, grant, relation) for relation in OBJECT)


@dataclass(slots=True)
class Outcome:
    """What one cell came to."""

    name: str
    grant: Grant
    relation: str
    refusal: DomainError | None = None
    leaks: bool = False
    silent: bool = False  # changed something without leaving a trace
    meddled: bool = False  # changed something and was refused all the same

    @property
    def let_in(self) -> bool:
        return not isinstance(self.refusal, NotPermitted | NotFound)

    @property
    def where(self) -> str:
        answer = type(self.refusal).__name__ if self.refusal else "went through"
        return f"{self.name} as {self.grant} × {self.relation}: {answer}"


@dataclass(slots=True)
class Verdict:
    """All cells of one function on one database."""

    cells: list[Outcome] = field(default_factory=list)

    def faults(self, name: str) -> Iterator[str]:
        for cell in self.cells:
            if cell.let_in != allowed(name, cell.grant, cell.relation):
                yield f"{cell.where}, the table says {'no' if cell.let_in else 'yes'}"
            if cell.relation == HIDDEN and isinstance(cell.refusal, NotPermitted) and ever(name, cell.grant):
                yield f"{cell.where} tells that the object exists"
            for what in ("leaks", "silent", "meddled"):
                if getattr(cell, what):
                    yield f"{cell.where} {what}"
        if not any(cell.refusal is None for cell in self.cells):
            yield f"{name} never went through: {sorted({c.where for c in self.cells if c.let_in})[:3]}"


def play(connection: Connection, scene: Scene, name: str, *, quiet: bool) -> Verdict:
    """All cells of one function."""
    verdict = Verdict()
    for relation in relations(name):
        for grant in GRANTS:
            verdict.cells.append(cell(connection, scene, name, grant, relation, quiet=quiet))
    return verdict


def welcome(name: str) -> list[tuple[str, Grant]]:
    """The cells that the table lets in."""
    return [(one, grant) for one in relations(name) for grant in GRANTS if allowed(name, grant, one)]


def cell(
    connection: Connection,
    scene: Scene,
    name: str,
    grant: Grant,
    relation: str,
    *,
    quiet: bool = True,
    instead: Mapping[str, Any] | None = None,
) -> Outcome:
    """One call in a savepoint; `instead` puts other values in the place of its arguments."""
    outcome = Outcome(name, grant, relation)
    with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
        work = Work(session, scene.actor(relation, grant), scene.now)
        here = Cell(scene, work, relation)
        arguments = scene.arguments(name, here)
        arguments.update(
            {key: value for key, value in (instead or {}).items() if key in arguments and key != "task_id"}
        )
        changes = watched(session)
        try:
            result = functions()[name](work, **arguments)
            session.flush()
            outcome.leaks = here.is_outsider and SECRET in readable(result)
            outcome.silent = bool(changes) and not work.traces and not quiet
            history.write(session, work.traces)
        except DomainError as refusal:
            outcome.refusal = refusal
            outcome.meddled = not outcome.let_in and bool(changes)
        session.rollback()
    return outcome


def watched(session: Session) -> list[str]:
    """The changes that the session sends to the database from now on."""
    changes: list[str] = []

    @event.listens_for(session, "before_flush")
    def flushing(flushed: Session, *_: object) -> None:
        changes.extend(type(row).__name__ for row in (*flushed.new, *flushed.dirty, *flushed.deleted))

    @event.listens_for(session, "do_orm_execute")
    def executing(statement: Any) -> None:
        if statement.is_insert or statement.is_update or statement.is_delete:
            changes.append("bulk")

    return changes


def readable(result: Any) -> str:
    """All that a reader could find in an answer, packed papers included."""
    if isinstance(result, bytes) and zipfile.is_zipfile(io.BytesIO(result)):
        with zipfile.ZipFile(io.BytesIO(result)) as packed:
            return "\n".join(name + readable(packed.read(name)) for name in packed.namelist())
    if is_dataclass(result) and any(isinstance(getattr(result, one.name), bytes) for one in fields(result)):
        return "\n".join(readable(getattr(result, one.name)) for one in fields(result))
    return result.decode("utf-8", "replace") if isinstance(result, bytes) else repr(result)
