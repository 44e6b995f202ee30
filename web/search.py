"""The search box of the shell asks here while somebody types: GET /search?q=…, by the right of the reader.

{"groups": [{"name": "事项", "hits": [{"href": "/task?id=7", "title": …, "under": …, "lamp": …}]}],
 "more": {"href": "/tasks?scope=all&text=…", "title": …}}
"""

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from core import search, tasks
from core.actor import Actor
from core.i18n import _, day, speaking
from core.search import DepartmentHit, Found, PersonHit, TaskHit
from core.work import look
from web import pages

LONGEST = 200

Hit = dict[str, str]


async def show(request: Request) -> Response:
    actor = await pages.reader(request)
    if actor is None:
        return JSONResponse({}, 401)
    text = request.query_params.get("q", "")[:LONGEST]
    return JSONResponse(await pages.in_thread(lambda: _found(actor, text)))


ROUTES: list[BaseRoute] = [Route("/search", show, methods=["GET"])]


def _found(actor: Actor, text: str) -> dict[str, Any]:
    with look(actor) as work, speaking(actor.language):
        found = search.found(work, text=text)
        return {"groups": _groups(found), "more": _more(text) if found.more else None}


def _groups(found: Found) -> list[dict[str, Any]]:
    groups = (
        (_("Supervised tasks"), [_task(one) for one in found.tasks]),
        (_("People"), [_person(one) for one in found.people]),
        (_("Departments"), [_department(one) for one in found.departments]),
    )
    return [{"name": name, "hits": hits} for name, hits in groups if hits]


def _task(one: TaskHit) -> Hit:
    until = _("until {day}", day=day(one.due_day)) if one.due_day else ""
    under = [one.number, one.lead, _(tasks.STATE_NAMES[one.state]), until]
    return {
        "href": f"/task?id={one.id}",
        "title": one.title,
        "under": " · ".join(filter(None, under)),
        "lamp": str(one.lamp),
    }


def _person(one: PersonHit) -> Hit:
    under = " · ".join(filter(None, (one.department, one.post)))
    return {"href": f"/tasks?person={one.id}", "title": one.name, "under": under}


def _department(one: DepartmentHit) -> Hit:
    under = _("Dissolved") if one.closed else ""
    scope = {"scope": "all"} if one.closed else {}
    return {"href": f"/tasks?{urlencode({**scope, 'department': one.id})}", "title": one.name, "under": under}


def _more(text: str) -> Hit:
    return {"href": f"/tasks?{urlencode({'scope': 'all', 'text': text})}", "title": _("Show all in the list")}
