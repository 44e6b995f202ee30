"""What somebody does in the meeting room, key by key: each act once for its key."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from core import meetings
from core.actor import Actor
from core.errors import InvalidInput
from core.i18n import N_
from core.tasks import Facts, Progress
from core.work import AlreadyDone, Work, begin

Act = Mapping[str, Any]
KEY = range(8, 65)
LARGEST_NUMBER = 2**31


class ActUnreadable(InvalidInput):
    message = N_("This could not be understood. Please reload the page.")


class DayUnreadable(InvalidInput):
    message = N_("Please give a day, as in 2026-03-31.")


class PercentUnreadable(InvalidInput):
    message = N_("Please give a number from 0 to 100.")


def carry_out(actor: Actor, meeting_id: int, act: Act) -> None:
    """The same key again changes nothing."""
    command = COMMANDS.get(str(act.get("do", "")))
    if command is None or len(str(act.get("key", ""))) not in KEY:
        raise ActUnreadable()
    try:
        with begin(actor, key=str(act["key"])) as work:
            command(work, meeting_id, act)
    except AlreadyDone:
        return


def text(act: Act, name: str) -> str:
    value = act.get(name, "")
    if not isinstance(value, str):
        raise ActUnreadable(field=name)
    return value


def whole(act: Act, name: str) -> int:
    value = act.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < LARGEST_NUMBER:
        raise ActUnreadable(field=name)
    return value


def a_day(act: Act, name: str, *, required: bool = False) -> date | None:
    value = text(act, name)
    if not value and not required:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise DayUnreadable(field=name) from error


def _open(work: Work, meeting_id: int, act: Act) -> None:
    meetings.open_meeting(work, meeting_id=meeting_id)


def _show(work: Work, meeting_id: int, act: Act) -> None:
    meetings.show_item(work, meeting_id=meeting_id, item_id=whole(act, "item"))


def _take_over(work: Work, meeting_id: int, act: Act) -> None:
    meetings.take_over(work, meeting_id=meeting_id)


def _close(work: Work, meeting_id: int, act: Act) -> None:
    meetings.close_meeting(work, meeting_id=meeting_id)


def _note(work: Work, meeting_id: int, act: Act) -> None:
    item, said = whole(act, "item"), text(act, "text")
    meetings.note(work, meeting_id=meeting_id, item_id=item, text=said, seen=_seen(act))


def _decide(work: Work, meeting_id: int, act: Act) -> None:
    item, done = whole(act, "item"), act.get("open") is not True
    meetings.decide(
        work,
        meeting_id=meeting_id,
        item_id=item,
        decision=text(act, "decision"),
        done=done,
        seen=_seen(act),
    )


def _seen(act: Act) -> str | None:
    return text(act, "seen") if "seen" in act else None


def _task(work: Work, meeting_id: int, act: Act) -> None:
    facts = Facts(
        text(act, "title"),
        lead_department_id=whole(act, "lead_department_id") if act.get("lead_department_id") else None,
        due_day=a_day(act, "due_day"),
        standard=text(act, "standard"),
    )
    issue = act.get("draft") is not True
    meetings.set_task(work, meeting_id=meeting_id, item_id=whole(act, "item"), facts=facts, issue=issue)


def _report(work: Work, meeting_id: int, act: Act) -> None:
    percent = text(act, "percent").strip()
    if not (percent.isascii() and percent.isdecimal() and len(percent) <= len("100")):
        raise PercentUnreadable(field="percent")
    progress = Progress(int(percent), text(act, "text"), text(act, "difficulty"))
    item = whole(act, "item")
    meetings.take_down_report(work, meeting_id=meeting_id, item_id=item, progress=progress)


def _extend(work: Work, meeting_id: int, act: Act) -> None:
    to_day = a_day(act, "to_day", required=True)
    assert to_day is not None
    item = whole(act, "item")
    meetings.grant_day(work, meeting_id=meeting_id, item_id=item, to_day=to_day, reason=text(act, "reason"))


def _urge(work: Work, meeting_id: int, act: Act) -> None:
    meetings.urge(work, meeting_id=meeting_id, item_id=whole(act, "item"), found=text(act, "found"))


COMMANDS: dict[str, Callable[[Work, int, Act], None]] = {
    "open": _open,
    "show": _show,
    "take_over": _take_over,
    "close": _close,
    "note": _note,
    "decide": _decide,
    "task": _task,
    "report": _report,
    "extend": _extend,
    "urge": _urge,
}
