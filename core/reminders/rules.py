"""The rules as they stand: a default for each kind of turn and level, and what the office set instead."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InvalidInput, NotFound
from core.i18n import N_, Text
from core.office import levels
from core.reminders.ladders import OTHER, Rule, Rules
from core.turns import KIND_NAMES, Kind, Purpose
from core.work import SomebodyWasFaster, Work
from db.models import ReminderRule

KINDS: tuple[str, ...] = (
    Kind.SIGN,
    Kind.DO,
    Kind.REPORT,
    Kind.OWE,
    Kind.ANSWER,
    Kind.CHECK,
    Purpose.SIGN_OFF,
    Purpose.EXTENSION,
    Purpose.REASSIGNMENT,
    Purpose.APPROVAL,
    Purpose.SLIP,
    Kind.FIX,
    Kind.VERIFY,
    Kind.JUDGE,
    Kind.PREPARE,
    OTHER,
)
NAMES: dict[str, Text] = {**KIND_NAMES, OTHER: N_("Everything else")}

# Of the level: workdays between two reminders past the day, until the head hears, until the leader hears.
RHYTHM: dict[tuple[str, str], tuple[int, int, int]] = {
    ("ordinary", "normal"): (5, 3, 8),
    ("ordinary", "urgent"): (2, 2, 4),
    ("ordinary", "express"): (1, 1, 2),
    ("key", "normal"): (2, 1, 3),
    ("key", "urgent"): (1, 1, 2),
    ("key", "express"): (1, 1, 1),
}
BEFORE: dict[str, tuple[int, ...]] = {
    Kind.DO: (7, 3, 1),
    Kind.REPORT: (1,),
    Kind.OWE: (3, 1),
    Kind.FIX: (1,),
    Kind.PREPARE: (1,),
    OTHER: (3, 1),
}
# What takes a day or two by its nature is asked for every day, and goes up early.
SHORT = (Kind.SIGN, Kind.ANSWER, Kind.CHECK, Kind.VERIFY, Kind.JUDGE, *Purpose)
MOST_DAYS = 90


class UnknownRule(NotFound):
    message = N_("There is no such rule.")


class OddDays(InvalidInput):
    message = N_("Days before, as whole numbers from 1 to {most}, at most six.")
    field = "before"


class OddCount(InvalidInput):
    message = N_("Please give a whole number from 0 to {most}.")


def rules(work: Work) -> Rules:
    """Every rule, by kind and level."""
    work.must("reminders.rules")
    return every(work.session)


def change_rule(work: Work, *, rule: Rule, all_levels: bool = False) -> None:
    """Set one rule, or that of all levels of a kind; `rule.version` is the one that the reader saw."""
    work.must("reminders.change_rule")
    known = every(work.session).by_kind
    before = known.get((rule.kind, rule.importance, rule.urgency))
    if before is None:
        raise UnknownRule()
    if before.version != rule.version:
        raise SomebodyWasFaster()
    checked = check(rule)
    for importance, urgency in levels.DEFAULTS if all_levels else ((rule.importance, rule.urgency),):
        one = replace(checked, importance=importance, urgency=urgency)
        _set(work, one, known[one.kind, importance, urgency])


def check(rule: Rule) -> Rule:
    days = tuple(sorted(set(rule.before), reverse=True))
    if len(days) > 6 or not all(_whole(day, 1, MOST_DAYS) for day in days):
        raise OddDays(most=MOST_DAYS)
    for name in ("every", "head_after", "leader_after"):
        if not _whole(getattr(rule, name), 0, MOST_DAYS):
            raise OddCount(most=MOST_DAYS, field=name)
    return replace(rule, before=days, on_day=bool(rule.on_day), off=bool(rule.off))


def every(session: Session) -> Rules:
    found = {(one.kind, one.importance, one.urgency): one for one in _defaults()}
    for row in session.scalars(select(ReminderRule)):
        key = (row.kind, row.importance, row.urgency)
        found[key] = Rule(
            *key,
            before=tuple(row.before),
            on_day=row.on_day,
            every=row.every,
            head_after=row.head_after,
            leader_after=row.leader_after,
            off=row.off,
            version=row.version,
        )
    return Rules(found)


def _defaults() -> Iterator[Rule]:
    for kind in KINDS:
        for (importance, urgency), (every, head, leader) in RHYTHM.items():
            short = kind in SHORT
            yield Rule(
                kind,
                importance,
                urgency,
                before=BEFORE.get(kind, ()),
                every=1 if short else every,
                head_after=1 if short else head,
                leader_after=min(leader, 3) if kind in (Kind.SIGN, Kind.ANSWER) else 0 if short else leader,
            )


def _set(work: Work, rule: Rule, before: Rule) -> None:
    which = (
        ReminderRule.kind == rule.kind,
        ReminderRule.importance == rule.importance,
        ReminderRule.urgency == rule.urgency,
    )
    row = work.session.scalars(select(ReminderRule).where(*which).with_for_update()).one_or_none()
    if row is None:
        row = ReminderRule(kind=rule.kind, importance=rule.importance, urgency=rule.urgency)
        work.session.add(row)
    changes: dict[str, Any] = {}
    for name in ("off", "before", "on_day", "every", "head_after", "leader_after"):
        old, new = _plain(getattr(before, name)), _plain(getattr(rule, name))
        setattr(row, name, new)
        if old != new:
            changes[name] = [old, new]
    work.session.flush()
    level = [rule.importance, rule.urgency]
    work.record("reminder_rule.changed", row.id, kind=rule.kind, level=level, **changes)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
