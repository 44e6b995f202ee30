"""Files: shown to those who may read the papers they belong to, taken in from those who may add to them.

GET /files/12                            the file; with ?download always as a download
PUT /files/task/12/<key>                 one more for task 12; the same key again changes nothing
"""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from anyio import CapacityLimiter, fail_after
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from core import files
from core.actor import Actor
from core.errors import DomainError, InvalidInput, NotPermitted
from core.files import FileTooLarge, StoreUnreachable
from core.i18n import N_, speaking
from core.policy import NotYours
from core.work import SomebodyWasFaster, StorageFull, TooBusy, begin, look
from web import pages

OURS, NAME = "x-luoshi", "x-file-name"
MIB = 1024 * 1024
PDF = "application/pdf"
PATIENCE = 120
# A file is held in memory while it is looked through: so many at a time.
_hands = CapacityLimiter(6)
# What a browser may try again by itself.
PASSING = (TooBusy, SomebodyWasFaster, StorageFull, StoreUnreachable)

SEALED = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
# Chromium shows no PDF inside a sandbox; its viewer is one of its own.
PDF_SEALED = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


class SignedOut(NotPermitted):
    message = N_("Please sign in again.")


class NotFromUs(NotPermitted):
    message = N_("Files are handed in from the pages of this office only.")


class Interrupted(InvalidInput):
    message = N_("“{name}” did not arrive whole.")


@dataclass(frozen=True, slots=True)
class HandIn:
    subject: str
    subject_id: int
    key: str
    name: str


async def show(request: Request) -> Response:
    actor = await pages.reader(request)
    if actor is None:
        return _told(SignedOut(), pages.language(request))
    try:
        fact, content = await pages.in_thread(lambda: _read(actor, _number(request.path_params["file_id"])))
    except DomainError as error:
        return _told(error, actor.language)
    return Response(content, headers=_headers(fact, download="download" in request.query_params))


async def take(request: Request) -> Response:
    if request.headers.get(OURS) != "1":
        return _told(NotFromUs(), pages.language(request))
    actor = await pages.reader(request)
    if actor is None:
        return _told(SignedOut(), pages.language(request))
    hand_in = _hand_in(request)
    try:
        await pages.in_thread(lambda: _may_add(actor, hand_in))
        async with _hands:
            content = await _content(request, hand_in.name)
            number = await pages.in_thread(lambda: _keep(actor, hand_in, content))
    except DomainError as error:
        return _told(error, actor.language)
    return JSONResponse({"id": number})


ROUTES = [
    Route("/files/{file_id}", show, methods=["GET"]),
    Route("/files/{subject}/{subject_id}/{key}", take, methods=["PUT"]),
]


def _hand_in(request: Request) -> HandIn:
    path = request.path_params
    name = files.safe_name(unquote(request.headers.get(NAME, "")))
    return HandIn(str(path["subject"]), _number(path["subject_id"]), str(path["key"]), name)


def _number(text: str) -> int:
    """A row's number; what is none is the number of nothing."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


async def _content(request: Request, name: str) -> bytes:
    """The body, never more of it than may be kept."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and (len(announced) > 12 or int(announced) > files.LARGEST):
        raise FileTooLarge(name=name, limit=files.LARGEST // MIB)
    content = bytearray()
    try:
        with fail_after(PATIENCE):
            async for chunk in request.stream():
                content += chunk
                if len(content) > files.LARGEST:
                    raise FileTooLarge(name=name, limit=files.LARGEST // MIB)
    except (ClientDisconnect, TimeoutError) as error:
        raise Interrupted(name=name) from error
    return bytes(content)


def _read(actor: Actor, file_id: int) -> tuple[files.FileFact, bytes]:
    with look(actor) as work:
        return files.read(work, file_id)


def _may_add(actor: Actor, hand_in: HandIn) -> None:
    with look(actor) as work:
        files.may_add(work, hand_in.subject, hand_in.subject_id)


def _keep(actor: Actor, hand_in: HandIn, content: bytes) -> int:
    """Looked through outside the transaction, so that nobody waits for somebody's photo."""
    ready = files.checked(content, hand_in.name)
    with begin(actor) as work:
        return files.keep(
            work,
            content=ready,
            subject=hand_in.subject,
            subject_id=hand_in.subject_id,
            matter_id=files.may_add(work, hand_in.subject, hand_in.subject_id),
            key=hand_in.key,
        )


def _headers(fact: files.FileFact, *, download: bool) -> dict[str, str]:
    in_place = fact.media_type in files.SHOWN_IN_PLACE and not download
    return {
        "content-type": fact.media_type,
        "content-disposition": disposition(fact.name, attachment=not in_place),
        "content-security-policy": PDF_SEALED if fact.media_type == PDF else SEALED,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
    }


def disposition(name: str, *, attachment: bool) -> str:
    """RFC 6266 with RFC 5987: a plain name for old readers, the real one beside it."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "._-") else "_" for char in name)
    kind = "attachment" if attachment else "inline"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _told(error: DomainError, language: str) -> JSONResponse:
    with speaking(language):
        return JSONResponse({"message": error.for_user}, _status(error))


def _status(error: DomainError) -> int:
    if isinstance(error, SignedOut):
        return 401
    if isinstance(error, FileTooLarge):
        return 413
    if isinstance(error, NotYours):
        return 403
    return 503 if isinstance(error, PASSING) else pages.status_of(error)
