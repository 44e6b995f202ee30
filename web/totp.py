"""The second step of signing in, and one's own second factor: on, off, recovery codes.

Plain pages: neither a secret nor a recovery code ever passes through a script's session.
"""

import functools
from typing import Any

import segno
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core import access
from core.access import HalfGone
from core.actor import Actor
from core.errors import DomainError
from core.work import begin, look
from web import cookies, pages
from web.sign_in import checking


async def ask(request: Request) -> Response:
    if not cookies.half_token(request):
        return RedirectResponse("/sign-in", 303)
    return _asked(request, pages.inside(request.query_params.get("next", "/")), {})


async def answer(request: Request) -> Response:
    typed = await pages.form(request)
    onward = pages.inside(typed.get("next", "/"))
    finish = functools.partial(
        access.finish_sign_in,
        cookies.half_token(request),
        typed.get("code", ""),
        address=pages.address(request),
        browser=request.headers.get("user-agent", ""),
    )
    try:
        done = await to_thread.run_sync(finish, limiter=checking)
    except HalfGone:
        gone = RedirectResponse("/sign-in", 303)
        cookies.give_half(gone, request, "")
        return gone
    except DomainError as error:
        return _asked(request, onward, pages.refusals(request, error), status=pages.status_of(error))
    response = RedirectResponse("/password" if done.must_change_password else onward, 303)
    cookies.give(response, request, done.token)
    cookies.give_half(response, request, "")
    return response


async def show(request: Request) -> Response:
    person = await pages.reader(request)
    if person is None:
        return RedirectResponse("/sign-in?next=/second-factor", 303)
    return await _factor(request, person)


async def change(request: Request) -> Response:
    person = await pages.reader(request)
    if person is None:
        return RedirectResponse("/sign-in?next=/second-factor", 303)
    typed = await pages.form(request)
    act = ACTS.get(typed.get("act", ""))
    if act is None:
        return RedirectResponse("/second-factor", 303)
    try:
        codes = await to_thread.run_sync(act, person, typed.get("code", ""), limiter=checking)
    except DomainError as error:
        refused = pages.refusals(request, error, person)
        return await _factor(request, person, refused=refused, status=pages.status_of(error))
    if codes is None:
        return RedirectResponse("/second-factor", 303)
    return await _factor(request, person, codes=codes)


def _begin(person: Actor, _code: str) -> None:
    with begin(person) as work:
        access.begin_factor(work)


def _confirm(person: Actor, code: str) -> list[str]:
    return access.confirm_factor(person, code=code)


def _renew(person: Actor, code: str) -> list[str]:
    return access.renew_codes(person, code=code)


def _drop(person: Actor, code: str) -> None:
    access.drop_factor(person, code=code)


ACTS: dict[str, Any] = {"begin": _begin, "confirm": _confirm, "renew": _renew, "drop": _drop}


async def _factor(
    request: Request,
    person: Actor,
    *,
    refused: dict[str, str] | None = None,
    codes: list[str] | None = None,
    status: int = 200,
) -> Response:
    factor, pending = await pages.in_thread(lambda: _state(person))
    picture = segno.make(pending.address, error="m").svg_data_uri(scale=5, border=3) if pending else ""
    return pages.page(
        request,
        "second_factor.html",
        status=status,
        person=person,
        factor=factor,
        pending=pending,
        picture=picture,
        codes=codes or [],
        refused=refused or {},
    )


def _state(person: Actor) -> tuple[access.Factor, access.Begun | None]:
    with look(person) as work:
        return access.my_factor(work), access.pending_factor(work)


def _asked(request: Request, onward: str, refused: dict[str, str], *, status: int = 200) -> Response:
    return pages.page(request, "two_step.html", status=status, onward=onward, refused=refused)


ROUTES: list[BaseRoute] = [
    Route("/two-step", ask, methods=["GET"]),
    Route("/two-step", answer, methods=["POST"]),
    Route("/second-factor", show, methods=["GET"]),
    Route("/second-factor", change, methods=["POST"]),
]
