"""Everything on the wall at one moment: computed once per change, whatever the number of walls.

A wall hangs in a room. It shows what the role "screen" may see, also when a leader has opened it: so there
is one scope of rights, one computation, and nothing internal can slip in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from core import history, office, pulse
from core.actor import Actor, Role
from core.wall.arrangement import Arrangement, arranged
from core.wall.linking import live
from core.wall.panels import Panel
from core.wall.widgets import WIDGETS
from core.work import Work, look

SCREEN = Actor(id=None, name="", role=Role.SCREEN)
AWAY = (DBAPIError, NoConnection)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`links`: digests of the screen links that work; they are for the route and never leave it."""

    number: int
    at: datetime
    today: date
    zone: str
    office: str
    panels: Mapping[str, Panel]
    arrangement: Arrangement
    links: frozenset[str]


def snapshot(work: Work) -> Snapshot:
    work.must("wall.snapshot")
    profile = office.profile(work.session)
    return Snapshot(
        number=history.pulse(work.session),
        at=work.now,
        today=work.today,
        zone=str(work.zone),
        office=profile.name,
        panels=_panels(work),
        arrangement=arranged(work).arrangement,
        links=live(work.session),
    )


def _panels(work: Work) -> dict[str, Panel]:
    asked = {name: one.ask(work) for name, one in WIDGETS.items() if work.may(one.needs)}
    return {name: panel for name, panel in asked.items() if panel is not None}


def latest() -> Snapshot | None:
    """As every wall sees it now; None while the database is away."""
    try:
        with look(SCREEN) as work:
            return snapshot(work)
    except AWAY:
        return None


def answers() -> bool:
    """Does the database answer? What stands on a wall is as old as the last time it did."""
    try:
        pulse.now()
    except AWAY:
        return False
    return True
