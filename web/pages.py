"""A plain page in the reader's language, a form that was sent, and the person behind a request."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from anyio import to_thread
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from core import access
from core.actor import Actor
from core.errors import Conflict, DomainError, InvalidInput, NotFound, NotPermitted
from core.i18n import LANGUAGES, _, speaking
from core.settings import settings
from web import cookies

LARGEST_FORM = 64 * 1024
STATUS: dict[type[DomainError], int] = {NotFound: 404, NotPermitted: 403, Conflict: 409, InvalidInput: 422}

Form = Mapping[str, str]
Result = TypeVar("Result")


class FormTooLarge(Exception):
    """Nobody types that much: refused before it is read."""


templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates.globals["_"] = _


def language(request: Request, person: Actor | None = None) -> str:
    """As just asked for, the person's own, as kept in the cookie, or the office's."""
    own = person.language if person else None
    for wanted in (request.query_params.get("lang"), own, request.cookies.get(cookies.LANGUAGE)):
        if wanted in LANGUAGES:
            return str(wanted)
    return settings().language


def page(
    request: Request, template: str, *, status: int = 200, person: Actor | None = None, **values: Any
) -> HTMLResponse:
    spoken = language(request, person)
    with speaking(spoken):
        html = templates.get_template(template).render(
            spoken=spoken,
            languages=_switches(request, spoken),
            is_demo=settings().demo,
            person=person,
            **values,
        )
    response = HTMLResponse(html, status)
    if request.query_params.get("lang") in LANGUAGES:
        cookies.keep_language(response, spoken)
    return response


def refusals(request: Request, error: DomainError, person: Actor | None = None) -> dict[str, str]:
    """The sentence for the field at fault; under "" where it is about none."""
    with speaking(language(request, person)):
        return {error.field: error.for_user}


def status_of(error: DomainError) -> int:
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)


async def told(request: Request, error: Exception) -> HTMLResponse:
    """A refusal that no page caught, as a page of its own."""
    assert isinstance(error, DomainError)
    sentence = next(iter(refusals(request, error).values()))
    return page(request, "refused.html", status=status_of(error), sentence=sentence)


async def too_large(request: Request, error: Exception) -> HTMLResponse:
    with speaking(language(request)):
        return page(request, "refused.html", status=413, sentence=_("This is more than anybody can type."))


async def form(request: Request) -> Form:
    """The fields of a form, each once, never more than LARGEST_FORM bytes."""
    content = b""
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST_FORM:
            raise FormTooLarge
    try:
        return dict(parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=50))
    except ValueError as error:
        raise FormTooLarge from error


def digest(request: Request) -> str:
    """The session's digest, put there by the gate and by nobody else; empty when signed out."""
    return request.headers.get("x-luoshi-session", "")


async def reader(request: Request) -> Actor | None:
    """Who asks, with all that they may; None when signed out."""
    return await in_thread(lambda: access.person(digest(request)))


async def in_thread(job: Callable[[], Result]) -> Result:
    return await to_thread.run_sync(job)


def address(request: Request) -> str:
    return request.client.host if request.client else ""


def inside(target: str) -> str:
    """Where to go on to: a path of this office, whatever was asked for."""
    plain = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    ours = not target.startswith(("/sign-in", "/sign-out", "/set-up", "/_stcore", "/media"))
    return target if plain and ours and "\\" not in target else "/"


def _switches(request: Request, spoken: str) -> list[tuple[str, str, str]]:
    """The other languages: code, name, and this page in them."""
    query = {name: value for name, value in request.query_params.items() if name != "lang"}
    return [
        (code, name, f"{request.url.path}?{urlencode({**query, 'lang': code})}")
        for code, name in LANGUAGES.items()
        if code != spoken
    ]
