"""Results of a half-year: each department's points, indicators, total and on-time rate; closing it."""

import streamlit as st

from core import appraisal
from core.appraisal import Half, Line, Results
from core.i18n import _, day
from pages.ui.attempts import attempt, begin, go, submit
from pages.ui.forms import form as form_
from pages.ui.links import downloads
from pages.ui.show import empty, toned
from pages.ui.table import Column, Row, table
from pages.ui.text import md


def close(form: str, half: Half) -> None:
    with attempt(_("The half-year is closed; its results are frozen."), form=form), begin(form) as work:
        appraisal.close_half(work, half=half)


def show(found: Results, half: Half, *, closes: bool, link: str) -> None:
    if found.closed_on is not None:
        closed = day(found.closed_on, year=True)
        text = _(
            "Closed on {day} by {name}; later changes do not alter it.", day=closed, name=found.closed_by
        )
        st.success(md(text), icon=":material/lock:")
    if not found.lines:
        empty(_("Nothing was handled in this half-year yet."))
        return
    address = f"year={half.year}&half={half.half}"
    downloads(
        "appraisal-papers",
        [(_("Word"), f"/download/appraisal?{address}"), (_("Excel"), f"/download/appraisal-sheet?{address}")],
    )
    picked = table("appraisal-results", _columns(found), [_row(one, found, link) for one in found.lines])
    if picked.opened:
        go("appraisal/appraisal.py", half=half.number, view="points", department=picked.opened)
    apart = [one.department for one in found.lines if not one.placed]
    if apart:
        names = _(", ").join(apart)
        st.caption(
            md(
                _(
                    "Not placed, with fewer than {count} items: {departments}.",
                    count=found.rules.few,
                    departments=names,
                )
            )
        )
    if closes and found.closed_on is None:
        name = f"close-half-{half.number}"
        with form_(name):
            submit(
                name, _("Close this half-year"), close, [name, half], type="secondary", icon=":material/lock:"
            )


def _columns(found: Results) -> list[Column]:
    ranked = [Column("rank", _("Rank"), "number")] if found.ranked else []
    return [
        Column("name", _("Department"), main=True),
        Column("items", _("Count of items"), "number"),
        Column("deducted", _("Deducted"), "number"),
        Column("bonus", _("Bonus"), "number", phone=False),
        *(
            Column(
                f"s{place}", _("{name} ({weight} %)", name=one.name, weight=one.weight), "number", phone=False
            )
            for place, one in enumerate(found.indicators)
        ),
        Column("total", _("Total"), "number"),
        Column("rate", _("On-time rate"), "number"),
        Column("target", _("Target"), "number", phone=False),
        *ranked,
    ]


def _row(one: Line, found: Results, link: str) -> Row:
    rate, target = one.rate.percent, one.target
    below = rate is not None and target is not None and rate < target
    said = f"{rate:g}%" if rate is not None else "—"
    cells: dict[str, object] = {
        "name": one.department,
        "items": one.items,
        "deducted": f"{one.deducted:g}" if one.deducted else "",
        "bonus": f"{one.bonus:g}" if one.bonus else "",
        "total": f"{one.total:g}" if one.total is not None else _("incomplete"),
        "rate": toned(f"▼ {said}", "red") if below else said,
        "target": f"{target}%" if target is not None else "",
        "rank": one.rank or "—",
    }
    scores = {f"s{n}": f"{score:g}" if score is not None else "—" for n, score in enumerate(one.scores)}
    return Row(one.department_id, cells | scores, href=f"{link}&department={one.department_id}")
