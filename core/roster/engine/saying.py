"""The engine's answers in the reader's words."""

from collections.abc import Callable, Mapping
from datetime import date

from core.i18n import N_, Text, _, day
from core.roster.engine.outcome import Fairness, Outcome, Reason, Spacing, Status, Unable
from core.roster.engine.problem import SPECIAL, TOTAL

Names = Callable[[str], str]

KINDS: Mapping[str, Text] = {
    "W": N_("Workdays"),
    "R": N_("Rest days"),
    "H": N_("Holidays"),
    TOTAL: N_("All days"),
}
STATUSES: Mapping[Status, Text] = {
    Status.SOLVED: N_("Fairest possible, proven."),
    Status.ABOVE: N_("Fairest possible under these rules, proven; not everything could be kept:"),
    Status.TIME: N_("Time ran out; this is the best so far."),
    Status.IMPOSSIBLE: N_("There is no such roster:"),
}
WHY: Mapping[str, Text] = {
    "away": N_("{person} is on leave"),
    "out": N_("{person} is not in the pool"),
    "noted": N_("{person}: {note}"),
    "pinned": N_("{person} is pinned as {role}"),
    "spacing": N_("{person} had this duty on {day}"),
    "rest": N_("{person} rests after the duty of {day}"),
}
RULES: Mapping[str, Text] = {
    "gap": N_("{who}: at least {number} days between two duties"),
    "together": N_("{who}: the same person over a weekend"),
    "rest": N_("{who}: {number} days of rest after it"),
    "pair": N_("not on duty together: {who}"),
}
UNSAID = ("", "leave", "out")


def same(name: str) -> str:
    return name


def kind_name(kind: str) -> str:
    return kind.removeprefix(SPECIAL) if kind.startswith(SPECIAL) else _(KINDS[kind])


def summary(outcome: Outcome, role: Names = same, person: Names = same) -> list[str]:
    """One line with the verdict, then what was missed or why there is nothing."""
    first = _(STATUSES[outcome.status])
    if outcome.status is Status.TIME and not outcome.cells:
        first = _("Time ran out before a roster was found.")
    lines = [first]
    lines += [missed(one, role) for one in outcome.missed]
    lines += [tightened(one, role) for one in outcome.tightened]
    return lines + [reason(one, role, person) for one in outcome.reasons]


def missed(one: Fairness, role: Names = same) -> str:
    return _(
        "{role}, {kind}: {spread} apart, {over} above the bound of {bound}.",
        role=role(one.role),
        kind=kind_name(one.kind),
        spread=one.spread,
        over=one.spread - one.bound,
        bound=one.bound,
    )


def tightened(one: Spacing, role: Names = same) -> str:
    return _(
        "{role}: {kept} days between two duties instead of {wanted}.",
        role=role(one.role),
        kept=one.kept,
        wanted=one.wanted,
    )


def reason(one: Reason, role: Names = same, person: Names = same) -> str:
    values = {
        "days": _days(one.first, one.last),
        "roles": _("; ").join(map(role, one.roles)),
        "needed": one.needed,
        "count": len(one.able),
        "able": _(", ").join(map(person, one.able)),
        "why": _("; ").join(_unable(two, role, person) for two in one.unable) or _nobody(one),
    }
    if one.code == "pins":
        pins = _("; ").join(f"{day(on)} {role(name)} {person(who)}" for name, on, who in one.pins)
        why = f" ({values['why']})" if one.unable else ""
        return _("These pins clash: {pins}{why}.", pins=pins, why=why)
    if one.code == "rules":
        rules = _("; ").join(_rule(*rule, role, person) for rule in one.rules)
        text = _(
            "{days}: {roles} cannot be filled while all of this holds: {rules}. ({why})",
            **values,
            rules=rules,
        )
        return text
    if not one.able:
        return _("{days}: nobody is free as {roles}: {why}.", **values)
    if one.code == "window":
        values["gap"] = one.rules[0][2]
        return _(
            "{days}: {roles} needs {needed} people, {gap} days apart, but there are {count}: {able} ({why}).",
            **values,
        )
    return _("{days}: {roles} need {needed} people, but only {count} are free: {able} ({why}).", **values)


def _nobody(one: Reason) -> str:
    return _("nobody else is in the pool") if one.able else _("the pool is empty")


def _days(first: date, last: date) -> str:
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def _unable(one: Unable, role: Names, person: Names) -> str:
    name = person(one.person)
    if one.why in ("spacing", "rest"):
        return _(WHY[one.why], person=name, day=day(date.fromisoformat(one.note)))
    if one.why == "pinned":
        return _(WHY["pinned"], person=name, role=role(one.note))
    if one.note in UNSAID:
        return _(WHY[one.why], person=name)
    return _(WHY["noted"], person=name, note=one.note)


def _rule(rule: str, who: str, number: int, role: Names, person: Names) -> str:
    if rule == "pair":
        return _(RULES[rule], who=_(", ").join(person(one) for one in who.split(", ")))
    return _(RULES[rule], who=role(who), number=number)
