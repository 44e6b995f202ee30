"""Screens of the demo office: one in the meeting room, one in the hall, and one that was taken down."""

from core import wall
from core.actor import Actor
from core.work import begin

SCREENS = ("三楼会议室投影", "一楼大厅电视", "旧值班室屏幕")


def hang(keeper: Actor) -> None:
    for name in SCREENS:
        with begin(keeper) as work:
            wall.make_link(work, name=name)
    with begin(keeper) as work:
        old = next(one for one in wall.links(work) if one.name == SCREENS[-1])
        wall.revoke_link(work, link_id=old.id, version=old.version)
