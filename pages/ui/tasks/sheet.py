"""What the form of a task offers, and the task that it is about, read in one look."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from core import calendar, people, tasks
from core.actor import Actor
from core.calendar import Workdays
from core.errors import NotFound
from core.tasks import Choices, Face, Papers, Template
from core.work import Work
from pages.ui.tasks.reading import deciders, found

EDITS = frozenset({"task.edited", "task.draft_edited", "task.extended", "task.handed_on"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """`face` and `papers` are None for a new task; `changed` is the newest change of the facts."""

    actor: Actor
    today: date
    zone: ZoneInfo
    workdays: Workdays
    choices: Choices
    departments: Mapping[int, str]
    deciders: Mapping[int, str]
    parents: Mapping[int, str]
    office: int | None
    templates: list[Template] = field(default_factory=list)
    face: Face | None = None
    papers: Papers | None = None
    changed: tasks.Line | None = None
    is_template: bool = False

    @property
    def editing(self) -> str:
        """The move this form makes: draft, edit_draft, edit or template."""
        if self.is_template:
            return "template"
        if self.face is None:
            return "draft"
        names = {move.name for move in self.face.moves}
        return next((name for name in ("edit_draft", "edit") if name in names), "")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the form holds already: it stays to be seen, whatever became of it meanwhile."""

    parent_id: int | None = None
    given_by: int | None = None
    departments: tuple[int | None, ...] = ()


def read(work: Work, *, task_id: int | None, wanted: str, chosen: Chosen) -> Sheet:
    """`wanted` is what is searched for to belong to."""
    face = tasks.face(work, task_id=task_id) if task_id else None
    papers = tasks.papers(work, task_id=task_id) if task_id and face and face.may_read else None
    return Sheet(
        actor=work.actor,
        today=work.today,
        zone=work.zone,
        workdays=calendar.table(work),
        choices=tasks.choices(work),
        departments=_departments(work, papers, chosen),
        deciders=_deciders(work, papers, chosen),
        parents=_parents(work, wanted, chosen.parent_id, task_id),
        office=people.office(work),
        templates=[] if task_id else tasks.templates(work),
        face=face,
        papers=papers,
        changed=_changed(work, task_id) if task_id and papers else None,
    )


def for_template(work: Work, *, wanted: str, parent_id: int | None) -> Sheet:
    """The same for a template, which knows no days of its own."""
    return replace(read(work, task_id=None, wanted=wanted, chosen=Chosen(parent_id)), is_template=True)


def _departments(work: Work, papers: Papers | None, chosen: Chosen) -> dict[int, str]:
    """Those that there are, and those that stand in the task or the form even when they were closed since."""
    known = people.departments(work)
    standing = set(chosen.departments)
    if papers is not None:
        standing |= {papers.facts["lead_department_id"], *(part.department_id for part in papers.parts)}
    gone = {one for one in standing if one is not None and one not in known}
    if gone:
        names = people.department_names(work)
        known = known | {one: names[one] for one in gone if one in names}
    return known


def _deciders(work: Work, papers: Papers | None, chosen: Chosen) -> dict[int, str]:
    known = deciders(work)
    givers = {chosen.given_by, papers.facts["given_by"] if papers is not None else None}
    gone = {one for one in givers if one is not None and one not in known}
    return known | people.names(work, gone) if gone else known


def _parents(work: Work, wanted: str, parent_id: int | None, task_id: int | None) -> dict[int, str]:
    offered = found(work, wanted, but=task_id)
    if parent_id is not None and parent_id not in offered:
        with suppress(NotFound):
            row = tasks.face(work, task_id=parent_id).row
            offered = {row.id: f"{row.number} {row.title}".strip()} | offered
    return offered


def _changed(work: Work, task_id: int) -> tasks.Line | None:
    return next((one for one in tasks.timeline(work, task_id=task_id) if one.action in EDITS), None)
