"""A new task, a draft, or the facts of an issued one: one form, saved or issued in one go."""

from contextlib import suppress
from datetime import timedelta

import streamlit as st

from core import policy, tasks
from core.errors import NotFound
from core.i18n import _
from core.policy import NotYours, Relation
from core.work import AlreadyDone
from pages import ui
from pages.ui.tasks import clash
from pages.ui.tasks.alike import alike_to
from pages.ui.tasks.facts_form import facts_form
from pages.ui.tasks.plain import Plain, of_facts, of_papers, to_facts
from pages.ui.tasks.sheet import Chosen, Sheet, read
from pages.ui.tasks.typed import fill, peek, typed

NEW = "task-new"
TASK = "tasks/task.py"


def number() -> int | None:
    text = st.query_params.get("id", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def save(form: str, task_id: int | None, mode: str, at_first: Plain, *, issue: bool) -> None:
    """Keep the draft or the changed facts; issuing rides in the same transaction, or nothing happens."""
    with ui.attempt(_("Issued.") if issue else _("Saved."), form=form):
        facts = to_facts(typed(form, at_first))
        with suppress(AlreadyDone), ui.begin(form) as work:
            version = ui.held(form, "version", 0)
            if task_id is None:
                task_id = tasks.draft(work, facts=facts, template_id=ui.held(form, "template_id", None))
            elif mode == "edit":
                reason = str(ui.value(form, "reason") or "")
                tasks.edit(work, task_id=task_id, facts=facts, version=version, reason=reason)
            else:
                tasks.edit_draft(work, task_id=task_id, facts=facts, version=version)
            if issue:
                tasks.issue(work, task_id=task_id, version=tasks.face(work, task_id=task_id).version)
            # Before the commit: a second click may break off whatever comes after it.
            ui.then_open(TASK, id=task_id)


def keep_chosen(
    form: str, task_id: int, mode: str, versions: tuple[Plain, Plain, Plain], version: int
) -> None:
    """After a conflict: what the reader chose of both sides is saved on top of the newer version."""
    was, mine, theirs = versions
    fill(form, clash.chosen(ui.values(form), was, mine, theirs))
    ui.hold(form, "version", version)
    ui.hold(form, "was", theirs)
    save(form, task_id, mode, theirs, issue=False)


def say_mine(form: str, task_id: int, text: str) -> None:
    with ui.attempt(_("Your version stands in the conversation."), form=form):
        with suppress(AlreadyDone), ui.begin(form) as work:
            tasks.comment(work, task_id=task_id, text=text)
        ui.then_open(TASK, id=task_id, tab="conversation")


def use_template(form: str, offered: dict[int, Plain]) -> None:
    template_id = st.session_state.get("template")
    if template_id in offered:
        fill(form, offered[template_id])
        ui.hold(form, "template_id", template_id)


def go_back(form: str, task_id: int | None) -> None:
    if task_id is not None:
        ui.then_open(TASK, id=task_id)
    else:
        ui.then_open("tasks/list.py")


def show_templates(sheet: Sheet, form: str) -> None:
    """Everything that the template knows, due on a workday."""
    offered: dict[int, Plain] = {}
    for one in sheet.templates:
        last = sheet.today + timedelta(days=one.days_to_due)
        due = max(sheet.workdays.on_or_before(last), sheet.today)
        offered[one.id] = {**of_facts(one.facts), "due_day": due.isoformat(), "steps": []}
    names = {one.id: one.name for one in sheet.templates}
    st.menu_button(
        _("From a template"),
        list(names),
        format_func=lambda number: ui.md(names.get(number, "")),
        key="template",
        on_click=use_template,
        args=(form, offered),
        icon=":material/library_books:",
    )


def overtaken(sheet: Sheet, form: str, was: Plain, now: Plain) -> bool:
    """Did somebody change the facts since the form was opened? What concerns other things goes unnoticed."""
    if sheet.face is None or sheet.face.version == ui.held(form, "version", sheet.face.version):
        return False
    if now == was:
        ui.hold(form, "version", sheet.face.version)
        return False
    ui.unsay(form)
    return True


def show_clash(sheet: Sheet, form: str, was: Plain, now: Plain) -> None:
    """Whoever comes second sees both versions."""
    if sheet.face is None:
        return
    mine, task_id = typed(form, was), sheet.face.row.id
    versions = (was, mine, now)
    args = (form, task_id, sheet.editing, versions, sheet.face.version)
    clash.panel(sheet, form, versions, keep_chosen, say_mine, args, clash.note(sheet, was, mine))


def may_issue(sheet: Sheet, supervising: int | None) -> bool:
    """The one who drafts may issue as a leader, or where the own department supervises."""
    standing = {Relation.AUTHOR}
    if (supervising or sheet.office) in sheet.actor.departments:
        standing.add(Relation.SUPERVISING)
    return policy.may(sheet.actor, "tasks.issue", standing)


def show_buttons(sheet: Sheet, form: str, at_first: Plain) -> None:
    task_id = sheet.face.row.id if sheet.face else None
    args = (form, task_id, sheet.editing, at_first)
    supervising = peek(form, "supervising_department_id", at_first.get("supervising_department_id"))
    draft = sheet.editing != "edit"
    issues = draft and may_issue(sheet, supervising)
    with st.container(horizontal=True, gap="small"):
        if issues:
            ui.submit(form, _("Issue"), issue, args, name="issue", icon=":material/send:")
        text = _("Save draft") if draft else _("Save")
        ui.submit(form, text, keep, args, name="save", type="secondary" if issues else "primary")
        st.button(_("Back"), key="leave", on_click=go_back, args=(form, task_id), type="tertiary")


def issue(form: str, task_id: int | None, mode: str, at_first: Plain) -> None:
    save(form, task_id, mode, at_first, issue=True)


def keep(form: str, task_id: int | None, mode: str, at_first: Plain) -> None:
    save(form, task_id, mode, at_first, issue=False)


def heading(sheet: Sheet) -> str:
    if sheet.face is None:
        return _("New task")
    if sheet.editing == "edit":
        return _("Change the facts: {number}", number=sheet.face.row.number)
    return _("Edit the draft")


def chosen(form: str) -> Chosen:
    departments = peek(form, "lead_department_id"), peek(form, "supervising_department_id")
    return Chosen(peek(form, "parent_id"), peek(form, "given_by"), departments)


def form_name(task_id: int | None) -> str:
    return NEW if task_id is None else f"task-{task_id}"


ui.open_page(_("New task"), needs="tasks.draft", heading=False)

form = form_name(number())
try:
    with ui.look() as work:
        sheet = read(
            work,
            task_id=number(),
            wanted=str(ui.value(form, "wanted") or ""),
            chosen=chosen(form),
        )
except NotFound as gone:
    st.error(gone.for_user, icon=":material/search_off:")
    st.page_link("tasks/list.py", label=_("To the list of tasks"), icon=":material/checklist:")
    st.stop()

st.set_page_config(page_title=heading(sheet))
st.title(ui.md(heading(sheet)), anchor=False)
if not sheet.editing or (sheet.face and not sheet.papers):
    st.error(NotYours().for_user, icon=":material/block:")
    st.stop()

now = of_papers(sheet.papers) if sheet.papers else of_facts(tasks.Facts(title=""))
was = ui.held(form, "was", now)
clashing = overtaken(sheet, form, was, now)
with ui.form(form):
    if clashing:
        show_clash(sheet, form, was, now)
    if sheet.templates:
        show_templates(sheet, form)
    if sheet.editing != "edit":
        st.caption(_("Fields with * are needed before the issue; a draft needs only its title."))
    facts_form(sheet, form, was)
    if sheet.editing != "edit":
        alike_to("alike", str(peek(form, "title", was.get("title")) or ""), but=number())
    show_buttons(sheet, form, was)
