"""Everything that one run of the task page shows, read in one look, and only what it needs."""

from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from core import files, intake, meetings, people, slips, tasks
from core.actor import Actor, Role
from core.files import FileFact
from core.intake import Alike
from core.people import Colleague
from core.slips import Rule, SlipSheet
from core.tasks import Choices, Face, Move, Papers, State
from core.work import Work

OVERVIEW = "overview"
CONVERSATION, TIMELINE, FILES, SLIPS, RECEIPTS = "conversation", "timeline", "files", "slips", "receipts"
WITH_FILES = frozenset(
    {"report", "report_part", "hand_in_part", "apply_to_close", "hand_in_owed", "sign_off"}
    | {"accept", "send_back", "approve", "refuse_approval"}
)
WITH_DEPARTMENTS = frozenset({"hand_on", "ask_reassignment", "decide_reassignment"})
WITH_LISTS = frozenset({"urge", "open_fast_track"})
FOUND = 20


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk: the face for everybody, the rest where the reader may read the papers."""

    actor: Actor
    today: date
    zone: ZoneInfo
    face: Face
    papers: Papers | None = None
    files: list[FileFact] = field(default_factory=list)
    remarks: list[tasks.Remark] = field(default_factory=list)
    lines: list[tasks.Line] = field(default_factory=list)
    told: list[tasks.Told] = field(default_factory=list)
    people: dict[int, str] = field(default_factory=dict)
    departments: dict[int, str] = field(default_factory=dict)
    choices: Choices | None = None
    found: dict[int, str] = field(default_factory=dict)
    alike: list[Alike] = field(default_factory=list)
    slips: list[SlipSheet] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    meetings: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.face.row.id


def read(work: Work, *, task_id: int, doing: str, turn_id: int | None, tab: str, wanted: str) -> Desk:
    """`doing` is the open form, `tab` the open section, `wanted` what is searched for in the form."""
    face = tasks.face(work, task_id=task_id)
    bare = Desk(work.actor, work.today, work.zone, face)
    if not face.may_read:
        return bare
    papers = tasks.papers(work, task_id=task_id)
    move = opened(face, doing, turn_id)
    name = move.name if move else ""
    alike = _alike(work, face) if name in ("", "merge") else []
    return replace(
        bare,
        papers=papers,
        files=files.of(work, "task", task_id) if tab == FILES or name in WITH_FILES else [],
        remarks=tasks.conversation(work, task_id=task_id) if tab == CONVERSATION else [],
        lines=tasks.timeline(work, task_id=task_id) if tab == TIMELINE else [],
        told=tasks.told(work, task_id=task_id) if tab == RECEIPTS else [],
        people=_people(work, move, papers, talking=tab == CONVERSATION and face.may_write),
        departments=people.departments(work) if name in WITH_DEPARTMENTS else {},
        choices=tasks.choices(work) if name in WITH_LISTS else None,
        found=_others(work, wanted, task_id, alike) if name == "merge" else {},
        alike=alike,
        meetings=meetings.of_task(work, task_id=task_id) if tab == OVERVIEW else [],
        slips=slips.of_task(work, task_id=task_id) if tab == SLIPS or name == "answer_slip" else [],
        rules=slips.rules(work) if name == "issue_slip" else [],
    )


def opened(face: Face, doing: str, turn_id: int | None) -> Move | None:
    """The move whose form is open, while it is still allowed."""
    named = [move for move in face.moves if move.name == doing]
    return next((move for move in named if turn_id in (None, move.turn_id)), None)


def found(work: Work, wanted: str, *, but: int | None = None) -> dict[int, str]:
    """Tasks by a piece of their number or title, for a picker."""
    if not wanted.strip():
        return {}
    page = tasks.listed(work, wanted=tasks.Filter(scope="all", text=wanted, sort="number", descending=True))
    rows = [row for row in page.rows if row.id != but][:FOUND]
    return {row.id: f"{row.number} {row.title}".strip() for row in rows}


def _alike(work: Work, face: Face) -> list[Alike]:
    """Before anybody signed for it, whoever may merge sees whether it was given before."""
    merges = any(move.name == "merge" for move in face.moves) and work.may("intake.similar")
    new = face.row.state in (State.DRAFT, State.ISSUED)
    found = intake.similar(work, title=face.row.title, but=face.row.id) if merges and new else []
    return [one for one in found if one.number]  # a draft cannot take another item in


def _others(work: Work, wanted: str, task_id: int, alike: list[Alike]) -> dict[int, str]:
    """What is searched for; before that, what is called much the same."""
    if wanted.strip():
        return found(work, wanted, but=task_id)
    return {one.task_id: f"{one.number} {one.title}" for one in alike if one.task_id is not None}


def named(colleagues: list[Colleague], *, department: bool = True) -> dict[int, str]:
    return {one.id: f"{one.name} · {one.department}" if department else one.name for one in colleagues}


def deciders(work: Work) -> dict[int, str]:
    """Leaders first, in their order, then the office's director."""
    others = [one for one in people.everybody(work) if one.role == Role.DIRECTOR]
    return named([*people.leaders(work), *others])


def _people(work: Work, move: Move | None, papers: Papers, *, talking: bool) -> dict[int, str]:
    name = move.name if move else ""
    lead: int | None = papers.facts["lead_department_id"]
    of_part = {part.id: part.department_id for part in papers.parts}
    if name in ("sign_for", "name_handler") and lead is not None:
        return named(people.people_of(work, lead), department=False)
    if name == "sign_for_part" and move is not None and move.part_id in of_part:
        return named(people.people_of(work, of_part[move.part_id]), department=False)
    if name == "ask_sign_off":
        return deciders(work)
    if name == "copy_to" or talking:
        return named(people.everybody(work))
    return {}
