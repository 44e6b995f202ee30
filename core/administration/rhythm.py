"""The rhythm of each combination of importance and urgency."""

from typing import Any

from sqlalchemy import select

from core.administration.rules import whole
from core.errors import NotFound
from core.i18n import N_
from core.office import LevelRule, levels
from core.work import SomebodyWasFaster, Work
from db.models import Level


class UnknownLevel(NotFound):
    message = N_("There is no such combination of importance and urgency.")


DAYS = whole(1, 30)
EVERY = whole(0, 250)


def rhythm(work: Work) -> list[LevelRule]:
    """All combinations, those the office never touched with their defaults."""
    work.must("administration.rhythm")
    return levels.every(work.session)


def change_level(work: Work, *, rule: LevelRule) -> None:
    """Set one combination; `rule.version` is the one that the reader saw, 0 for the default."""
    work.must("administration.change_level")
    if (rule.importance, rule.urgency) not in levels.DEFAULTS:
        raise UnknownLevel()
    wanted = {
        "sign_within": DAYS("sign_within", rule.sign_within),
        "report_every": EVERY("report_every", rule.report_every),
        "check_within": DAYS("check_within", rule.check_within),
        "sign_off": bool(rule.sign_off),
        "approval": bool(rule.approval),
    }
    before = levels.of(work.session, rule.importance, rule.urgency)
    if before.version != rule.version:
        raise SomebodyWasFaster()
    pairs = {name: [getattr(before, name), value] for name, value in wanted.items()}
    changes: dict[str, Any] = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if changes:
        level = _row(work, rule)
        for name, value in wanted.items():
            setattr(level, name, value)
        work.session.flush()
        work.record("office.level_changed", level.id, level=[rule.importance, rule.urgency], **changes)


def _row(work: Work, rule: LevelRule) -> Level:
    which = (Level.importance == rule.importance, Level.urgency == rule.urgency)
    row = work.session.scalar(select(Level).where(*which))
    if row is None:
        row = Level(importance=rule.importance, urgency=rule.urgency)
        work.session.add(row)
    return row
