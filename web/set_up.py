"""The first start: nothing else can be reached before, and this page is gone afterwards."""

from functools import cache
from zoneinfo import available_timezones

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core import access, seven_s
from core.access import Plan, SignedIn
from core.actor import SYSTEM
from core.errors import DomainError
from core.i18n import N_, _, speaking
from core.settings import settings
from core.work import begin
from web import cookies, pages
from web.pages import Form

NEARBY = ("Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei")
OFFICE = N_("General office")
NOT_THE_SAME = N_("The two passwords differ.")


async def show(request: Request) -> Response:
    with speaking(pages.language(request)):
        the_office = _(OFFICE)
    typed = {"departments": the_office, "office_department": the_office, "time_zone": settings().time_zone}
    return _page(request, typed, {})


async def submit(request: Request) -> Response:
    typed = await pages.form(request)
    if typed.get("password", "") != typed.get("repeated", ""):
        with speaking(pages.language(request)):
            return _page(request, typed, {"repeated": _(NOT_THE_SAME)}, status=422)
    try:
        signed_in = await to_thread.run_sync(_set_up, request, typed)
    except DomainError as error:
        return _page(request, typed, pages.refusals(request, error), status=pages.status_of(error))
    response = RedirectResponse("/", 303)
    cookies.give(response, request, signed_in.token)
    return response


def _set_up(request: Request, typed: Form) -> SignedIn:
    """Sets the office up, with the default catalogue of 7S, and signs its first administrator in."""
    access.prove(typed.get("code", ""))
    plan = Plan(
        name=typed.get("name", ""),
        departments=typed.get("departments", "").splitlines(),
        office_department=typed.get("office_department", ""),
        time_zone=typed.get("time_zone", ""),
        person_name=typed.get("person_name", ""),
        user_name=typed.get("user_name", ""),
        password=typed.get("password", ""),
    )
    with begin(SYSTEM) as work:
        access.set_up(work, plan=plan)
        seven_s.install_catalogue(work)
    browser = request.headers.get("user-agent", "")
    return access.sign_in(plan.user_name, plan.password, address=pages.address(request), browser=browser)


def _page(request: Request, typed: Form, refused: dict[str, str], *, status: int = 200) -> Response:
    return pages.page(
        request, "set_up.html", status=status, typed=typed, refused=refused, near=NEARBY, zones=_zones()
    )


@cache
def _zones() -> list[str]:
    return sorted(zone for zone in available_timezones() if "/" in zone and zone not in NEARBY)


ROUTES: list[BaseRoute] = [
    Route("/set-up", show, methods=["GET"]),
    Route("/set-up", submit, methods=["POST"]),
]
