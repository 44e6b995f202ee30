"""Printed codes: each opens its area on the phone that reads it. GET /codes is a page to print."""

import io
from base64 import b64encode
from dataclasses import dataclass

import segno
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from core import seven_s
from core.actor import Actor
from core.i18n import _, speaking
from core.policy import NotYours
from core.settings import settings
from core.work import look
from web import pages


@dataclass(frozen=True, slots=True)
class Code:
    name: str
    floor: str
    owner: str
    picture: str


async def show(request: Request) -> Response:
    actor = await pages.reader(request)
    if actor is None:
        raise NotYours()
    here = (settings().public_url or str(request.base_url)).rstrip("/")
    codes = await pages.in_thread(lambda: _codes(actor, here))
    return pages.page(request, "codes.html", person=actor, codes=codes)


ROUTES: list[BaseRoute] = [Route("/codes", show, methods=["GET"])]


def _codes(actor: Actor, here: str) -> list[Code]:
    with look(actor) as work, speaking(actor.language):
        return [
            Code(
                one.name,
                _("Floor {floor}", floor=one.floor),
                one.owner_person or one.owner_department,
                _picture(f"{here}/walk?area={one.token}"),
            )
            for one in seven_s.areas(work)
        ]


def _picture(address: str) -> str:
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=2, xmldecl=False)
    return "data:image/svg+xml;base64," + b64encode(drawn.getvalue()).decode("ascii")
