"""How 7S stands today: areas looked at, what was found, what waits to be mended. Numbers only.

Restricted rooms are left out: what is found there is for their inspectors alone.
"""

from sqlalchemy import ColumnElement, func, or_, select

from core import calendar
from core.i18n import N_
from core.seven_s import RoundKind
from core.tasks import Lamp
from core.wall.panels import Fact, Facts
from core.wall.widgets import Widget, register
from core.work import Work
from db.models import Area, Finding, Visit


def today(work: Work) -> Facts | None:
    """Nothing at all for an office without areas."""
    areas = _number(work, func.count(), Area.first_day <= work.today, _kept(work))
    if not areas:
        return None
    seen = _number(
        work,
        func.count(Visit.area_id.distinct()),
        Visit.area_id == Area.id,
        Visit.day == work.today,
        Visit.kind == RoundKind.DAILY,
        Visit.finished_at.is_not(None),
    )
    sound = Finding.area_id == Area.id, Finding.saved_at.is_not(None), Finding.voided_at.is_(None)
    found = _number(work, func.count(), *sound, Finding.day == work.today)
    unfixed = Finding.closed_at.is_(None), Finding.fixed_at.is_(None)
    waiting = _number(work, func.count(), *sound, *unfixed)
    late = _number(work, func.count(), *sound, *unfixed, Finding.due_day < work.today)
    return Facts(
        (
            _round(work, seen, areas),
            Fact("found", N_("Found today"), str(found)),
            Fact("waiting", N_("Waiting to be mended"), str(waiting), _tone(waiting)),
            Fact("late", N_("Mending overdue"), str(late), Lamp.RED if late else Lamp.GREEN),
        ),
        N_("No area is looked at yet."),
    )


def _round(work: Work, seen: int, areas: int) -> Fact:
    """On a rest day nothing is planned; whoever went round all the same is counted."""
    label = N_("Areas looked at today")
    if not seen and not calendar.is_workday(work, day=work.today):
        return Fact("seen", label, N_("no round today"))
    return Fact("seen", label, f"{seen} / {areas}", _tone(seen < areas))


def _number(work: Work, what: ColumnElement[int], *where: ColumnElement[bool]) -> int:
    found = select(what).select_from(Area).where(Area.restricted.is_(False), *where)
    return work.session.scalar(found) or 0


def _kept(work: Work) -> ColumnElement[bool]:
    return or_(Area.retired_on.is_(None), Area.retired_on > work.today)


def _tone(open_still: bool | int) -> Lamp:
    return Lamp.YELLOW if open_still else Lamp.GREEN


register(Widget("seven_s", N_("7S today"), "wall.snapshot", today))
