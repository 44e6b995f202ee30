"""What the matrix calls core/bulletins with: a bulletin of every state, written and reviewed by others."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from core import bulletins
from core.work import begin
from db.models import Bulletin
from tests.policy_scene import Cell, Factory, Scene, given

DAYS = {"first": date(2026, 2, 1), "last": date(2026, 2, 28)}
WAYS: dict[str, tuple[tuple[str, Callable[..., Any]], ...]] = {
    "draft": (),
    "reviewing": (("director", bulletins.submit),),
    "published": (("director", bulletins.submit), ("leader", bulletins.publish)),
}


def bring(scene: Scene) -> None:
    """One of each state, for every cell: what a cell does to it is rolled back."""
    for minute, (state, way) in enumerate(WAYS.items(), start=1):
        with begin(scene.cast["director"], now=scene.now + timedelta(minutes=minute)) as work:
            number = scene.spare[f"bulletin {state}"] = bulletins.draft(work, **DAYS)
        for who, command in way:
            with begin(scene.cast[who], now=scene.now) as work:
                version = work.session.get_one(Bulletin, number).version
                command(work, bulletin_id=number, version=version)


def one(state: str, **more: Any) -> Factory:
    def arguments(cell: Cell) -> dict[str, Any]:
        number = cell.scene.spare[f"bulletin {state}"]
        return {"bulletin_id": number, "version": cell.version(Bulletin, number), **more}

    return arguments


def published(cell: Cell) -> int:
    return cell.scene.spare["bulletin published"]


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
