"""What the matrix calls core/feeds with: everybody keeps the own feed."""

from core.feeds.keeping import digest
from db.models import CalendarFeed
from tests.policy_scene import Cell, Factory, given


def kept(cell: Cell) -> dict[str, object]:
    """A feed of mine is there."""
    row = CalendarFeed(person_id=cell.me, digest=digest(f"token-{cell.me}"), made_at=cell.work.now)
    cell.work.session.add(row)
    cell.work.session.flush()
    return {}


FEEDS: dict[str, Factory] = {
    "feeds.my_feed": given(),
    "feeds.make_feed": given(),
    "feeds.revoke_feed": kept,
}
