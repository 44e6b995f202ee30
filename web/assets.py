"""What the plain pages look like: a style sheet, a small script, an icon, the office's logo. Open to all."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from core import administration
from core.files import FileDamaged
from web import pages

FOLDER = Path(__file__).parent / "door"

SEALED = "default-src 'none'; sandbox"


async def logo(_request: Request) -> Response:
    """The office's own, at an address that names its content: `?v=` and the beginning of its hash."""
    try:
        content = await pages.in_thread(_logo)
    except FileDamaged:
        content = b""
    if not content:
        return Response(status_code=404)
    kept = {"cache-control": "public, max-age=86400", "content-security-policy": SEALED}
    return Response(content, media_type="image/png", headers=kept)


def _logo() -> bytes:
    digest = administration.present_logo()
    return administration.picture(digest) if digest else b""


ROUTES: list[BaseRoute] = [
    Route("/door/logo", logo, methods=["GET"]),
    Mount("/door", StaticFiles(directory=FOLDER)),
]
