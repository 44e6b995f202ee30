"""Why no roster keeps the rules where counting finds nothing: the fewest days, roles and rules that clash.

Rules are left out one after the other; what may be left out without a roster becoming possible does not
belong to the reason. Every rule that is named then is needed for the clash.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from core.roster.engine.counting import unable
from core.roster.engine.eligible import Eligible
from core.roster.engine.model import Model, Rules
from core.roster.engine.outcome import Reason
from core.roster.engine.problem import Problem, floors
from core.roster.engine.search import Answer, Clock, ask

STEP = 5.0  # seconds for one question


def clashes(problem: Problem, clock: Clock, rules: Rules | None = None) -> bool:
    """Proven that there is no roster, whatever its spreads."""
    model = Model(problem, rules or hardest(problem))
    return ask(model, clock, limit=STEP, workers=clock.workers).answer is Answer.IMPOSSIBLE


def hardest(problem: Problem) -> Rules:
    return Rules(gaps=floors(problem))


def reason(problem: Problem, clock: Clock) -> Reason:
    """The problem has no roster: which days, roles and rules, and who cannot meanwhile."""
    part = _shortest(problem, clock)
    rules = _fewest(part, clock)
    part = _without_needless(part, clock, rules)
    eligible = Eligible(part, dict(rules.gaps))
    roles = [role for role in part.roles if rules.roles is None or role.name in rules.roles]
    everybody = frozenset(person for role in roles for day in part.days for person in eligible.of(role, day))
    return Reason(
        code="rules",
        first=part.days[0].on,
        last=part.days[-1].on,
        roles=tuple(role.name for role in roles),
        needed=sum(part.need(role, day) for role in roles for day in part.days),
        able=tuple(sorted(everybody)),
        unable=tuple(unable(eligible, roles, list(part.days), everybody)),
        rules=tuple(_named(part, rules)),
        pins=part.pins,
    )


def _shortest(problem: Problem, clock: Clock) -> Problem:
    """The fewest days side by side that have no roster: first the last day, then the first."""
    days = problem.days
    low, high = 1, len(days)
    while low < high:
        middle = (low + high) // 2
        if clashes(problem.part(days[:middle]), clock):
            high = middle
        else:
            low = middle + 1
    end, low, high = high, 0, high - 1
    while low < high:
        middle = (low + high + 1) // 2
        if clashes(problem.part(days[middle:end]), clock):
            low = middle
        else:
            high = middle - 1
    return problem.part(days[low:end])


def _fewest(part: Problem, clock: Clock) -> Rules:
    """Leave out roles, then rest, pairs, weekends and spacing, as long as the clash stays."""
    rules = hardest(part)
    roles = frozenset(role.name for role in part.roles)
    for name in sorted(roles):
        fewer = replace(rules, roles=roles - {name})
        if len(roles) > 1 and clashes(part, clock, fewer):
            rules, roles = fewer, roles - {name}
    rules = replace(rules, roles=roles)
    switches: tuple[Callable[[Rules], Rules], ...] = (
        lambda one: replace(one, rest=False),
        lambda one: replace(one, pairs=False),
        lambda one: replace(one, together=False),
    )
    for without in switches:
        if clashes(part, clock, without(rules)):
            rules = without(rules)
    for name in sorted(roles):
        fewer = replace(rules, gaps={**rules.gaps, name: 1})
        if clashes(part, clock, fewer):
            rules = fewer
    return rules


def _without_needless(part: Problem, clock: Clock, rules: Rules) -> Problem:
    """Only the pins and the pairs that the clash needs."""
    for pin in part.pins:
        fewer = replace(part, pins=tuple(kept for kept in part.pins if kept != pin))
        if clashes(fewer, clock, rules):
            part = fewer
    for pair in part.pairs if rules.pairs else ():
        fewer = replace(part, pairs=tuple(kept for kept in part.pairs if kept != pair))
        if clashes(fewer, clock, rules):
            part = fewer
    return part


def _named(part: Problem, rules: Rules) -> Iterator[tuple[str, str, int]]:
    names = rules.roles or frozenset()
    for role in part.roles:
        gap = rules.gaps.get(role.name, role.gap)
        if role.name in names and gap > 1:
            yield "gap", role.name, gap
        if role.name in names and role.together and rules.together:
            yield "together", role.name, 0
        if role.name in names and role.long and rules.rest and len(names) > 1:
            yield "rest", role.name, role.rest
    if rules.pairs:
        for one, other in part.pairs:
            yield "pair", f"{one}, {other}", 0
