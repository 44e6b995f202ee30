"""The first section of the task page: facts, parts, steps, what stands above and below, the latest report."""

from decimal import Decimal

import streamlit as st

from core.i18n import _, moment
from core.tasks import FIELD_NAMES
from pages.ui.show import facts, toned
from pages.ui.table import Column, Row, table
from pages.ui.tasks.days import day_cell
from pages.ui.tasks.reading import Desk
from pages.ui.text import md


def overview(desk: Desk) -> None:
    documents(desk)
    _facts(desk)
    _parts(desk)
    _steps(desk)
    _relatives(desk)
    _meetings(desk)


def documents(desk: Desk) -> None:
    """The papers that the office hands out, as Word or as one file."""
    row = desk.face.row
    if row.issued_at is None:
        return
    links = [(_("Notice of assignment"), "notice", "description"), (_("One-page sheet"), "sheet", "article")]
    if row.closed_at is not None:
        links.append((_("Case file"), "case", "folder_zip"))
    with st.container(horizontal=True, gap="small", key="documents"):
        for text, kind, icon in links:
            st.link_button(text, f"/download/{kind}?id={desk.id}", icon=f":material/{icon}:", type="tertiary")


def _facts(desk: Desk) -> None:
    papers, row = desk.papers, desk.face.row
    if papers is None:
        return
    known = papers.facts
    long = ("standard", "background")
    shown: list[tuple[str, object]] = [(_(FIELD_NAMES[name]), known[name]) for name in long]
    shown += [
        (_("Why it is difficult"), papers.difficult_reason),
        (_("Fast track"), _("{ground}: {reason}", ground=papers.fast_ground, reason=papers.fast_reason))
        if papers.fast_ground
        else ("", ""),
    ]
    facts(shown, columns=1, key="facts-long")
    issued = _("{person}, {at}", person=papers.issued_by, at=moment(row.issued_at, desk.zone))
    short = {
        "form": known["form"],
        "quantity": quantity(known["quantity"], known["unit"]),
        "source": known["source"],
        "source_reference": known["source_reference"],
        "given_by": papers.given_by,
    }
    facts(
        [
            *((_(FIELD_NAMES[name]), value) for name, value in short.items()),
            (_("Drafted by"), papers.created_by),
            (_("Issued by"), issued if row.issued_at else ""),
            (_("Before issue"), _("A leader signs it off") if known["needs_sign_off"] else ""),
            (_("To close"), _("The leader approves") if known["needs_approval"] else ""),
        ],
        key="facts-short",
    )


def quantity(amount: Decimal | None, unit: str) -> str:
    return "" if amount is None else f"{amount.normalize():f} {unit}".strip()


def _parts(desk: Desk) -> None:
    parts = desk.papers.parts if desk.papers else ()
    if not parts:
        return
    st.header(_("Supporting departments"), anchor=False)
    columns = [
        Column("department", _("Department"), main=True),
        Column("what", _("What it is asked for")),
        Column("due", _("Day"), "day"),
        Column("signed", _("Signed"), "short"),
        Column("handler", _("Handler"), "short"),
        Column("percent", _("Progress"), "share"),
        Column("done", _("Done"), "short"),
    ]
    rows = [
        Row(
            part.id,
            {
                "department": part.department,
                "what": part.what,
                "due": day_cell(part.due_day, desk.today, done=part.done_at is not None),
                "signed": moment(part.signed_at, desk.zone) or toned(_("not yet"), "grey"),
                "handler": part.handler,
                "percent": part.percent,
                "done": moment(part.done_at, desk.zone),
            },
        )
        for part in parts
    ]
    table("parts", columns, rows, label=_("Supporting departments"))


def _steps(desk: Desk) -> None:
    steps = desk.papers.steps if desk.papers else ()
    if not steps:
        return
    st.header(_("Steps"), anchor=False)
    columns = [
        Column("name", _("Step"), main=True),
        Column("due", _("Day"), "day"),
        Column("percent", _("Progress by then"), "number"),
        Column("done", _("Reached"), "short"),
    ]
    rows = [
        Row(
            step.id,
            {
                "name": step.name,
                "due": day_cell(step.due_day, desk.today, done=step.done_at is not None),
                "percent": f"{step.percent} %" if step.percent else "",
                "done": moment(step.done_at, desk.zone),
            },
        )
        for step in steps
    ]
    table("steps", columns, rows, label=_("Steps"))


def _relatives(desk: Desk) -> None:
    face = desk.face
    links = [(face.merged_into, _("Merged into")), (face.above, _("Belongs to"))]
    for to, text in links:
        if to is not None:
            _link(to[0], f"{text}: {to[1]}")
    if face.below:
        st.header(_("Items below"), anchor=False)
        for number, title, _lamp in face.below:
            _link(number, title)


def _link(task_id: int, title: str) -> None:
    st.page_link(
        "tasks/task.py",
        label=title,
        query_params={"id": str(task_id)},
        icon=":material/subdirectory_arrow_right:",
    )


def _meetings(desk: Desk) -> None:
    """Where it was spoken about, or decided."""
    if not desk.meetings:
        return
    st.header(_("Meetings about it"), anchor=False)
    for number, title, on in desk.meetings:
        label = f"{on} {title}"
        st.page_link("meetings/meeting.py", label=md(label), query_params={"id": str(number)})
