"""Pools and the old roster from Excel: looked through first, then all of it or nothing."""

import streamlit as st

from core import roster
from core.errors import DomainError
from core.i18n import _
from core.roster import BroughtIn
from pages import ui
from pages.ui.one_file import Handed, chosen, forget, one_file

POOLS, OLD = "duty-pools-sheet", "duty-old-sheet"
SHOWN = 100
COMMANDS = {POOLS: roster.import_pools, OLD: roster.import_roster}


def bring_in(file: str) -> None:
    handed = chosen(file)
    if handed is None:
        return
    with ui.attempt(_("Brought in."), form=file), ui.begin(file) as work:
        COMMANDS[file](work, content=handed.content, name=handed.name)
        forget(file)


def show() -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(f"**{_('People and balances')}**")
        st.caption("姓名、岗位；加入日期、离开日期、工作日、休息日、节假日")
        _take(POOLS)
    with right:
        st.markdown(f"**{_('The roster as it was kept before')}**")
        st.caption("日期、岗位、姓名 / 日期 + " + _("one column for each role"))
        _take(OLD)


def _take(file: str) -> None:
    handed = one_file(file, label=_("Excel file"), accept=".xlsx")
    if handed is None:
        return
    try:
        seen = _looked_through(file, handed)
    except DomainError as error:
        st.error(ui.md(error.for_user), icon=":material/error:")
        return
    if seen.faults:
        st.error(_("Wrong lines: {count}. Nothing is brought in.", count=len(seen.faults)))
        for fault in seen.faults[:SHOWN]:
            st.text(_("Row {row}: {said}", row=fault.row, said=fault.error.for_user))
        return
    with ui.form(file):
        st.text(_("Without errors: {count} lines.", count=seen.lines))
        ui.submit(file, _("Bring in"), bring_in, (file,))


def _looked_through(file: str, handed: Handed) -> BroughtIn:
    with ui.look() as work:
        return COMMANDS[file](work, content=handed.content, name=handed.name, check=True)
