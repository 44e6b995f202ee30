"""From the typed values of a form to the command of core: one line for each move."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from core import slips, tasks
from core.errors import InvalidInput
from core.i18n import N_
from core.tasks import Move, Progress
from core.work import Work

Typed = Mapping[str, Any]
Command = Callable[[Work, int, Move, Typed], object]


class Nobody(InvalidInput):
    message = N_("Choose somebody.")


class NoDepartment(InvalidInput):
    message = N_("Choose a department.")


class NoTask(InvalidInput):
    message = N_("Choose the other item: type a piece of its number or title.")
    field = "into_id"


class NoDay(InvalidInput):
    message = N_("Choose a day.")


class NoGrade(InvalidInput):
    message = N_("Choose a grade.")
    field = "grade"


class HalfAPaper(InvalidInput):
    message = N_("Each paper needs a name and a day.")
    field = "owed"


def person(typed: Typed, field: str) -> int:
    return int(typed[field]) if typed.get(field) else _refuse(Nobody(field=field))


def needed(typed: Typed, field: str, refusal: InvalidInput) -> Any:
    return typed[field] if typed.get(field) else _refuse(refusal)


def text(typed: Typed, field: str) -> str:
    return str(typed.get(field) or "")


def progress(typed: Typed) -> Progress:
    quantity = typed.get("quantity")
    return Progress(
        percent=int(typed.get("percent") or 0),
        text=text(typed, "text"),
        difficulty=text(typed, "difficulty"),
        next_step=text(typed, "next_step"),
        quantity=None if quantity is None else Decimal(str(quantity)),
    )


def owed(typed: Typed) -> list[tuple[str, Any]]:
    """The rows that were filled in; an untouched one does not count."""
    rows = [(text(typed, f"owed_{n}_name"), typed.get(f"owed_{n}_day")) for n in typed.get("owed_rows") or []]
    filled = [(name, day) for name, day in rows if name.strip() or day]
    if any(not name.strip() or not day for name, day in filled):
        raise HalfAPaper()
    return filled


def _refuse(refusal: InvalidInput) -> Any:
    raise refusal


def _reason(command: Callable[..., Any]) -> Command:
    return lambda work, task_id, move, typed: command(work, task_id=task_id, reason=text(typed, "reason"))


def _department(typed: Typed) -> int:
    return int(needed(typed, "to_department_id", NoDepartment(field="to_department_id")))


COMMANDS: dict[str, Command] = {
    "issue_slip": lambda w, t, m, v: slips.issue(
        w,
        task_id=t,
        cause=text(v, "cause"),
        found=text(v, "found"),
        demand=text(v, "demand"),
        reply_day=v.get("reply_day"),
        part_id=v.get("part_id") or None,
    ),
    "answer_slip": lambda w, t, m, v: slips.answer(
        w, task_id=t, turn_id=m.turn_id or 0, answer=text(v, "answer")
    ),
    "drop_draft": lambda w, t, m, v: tasks.drop_draft(w, task_id=t, version=v["version"]),
    "ask_sign_off": lambda w, t, m, v: tasks.ask_sign_off(
        w, task_id=t, leader_id=person(v, "leader_id"), due_day=v.get("due_day")
    ),
    "sign_off": lambda w, t, m, v: tasks.sign_off(
        w, task_id=t, agreed=v["agreed"], remark=text(v, "remark"), paper_id=v.get("paper_id")
    ),
    "issue": lambda w, t, m, v: tasks.issue(w, task_id=t, version=v["version"]),
    "recall": _reason(tasks.recall),
    "hand_on": lambda w, t, m, v: tasks.hand_on(
        w, task_id=t, to_department_id=_department(v), reason=text(v, "reason")
    ),
    "merge": lambda w, t, m, v: tasks.merge(
        w, task_id=t, into_id=needed(v, "into_id", NoTask()), reason=text(v, "reason")
    ),
    "copy_to": lambda w, t, m, v: tasks.copy_to(
        w, task_id=t, person_ids=needed(v, "person_ids", Nobody(field="person_ids"))
    ),
    "sign_for": lambda w, t, m, v: tasks.sign_for(w, task_id=t, handler_id=v.get("handler_id")),
    "sign_for_part": lambda w, t, m, v: tasks.sign_for_part(
        w, task_id=t, part_id=m.part_id or 0, handler_id=v.get("handler_id")
    ),
    "name_handler": lambda w, t, m, v: tasks.name_handler(w, task_id=t, handler_id=person(v, "handler_id")),
    "ask_reassignment": lambda w, t, m, v: tasks.ask_reassignment(
        w, task_id=t, reason=text(v, "reason"), suggested_department_id=v.get("to_department_id")
    ),
    "decide_reassignment": lambda w, t, m, v: tasks.decide_reassignment(
        w,
        task_id=t,
        agreed=v["agreed"],
        to_department_id=_department(v) if v["agreed"] else None,
        note=text(v, "note"),
    ),
    "report": lambda w, t, m, v: tasks.report(w, task_id=t, progress=progress(v)),
    "report_part": lambda w, t, m, v: tasks.report_part(
        w, task_id=t, part_id=m.part_id or 0, progress=progress(v)
    ),
    "hand_in_part": lambda w, t, m, v: tasks.hand_in_part(
        w, task_id=t, part_id=m.part_id or 0, summary=text(v, "summary")
    ),
    "finish_node": lambda w, t, m, v: tasks.finish_node(
        w, task_id=t, node_id=m.node_id or 0, note=text(v, "note")
    ),
    "ask_extension": lambda w, t, m, v: tasks.ask_extension(
        w, task_id=t, to_day=needed(v, "to_day", NoDay(field="to_day")), reason=text(v, "reason")
    ),
    "decide_extension": lambda w, t, m, v: tasks.decide_extension(
        w, task_id=t, agreed=v["agreed"], to_day=v.get("to_day"), note=text(v, "note")
    ),
    "apply_to_close": lambda w, t, m, v: tasks.apply_to_close(
        w, task_id=t, summary=text(v, "summary"), open_parts_reason=text(v, "open_parts_reason")
    ),
    "take_back_application": _reason(tasks.take_back_application),
    "mark_read": lambda w, t, m, v: tasks.mark_read(w, task_id=t),
    "urge": lambda w, t, m, v: tasks.urge(
        w, task_id=t, form=text(v, "form"), found=text(v, "found"), part_id=v.get("part_id") or None
    ),
    "answer_urge": lambda w, t, m, v: tasks.answer_urge(
        w, task_id=t, turn_id=m.turn_id or 0, answer=text(v, "answer")
    ),
    "mark_difficult": lambda w, t, m, v: tasks.mark_difficult(
        w, task_id=t, reason=text(v, "reason"), difficult=bool(v["difficult"])
    ),
    "open_fast_track": lambda w, t, m, v: tasks.open_fast_track(
        w, task_id=t, ground=text(v, "ground"), reason=text(v, "reason"), owed=owed(v)
    ),
    "hand_in_owed": lambda w, t, m, v: tasks.hand_in_owed(
        w, task_id=t, turn_id=m.turn_id or 0, note=text(v, "note")
    ),
    "accept": lambda w, t, m, v: tasks.accept(w, task_id=t, remark=text(v, "remark")),
    "send_back": _reason(tasks.send_back),
    "approve": lambda w, t, m, v: tasks.approve(
        w, task_id=t, remark=text(v, "remark"), paper_id=v.get("paper_id")
    ),
    "refuse_approval": lambda w, t, m, v: tasks.refuse_approval(
        w, task_id=t, reason=text(v, "reason"), paper_id=v.get("paper_id")
    ),
    "evaluate": lambda w, t, m, v: tasks.evaluate(
        w, task_id=t, grade=needed(v, "grade", NoGrade()), words=text(v, "words")
    ),
    "archive": lambda w, t, m, v: tasks.archive(w, task_id=t),
    "pause": _reason(tasks.pause),
    "resume": lambda w, t, m, v: tasks.resume(
        w, task_id=t, reason=text(v, "reason"), due_day=v.get("due_day")
    ),
    "cancel": _reason(tasks.cancel),
    "reopen": lambda w, t, m, v: tasks.reopen(
        w,
        task_id=t,
        reason=text(v, "reason"),
        due_day=needed(v, "due_day", NoDay(field="due_day")),
    ),
}
