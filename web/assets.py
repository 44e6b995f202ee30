"""What the plain pages look like: one style sheet, one small script, one icon. Open to everybody."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

FOLDER = Path(__file__).parent / "door"

ROUTES: list[BaseRoute] = [Mount("/door", StaticFiles(directory=FOLDER))]
