"""What the matrix calls core/bulletins with: a bulletin of every state, written in the cell by others."""

from collections.abc import Callable
from datetime import date
from typing import Any

from core import bulletins
from core.work import Work
from db.models import Bulletin
from tests.policy_scene import Cell, Factory, given

DAYS = {"first": date(2026, 2, 1), "last": date(2026, 2, 28)}
WAY: dict[str, tuple[tuple[str, Callable[..., Any]], ...]] = {
    "draft": (),
    "reviewing": (("director", bulletins.submit),),
    "published": (("director", bulletins.submit), ("leader", bulletins.publish)),
}


def brought_to(cell: Cell, state: str) -> int:
    """The number of a bulletin that the director wrote and, where it is published, a leader reviewed."""
    session, cast = cell.work.session, cell.scene.cast
    number = bulletins.draft(Work(session, cast["director"], cell.work.now), **DAYS)
    for who, command in WAY[state]:
        version = session.get_one(Bulletin, number).version
        command(Work(session, cast[who], cell.work.now), bulletin_id=number, version=version)
        session.flush()
    return number


def one(state: str, **more: Any) -> Factory:
    def arguments(cell: Cell) -> dict[str, Any]:
        number = brought_to(cell, state)
        version = cell.work.session.get_one(Bulletin, number).version
        return {"bulletin_id": number, "version": version, **more}

    return arguments


def published(cell: Cell) -> int:
    return brought_to(cell, "published")


BULLETINS: dict[str, Factory] = {
    "bulletins.draft": given(**DAYS),
    "bulletins.recount": one("draft"),
    "bulletins.edit": one("draft", wording={"demands": "请抓紧办理。"}),
    "bulletins.drop": one("draft"),
    "bulletins.submit": one("draft"),
    "bulletins.send_back": one("reviewing", reason="请核对"),
    "bulletins.publish": one("reviewing"),
    "bulletins.correct": given(bulletin_id=published, reason="一项重复"),
    "bulletins.listed": given(),
    "bulletins.sheet": given(bulletin_id=published),
    "documents.bulletin": given(bulletin_id=published),
    "documents.bulletin_sheet": given(bulletin_id=published),
}
