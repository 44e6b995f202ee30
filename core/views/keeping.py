"""Keeping a filter under a name, and sharing it."""

from sqlalchemy import func, select

from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_
from core.policy import Relation
from core.tasks import Filter, as_query
from core.text import clean_line
from core.work import SomebodyWasFaster, Work
from db.models import SavedView

NAME = 40
MOST = 50


class ViewGone(NotFound):
    message = N_("This view is not there any more.")


class NameTaken(InvalidInput):
    message = N_("You have a view “{name}” already.")
    field = "name"


class TooManyViews(Conflict):
    message = N_("You keep {most} views already. Please drop one first.")


def save_view(work: Work, *, name: str, wanted: Filter) -> int:
    """A new view of my own; returns its number."""
    work.must("views.save_view")
    mine = select(func.count()).select_from(SavedView).where(SavedView.person_id == work.actor.number)
    if (work.session.scalar(mine) or 0) >= MOST:
        raise TooManyViews(most=MOST)
    name = _free(work, name, None)
    view = SavedView(person_id=work.actor.number, name=name, query=_query(wanted), saved_at=work.now)
    work.session.add(view)
    work.session.flush()
    work.record("view.saved", view.id, name=name)
    return view.id


def change_view(
    work: Work, *, view_id: int, version: int, name: str | None = None, wanted: Filter | None = None
) -> None:
    """Another name, another filter, or both; what is shared changes for everybody."""
    view = found(work, view_id, "change_view")
    if view.version != version:
        raise SomebodyWasFaster()
    old = view.name
    if name is not None:
        view.name = _free(work, name, view_id)
    if wanted is not None:
        view.query = _query(wanted)
    view.saved_at = work.now
    work.record("view.changed", view.id, name=[old, view.name])


def drop_view(work: Work, *, view_id: int) -> None:
    view = found(work, view_id, "drop_view")
    work.session.delete(view)
    work.record("view.dropped", view_id, name=view.name)


def share_view(work: Work, *, view_id: int) -> None:
    """Everybody in the office finds it from now on; what each sees in it stays their own right."""
    view = found(work, view_id, "share_view")
    if view.shared_at is None:
        view.shared_at, view.shared_by = work.now, work.actor.number
        work.record("view.shared", view_id, name=view.name)


def unshare_view(work: Work, *, view_id: int) -> None:
    view = found(work, view_id, "unshare_view")
    if view.shared_at is not None:
        view.shared_at = view.shared_by = None
        work.record("view.unshared", view_id, name=view.name)


def found(work: Work, view_id: int, function: str) -> SavedView:
    """The view, for change; somebody else's private one is not there."""
    view = work.session.get(SavedView, view_id, with_for_update=True)
    own = view is not None and view.person_id == work.actor.id
    work.must(f"views.{function}", Relation.OWN if own or view is None else Relation.OTHER)
    if view is None or not (own or view.shared_at):
        raise ViewGone()
    return view


def _free(work: Work, name: str, view_id: int | None) -> str:
    name = clean_line(name, limit=NAME, field="name", required=True)
    taken = select(SavedView.id).where(SavedView.person_id == work.actor.number, SavedView.name == name)
    if work.session.scalar(taken) not in (None, view_id):
        raise NameTaken(name=name)
    return name


def _query(wanted: Filter) -> dict[str, str]:
    """As an address has it: the page that was open does not belong to it."""
    return {key: value for key, value in as_query(wanted).items() if key != "page"}
