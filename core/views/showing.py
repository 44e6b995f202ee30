"""The views there are for somebody, and opening one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from core.tasks import Filter, asked_for
from core.views.keeping import MOST, ViewGone
from core.work import Work
from db.models import Department, Person, SavedView


@dataclass(frozen=True, slots=True)
class View:
    id: int
    name: str
    by: str
    mine: bool
    shared: bool
    version: int


@dataclass(frozen=True, slots=True)
class Lost:
    """What a view asks for and nobody has any more."""

    department: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """`asked` is the filter as saved, `wanted` what of it still makes sense."""

    view: View
    asked: Filter
    wanted: Filter
    lost: Lost | None = None


def views(work: Work) -> list[View]:
    """Mine by name, then what others share."""
    work.must("views.views")
    shown = _rows(work).order_by(SavedView.name, SavedView.id).limit(10 * MOST)
    found = [_view(work, view, name) for view, name in work.session.execute(shown)]
    return sorted(found, key=lambda one: not one.mine)


def opened(work: Work, *, view_id: int) -> Opened:
    """Raises ViewGone where it is neither mine nor shared."""
    work.must("views.opened")
    row = work.session.execute(_rows(work).where(SavedView.id == view_id)).one_or_none()
    if row is None:
        raise ViewGone()
    asked = asked_for(_texts(row[0].query))
    lost = _lost(work, asked.department_id)
    wanted = asked if lost is None else replace(asked, department_id=None, part="")
    return Opened(_view(work, *row), asked, wanted, lost)


def _rows(work: Work) -> Select[SavedView, str]:
    named = select(SavedView, Person.name).join(Person, Person.id == SavedView.person_id)
    return named.where((SavedView.person_id == work.actor.number) | SavedView.shared_at.is_not(None))


def _view(work: Work, view: SavedView, name: str) -> View:
    mine = view.person_id == work.actor.id
    return View(view.id, view.name, name, mine, view.shared_at is not None, view.version)


def _lost(work: Work, department_id: int | None) -> Lost | None:
    if department_id is None:
        return None
    department = work.session.get(Department, department_id)
    if department is None or department.closed_at is None:
        return None
    return Lost(department.name, department.closed_at)


def _texts(query: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in query.items()}
