"""Items that are called much the same: seen before one matter is given twice, merged where it was."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core import intake, tasks
from core.i18n import _
from core.intake import Alike
from pages.ui import forms
from pages.ui.attempts import attempt, begin, go, submit
from pages.ui.reader import look
from pages.ui.table import Column, Row, table
from pages.ui.tasks.reading import Desk
from pages.ui.text import md

SHORTEST = 4
FEW = 3


def alike(key: str, items: Sequence[Alike], *, said: str) -> None:
    """The items with how much alike they are; a click opens one."""
    if not items:
        return
    st.markdown(f":orange[▲ {said}]")
    columns = [
        Column("number", _("Number"), "short"),
        Column("title", _("Item"), main=True),
        Column("lead", _("Lead department"), "short"),
        Column("state", _("State"), "short"),
        Column("share", _("Alike"), "share", phone=False),
    ]
    rows = [Row(one.task_id or 0, cells(one), href=f"/task?id={one.task_id}") for one in items]
    picked = table(key, columns, rows, label=said)
    if picked.opened:
        go("tasks/task.py", id=picked.opened)


def cells(one: Alike) -> Mapping[str, object]:
    return {
        "number": one.number or "—",
        "title": one.title,
        "lead": one.lead,
        "state": _(one.state),
        "share": round(100 * one.share),
    }


def alike_to(key: str, title: str, *, but: int | None = None) -> None:
    """The same for a title that is being typed."""
    if len(title.strip()) < SHORTEST:
        return
    with look() as work:
        found = intake.similar(work, title=title, but=but)
    alike(key, found, said=_("Much the same is there already."))


def offer_merging(desk: Desk) -> None:
    """One matter given twice: on the page of the newer one, to whoever may merge."""
    form = f"merge-into-{desk.id}"
    if not desk.alike or forms.held(form, "other", False):
        return
    with st.container(border=True, key="given-twice"), forms.form(form):
        st.markdown(f":orange[▲ {_('Given twice? Much the same is open already.')}]")
        for one in desk.alike[:FEW]:
            named = f"{one.number} {one.title}".strip()
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"{md(named)} :gray[{md(one.lead)} · {_(one.state)}]", width="stretch")
                args = (form, desk.id, one.task_id)
                submit(
                    form, _("Merge into this one"), merge, args, name=f"into-{one.task_id}", type="secondary"
                )
        st.button(_("Another matter"), key="another-matter", on_click=dismiss, args=(form,), type="tertiary")


def merge(form: str, task_id: int, into_id: int) -> None:
    """This item ends here and points to the other; the moves of the page have the long form of it."""
    with attempt(_("Merged."), form=form), begin(form) as work:
        reason = _("One matter was given twice")
        tasks.merge(work, task_id=task_id, into_id=into_id, reason=reason)


def dismiss(form: str) -> None:
    forms.hold(form, "other", True)
