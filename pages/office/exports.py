"""Who took out what, and when: lists, papers, case files. From the history, for the administrator."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from core import documents
from core.documents import Export
from core.i18n import N_, Text, _, moment
from pages import ui

NAMES: dict[str, Text] = {
    "ledger": N_("Ledger"),
    "list": N_("Excel of a list"),
    "notice": N_("Notice of assignment"),
    "one_page": N_("One-page sheet"),
    "case_file": N_("Case file"),
    "changes": N_("Excel for changing"),
    "slip": N_("Slip"),
    "bulletin": N_("Bulletin"),
    "minutes": N_("Minutes of a meeting"),
    "leaders": N_("The leaders' calendar"),
    "appraisal": N_("Appraisal"),
    "analysis": N_("Analysis"),
    "week": N_("7S bulletin of the week"),
}


def cells(one: Export, at: str) -> dict[str, Any]:
    what = NAMES.get(one.kind)
    return {
        "at": at,
        "person": one.person,
        "what": _(what) if what else one.kind,
        "item": one.item,
        "rows": one.rows if one.rows is not None else "",
        "filter": urlencode(one.wanted, safe=":,") if one.wanted else "",
    }


def asked() -> int:
    text = str(st.session_state.get("page") or st.query_params.get("page", ""))
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


ui.open_page(
    _("Taken out"),
    needs="documents.exports",
    under=_("Every list and paper that left the house, newest first."),
)

with ui.look() as work:
    found = documents.exports(work, page=asked())
    times = {one.id: moment(one.at, work.zone) for one in found.rows}

if found.rows:
    columns = [
        ui.Column("at", _("When"), "short"),
        ui.Column("person", _("Who"), "short"),
        ui.Column("what", _("What"), main=True),
        ui.Column("item", _("Item"), "short"),
        ui.Column("rows", _("Rows"), "number"),
        ui.Column("filter", _("Filter"), phone=False),
    ]
    rows = [ui.Row(one.id, cells(one, times[one.id])) for one in found.rows]
    ui.table("exports", columns, rows, label=_("Taken out"))
    ui.pager(found.total, documents.PAGE)
else:
    ui.empty(_("Nothing was taken out yet. Ledgers, lists, papers and case files leave a line here."))
