"""What one reader may do with each card, from facts that the one query brings along.

The same judgement as that of the commands (core/tasks/sight.py), without loading a task for each card; many
cards stand alike, so each kind is judged once. tests/board/test_moves.py holds both to the same answer.
"""

from core.actor import Actor, Charge, Role
from core.board.facts import Facts
from core.board.steps import COLUMNS, HERE, Refusal, sign, step
from core.policy import Relation, may
from core.tasks import State
from core.turns import SPOKESMEN

# Judged by the turn that they take; the others by whoever takes part in the task.
OF_TURN = frozenset({"sign_for", "apply_to_close", "accept", "send_back", "approve", "refuse_approval"})
OTHERS = frozenset({"hand_on", "pause", "resume", "reopen", "take_back_application"})
HOLDS, TAKES_PART, AUTHOR, LEAD, SUPPORTING, SUPERVISING, LINE = (1 << bit for bit in range(7))
RELATIONS = {
    AUTHOR: Relation.AUTHOR,
    LEAD: Relation.LEAD,
    SUPPORTING: Relation.SUPPORTING,
    SUPERVISING: Relation.SUPERVISING,
    LINE: Relation.LINE,
}


class Reader:
    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.people = actor.selves | actor.records_for
        self._may: dict[int, frozenset[str]] = {}
        self._signs: dict[tuple[State, State, int, bool, bool, bool], str] = {}

    def signs(self, facts: Facts) -> tuple[str, int]:
        """The card's signs, one for each column, and how the reader stands to it."""
        standing = self._standing(facts)
        key = (facts.state, facts.back, standing, facts.goes_up, self._applied(facts), self.records(facts))
        found = self._signs.get(key)
        if found is None:
            found = self._signs[key] = "".join(self._sign(facts, column, standing) for column in COLUMNS)
        return found, standing

    def meant(self, facts: Facts, column: State) -> str | Refusal:
        """The command that a drop there means, or the refusal that stands in its way."""
        return self._step(facts, column, self._standing(facts))

    def _sign(self, facts: Facts, column: State, standing: int) -> str:
        if column is facts.state:
            return HERE
        return sign(self._step(facts, column, standing), paper=self.records(facts))

    def _step(self, facts: Facts, column: State, standing: int) -> str | Refusal:
        return step(
            (facts.state, column),
            self._allowed(standing),
            goes_up=facts.goes_up,
            back=facts.back,
            applied=self._applied(facts),
        )

    def _applied(self, facts: Facts) -> bool:
        return facts.applied_by is not None and facts.applied_by == self.actor.id

    def records(self, facts: Facts) -> bool:
        """It is somebody else's own decision: whoever records it adds the paper."""
        return facts.holder_id is not None and facts.holder_id not in self.actor.selves

    def _standing(self, facts: Facts) -> int:
        actor = self.actor
        if actor.role is Role.SCREEN:
            return 0
        return (
            HOLDS * self._holds(facts)
            | TAKES_PART * (facts.takes_part or facts.handler_id in actor.selves)
            | AUTHOR * (facts.created_by == actor.id)
            | LEAD * (facts.lead_id in actor.departments)
            | SUPPORTING * facts.supports
            | SUPERVISING * (facts.supervising_id in actor.departments)
            | LINE * (facts.lead_id in actor.lines or facts.given_by in actor.selves)
        )

    def waits(self, facts: Facts) -> bool:
        """The next step is this reader's: the turn in hand lies in their inbox (core/turns/waiting.py)."""
        if self._holds(facts):
            return True
        actor, department = self.actor, facts.holder_department_id
        if department is None or department != actor.department_id:
            return False
        checks = facts.state in (State.CHECKING, State.APPROVING)
        return actor.role in SPOKESMEN or (Charge.SUPERVISION in actor.charges and checks)

    def _holds(self, facts: Facts) -> bool:
        """The turn in hand is this reader's to take: as turns.mine says it."""
        if facts.holder_id is not None:
            return facts.holder_id in self.people
        if facts.holder_department_id is None:
            return False
        return (
            facts.turn_handler_id in self.actor.selves or facts.holder_department_id in self.actor.deputises
        )

    def _allowed(self, standing: int) -> frozenset[str]:
        found = self._may.get(standing)
        if found is None:
            known = {relation for bit, relation in RELATIONS.items() if standing & bit}
            holding = frozenset(known | ({Relation.OWN} if standing & HOLDS else set()))
            taking = frozenset(known | ({Relation.OWN} if standing & TAKES_PART else set()))
            found = self._may[standing] = frozenset(
                name
                for names, stands in ((OF_TURN, holding), (OTHERS, taking))
                for name in names
                if may(self.actor, f"tasks.{name}", stands or frozenset({Relation.OTHER}))
            )
        return found
