"""The rules as the office sets them."""

from typing import Any

from sqlalchemy import select

from core.errors import InvalidInput
from core.i18n import N_
from core.slips import rules as standing
from core.slips.rules import DEFAULTS, Colour, Rule
from core.text import clean_line
from core.work import SomebodyWasFaster, Work
from db.models import SlipRule

LIMITS = {"days": (0, 60), "reply_within": (1, 30), "raise_after": (0, 30)}


class UnknownRule(InvalidInput):
    message = N_("There is no such rule.")


class UnknownColour(InvalidInput):
    message = N_("Choose one of the colours.")
    field = "colour"


class DaysOutOfRange(InvalidInput):
    message = N_("Give a number of days from {least} to {most}.")


def rules(work: Work) -> list[Rule]:
    """The rule of each cause, defaults where the office changed nothing."""
    work.must("slips.rules")
    return list(standing.every(work.session).values())


def change_rule(work: Work, *, rule: Rule) -> None:
    """Set the rule of one cause; `rule.version` is the one that the reader saw, 0 for the default."""
    work.must("slips.change_rule")
    if rule.cause not in DEFAULTS:
        raise UnknownRule()
    wanted = _checked(rule)
    before = standing.every(work.session)[rule.cause]
    if before.version != rule.version:
        raise SomebodyWasFaster()
    pairs = {name: [getattr(before, name), value] for name, value in wanted.items()}
    changes: dict[str, Any] = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if not changes:
        return
    row = work.session.scalar(select(SlipRule).where(SlipRule.cause == rule.cause))
    if row is None:
        row = SlipRule(cause=rule.cause)
        work.session.add(row)
    for name, value in wanted.items():
        setattr(row, name, value)
    work.session.flush()
    work.record("slip_rule.changed", row.id, cause=rule.cause, **changes)


def _checked(rule: Rule) -> dict[str, Any]:
    if rule.colour not in tuple(Colour):
        raise UnknownColour()
    wanted: dict[str, Any] = {
        "name": clean_line(rule.name, limit=20, field="name", required=True),
        "colour": str(rule.colour),
        "active": bool(rule.active),
    }
    for name, (least, most) in LIMITS.items():
        value = getattr(rule, name)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise DaysOutOfRange(least=least, most=most, field=name)
        wanted[name] = value
    return wanted
