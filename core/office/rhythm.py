"""The rhythm of a level: how long signing may take, how often to report, who decides. In workdays."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Level


@dataclass(frozen=True, slots=True)
class LevelRule:
    """`version` is 0 while the office has not changed the default."""

    importance: str
    urgency: str
    sign_within: int
    report_every: int
    check_within: int
    sign_off: bool = False
    approval: bool = False
    version: int = 0


DEFAULTS: dict[tuple[str, str], LevelRule] = {
    (one.importance, one.urgency): one
    for one in (
        LevelRule("ordinary", "normal", sign_within=2, report_every=10, check_within=3),
        LevelRule("ordinary", "urgent", sign_within=1, report_every=5, check_within=2),
        LevelRule("ordinary", "express", sign_within=1, report_every=2, check_within=1),
        LevelRule("key", "normal", sign_within=1, report_every=5, check_within=2, approval=True),
        LevelRule("key", "urgent", sign_within=1, report_every=3, check_within=2, approval=True),
        LevelRule("key", "express", sign_within=1, report_every=1, check_within=1, approval=True),
    )
}


def of(session: Session, importance: str, urgency: str) -> LevelRule:
    """The office's own rule for this combination, else the default."""
    kept = session.info.get("levels")
    if kept is None:
        kept = session.info["levels"] = {(one.importance, one.urgency): one for one in every(session)}
    return kept[importance, urgency]


def every(session: Session) -> list[LevelRule]:
    own = {(row.importance, row.urgency): _rule(row) for row in session.scalars(select(Level))}
    return [own.get(combination, default) for combination, default in DEFAULTS.items()]


def _rule(row: Level) -> LevelRule:
    return LevelRule(
        row.importance,
        row.urgency,
        row.sign_within,
        row.report_every,
        row.check_within,
        row.sign_off,
        row.approval,
        row.version,
    )
