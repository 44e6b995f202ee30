"""A table of facts as one component: dense real HTML, opens on click, sorts on headings, cards on a phone.

    picked = ui.table("tasks", columns, rows, sort="due_day")
    if picked.opened: ui.go("tasks/task.py", id=picked.opened)

The rows are those of one page of a query; sorting is asked for, not done here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import streamlit as st

HERE = Path(__file__).parent
Kind = Literal["text", "short", "day", "number", "lamp", "share"]

_table = st.components.v2.component(
    "luoshi_table",
    html='<div class="table"></div>',
    css=(HERE / "table.css").read_text("utf-8"),
    js=(HERE / "table.js").read_text("utf-8"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """`main` is what a row is called, and its link; without `phone` it is left out on a narrow screen."""

    name: str
    label: str
    kind: Kind = "text"
    width: str = ""
    sort: bool = False
    main: bool = False
    phone: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """`href` makes it open; `cells` hold texts, numbers, `lamp_cell(…)` or `toned(…)`."""

    id: int | str
    cells: Mapping[str, object]
    href: str = ""
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Picked:
    opened: Any = None
    sorted: str = ""


def table(
    key: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    label: str = "",
    sort: str = "",
    down: bool = False,
) -> Picked:
    shown = {
        "label": label,
        "sort": sort,
        "down": down,
        "columns": [asdict(column) for column in columns],
        "rows": [asdict(row) for row in rows],
    }
    result = _table(key=key, data=shown, on_opened_change=_nothing, on_sorted_change=_nothing)
    return Picked(_value(result.opened), _value(result.sorted) or "")


def _nothing() -> None:
    """A component hands over its triggers only where somebody listens."""


def _value(trigger: Any) -> Any:
    return trigger["value"] if trigger else None
