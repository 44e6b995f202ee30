"""One finding: what was found, before and after beside how it should be, and what follows."""

from collections.abc import Iterable

import streamlit as st

from core import files, seven_s
from core.errors import DomainError
from core.files import FileFact
from core.i18n import _, day, moment
from core.seven_s import FindingSheet, FindingState
from pages import ui
from pages.ui.photo import attachments, photo

STATES = {
    FindingState.OPEN: "yellow",
    FindingState.FIXED: "green",
    FindingState.CLOSED: "grey",
    FindingState.VOID: "grey",
    FindingState.SUPERVISED: "yellow",
}


def whole(name: str) -> int:
    text = st.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def fix(form: str, one: int, version: int) -> None:
    with ui.attempt(_("Reported as fixed."), form=form), ui.begin(form) as work:
        seven_s.fix(work, finding_id=one, note=str(ui.value(form, "note") or ""), version=version)


def verify(form: str, one: int, version: int, accepted: bool) -> None:
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        reason = str(ui.value(form, "reason") or "")
        seven_s.verify(work, finding_id=one, accepted=accepted, reason=reason, version=version)


def object_to(form: str, one: int) -> None:
    with ui.attempt(_("The leader of the team decides about it."), form=form), ui.begin(form) as work:
        seven_s.raise_objection(work, finding_id=one, reason=str(ui.value(form, "reason") or ""))


def judge(form: str, one: int, accepted: bool) -> None:
    with ui.attempt(_("Decided."), form=form), ui.begin(form) as work:
        answer = str(ui.value(form, "answer") or "")
        seven_s.decide_objection(work, finding_id=one, accepted=accepted, answer=answer)


def supervise(one: int, version: int) -> None:
    with ui.attempt(_("A supervised task was made of it.")), ui.begin() as work:
        made = seven_s.supervise(work, finding_id=one, version=version)
        ui.then_open("tasks/task.py", id=made.task_id)


def show_head(sheet: FindingSheet) -> None:
    row = sheet.row
    st.title(ui.md(row.phrase or row.note or row.wording), anchor=False)
    colour = "red" if row.overdue else STATES[FindingState(row.state)]
    name = _("Overdue") if row.overdue else _(seven_s.FINDING_NAMES[row.state])
    st.markdown(ui.lamp(colour, name))
    repeats = _("{count} times before within 30 days", count=row.repeats) if row.repeats else ""
    ui.facts(
        [
            (_("Area"), f"{row.area} · {_('Floor {floor}', floor=row.floor)}"),
            (_("Check item"), f"{row.item_key} {row.wording}"),
            (_("Severity"), _(seven_s.SEVERITY_NAMES[row.severity])),
            (_("Path"), _(seven_s.PATH_NAMES[row.path])),
            (_("Found"), f"{day(row.day)} · {sheet.found_by}"),
            (_("Owner"), row.owner),
            (_("Until"), day(row.due_day)),
            (_("Repeated"), repeats),
            (_("Remark"), row.note if row.phrase else ""),
            (_("Fixed"), sheet.fixed_by and f"{moment(sheet.fixed_at, zone)} · {sheet.fixed_by}"),
            (_("How it was fixed"), sheet.fix_note),
            (_("Verified by"), sheet.verified_by),
            (_("Given back"), _("{count} times", count=sheet.returned) if sheet.returned else ""),
            (_("Task"), sheet.task_number or (_("a draft") if row.task_id else "")),
        ]
    )
    if row.task_id and st.button(_("To the task"), key="to-task"):
        ui.go("tasks/task.py", id=row.task_id)


