"""All supervised tasks, the archive included: filters, sorting and page stand in the address."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from core import documents, people, tasks
from core.i18n import _, day
from core.tasks import Counts, Filter, Page, Row
from pages import ui
from pages.ui.tasks.quick import quick_add

IN_MORE = ("state", "waits", "part", "source", "importance", "urgency", "due_from", "due_to")
NUMBERS_AND_DAYS = ("department_id", "person_id", "due_from", "due_to")
FIELDS = ("scope", "lamp", "text", "department_id", "person_id", *IN_MORE)
LAST = "list-address"
SCOPES = ("open", "ended", "archived", "all", "drafts")


def key(field: str) -> str:
    return f"list-{field}"


def narrow() -> None:
    """A filter changed: the address says so, from the first page on."""
    typed: dict[str, Any] = {
        name: st.session_state[key(name)] for name in FIELDS if key(name) in st.session_state
    }
    none: dict[str, Any] = {name: None if name in NUMBERS_AND_DAYS else "" for name in FIELDS}
    now = replace(asked(), **{name: value or none[name] for name, value in typed.items()})
    if now.state not in ("", *tasks.SCOPES[now.scope]):
        now = replace(now, state="")
    show(replace(now, page=1))


def turn_page(widget: str) -> None:
    show(replace(asked(), page=st.session_state[widget]))


def clear() -> None:
    st.query_params.from_dict(tasks.as_query(Filter(scope=asked().scope)))


def sort(column: str) -> None:
    now = asked()
    descending = now.sort == column and not now.descending
    show(replace(now, sort=column, descending=descending, page=1))


def show(wanted: Filter) -> None:
    st.query_params.from_dict(tasks.as_query(wanted) | ui.views.mark())


def come_back() -> None:
    """Going back from an item brings its address along: put back the one that the list had."""
    if "id" in st.query_params:
        st.query_params.from_dict(st.session_state.get(LAST, {}))
    st.session_state[LAST] = st.query_params.to_dict()


def asked() -> Filter:
    return tasks.asked_for(st.query_params.to_dict())


def pick(field: str, label: str, choices: dict[Any, str], **look: Any) -> None:
    st.selectbox(
        label,
        list(choices),
        index=None,
        placeholder=label,
        format_func=lambda code: choices.get(code, ""),
        key=key(field),
        on_change=narrow,
        label_visibility="collapsed",
        **look,
    )


def show_scope_and_lamps(wanted: Filter, counts: Counts, *, drafts: bool) -> None:
    scopes = [scope for scope in SCOPES if scope != "drafts" or drafts]
    st.segmented_control(
        _("Range"),
        scopes,
        format_func=lambda scope: _(documents.SCOPE_NAMES[scope]),
        key=key("scope"),
        on_change=narrow,
        label_visibility="collapsed",
        required=True,
    )
    if wanted.scope not in ("open", "all"):
        return
    st.pills(
        _("Lamp"),
        ["red", "yellow", "green", "grey"],
        format_func=lambda colour: ui.lamp(
            colour, f"{_(tasks.LAMP_NAMES[colour])} {getattr(counts, colour)}"
        ),
        key=key("lamp"),
        on_change=narrow,
        label_visibility="collapsed",
    )


def show_filters(
    wanted: Filter, departments: dict[int, str], handlers: dict[int, str], sources: list[str]
) -> None:
    st.text_input(
        _("Search"),
        key=key("text"),
        on_change=narrow,
        placeholder=_("Title, number, pinyin initials"),
        icon=":material/search:",
        label_visibility="collapsed",
        max_chars=100,
        width=200,
    )
    pick("department_id", _("Department"), departments, width=170)
    pick("person_id", _("Handler"), handlers, width=150)
    chosen = sum(1 for name in IN_MORE if getattr(wanted, name))
    label = _("More filters ({count})", count=chosen) if chosen else _("More filters")
    with st.popover(label, icon=":material/tune:"):
        show_more(wanted, sources)
    if replace(wanted, scope="open", sort="due_day", descending=False, page=1) != Filter():
        st.button(_("Clear"), key="list-clear", on_click=clear, type="tertiary")


def show_more(wanted: Filter, sources: list[str]) -> None:
    states = tasks.SCOPES[wanted.scope]
    pick("state", _("State"), {state: _(tasks.STATE_NAMES[state]) for state in states})
    pick("waits", _("Waits for me"), {"sign": _("To sign for"), "check": _("To check")})
    pick("part", _("Leads or supports"), {"lead": _("Leads"), "supporting": _("Supports")})
    pick("source", _("Source"), {source: source for source in sources})
    pick("importance", _("Importance"), {code: _(name) for code, name in tasks.IMPORTANCE_NAMES.items()})
    pick("urgency", _("Urgency"), {code: _(name) for code, name in tasks.URGENCY_NAMES.items()})
    for field, label in (("due_from", _("Due from")), ("due_to", _("Due until"))):
        st.date_input(label, None, key=key(field), format="YYYY-MM-DD", on_change=narrow)


def show_rows(wanted: Filter, page: Page, acts: list[tuple[str, str]]) -> None:
    columns = [
        ui.Column("lamp", _("Lamp"), "lamp"),
        ui.Column("number", _("Number"), "short", sort=True),
        ui.Column("title", _("Item"), main=True, sort=True),
        ui.Column("lead", _("Lead department"), sort=True),
        ui.Column("handler", _("Handler"), "short"),
        ui.Column("due_day", _("Due day"), "day", sort=True),
        ui.Column("percent", _("Progress"), "share", sort=True),
        ui.Column("state", _("State"), "short"),
        ui.Column("level", _("Level"), "short", phone=False),
        ui.Column("source", _("Source"), phone=False),
    ]
    rows = [ui.Row(row.id, cells(row), href=f"/task?id={row.id}") for row in page.rows]
    picked = ui.table(
        "tasks",
        columns,
        rows,
        label=_("Supervised tasks"),
        sort=wanted.sort,
        down=wanted.descending,
        picks=ui.Picks(acts, ui.bulk.turn()),
    )
    if picked.act:
        ui.bulk.ask(picked.act, [int(number) for number in picked.chosen])
    if picked.sorted:
        sort(picked.sorted)
        st.rerun()
    if picked.opened:
        ui.go("tasks/task.py", id=picked.opened)


def cells(row: Row) -> dict[str, object]:
    due = day(row.due_day) + (" " + _("(+{count})", count=row.extensions) if row.extensions else "")
    level = [_(tasks.IMPORTANCE_NAMES[tasks.Importance.KEY])] if row.importance == "key" else []
    level += [_(tasks.URGENCY_NAMES[row.urgency])] if row.urgency != "normal" else []
    return {
        "lamp": ui.lamp_cell(row.lamp),
        "number": row.number,
        "title": _("{title} (internal)", title=row.title) if row.internal else row.title,
        "lead": row.lead,
        "handler": row.handler,
        "due_day": ui.toned(due, "red") if row.lamp == "red" else due,
        "percent": row.percent,
        "state": _(tasks.STATE_NAMES[row.state]),
        "level": " · ".join(level),
        "source": row.source,
    }


def show_pages(page: Page) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        more = _("more than {count} items: narrow the filter", count=tasks.COUNTED)
        st.caption(more if page.more else _("{count} items", count=page.found))
        if page.pages > 1:
            # The address says which page it is: a new one is another widget.
            here = f"{key('page')}-{page.page}-{page.pages}"
            now = min(page.page, page.pages)
            st.pagination(page.pages, default=now, key=here, on_change=turn_page, args=(here,))


def show_nothing(wanted: Filter, *, drafts: bool) -> None:
    if replace(wanted, scope="open", sort="due_day", descending=False, page=1) != Filter():
        ui.empty(_("No item matches these filters."), _("Clear the filters"), clear, key="list-clear-all")
    elif wanted.scope in ("open", "all") and drafts:
        ui.empty(_("Nothing is in progress. Give the first item."), _("New task"), new_task)
    elif wanted.scope == "drafts":
        ui.empty(_("No drafts. What is begun and not yet issued stands here."), _("New task"), new_task)
    else:
        ui.empty(NOTHING[wanted.scope]())


NOTHING = {
    "open": lambda: _("Nothing is in progress."),
    "all": lambda: _("No items yet."),
    "ended": lambda: _("Nothing has ended yet. Closed items stand here until they are archived."),
    "archived": lambda: _(
        "The archive is empty. Items come here once they are closed, evaluated and archived."
    ),
}


def show_downloads(wanted: Filter) -> None:
    query = urlencode(tasks.as_query(replace(wanted, page=1)))
    ui.downloads(
        "list-downloads",
        [(_("Excel of this list"), f"/download/list?{query}"), (_("Ledger"), f"/download/ledger?{query}")],
    )


def new_task() -> None:
    ui.then_open("tasks/new.py")


ui.open_page(_("Supervised tasks"))

come_back()
ui.views.expand()
wanted = asked()
for name in FIELDS:
    st.session_state[key(name)] = getattr(wanted, name) or None
st.session_state[key("text")] = wanted.text

with ui.look() as work:
    page = tasks.listed(work, wanted=wanted)
    counts = tasks.lamps(work, wanted=wanted)
    departments = people.departments(work, closed=True)
    everybody = people.everybody(work) if work.may("people.everybody") else []
    handlers = {one.id: one.name for one in everybody}
    if wanted.person_id:
        handlers |= people.names(work, [wanted.person_id])
    sources = list(tasks.choices(work).sources)
    drafts, exports = work.may("tasks.draft"), work.may("documents.ledger_sheet")
    shelf = ui.views.read(work, wanted)
    acts = ui.bulk.acts(work, wanted.scope)

if drafts:
    quick_add()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    show_scope_and_lamps(wanted, counts, drafts=drafts)
ui.views.notes(shelf)
with st.container(horizontal=True, vertical_alignment="bottom", key="list-filters"):
    ui.views.bar(shelf)
    show_filters(wanted, departments, handlers, sources)
    if page.rows and exports:
        show_downloads(wanted)
if page.rows:
    show_rows(wanted, page, acts)
    show_pages(page)
else:
    show_nothing(wanted, drafts=drafts)
ui.bulk.form()
