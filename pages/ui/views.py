"""Views above the list and the board: those that everybody has, one's own, those that are shared.

A view is chosen by its address: its filter stands there like any other, and `view` says whose name it has.
An address with `view` alone is a link to it.

    views.expand()                        a link to a view becomes its filter
    shelf = views.read(work, wanted)      with the screen's own reading
    views.bar(shelf)                      the button with everything behind it
    views.lazy(who, wanted, keep=("by",)) both at once; what is behind the button is read once it is open
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from core import tasks, views
from core.actor import Actor
from core.errors import DomainError
from core.i18n import _, day
from core.policy import Relation
from core.tasks import Filter
from core.views import BuiltIn, Opened, View, ViewGone
from core.work import Work, look
from pages.ui import reader
from pages.ui.attempts import attempt, begin, submit
from pages.ui.fields import line
from pages.ui.forms import form, value
from pages.ui.text import md

VIEW = "view"
SAVE, OPEN = "view-save", "views-open"
Query = dict[str, str]


@dataclass(frozen=True, slots=True)
class Shelf:
    wanted: Filter
    built_in: list[BuiltIn]
    kept: list[View]
    current: Opened | None
    may_share: bool
    kept_apart: Query


def mark() -> Query:
    """The view that the address names: it stays while somebody narrows further."""
    here = st.query_params.get(VIEW, "")
    return {VIEW: here} if here else {}


def expand(keep: Iterable[str] = ()) -> None:
    """A link to a view becomes its filter, without what nobody has any more; `keep` stays beside it."""
    number, apart = _number(), _apart(keep)
    if number is None or len(st.query_params) > 1 + len(apart):
        return
    try:
        with reader.look() as work:
            found = views.opened(work, view_id=number)
    except DomainError as error:
        st.query_params.clear()
        st.warning(md(error.for_user), icon=":material/bookmark_remove:")
    else:
        st.query_params.from_dict(tasks.as_query(found.wanted) | mark() | apart)


def read(work: Work, wanted: Filter, keep: Iterable[str] = (), *, whole: bool = True) -> Shelf | None:
    """Nothing for those who keep no views: the screen in the hall."""
    if not work.may("views.views"):
        return None
    number, current = _number(), None
    if number is not None:
        try:
            current = views.opened(work, view_id=number)
        except ViewGone:
            st.query_params.pop(VIEW, None)
    return Shelf(
        wanted,
        views.built_in(work),
        views.views(work) if whole else [],
        current,
        work.may("views.share_view", Relation.OWN),
        _apart(keep),
    )


def bar(shelf: Shelf | None) -> None:
    if shelf is None:
        return
    with st.popover(_label(shelf), icon=":material/bookmarks:"):
        _inside(shelf)


def lazy(who: Actor, wanted: Filter, *, keep: Iterable[str]) -> Shelf | None:
    """For a screen that is drawn often: a button, and nothing behind it until somebody opens it."""
    with look(who) as work:
        shelf = read(work, wanted, keep, whole=bool(st.session_state.get(OPEN)))
    if shelf is not None:
        with st.popover(_label(shelf), icon=":material/bookmarks:", key=OPEN, on_change="rerun") as behind:
            if behind.open:
                _inside(shelf)
    return shelf


def _inside(shelf: Shelf) -> None:
    _offered(shelf)
    if shelf.current is not None and shelf.current.view.mine:
        _own(shelf.current, shelf)
    _keep(shelf)


def notes(shelf: Shelf | None) -> None:
    """A department that is there no more is said; the rest of the view is shown."""
    if shelf is not None and shelf.current is not None and shelf.current.lost is not None:
        lost = shelf.current.lost
        text = _(
            "“{department}” in this view was dissolved on {day}; the rest of it is shown.",
            department=lost.department,
            day=day(lost.since.date(), year=True),
        )
        st.info(md(text), icon=":material/domain_disabled:")


def _offered(shelf: Shelf) -> None:
    with st.container(gap=None):
        for ready in shelf.built_in:
            here = same(ready.wanted, shelf.wanted)
            query = tasks.as_query(ready.wanted) | shelf.kept_apart
            _choice(f"view-{ready.key}", _(ready.name), query, here)
    own = [one for one in shelf.kept if one.mine]
    others = [one for one in shelf.kept if not one.mine]
    for title, kept in ((_("Mine"), own), (_("Shared with the office"), others)):
        if kept:
            st.caption(title)
        for one in kept:
            here = shelf.current is not None and shelf.current.view.id == one.id
            by = "" if one.mine else f" · {one.by}"
            shared = _(" · shared") if one.mine and one.shared else ""
            _choice(f"view-{one.id}", f"{one.name}{by}{shared}", {VIEW: str(one.id)} | shelf.kept_apart, here)


def _choice(key: str, label: str, query: Query, here: bool) -> None:
    icon = ":material/check:" if here else ":material/bookmark:"
    st.button(md(label), key=key, icon=icon, type="tertiary", on_click=_open, args=(query,))


def _own(current: Opened, shelf: Shelf) -> None:
    """What may be done with the view that is open."""
    view = current.view
    st.caption(md(_("With “{name}”", name=view.name)))
    with st.container(horizontal=True):
        if not same(current.wanted, shelf.wanted):
            query = tasks.as_query(shelf.wanted)
            st.button(_("Keep the present filter"), key="view-change", on_click=_change, args=(view, query))
        if shelf.may_share and not view.shared:
            st.button(_("Share with the office"), key="view-share", on_click=_share, args=(view.id, True))
        if view.shared:
            st.button(_("Share no more"), key="view-unshare", on_click=_share, args=(view.id, False))
        st.button(_("Drop the view"), key="view-drop", on_click=_drop, args=(view.id,))


def _keep(shelf: Shelf) -> None:
    st.caption(_("Keep the present filter as a view"))
    query = tasks.as_query(shelf.wanted)
    with form(SAVE):
        line(
            SAVE, "name", _("Name"), limit=40, label_visibility="collapsed", placeholder=_("Name of the view")
        )
        submit(SAVE, _("Save the view"), _save, (query, shelf.kept_apart), type="secondary")


def _open(query: Query) -> None:
    st.query_params.from_dict(query)
    if OPEN in st.session_state:
        st.session_state[OPEN] = False


def _save(query: Query, apart: Query) -> None:
    with attempt(_("The view is kept."), form=SAVE):
        with begin(SAVE) as work:
            number = views.save_view(work, name=value(SAVE, "name") or "", wanted=tasks.asked_for(query))
        st.query_params.from_dict({**query, VIEW: str(number), **apart})


def _change(view: View, query: Mapping[str, str]) -> None:
    with attempt(_("The view is changed.")), begin() as work:
        views.change_view(work, view_id=view.id, version=view.version, wanted=tasks.asked_for(query))


def _share(view_id: int, on: bool) -> None:
    command = views.share_view if on else views.unshare_view
    with attempt(_("Shared with the office.") if on else _("Not shared any more.")), begin() as work:
        command(work, view_id=view_id)


def _drop(view_id: int) -> None:
    with attempt(_("The view is dropped.")):
        with begin() as work:
            views.drop_view(work, view_id=view_id)
        st.query_params.pop(VIEW, None)


def _label(shelf: Shelf) -> str:
    name = _name(shelf)
    return md(_("View: {name}", name=name)) if name else _("Views")


def _apart(keep: Iterable[str]) -> Query:
    return {name: st.query_params[name] for name in keep if name in st.query_params}


def _name(shelf: Shelf) -> str:
    if shelf.current is not None:
        changed = "" if same(shelf.current.wanted, shelf.wanted) else " *"
        return shelf.current.view.name + changed
    return next((_(one.name) for one in shelf.built_in if same(one.wanted, shelf.wanted)), "")


def same(one: Filter, other: Filter) -> bool:
    """Whatever page is open, and however it is sorted, it is the same view."""
    plain = Filter()
    return replace(one, page=1, sort=plain.sort, descending=False) == replace(
        other, page=1, sort=plain.sort, descending=False
    )


def _number() -> int | None:
    text = st.query_params.get(VIEW, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