def show_photos(sheet: FindingSheet, reference: list[FileFact], before: list, after: list) -> None:
    columns = st.columns(3)
    for column, name, key, kept in zip(
        columns,
        (_("How it should be"), _("As found"), _("As it is now")),
        ("reference", "before", "after"),
        (reference, before, after),
        strict=True,
    ):
        with column:
            st.markdown(f"**{name}**")
            if kept:
                attachments(f"{key}-{sheet.row.id}", kept, zone=zone)
            else:
                st.caption(_("No photo"))
    same = numbers(one.finding_id for one in sheet.reused if one.same)
    alike = numbers(one.finding_id for one in sheet.reused if not one.same)
    if same:
        st.warning(
            _("A photo stands with {findings} as well.", findings=same), icon=":material/content_copy:"
        )
    if alike:
        st.warning(_("A photo looks like one of {findings}.", findings=alike), icon=":material/content_copy:")


def numbers(findings: Iterable[int]) -> str:
    """Links to them, each once."""
    listed = sorted(set(findings), reverse=True)
    return _(", ").join(f"[{_('finding {number}', number=one)}](/finding?id={one})" for one in listed)


def show_moves(sheet: FindingSheet) -> None:
    row = sheet.row
    if "fix" in sheet.moves:
        form = f"fix-{row.id}"
        with st.container(border=True), ui.form(form):
            st.header(_("Report it as fixed"), anchor=False)
            if not sheet.photo_forbidden:
                photo(f"fix-photo-{row.id}", subject="fix", subject_id=row.id, pictures_only=True)
            ui.line(form, "note", _("How it was fixed"))
            ui.submit(form, _("It is fixed"), fix, (form, row.id, row.version))
    if "verify" in sheet.moves:
        form = f"verify-{row.id}"
        with st.container(border=True), ui.form(form):
            st.header(_("Verify"), anchor=False)
            ui.line(form, "reason", _("Reason, if it is given back"))
            with st.container(horizontal=True):
                ui.submit(form, _("It is in order"), verify, (form, row.id, row.version, True))
                back = (form, row.id, row.version, False)
                ui.submit(form, _("Give back"), verify, back, name="back", type="secondary")
    if "decide_objection" in sheet.moves:
        form = f"judge-{row.id}"
        with st.container(border=True), ui.form(form):
            st.header(_("Decide the objection"), anchor=False)
            ui.line(form, "answer", _("Answer"))
            with st.container(horizontal=True):
                ui.submit(form, _("Withdraw the finding"), judge, (form, row.id, True))
                ui.submit(form, _("It stands"), judge, (form, row.id, False), name="no", type="secondary")
    if "supervise" in sheet.moves:
        st.button(
            _("Make it a supervised task"),
            key="supervise",
            icon=":material/add_task:",
            on_click=supervise,
            args=(row.id, row.version),
        )
    if "raise_objection" in sheet.moves and sheet.objection is None:
        form = f"object-{row.id}"
        with st.expander(_("Object")), ui.form(form):
            ui.line(form, "reason", _("Reason"))
            ui.submit(form, _("Object"), object_to, (form, row.id), type="secondary")


def show_objection(sheet: FindingSheet) -> None:
    one = sheet.objection
    if one is None:
        return
    decided = {None: _("open"), True: _("accepted"), False: _("refused")}[one.accepted]
    st.header(_("Objection"), anchor=False)
    ui.facts(
        [
            (_("Reason"), one.reason),
            (_("By"), f"{one.raised_by} · {moment(one.raised_at, zone)}"),
            (_("Decision"), f"{decided} · {one.decided_by}" if one.decided_by else decided),
            (_("Answer"), one.answer),
        ]
    )


ui.open_page(_("Finding"), needs="seven_s.findings", heading=False)

try:
    with ui.look() as work:
        zone = work.zone
        sheet = seven_s.finding(work, finding_id=whole("id"), matter_id=whole("matter") or None)
        reference = [
            one for one in files.of(work, "area", sheet.row.area_id) if one.id == sheet.reference_file_id
        ]
        before, after = files.of(work, "finding", sheet.row.id), files.of(work, "fix", sheet.row.id)
except DomainError as refusal:
    st.error(ui.md(refusal.for_user), icon=":material/block:")
    if st.button(_("To the findings"), key="to-findings"):
        ui.go("sevens/findings.py")
    st.stop()

show_head(sheet)
show_photos(sheet, reference, before, after)
show_objection(sheet)
show_moves(sheet)
