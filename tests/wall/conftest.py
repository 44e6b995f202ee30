"""An office with a wall: what hangs on it, as of a given day."""

from datetime import datetime

import pytest

from core import wall
from core.wall import Counts, Rows, Snapshot
from core.work import look
from tests import make


@pytest.fixture
def house(office: object) -> make.Office:
    return make.office()


def hangs(now: datetime | None = None) -> Snapshot:
    """Everything on the wall, at this moment."""
    with look(wall.SCREEN, now=now or make.at(1)) as work:
        return wall.snapshot(work)


def numbers(shown: Snapshot) -> dict[str, int]:
    counts = shown.panels["counts"]
    assert isinstance(counts, Counts)
    return {one.name: one.number for one in counts.items}


def listed(shown: Snapshot, name: str) -> list[tuple[str, str, int]]:
    """Title, lead department and days of a list."""
    panel = shown.panels[name]
    assert isinstance(panel, Rows)
    return [(one.title, one.lead, one.days) for one in panel.rows]
