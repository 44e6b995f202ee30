"""Who may do what: one table. A function of core that is missing here cannot be called by anybody.

Each row reads: function → relation to the object → roles and charges. `must` is the first line of every
command and query; tests/test_policy.py calls every public function with every role and relation.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from importlib import import_module

from core.actor import Actor, Charge, Role
from core.errors import NotPermitted
from core.i18n import N_

Grant = Role | Charge


class Relation(StrEnum):
    OWN = "own"  # the turn is mine: I hold it, handle it, or stand in for who does
    AUTHOR = "author"  # I wrote it
    LEAD = "lead"  # my department leads it
    SUPPORTING = "supporting"  # my department has a part
    SUPERVISING = "supervising"  # my department checks it
    LINE = "line"  # I am the leader who answers for the lead department
    OTHER = "other"  # somebody else's
    NONE = "none"  # not about one object


class NotYours(NotPermitted):
    message = N_("Your role does not allow this.")


PEOPLE: frozenset[Grant] = frozenset(set(Role) - {Role.SCREEN})
VIEWERS: frozenset[Grant] = frozenset(Role)
ADMIN: frozenset[Grant] = frozenset({Role.ADMINISTRATOR})
OFFICE: frozenset[Grant] = frozenset({Role.DIRECTOR, Role.OFFICE, Charge.SUPERVISION})
DIRECTION: frozenset[Grant] = frozenset({Role.DIRECTOR, Charge.SUPERVISION})
LEADERS: frozenset[Grant] = frozenset({Role.LEADER})
HEADS: frozenset[Grant] = frozenset({Role.HEAD, Role.LIAISON, Role.DIRECTOR, Role.OFFICE})
DRAFTERS: frozenset[Grant] = OFFICE | LEADERS | {Role.HEAD}
ANY = frozenset(Relation)

Rule = Mapping[Relation, frozenset[Grant]]


def rule(**by_relation: frozenset[Grant]) -> Rule:
    return {Relation(name): grants for name, grants in by_relation.items()}


POLICY: dict[str, Rule] = {}


def allow(package: str, rules: Mapping[str, Rule]) -> None:
    """A package of core adds its rows, at import, in its own policy.py."""
    for function, row in rules.items():
        name = f"{package}.{function}"
        assert name not in POLICY, name
        POLICY[name] = row


def may(actor: Actor, function: str, relations: Iterable[Relation] = (Relation.NONE,)) -> bool:
    row = POLICY.get(function) or _row(function)
    grants = actor.grants()
    return any(row.get(relation, frozenset()) & grants for relation in relations)


def must(actor: Actor, function: str, relations: Iterable[Relation] = (Relation.NONE,)) -> None:
    if not may(actor, function, relations):
        raise NotYours()


def _row(function: str) -> Rule:
    """A package that this process has not needed yet adds its rows now."""
    import_module(f"core.{function.split('.')[0]}")
    return POLICY[function]
