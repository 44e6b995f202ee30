"""What the matrix calls core/wall with: everybody looks, the keepers arrange and hand out links."""

from core.wall import Arrangement, digest
from db.models import ScreenLink
from tests.policy_scene import Cell, Factory, given


def link(cell: Cell) -> int:
    row = ScreenLink(
        name="三楼会议室", digest=digest("token"), made_at=cell.work.now, made_by=cell.scene.spare["person"]
    )
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.id


WALL: dict[str, Factory] = {
    "wall.snapshot": given(),
    "wall.arranged": given(),
    "wall.arrange": given(wanted=Arrangement(widgets=("overdue", "counts"), theme="dark"), version=0),
    "wall.links": given(),
    "wall.make_link": given(name="大厅"),
    "wall.revoke_link": given(link_id=link, version=1),
}
