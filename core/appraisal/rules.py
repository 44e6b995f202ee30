"""What counts how much: rule sets, each valid from a day. A rule that has begun to count is not altered."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from core.actor import Role
from core.counting import Period, half_year
from core.errors import Conflict, InvalidInput
from core.i18n import N_, Text
from core.text import clean_line
from core.work import Work
from db.models import RuleSet


class Kind(StrEnum):
    """What points are for."""

    LATE = "late"
    REPORT = "report"
    RETURNED = "returned"
    FALSIFIED = "falsified"
    PRAISED = "praised"


class Source(StrEnum):
    """Where the score of an indicator comes from; all but the first are entered or imported by people."""

    ITEMS = "items"
    SEVEN_S = "seven_s"
    SURVEYS = "surveys"
    DUTY = "duty"
    ATTENDANCE = "attendance"
    HONOURS = "honours"
    OTHER = "other"


KIND_NAMES: dict[str, Text] = {
    Kind.LATE: N_("Not done in time"),
    Kind.REPORT: N_("Report overdue"),
    Kind.RETURNED: N_("Returned too often"),
    Kind.FALSIFIED: N_("Deception"),
    Kind.PRAISED: N_("Praised"),
}
SOURCE_NAMES: dict[str, Text] = {
    Source.ITEMS: N_("Supervised items"),
    Source.SEVEN_S: N_("7S"),
    Source.SURVEYS: N_("Surveys"),
    Source.DUTY: N_("Duty"),
    Source.ATTENDANCE: N_("Attendance"),
    Source.HONOURS: N_("Honours"),
    Source.OTHER: N_("Other"),
}


class RulesBegun(Conflict):
    message = N_("Rules are valid from today at the earliest: what was judged stays judged.")


class OutOfRange(InvalidInput):
    message = N_("Please enter a number from {least} to {most}.")


class ItemsMissing(InvalidInput):
    message = N_("The supervised items are the one indicator that is always there, once, with a weight.")
    field = "indicators"


class NameTwice(InvalidInput):
    message = N_("Two indicators have the same name.")
    field = "indicators"


@dataclass(frozen=True, slots=True)
class Half:
    """A half-year of appraisal."""

    year: int
    half: int

    def __post_init__(self) -> None:
        if self.half not in (1, 2) or not 2000 <= self.year <= 2100:
            raise OutOfRange(least=1, most=2, field="half")

    @property
    def period(self) -> Period:
        return half_year(self.year, self.half)

    @property
    def before(self) -> "Half":
        return Half(self.year, 1) if self.half == 2 else Half(self.year - 1, 2)

    @property
    def number(self) -> int:
        return self.year * 10 + self.half

    @classmethod
    def of(cls, day: date) -> "Half":
        return cls(day.year, 1 if day.month < 7 else 2)


@dataclass(frozen=True, slots=True)
class Indicator:
    name: str
    source: str
    weight: int


@dataclass(frozen=True, slots=True)
class Rules:
    """Points are in full; a supporting unit gets `support_share` percent of them.

    `returns` rounds may come back without points; fewer than `few` items are not placed. Rankings, the talk
    rule and accountability are off until an administrator turns them on.
    """

    base: int = 100
    bonus_cap: int = 10
    late: float = 2
    report: float = 0.5
    returned: float = 1
    returns: int = 1
    falsified: float = 10
    praised: float = 2
    support_share: int = 50
    few: int = 3
    objection_days: int = 5
    indicators: tuple[Indicator, ...] = (Indicator("督办事项", Source.ITEMS, 100),)
    rankings: bool = False
    ranking_roles: tuple[str, ...] = (Role.LEADER.value, Role.DIRECTOR.value)
    talk_rule: bool = False
    accountability: bool = False
    prompted: tuple[int, ...] = ()

    def points(self, kind: Kind, *, supporting: bool) -> Decimal:
        """Taken away, but for praise."""
        full = Decimal(str(getattr(self, kind.value)))
        share = full * self.support_share / 100 if supporting else full
        return (share if kind == Kind.PRAISED else -share).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class RulesFact:
    id: int
    valid_from: date
    rules: Rules


LIMITS = {
    "base": (1, 1000),
    "bonus_cap": (0, 100),
    "late": (0, 100),
    "report": (0, 100),
    "returned": (0, 100),
    "returns": (0, 20),
    "falsified": (0, 100),
    "praised": (0, 100),
    "support_share": (0, 100),
    "few": (0, 100),
    "objection_days": (1, 60),
}


def rule_sets(work: Work) -> list[RulesFact]:
    """Every rule set, newest first: an old half-year is judged by the rules of its days."""
    work.must("appraisal.rule_sets")
    return every(work)


def save_rules(work: Work, *, rules: Rules, valid_from: date) -> int:
    """A new rule set from a day on; one that has not begun yet may be replaced."""
    work.must("appraisal.save_rules")
    if valid_from is None or valid_from < work.today:
        raise RulesBegun(field="valid_from")
    kept = asdict(_clean(rules))
    row = work.session.scalars(select(RuleSet).where(RuleSet.valid_from == valid_from)).one_or_none()
    old = row.rules if row else None
    if row is None:
        row = RuleSet(valid_from=valid_from, rules=kept, made_by=work.actor.number, made_at=work.now)
        work.session.add(row)
    else:
        row.rules, row.made_by, row.made_at = kept, work.actor.number, work.now
    work.session.flush()
    changed = {name: [(old or {}).get(name), value] for name, value in kept.items()}
    work.record("appraisal.rules_saved", row.id, valid_from=valid_from, rules=changed)
    return row.id


def every(work: Work) -> list[RulesFact]:
    rows = work.session.scalars(select(RuleSet).order_by(RuleSet.valid_from.desc()))
    return [RulesFact(row.id, row.valid_from, read(row.rules)) for row in rows]


def rules_at(sets: list[RulesFact], day: date) -> Rules:
    """The rules of a day; before the first rule set the usual ones."""
    return next((one.rules for one in sets if one.valid_from <= day), Rules())


def read(kept: Mapping[str, Any]) -> Rules:
    values = dict(kept)
    values["indicators"] = tuple(Indicator(**one) for one in values["indicators"])
    listed: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
    return Rules(**listed)


def _clean(rules: Rules) -> Rules:
    values: dict[str, Any] = {name: getattr(rules, name) for name in Rules.__dataclass_fields__}
    for name, (least, most) in LIMITS.items():
        if values[name] is None or not least <= values[name] <= most:
            raise OutOfRange(least=least, most=most, field=name)
    values["indicators"] = tuple(_indicator(one) for one in rules.indicators)
    if [one.source for one in values["indicators"]].count(Source.ITEMS) != 1:
        raise ItemsMissing()
    if len({one.name for one in values["indicators"]}) != len(values["indicators"]):
        raise NameTwice()
    values["ranking_roles"] = tuple(role for role in rules.ranking_roles if role in set(Role))
    return Rules(**values)


def _indicator(one: Indicator) -> Indicator:
    name = clean_line(one.name, limit=40, field="indicators", required=True)
    if not 1 <= one.weight <= 100:
        raise OutOfRange(least=1, most=100, field="indicators")
    return Indicator(
        name, Source(one.source).value if one.source in set(Source) else Source.OTHER, one.weight
    )
