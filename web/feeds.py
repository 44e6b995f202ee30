"""A person's calendar for the telephone: GET /feed/TOKEN.ics, signed in nowhere, by the token alone.

Nothing of it is kept on the way, and the address is written down nowhere: it holds the key.
"""

import hashlib
from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from core import engagements, feeds, meetings, roster
from core.errors import NotFound
from web import pages

ICAL = "text/calendar; charset=utf-8"
# Whose entries stand in it: each of them joins when it is imported.
FEATURES = (roster, meetings, engagements)


async def show(request: Request) -> Response:
    token = str(request.path_params["token"])[:100]
    try:
        content = await pages.in_thread(partial(feeds.read, token))
    except NotFound:
        return PlainTextResponse("", 404)
    mark = f'"{hashlib.sha256(_undated(content)).hexdigest()[:32]}"'
    headers = {"etag": mark, "referrer-policy": "no-referrer", "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=ICAL, headers=headers)


def _undated(content: bytes) -> bytes:
    """Without the moment at which it was made: the same entries are the same file."""
    return b"\n".join(line for line in content.splitlines() if not line.startswith(b"DTSTAMP"))


ROUTES: list[BaseRoute] = [Route("/feed/{token}.ics", show, methods=["GET"])]
