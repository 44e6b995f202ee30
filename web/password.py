"""Changing one's own password; after a first password nothing else can be reached before that."""

import functools

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core import access
from core.actor import Actor
from core.errors import DomainError
from core.i18n import N_, _, speaking
from web import pages
from web.sign_in import checking

NOT_THE_SAME = N_("The two passwords differ.")


async def show(request: Request) -> Response:
    person = await pages.reader(request)
    if person is None:
        return RedirectResponse("/sign-in?next=/password", 303)
    return _page(request, person, {})


async def submit(request: Request) -> Response:
    person = await pages.reader(request)
    if person is None:
        return RedirectResponse("/sign-in?next=/password", 303)
    typed = await pages.form(request)
    if typed.get("new", "") != typed.get("repeated", ""):
        with speaking(pages.language(request, person)):
            return _page(request, person, {"repeated": _(NOT_THE_SAME)}, status=422)
    change = functools.partial(
        access.change_own,
        person,
        current=typed.get("current", ""),
        new=typed.get("new", ""),
        keep=pages.digest(request),
    )
    try:
        await to_thread.run_sync(change, limiter=checking)
    except DomainError as error:
        refused = pages.refusals(request, error, person)
        return _page(request, person, refused, status=pages.status_of(error))
    return RedirectResponse("/", 303)


def _page(request: Request, person: Actor, refused: dict[str, str], *, status: int = 200) -> Response:
    return pages.page(request, "password.html", status=status, person=person, refused=refused)


ROUTES: list[BaseRoute] = [
    Route("/password", show, methods=["GET"]),
    Route("/password", submit, methods=["POST"]),
]
