"""For whoever watches the service: is it alive, can it work. Says nothing else, needs no sign-in."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from core import access
from web.pages import in_thread


async def alive(_request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


async def ready(_request: Request) -> JSONResponse:
    works = await in_thread(access.database_answers)
    return JSONResponse({"status": "ready" if works else "database"}, 200 if works else 503)


ROUTES: list[BaseRoute] = [Route("/healthz", alive), Route("/readyz", ready)]
