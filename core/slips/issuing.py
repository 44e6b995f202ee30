"""Issuing a slip, by hand or by rule, and cancelling one. The reply is a turn of the department."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from core import calendar
from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_, _, speaking
from core.slips import rules
from core.slips.finding import asked_for
from core.slips.judging import Due, key_of
from core.slips.rules import Rule
from core.tasks import RUNNING, Case, TurnGone, doers, load, locked, opened, settle, spokesmen, tell
from core.text import clean_text
from core.turns import Kind, Purpose, open_turn, withdraw
from core.work import Work
from db.models import Department, Head, Slip, Turn


class AlreadyWarned(Conflict):
    message = N_("The slip {number} about this waits for its reply: one cause, one slip.")


class UnknownCause(InvalidInput):
    message = N_("Choose what the slip is about.")
    field = "cause"


class ReplyTooEarly(InvalidInput):
    message = N_("The reply needs a day from today on.")
    field = "reply_day"


class SlipGone(NotFound):
    message = N_("There is no such slip.")


class SlipEnded(Conflict):
    message = N_("This slip waits for no reply any more.")


def issue(
    work: Work,
    *,
    task_id: int,
    cause: str,
    found: str,
    demand: str = "",
    reply_day: date | None = None,
    part_id: int | None = None,
) -> int:
    """Warn the lead (or one supporting) department by hand; `found` says what for. Returns its number.

    Raises AlreadyWarned while a slip about the same waits for its reply.
    """
    case = load(work, task_id, "slips.issue")
    case.must_be(*RUNNING)
    rule = rules.every(work.session).get(cause)
    if rule is None:
        raise UnknownCause()
    found = clean_text(found, limit=1000, field="found", required=True)
    demand = clean_text(demand, limit=1000, field="demand")
    if reply_day is not None and reply_day < work.today:
        raise ReplyTooEarly()
    doing = case.need(Kind.DO, part_id=part_id)
    if doing.holder_department_id is None or doing.due_day is None:
        raise TurnGone()
    about = Due(
        task_id,
        part_id,
        doing.holder_department_id,
        case.matter.number or "",
        case.matter.title,
        cause,
        _key(case, doing, cause),
        found,
        doing.due_day,
    )
    return _write(case, rule, about, demand=demand, reply_day=reply_day)


def issue_due(work: Work, *, task_id: int) -> int:
    """Issue what the rules ask for about this task, judged again behind its lock; returns how many."""
    work.must("slips.issue_due")
    case = locked(work, task_id)
    asked = asked_for(work, [task_id])
    known = rules.every(work.session)
    for one in asked:
        _write(case, known[one.cause], one)
    return len(asked)


def cancel(work: Work, *, slip_id: int, version: int, reason: str) -> None:
    """Issued by mistake: it stays in the register with the reason, and nobody has to reply."""
    slip = work.session.get(Slip, slip_id)
    if slip is None:
        raise SlipGone()
    case = load(work, slip.matter_id, "slips.cancel")
    work.session.refresh(slip)
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    turn = work.session.get_one(Turn, slip.turn_id)
    if slip.cancelled_at is not None or turn.done_at is not None or slip.version != version:
        raise SlipEnded()
    slip.cancelled_at, slip.cancelled_by, slip.cancel_reason = work.now, work.actor.id, reason
    withdraw(work, [one for one in case.open if turn.id in (one.id, one.origin_id)], reason=reason)
    settle(case)
    tell(case, "slip_cancelled", told(case, slip), mark=slip.id, slip=slip.number, reason=reason)
    record(case, "cancelled", slip, reason=reason)


def told(case: Case, slip: Slip) -> list[int]:
    """Who hears about a slip: the handler and the spokesmen of the department."""
    return doers(case) if slip.part_id is None else spokesmen(case.work, slip.department_id)


def record(case: Case, what: str, slip: Slip, *, reason: str = "", **facts: Any) -> None:
    case.work.record(f"slip.{what}", slip.id, matter_id=case.id, reason=reason, number=slip.number, **facts)


def _key(case: Case, doing: Turn, cause: str) -> str:
    """By hand the same cause may be warned of again, but not while a reply is awaited."""
    assert doing.due_day is not None
    ours = (Slip.matter_id == case.id, Slip.cause == cause, Slip.due_day == doing.due_day)
    part = Slip.part_id.is_(None) if doing.part_id is None else Slip.part_id == doing.part_id
    waiting = (
        select(Slip.number).join(Turn, Turn.id == Slip.turn_id).where(*ours, part, Turn.done_at.is_(None))
    )
    number = case.work.session.scalar(waiting.limit(1))
    if number is not None:
        raise AlreadyWarned(number=number)
    for one in asked_for(case.work, [case.id]):
        if (one.cause, one.part_id) == (cause, doing.part_id):
            return one.key  # so that the rule does not say it once more
    had = case.work.session.scalar(select(func.count()).select_from(Slip).where(*ours, part)) or 0
    return key_of(cause, case.id, doing.part_id, doing.due_day, f"hand{had + 1}")


def _write(case: Case, rule: Rule, about: Due, *, demand: str = "", reply_day: date | None = None) -> int:
    work = case.work
    reply_by = reply_day or calendar.add_workdays(work, work.today, rule.reply_within)
    turn = opened(case, _ask_for_reply(case, about, reply_by))
    year, sequence = work.today.year, _next_number(work, work.today.year, rule.colour)
    with speaking("zh_CN"):
        usual = _("Please say why, what will be done, and by when it will be done.")
        number = f"{rule.name}〔{year}〕{sequence}号"
    slip = Slip(
        matter_id=case.id,
        part_id=about.part_id,
        department_id=about.department_id,
        turn_id=turn.id,
        cause=about.cause,
        key=about.key,
        name=rule.name,
        colour=rule.colour,
        year=year,
        sequence=sequence,
        number=number,
        found=about.found,
        demand=demand or usual,
        due_day=about.due_day,
        issued_on=work.today,
        issued_at=work.now,
        issued_by=work.actor.id,
    )
    turn.task = number
    work.session.add(slip)
    settle(case)
    department = work.session.get_one(Department, about.department_id).name
    facts = {"slip": number, "department": department, "day": reply_by}
    tell(case, "slip_issued", told(case, slip), mark=slip.id, **facts)
    record(case, "issued", slip, department=department, found=about.found)
    return slip.id


def _ask_for_reply(case: Case, about: Due, reply_by: date) -> Turn:
    return open_turn(
        case.work,
        case.id,
        Kind.ANSWER,
        purpose=Purpose.SLIP,
        department_id=about.department_id,
        part_id=about.part_id,
        handler_id=case.matter.handler_id if about.part_id is None else None,
        due_day=reply_by,
        round=case.matter.round,
    )


def _next_number(work: Work, year: int, colour: str) -> int:
    """The next number of the year and colour; the locked counter keeps two apart."""
    name = f"slip-{colour}-{year}"
    counter = work.session.scalars(select(Head).where(Head.name == name).with_for_update()).one_or_none()
    if counter is None:
        counter = Head(name=name, count=0, hash="")
        work.session.add(counter)
    counter.count += 1
    work.session.flush()
    return counter.count
