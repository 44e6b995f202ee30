"""What a slip is issued for, in which colour, under which name: as the office set it, else the default."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.i18n import N_, Text
from db.models import SlipRule


class Cause(StrEnum):
    NEAR = "near"
    LAGGING = "lagging"
    OVERDUE = "overdue"


class Colour(StrEnum):
    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


CAUSE_NAMES: dict[str, Text] = {
    Cause.NEAR: N_("Near due, and no reminder went out"),
    Cause.LAGGING: N_("Lagging on a report day"),
    Cause.OVERDUE: N_("Overdue"),
}
COLOUR_NAMES: dict[str, Text] = {
    Colour.BLUE: N_("Blue"),
    Colour.YELLOW: N_("Yellow"),
    Colour.ORANGE: N_("Orange"),
    Colour.RED: N_("Red"),
}
STATE_NAMES: dict[str, Text] = {
    "waiting": N_("Reply awaited"),
    "late": N_("Reply overdue"),
    "answered": N_("Replied"),
    "lapsed": N_("Lapsed with the item"),
    "cancelled": N_("Cancelled"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """All days are workdays but `days` before the due day; `version` is 0 while it is the default.

    `days`: near = so many days ahead; overdue = so many workdays of grace; lagging knows none.
    `raise_after`: workdays from the unanswered reply to the next level, and to the one above; 0 = never.
    """

    cause: str
    name: str
    colour: str
    active: bool = True
    days: int = 0
    reply_within: int = 2
    raise_after: int = 1
    version: int = 0


# The names are the office's own words on its papers, and it may change them.
DEFAULTS: dict[str, Rule] = {
    rule.cause: rule
    for rule in (
        Rule(Cause.NEAR, "蓝色督办单", Colour.BLUE, days=3),
        Rule(Cause.LAGGING, "黄色督办单", Colour.YELLOW),
        Rule(Cause.OVERDUE, "红色督办单", Colour.RED, reply_within=1),
    )
}


def every(session: Session) -> dict[str, Rule]:
    """The rule of each cause."""
    own = {row.cause: _rule(row) for row in session.scalars(select(SlipRule))}
    return {cause: own.get(cause, default) for cause, default in DEFAULTS.items()}


def _rule(row: SlipRule) -> Rule:
    return Rule(
        row.cause,
        row.name,
        row.colour,
        row.active,
        row.days,
        row.reply_within,
        row.raise_after,
        row.version,
    )
