"""The walk screen talks to the office here, without a run of the script for each tap.

GET  /rounds/12          all that the screen shows: areas, items, what was said so far
POST /rounds/12/taps     one tap, {"key": …, "do": "fine", "visit": 7, …}: the same key again changes nothing
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from core import seven_s
from core.actor import Actor
from core.errors import DomainError, InvalidInput
from core.i18n import N_, speaking
from core.work import AlreadyDone, SomebodyWasFaster, StorageFull, TooBusy, Work, begin, look
from web import pages

OURS = "x-luoshi"
LARGEST = 8 * 1024
PASSING = (TooBusy, SomebodyWasFaster, StorageFull)
KEY = range(8, 65)
LATEST = 4e12  # milliseconds: far in the next century

Tap = Mapping[str, Any]
Command = Callable[[Work, Tap], int]


class TapUnreadable(InvalidInput):
    message = N_("This tap could not be understood. Please reload the page.")


async def show(request: Request) -> Response:
    actor = await pages.reader(request)
    if actor is None:
        return JSONResponse({}, 401)
    try:
        sheet = await pages.in_thread(lambda: _sheet(actor, _number(request.path_params["round_id"])))
    except DomainError as error:
        return _told(error, actor)
    return Response(json.dumps(asdict(sheet), default=str, ensure_ascii=False), media_type="application/json")


async def take(request: Request) -> Response:
    actor = await pages.reader(request)
    if actor is None:
        return JSONResponse({}, 401)
    if request.headers.get(OURS) != "1":
        return JSONResponse({}, 403)
    round_id = _number(request.path_params["round_id"])
    try:
        tap = await _tap(request)
        number = await pages.in_thread(lambda: _carried_out(actor, round_id, tap))
    except DomainError as error:
        return _told(error, actor)
    return JSONResponse({"ok": True, "id": number})


ROUTES: list[BaseRoute] = [
    Route("/rounds/{round_id}", show, methods=["GET"]),
    Route("/rounds/{round_id}/taps", take, methods=["POST"]),
]


def _sheet(actor: Actor, round_id: int) -> seven_s.WalkSheet:
    with look(actor) as work, speaking(actor.language):
        return seven_s.walk_sheet(work, round_id=round_id)


def _carried_out(actor: Actor, round_id: int, tap: Tap) -> int:
    """The command of this tap, once for its key; the number of the finding where there is one.

    A tap of a finding names it by a key of its own, so that a repeated one leads to the same finding.
    """
    command = COMMANDS.get(str(tap.get("do", "")))
    if command is None:
        raise TapUnreadable()
    said = {**tap, "round": round_id}
    try:
        with begin(actor, key=str(tap["key"])) as work:
            return command(work, said)
    except AlreadyDone:
        return _known(actor, said)


def _known(actor: Actor, tap: Tap) -> int:
    """The answer to a tap that was carried out before, when its answer did not arrive."""
    if "finding" not in tap:
        return 0
    with look(actor) as work:
        sheet = seven_s.walk_sheet(work, round_id=int(tap["round"]))
    found = (one.id for stop in sheet.stops for one in stop.findings if one.key == tap["finding"])
    return next(found, 0)


async def _tap(request: Request) -> Tap:
    content = b""
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST:
            raise TapUnreadable()
    try:
        tap = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise TapUnreadable() from error
    if not isinstance(tap, dict) or len(str(tap.get("key", ""))) not in KEY:
        raise TapUnreadable()
    return tap


def _at(tap: Tap) -> datetime | None:
    """When the finger touched the glass, by the phone's clock: milliseconds since 1970."""
    value = tap.get("at")
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < LATEST:
        return None
    return datetime.fromtimestamp(value / 1000, UTC)


def _whole(tap: Tap, name: str) -> int:
    value = tap.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**31:
        raise TapUnreadable()
    return value


def _text(tap: Tap, name: str) -> str | None:
    value = tap.get(name)
    if value is not None and not isinstance(value, str):
        raise TapUnreadable()
    return value


def _day(tap: Tap) -> date | None:
    value = _text(tap, "due_day")
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise TapUnreadable() from error


def _arrive(work: Work, tap: Tap) -> int:
    seven_s.arrive(work, visit_id=_whole(tap, "visit"), at=_at(tap))
    return 0


def _answer(work: Work, tap: Tap) -> int:
    seven_s.answer_item(
        work,
        visit_id=_whole(tap, "visit"),
        item_id=_whole(tap, "item"),
        answer=_text(tap, "answer") or "",
        reason=_text(tap, "reason") or "",
        at=_at(tap),
    )
    return 0


def _fine(work: Work, tap: Tap) -> int:
    seven_s.finish_visit(work, visit_id=_whole(tap, "visit"), at=_at(tap))
    return 0


def _skip(work: Work, tap: Tap) -> int:
    seven_s.skip_visit(work, visit_id=_whole(tap, "visit"), reason=_text(tap, "reason") or "")
    return 0


def _note(work: Work, tap: Tap) -> int:
    return seven_s.note_finding(
        work,
        visit_id=_whole(tap, "visit"),
        key=_text(tap, "finding") or "",
        item_id=_whole(tap, "item") if tap.get("item") is not None else None,
        phrase=_text(tap, "phrase"),
        note=_text(tap, "note"),
        severity=_text(tap, "severity"),
        path=_text(tap, "path"),
        due_day=_day(tap),
        at=_at(tap),
    )


def _save(work: Work, tap: Tap) -> int:
    key = _text(tap, "finding") or ""
    return seven_s.save_finding(work, visit_id=_whole(tap, "visit"), key=key, at=_at(tap))


def _drop(work: Work, tap: Tap) -> int:
    seven_s.drop_finding(work, visit_id=_whole(tap, "visit"), key=_text(tap, "finding") or "")
    return 0


def _hand_in(work: Work, tap: Tap) -> int:
    seven_s.hand_in(work, round_id=int(tap["round"]), reason=_text(tap, "reason") or "")
    return 0


COMMANDS: dict[str, Command] = {
    "arrive": _arrive,
    "answer": _answer,
    "fine": _fine,
    "skip": _skip,
    "note": _note,
    "save": _save,
    "drop": _drop,
    "hand_in": _hand_in,
}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _told(error: DomainError, actor: Actor) -> JSONResponse:
    with speaking(actor.language):
        status = 503 if isinstance(error, PASSING) else pages.status_of(error)
        return JSONResponse({"message": error.for_user}, status)
