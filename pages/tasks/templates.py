"""Templates for repeated kinds of task: made, changed, drafted from in one click, by hand or by rhythm."""

from dataclasses import dataclass

import streamlit as st

from core import tasks
from core.i18n import _
from core.tasks import Rhythm, Template
from pages import ui
from pages.ui.tasks.facts_form import facts_form
from pages.ui.tasks.plain import Plain, of_facts, to_facts
from pages.ui.tasks.sheet import Sheet, for_template
from pages.ui.tasks.typed import peek, typed

SCREEN, TASK = "tasks/templates.py", "tasks/task.py"
NEW = "new"
NOTHING: Plain = {"importance": "ordinary", "urgency": "normal"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the form is about: a template, or None for a new one."""

    form: str
    template: Template | None

    @property
    def at_first(self) -> Plain:
        return of_facts(self.template.facts) if self.template else NOTHING


def save(chosen: Chosen) -> None:
    form, one = chosen.form, chosen.template
    with ui.attempt(_("The template is saved."), form=form):
        facts = to_facts({**typed(form, chosen.at_first), "due_day": None, "steps": []})
        with ui.begin(form) as work:
            tasks.save_template(
                work,
                name=str(ui.value(form, "name") or ""),
                facts=facts,
                days_to_due=int(ui.value(form, "days_to_due") or 0),
                rhythm=str(ui.value(form, "rhythm") or ""),
                next_day=ui.value(form, "next_day"),
                template_id=one.id if one else None,
                version=ui.held(form, "version", 0),
            )
        ui.then_open(SCREEN)


def retire(template: Template) -> None:
    with ui.attempt(_("The template is retired. What was drafted from it stays.")), ui.begin() as work:
        tasks.retire_template(work, template_id=template.id, version=template.version)
        ui.then_open(SCREEN)


def draft(template_id: int) -> None:
    """The draft opens in its form: there the day can still be changed before the issue."""
    with ui.attempt(_("Drafted.")), ui.begin() as work:
        ui.then_open(TASK, id=tasks.draft_from_template(work, template_id=template_id))


def new() -> None:
    ui.then_open(SCREEN, edit=NEW)


def show_list(templates: list[Template], departments: dict[int, str], *, keeper: bool) -> None:
    if keeper and templates:
        st.button(_("New template"), key="new-template", type="primary", icon=":material/add:", on_click=new)
    if not templates:
        if keeper:
            text = _("No templates yet. Make one for what comes back every week, month or year.")
            ui.empty(text, _("New template"), new)
        else:
            ui.empty(_("No templates yet. The office makes them."))
        return
    for one in templates:
        show_one(one, departments, keeper=keeper)


def show_one(one: Template, departments: dict[int, str], *, keeper: bool) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"template-{one.id}"):
        with st.container(gap=None, width="stretch"):
            st.markdown(f"**{ui.md(one.name)}**")
            st.caption(ui.md(" · ".join(said(one, departments))))
        with st.container(horizontal=True, width="content", gap="small"):
            st.button(
                _("Draft from it"), key=f"draft-{one.id}", type="primary", on_click=draft, args=(one.id,)
            )
            if keeper and st.button(_("Change"), key=f"edit-{one.id}"):
                ui.go(SCREEN, edit=one.id)


def said(one: Template, departments: dict[int, str]) -> list[str]:
    lead = departments.get(one.facts.lead_department_id or 0, "")
    rhythm = _(tasks.RHYTHM_NAMES[one.rhythm])
    if one.next_day is not None:
        rhythm = _("{rhythm}, next on {day}", rhythm=rhythm, day=one.next_day)
    due = _("due {count} days after the draft", count=one.days_to_due)
    return [part for part in (one.facts.title, lead, rhythm, due) if part]


def show_form(chosen: Chosen, sheet: Sheet) -> None:
    form, one = chosen.form, chosen.template
    ui.held(form, "version", one.version if one else 0)
    with ui.form(form):
        show_rhythm(form, one)
        st.header(_("What the draft will say"), anchor=False)
        facts_form(sheet, form, chosen.at_first)
        with st.container(horizontal=True, gap="small"):
            ui.submit(form, _("Save"), save, (chosen,))
            if one is not None:
                st.button(_("Retire"), key="retire", on_click=retire, args=(one,))
            if st.button(_("Back"), key="leave", type="tertiary"):
                ui.go(SCREEN)


def show_rhythm(form: str, one: Template | None) -> None:
    name, days, rhythm, first = st.columns([4, 2, 2, 2])
    with name:
        ui.line(form, "name", _("Name of the template"), one.name if one else "", limit=80)
    with days:
        ui.number(
            form, "days_to_due", _("Days until it is due"), one.days_to_due if one else 14, least=1, most=400
        )
    with rhythm:
        names = {str(code): _(text) for code, text in tasks.RHYTHM_NAMES.items()}
        ui.pick(form, "rhythm", _("Drafts itself"), names, str(one.rhythm) if one else str(Rhythm.NONE))
    with first:
        ui.day(form, "next_day", _("Next drafted on"), one.next_day if one else None)
    st.caption(_("The due day falls on a workday: if need be it moves to the last one before."))


def chosen_one(templates: list[Template]) -> Chosen | None:
    asked = st.query_params.get("edit", "")
    if asked == NEW:
        return Chosen("template-new", None)
    one = next((one for one in templates if str(one.id) == asked), None)
    return Chosen(f"template-{one.id}", one) if one else None


ui.open_page(_("Templates"), needs="tasks.templates")

with ui.look() as work:
    templates = tasks.templates(work)
    keeper = work.may("tasks.save_template")
    chosen = chosen_one(templates) if keeper else None
    sheet = for_template(work, wanted="", parent_id=peek(chosen.form, "parent_id") if chosen else None)

if chosen is None:
    show_list(templates, dict(sheet.departments), keeper=keeper)
else:
    show_form(chosen, sheet)
