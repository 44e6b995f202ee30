"""A one-time link from a message: first a page with a button, then its item, once, to be read.

The first page uses nothing up, because services look into links before people do.
"""

from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core import links
from core.errors import NotFound
from core.i18n import _, day, speaking
from core.tasks import STATE_NAMES
from web import pages


async def show(request: Request) -> Response:
    task_id = await pages.in_thread(partial(links.known, _token(request)))
    if task_id is not None and await pages.reader(request) is not None:
        return RedirectResponse(f"/task?id={task_id}", 303)
    if task_id is None:
        return _gone(request, links.LinkUsed())
    return pages.page(request, "go.html", token=_token(request), item=None, facts=[])


async def open_it(request: Request) -> Response:
    try:
        item = await pages.in_thread(partial(links.open_once, _token(request)))
    except NotFound as gone:
        return _gone(request, gone)
    with speaking(pages.language(request)):
        facts = [
            (_("Number"), item.number),
            (_("State"), _(STATE_NAMES[item.state])),
            (_("Lead department"), item.lead),
            (_("Handler"), item.handler),
            (_("Due day"), day(item.due_day)),
        ]
    return pages.page(request, "go.html", token="", item=item, facts=[one for one in facts if one[1]])


def _gone(request: Request, refusal: NotFound) -> Response:
    sentence = next(iter(pages.refusals(request, refusal).values()))
    return pages.page(request, "refused.html", status=404, sentence=sentence)


def _token(request: Request) -> str:
    return str(request.path_params["token"])[:100]


ROUTES: list[BaseRoute] = [
    Route("/go/{token}", show, methods=["GET"]),
    Route("/go/{token}", open_it, methods=["POST"]),
]
