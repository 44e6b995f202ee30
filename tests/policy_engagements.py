"""What the matrix calls core/engagements with: an entry that waits, and an edition."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from core import engagements
from core.engagements import Period, Wanted
from core.policy import Relation
from core.work import begin
from db.models import Engagement
from tests import make
from tests.policy_scene import MISSING, NOBODY, Cell, Factory, Scene, given, spare

WEEK = Period(make.day(0), make.day(6))
OTHER_WEEK = Period(make.day(7), make.day(13))


def wanted(scene: Scene) -> Wanted:
    at = make.at(3, 9)
    return Wanted(scene.cast["leader"].number, "调研企业", at, at + timedelta(hours=1), "开发区")


def bring(scene: Scene) -> None:
    director = scene.cast["director"]
    with begin(director, now=make.at()) as work:
        scene.spare["entry"] = engagements.ask(work, wanted=wanted(scene))
        engagements.publish(work, period=WEEK)
        scene.spare["edition"] = engagements.editions(work, period=WEEK)[0].id


def entry(cell: Cell) -> int:
    """The entry, asked for by me where the cell says so."""
    number = cell.scene.spare["entry"]
    if cell.relation == Relation.OWN:
        mine = update(Engagement).where(Engagement.id == number).values(asked_by=cell.me)
        cell.work.session.execute(mine)
    else:
        other = cell.scene.cast["handler"].number
        values = {"asked_by": other, "leader_id": other}
        cell.work.session.execute(update(Engagement).where(Engagement.id == number).values(values))
    cell.work.session.expire_all()
    return NOBODY if cell.relation == MISSING else number


def on_entry(**more: Any) -> Factory:
    def arguments(cell: Cell) -> dict[str, Any]:
        number = entry(cell)
        version = cell.version(Engagement, cell.scene.spare["entry"])
        return {"entry_id": number, "version": version} | given(**more)(cell)

    return arguments


def changed(cell: Cell) -> Wanted:
    return replace(wanted(cell.scene), title="调研园区")


def waiting(**more: Any) -> Factory:
    def arguments(cell: Cell) -> dict[str, Any]:
        number = cell.scene.spare["entry"]
        return {"entry_id": number, "version": cell.version(Engagement, number)} | more

    return arguments


ENGAGEMENTS: dict[str, Factory] = {
    "engagements.ask": given(wanted=lambda cell: wanted(cell.scene)),
    "engagements.change": on_entry(wanted=changed),
    "engagements.withdraw": on_entry(),
    "engagements.agree": waiting(),
    "engagements.refuse": waiting(reason="时间冲突"),
    "engagements.calendar": given(period=WEEK),
    "engagements.publish": given(period=OTHER_WEEK),
    "engagements.editions": given(period=WEEK),
    "engagements.edition": given(edition_id=spare("edition")),
    "documents.leaders_sheet": given(period=WEEK),
}
ONLY_ENTRIES = {
    name: (Relation.OWN, Relation.OTHER, MISSING) for name in ("engagements.change", "engagements.withdraw")
}
