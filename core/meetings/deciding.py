"""What a meeting decides: a text, and what it sets going; tasks and items are linked both ways."""

from dataclasses import replace
from datetime import date

from core import office, tasks
from core.actor import Role
from core.meetings.refusals import ChangedMeanwhile, NoTask, NothingDecided
from core.meetings.rules import Form, ItemState, State
from core.meetings.sight import item_of, load, must_be, organises
from core.tasks import Facts, Progress
from core.text import clean_text
from core.work import Work
from db.models import AgendaItem, Matter, Meeting, Person, Resolution

MEETING = "会议"


def decide(
    work: Work,
    *,
    meeting_id: int,
    item_id: int,
    decision: str,
    done: bool = True,
    seen: str | None = None,
) -> None:
    """What was decided about an item; without `done` it stays open and is carried on.

    `seen` is the decision its writer went on from: nobody's words are lost.
    """
    meeting, item = _open(work, meeting_id, item_id, "decide")
    if seen not in (None, item.decision):
        raise ChangedMeanwhile()
    item.decision = clean_text(decision, limit=2000, field="decision")
    if done and not (item.decision or item.note):
        raise NothingDecided()
    item.state = ItemState.DONE if done else ItemState.WAITING
    work.record(
        "meeting.decided",
        meeting_id,
        matter_id=item.matter_id or meeting.matter_id,
        item=item.title,
        decision=item.decision,
    )


def set_task(
    work: Work, *, meeting_id: int, item_id: int, facts: Facts, issue: bool = True, decision: str = ""
) -> int:
    """A decision becomes a task: issued at once where it can be and `issue` is wanted, else a draft.

    Returns the number of the task. Where the leader in the chair or an organiser writes it down, that leader
    gave it and signs nothing off again; anybody else's is signed off like every draft. What was decided is
    the standard where none was typed.
    """
    meeting, item = _open(work, meeting_id, item_id, "set_task")
    text = clean_text(decision, limit=2000, field="decision") or facts.title
    profile = office.profile(work.session)
    facts = replace(
        _in_whose_name(work, meeting, facts),
        source=facts.source or _source(work),
        source_reference=facts.source_reference or meeting.title[:200],
        internal=facts.internal or meeting.internal,
        standard=facts.standard or text,
        form=facts.form or next(iter(profile.forms), ""),
    )
    task_id = tasks.write_draft(work, facts, created_by=work.actor.number)
    if issue:
        tasks.issue(work, task_id=task_id, version=work.session.get_one(Matter, task_id).version)
    _resolve(work, item, task_id, Form.TASK, text)
    item.decision = item.decision or text
    item.state = ItemState.DONE
    return task_id


def take_down_report(work: Work, *, meeting_id: int, item_id: int, progress: Progress) -> None:
    """The department's report, given in the meeting, taken down by whoever keeps it."""
    _meeting, item = _open(work, meeting_id, item_id, "take_down_report")
    case = tasks.locked(work, _task_of(item))
    tasks.write_report(case, progress)
    _resolve(work, item, case.id, Form.REPORT, f"{progress.percent} %")


def grant_day(work: Work, *, meeting_id: int, item_id: int, to_day: date, reason: str) -> None:
    """A later day, decided in the meeting."""
    _meeting, item = _open(work, meeting_id, item_id, "grant_day")
    case = tasks.locked(work, _task_of(item))
    tasks.grant_day(case, to_day=to_day, reason=reason)
    _resolve(work, item, case.id, Form.EXTENSION, to_day.isoformat())


def urge(work: Work, *, meeting_id: int, item_id: int, found: str = "") -> None:
    """Pressed in the meeting, before everybody: no pause between urges holds here."""
    _meeting, item = _open(work, meeting_id, item_id, "urge")
    case = tasks.locked(work, _task_of(item))
    tasks.press(case, form=_form(work), found=found, side="line")
    _resolve(work, item, case.id, Form.URGE, clean_text(found, limit=2000, field="found"))


def _open(work: Work, meeting_id: int, item_id: int, function: str) -> tuple[Meeting, AgendaItem]:
    meeting = load(work, meeting_id, function)
    must_be(meeting, State.RUNNING, State.HELD)
    return meeting, item_of(work, meeting, item_id)


def _in_whose_name(work: Work, meeting: Meeting, facts: Facts) -> Facts:
    """The chair's word stands for a sign-off only where the chair or an organiser writes it down."""
    leader = _leads_the_house(work, meeting)
    if organises(work.actor):
        given_by = facts.given_by or leader
    elif leader in work.actor.selves:
        given_by = leader
    else:
        return replace(facts, given_by=None, needs_sign_off=facts.needs_sign_off or None)
    return replace(facts, given_by=given_by, needs_sign_off=False if given_by else facts.needs_sign_off)


def _leads_the_house(work: Work, meeting: Meeting) -> int | None:
    chair = work.session.get_one(Person, meeting.chair_id)
    return chair.id if chair.role in (Role.LEADER, Role.DIRECTOR) else None


def _source(work: Work) -> str:
    """The office's own word for what comes from a meeting; nothing where it has none."""
    return next((one for one in office.profile(work.session).sources if MEETING in one), "")


def _form(work: Work) -> str:
    forms = office.profile(work.session).urge_forms
    return next((one for one in forms if MEETING in one), forms[0])


def _task_of(item: AgendaItem) -> int:
    if item.matter_id is None:
        raise NoTask()
    return item.matter_id


def _resolve(work: Work, item: AgendaItem, task_id: int, form: Form, text: str) -> None:
    made = Resolution(
        item_id=item.id,
        matter_id=task_id,
        form=form,
        text=text,
        made_by=work.actor.number,
        made_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    work.record("meeting.resolved", item.meeting_id, matter_id=task_id, form=form, item=item.title)
