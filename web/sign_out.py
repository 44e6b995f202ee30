"""Signing out, here or everywhere. A link shows the page; only its buttons do anything."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core import access
from core.actor import Actor
from core.i18n import moment, speaking
from core.work import begin, look
from web import cookies, pages


async def show(request: Request) -> Response:
    person = await pages.reader(request)
    if person is None:
        return RedirectResponse("/sign-in", 303)
    spoken, this = pages.language(request, person), pages.digest(request)
    places = await pages.in_thread(lambda: _places(person, this, spoken))
    return pages.page(request, "sign_out.html", person=person, places=places)


async def submit(request: Request) -> Response:
    person = await pages.reader(request)
    typed = await pages.form(request)
    if person is not None and typed.get("session"):
        await pages.in_thread(lambda: _end_one(person, typed["session"]))
        return RedirectResponse("/sign-out", 303)
    if person is not None:
        everywhere, this = bool(typed.get("everywhere")), pages.digest(request)
        await pages.in_thread(lambda: _end(person, this, everywhere))
    response = RedirectResponse("/sign-in?signed-out", 303)
    cookies.take_back(response, request)
    return response


def _places(person: Actor, this: str, spoken: str) -> list[dict[str, object]]:
    with look(person) as work, speaking(spoken):
        return [
            {
                "id": one.id,
                "is_this": one.is_this,
                "address": one.address,
                "browser": short(one.browser),
                "seen": moment(one.seen_at, work.zone),
            }
            for one in access.my_sessions(work, this=this)
        ]


def _end(person: Actor, this: str, everywhere: bool) -> None:
    if not everywhere:
        access.sign_out(this)
        return
    with begin(person) as work:
        access.end_sessions(work, person_id=person.number)


def _end_one(person: Actor, session_id: str) -> None:
    with begin(person) as work:
        access.end_session(work, session_id=int(session_id) if session_id.isdecimal() else 0)


SYSTEMS = {
    "HarmonyOS": "HarmonyOS",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}
BROWSERS = {"MicroMessenger": "WeChat", "Edg/": "Edge", "Firefox/": "Firefox", "Chrome/": "Chrome"}


def short(browser: str) -> str:
    """What the long line of a browser means to its owner: Chrome · Windows."""
    names = [_first(BROWSERS, browser) or _first({"Safari/": "Safari"}, browser), _first(SYSTEMS, browser)]
    return " · ".join(name for name in names if name) or browser.partition(" ")[0][:40]


def _first(known: dict[str, str], browser: str) -> str:
    return next((name for sign, name in known.items() if sign in browser), "")


ROUTES: list[BaseRoute] = [
    Route("/sign-out", show, methods=["GET"]),
    Route("/sign-out", submit, methods=["POST"]),
]
