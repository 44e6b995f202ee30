"""Signing in: one plain page, before anything of Streamlit is loaded."""

import functools
import json
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import structlog
from anyio import CapacityLimiter, sleep, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core import access, administration
from core.access import MustWait, WrongNameOrPassword
from core.actor import Role
from core.errors import DomainError
from core.settings import settings
from web import cookies, pages

log = structlog.get_logger("luoshi.sign_in")

# Hashing is slow on purpose: no more at once than leave the office a working server.
checking = CapacityLimiter(4)
_lately = {"seconds": 0.2}


async def show(request: Request) -> Response:
    onward = pages.inside(request.query_params.get("next", "/"))
    if await pages.reader(request) is not None:
        return RedirectResponse(onward, 303)
    return await _page(request, onward=onward)


async def submit(request: Request) -> Response:
    typed = await pages.form(request)
    onward = pages.inside(typed.get("next", "/"))
    user_name = typed.get("user_name", "")
    try:
        signed_in = await _checked(request, user_name, typed.get("password", ""))
    except DomainError as error:
        return await _page(request, onward=onward, user_name=user_name, error=error)
    if signed_in.half:
        halfway = RedirectResponse(f"/two-step?{urlencode({'next': onward})}", 303)
        cookies.give_half(halfway, request, signed_in.half)
        return halfway
    where = "/password" if signed_in.must_change_password else await _first(signed_in.token, onward)
    response = RedirectResponse(where, 303)
    cookies.give(response, request, signed_in.token)
    return response


async def _first(token: str, onward: str) -> str:
    """An account of a screen has one thing to look at."""
    if onward != "/":
        return onward
    person = await pages.in_thread(lambda: access.person(access.digest(token)))
    return "/wall" if person is not None and person.role is Role.SCREEN else onward


async def _checked(request: Request, user_name: str, password: str) -> access.SignedIn:
    """A name that has to wait is answered in the same time as a wrong password."""
    address, began = pages.address(request), time.monotonic()
    check = functools.partial(
        access.sign_in, user_name, password, address=address, browser=request.headers.get("user-agent", "")
    )
    try:
        return await to_thread.run_sync(check, limiter=checking)
    except MustWait:
        log.warning("sign_in.waits", address=address)
        await sleep(_lately["seconds"])
        raise
    except WrongNameOrPassword:
        _lately["seconds"] = min(time.monotonic() - began, 2.0)
        log.warning("sign_in.refused", address=address)
        raise


async def _page(
    request: Request, *, onward: str, user_name: str = "", error: DomainError | None = None
) -> Response:
    return pages.page(
        request,
        "sign_in.html",
        status=pages.status_of(error) if error else 200,
        onward=onward,
        user_name=user_name,
        refused=pages.refusals(request, error) if error else {},
        office_name=await pages.in_thread(access.office_name),
        logo=await pages.in_thread(administration.present_logo),
        accounts=demo_accounts() if settings().demo else [],
        was_signed_out="signed-out" in request.query_params,
    )


def demo_accounts() -> list[Mapping[str, str]]:
    """The people of the demo office, offered to whoever tries it."""
    file = Path(settings().folder) / "accounts.json"
    if not file.exists():
        return []
    return [
        {name: str(one.get(name, "")) for name in ("user_name", "password", "label")}
        for one in json.loads(file.read_text("utf-8"))
    ]


ROUTES: list[BaseRoute] = [
    Route("/sign-in", show, methods=["GET"]),
    Route("/sign-in", submit, methods=["POST"]),
]
