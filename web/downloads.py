"""What is taken out of the house: lists as Excel, papers as Word, a case file as ZIP, each by right.

GET /download/ledger?scope=open&lamp=red      the ledger under the filter of this address
GET /download/list?…                          the list as seen
GET /download/changes?…                       the items of this filter to change and bring in again
GET /download/notice?id=12                    交办事项通知书
GET /download/sheet?id=12                     督办事项单
GET /download/case?id=12                      the case file
GET /download/slip?id=3                       督办单
GET /download/bulletin?id=2                   通报 as Word; bulletin-sheet as Excel
GET /download/appraisal?year=2026&half=1        results of a half-year (appraisal-sheet: Excel)
GET /download/analysis?first=…&last=…         charts of a period with their tables
GET /download/minutes?id=4                    会议纪要
GET /download/leaders?first=…&last=…          领导活动安排 as Excel
GET /download/duty?day=2026-03-01               a month of the duty roster; duty-ledger?year=2026
GET /download/template?kind=notice            the Word template in use, for administrators

Each leaves its trace in the history before the first byte is sent.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from core import appraisal, bulletins, documents, engagements, intake, meetings, slips, tasks
from core.actor import Actor
from core.counting import Period
from core.errors import DomainError, NotFound
from core.i18n import N_, speaking
from core.work import Work, begin, look
from web import files, pages

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
# A long ledger is a second of work: so many at a time.
_presses = CapacityLimiter(3)


class NothingThere(NotFound):
    message = N_("There is nothing to download at this address.")


@dataclass(frozen=True, slots=True)
class Download:
    content: bytes | Iterator[bytes]
    name: str
    media_type: str


async def download(request: Request) -> Response:
    actor = await pages.reader(request)
    if actor is None:
        return RedirectResponse("/sign-in", 303)
    try:
        async with _presses:
            made = await pages.in_thread(lambda: _made(actor, request))
    except DomainError as error:
        return _refused(request, actor, error)
    headers = {
        "content-disposition": files.disposition(made.name, attachment=True),
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
    }
    if isinstance(made.content, bytes):
        return Response(made.content, media_type=made.media_type, headers=headers)
    return StreamingResponse(made.content, media_type=made.media_type, headers=headers)


ROUTES = [Route("/download/{what}", download, methods=["GET"])]


def _made(actor: Actor, request: Request) -> Download:
    press = PRESSES.get(str(request.path_params["what"]))
    if press is None:
        raise NothingThere()
    with speaking(actor.language):
        return press(actor, request)


def _ledger(actor: Actor, request: Request) -> Download:
    return _list(actor, request, "ledger", documents.ledger_sheet)


def _as_seen(actor: Actor, request: Request) -> Download:
    return _list(actor, request, "list", documents.list_sheet)


def _changes(actor: Actor, request: Request) -> Download:
    return _list(actor, request, "changes", intake.changes_sheet)


def _list(
    actor: Actor,
    request: Request,
    kind: str,
    draw: Callable[..., documents.Sheet | intake.ChangesSheet],
) -> Download:
    wanted = tasks.asked_for(request.query_params)
    with look(actor) as work:
        made, today = draw(work, wanted=wanted), work.today
    with begin(actor) as work:
        documents.note_export(work, kind=kind, wanted=wanted, rows=made.rows)
    return Download(made.content, f"{made.title} {today.isoformat()}.xlsx", XLSX)


def _notice(actor: Actor, request: Request) -> Download:
    return _paper(actor, request, "notice", documents.notice)


def _sheet(actor: Actor, request: Request) -> Download:
    return _paper(actor, request, "one_page", documents.one_page)


def _paper(actor: Actor, request: Request, kind: str, draw: Callable[..., bytes]) -> Download:
    number = _number(request)
    with look(actor) as work:
        content = draw(work, task_id=number)
        row = tasks.face(work, task_id=number).row
    _noted(actor, kind, number)
    return Download(content, documents.file_name(kind, row.number, row.title), DOCX)


def _case(actor: Actor, request: Request) -> Download:
    number = _number(request)
    with look(actor) as work:
        made = documents.case_file(work, task_id=number)
    _noted(actor, "case_file", number)
    return Download(made.chunks, made.name, ZIP)


def _slip(actor: Actor, request: Request) -> Download:
    number = _number(request)
    with look(actor) as work:
        content = documents.slip(work, slip_id=number)
        one = slips.sheet(work, slip_id=number)
    with begin(actor) as work:
        documents.note_export(work, kind="slip", task_id=one.task_id, number=one.number)
    return Download(content, f"{one.number}.docx", DOCX)


def _bulletin(actor: Actor, request: Request) -> Download:
    return _of_bulletin(actor, request, documents.bulletin, ".docx", DOCX)


def _bulletin_sheet(actor: Actor, request: Request) -> Download:
    return _of_bulletin(actor, request, documents.bulletin_sheet, ".xlsx", XLSX)


def _of_bulletin(
    actor: Actor, request: Request, draw: Callable[..., bytes], ending: str, media_type: str
) -> Download:
    number = _number(request)
    with look(actor) as work:
        content = draw(work, bulletin_id=number)
        row = bulletins.sheet(work, bulletin_id=number).row
    with begin(actor) as work:
        documents.note_export(work, kind="bulletin", number=row.number or row.title)
    return Download(content, f"{row.number} {row.title}".strip() + ending, media_type)


def _appraisal(actor: Actor, request: Request) -> Download:
    return _of_half(actor, request, documents.appraisal_paper, ".docx", DOCX)


def _appraisal_sheet(actor: Actor, request: Request) -> Download:
    return _of_half(actor, request, documents.appraisal_sheet, ".xlsx", XLSX)


def _of_half(
    actor: Actor, request: Request, draw: Callable[..., bytes], ending: str, media_type: str
) -> Download:
    half = appraisal.Half(_number(request, "year"), _number(request, "half"))
    title = documents.appraisal_title(half)
    with look(actor) as work:
        content = draw(work, half=half)
    with begin(actor) as work:
        documents.note_export(work, kind="appraisal", number=title)
    return Download(content, title + ending, media_type)


def _analysis(actor: Actor, request: Request) -> Download:
    try:
        first, last = (date.fromisoformat(request.query_params.get(name, "")) for name in ("first", "last"))
    except ValueError as error:
        raise NothingThere() from error
    with look(actor) as work:
        content = documents.analysis_paper(work, period=Period(first, last))
    with begin(actor) as work:
        documents.note_export(work, kind="analysis", number=f"{first} {last}")
    return Download(content, f"analysis {first} {last}.docx", DOCX)


def _minutes(actor: Actor, request: Request) -> Download:
    number = _number(request)
    with look(actor) as work:
        content = documents.minutes(work, meeting_id=number)
        one = meetings.sheet(work, meeting_id=number)
    with begin(actor) as work:
        documents.note_export(work, kind="minutes", number=one.number or one.title)
    return Download(content, f"{one.number} {one.title} 会议纪要".strip() + ".docx", DOCX)


def _leaders(actor: Actor, request: Request) -> Download:
    try:
        first, last = (date.fromisoformat(request.query_params.get(name, "")) for name in ("first", "last"))
    except ValueError as error:
        raise NothingThere() from error
    with look(actor) as work:
        content = documents.leaders_sheet(work, period=engagements.Period(first, last))
    with begin(actor) as work:
        documents.note_export(work, kind="leaders", number=f"{first} {last}")
    return Download(content, f"领导活动安排 {first} {last}.xlsx", XLSX)


def _duty(actor: Actor, request: Request) -> Download:
    try:
        day = date.fromisoformat(request.query_params.get("day", ""))
    except ValueError as error:
        raise NothingThere() from error
    return _of_duty(actor, lambda work: documents.duty_sheet(work, day=day))


def _duty_ledger(actor: Actor, request: Request) -> Download:
    year = _number(request, "year")
    if not 2000 <= year <= 2100:
        raise NothingThere()
    return _of_duty(actor, lambda work: documents.duty_ledger_sheet(work, year=year))


def _of_duty(actor: Actor, draw: Callable[[Work], documents.Sheet]) -> Download:
    with look(actor) as work:
        made = draw(work)
    with begin(actor) as work:
        documents.note_export(work, kind="duty", number=made.title)
    return Download(made.content, f"{made.title}.xlsx", XLSX)


def _template(actor: Actor, request: Request) -> Download:
    kind = request.query_params.get("kind", "")
    with look(actor) as work:
        made = documents.own_template(work, kind=kind)
    return Download(made.content, made.name or f"{documents.NAMES[kind]}.docx", DOCX)


PRESSES: dict[str, Callable[[Actor, Request], Download]] = {
    "ledger": _ledger,
    "list": _as_seen,
    "changes": _changes,
    "notice": _notice,
    "sheet": _sheet,
    "case": _case,
    "template": _template,
    "slip": _slip,
    "bulletin": _bulletin,
    "bulletin-sheet": _bulletin_sheet,
    "appraisal": _appraisal,
    "appraisal-sheet": _appraisal_sheet,
    "analysis": _analysis,
    "minutes": _minutes,
    "leaders": _leaders,
    "duty": _duty,
    "duty-ledger": _duty_ledger,
}


def _noted(actor: Actor, kind: str, task_id: int) -> None:
    with begin(actor) as work:
        documents.note_export(work, kind=kind, task_id=task_id)


def _number(request: Request, name: str = "id") -> int:
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _refused(request: Request, actor: Actor, error: DomainError) -> Response:
    with speaking(actor.language):
        sentence = error.for_user
    return pages.page(request, "refused.html", status=pages.status_of(error), person=actor, sentence=sentence)
