"""A table of facts as one component: dense real HTML, opens on click, sorts on headings, cards on a phone.

    picked = ui.table("tasks", columns, rows, sort="due_day")
    if picked.opened: ui.go("tasks/task.py", id=picked.opened)

The rows are those of one page of a query; sorting is asked for, not done here. With `picks` rows can be
ticked and something done with all of them; ticking costs no run of the script.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from core.i18n import _

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
    act: str = ""
    chosen: tuple[int | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picks:
    """What can be done with ticked rows: name and label. A new `round` unticks all."""

    acts: Sequence[tuple[str, str]]
    round: int = 0


def table(
    key: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    label: str = "",
    sort: str = "",
    down: bool = False,
    picks: Picks | None = None,
) -> Picked:
    shown = {
        "label": label,
        "sort": sort,
        "down": down,
        "columns": [asdict(column) for column in columns],
        "rows": [asdict(row) for row in rows],
        "picks": _picks(picks),
    }
    result = _table(
        key=key, data=shown, on_opened_change=_nothing, on_sorted_change=_nothing, on_acted_change=_nothing
    )
    act, chosen = _acted(_value(result.acted), {row.id for row in rows}, picks)
    return Picked(_value(result.opened), _value(result.sorted) or "", act, chosen)


def _picks(picks: Picks | None) -> dict[str, Any] | None:
    if picks is None or not picks.acts:
        return None
    texts = {
        "all": _("Choose all rows"),
        "one": _("Choose {row}", row="{row}"),
        "chosen": _("{count} chosen", count="{count}"),
        "none": _("Untick"),
    }
    return {"acts": [list(one) for one in picks.acts], "round": picks.round, "texts": texts}


def _acted(said: Any, known: set[int | str], picks: Picks | None) -> tuple[str, tuple[int | str, ...]]:
    """Only what is offered, only for rows that are there, whatever the browser says."""
    if not isinstance(said, dict) or picks is None:
        return "", ()
    act, rows = said.get("act"), said.get("rows")
    if act not in [name for name, _label in picks.acts] or not isinstance(rows, list):
        return "", ()
    return str(act), tuple(row for row in rows if isinstance(row, int | str) and row in known)


def _nothing() -> None:
    """A component hands over its triggers only where somebody listens."""


def _value(trigger: Any) -> Any:
    return trigger["value"] if trigger else None
