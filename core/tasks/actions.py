"""What may I do now: the moves that the state and the policy allow, as buttons."""

from dataclasses import dataclass

from core import turns
from core.i18n import N_, Text
from core.policy import may
from core.tasks.rules import OPEN_STATES, RUNNING, State
from core.tasks.sight import Case, relations
from core.turns import Kind, Purpose
from core.work import Work
from db.models import Turn


@dataclass(frozen=True, slots=True)
class Move:
    """A command of core.tasks by its name; `turn_id`, `part_id`, `node_id` say about what.

    `holder_id`: the person whose move it is, where it is a person's and not a department's.
    """

    name: str
    turn_id: int | None = None
    part_id: int | None = None
    node_id: int | None = None
    about: str = ""
    holder_id: int | None = None


NAMES: dict[str, Text] = {
    "edit_draft": N_("Edit the draft"),
    "drop_draft": N_("Drop the draft"),
    "ask_sign_off": N_("Ask a leader to sign off"),
    "sign_off": N_("Sign off"),
    "issue": N_("Issue"),
    "recall": N_("Recall"),
    "edit": N_("Change the facts"),
    "hand_on": N_("Hand on"),
    "merge": N_("Merge into another"),
    "copy_to": N_("Send a copy"),
    "sign_for": N_("Sign for it"),
    "sign_for_part": N_("Sign for our part"),
    "name_handler": N_("Change the handler"),
    "ask_reassignment": N_("Ask for reassignment"),
    "decide_reassignment": N_("Decide the reassignment"),
    "report": N_("Report"),
    "report_part": N_("Report on our part"),
    "hand_in_part": N_("Our part is done"),
    "finish_node": N_("Step reached"),
    "ask_extension": N_("Ask for an extension"),
    "decide_extension": N_("Decide the extension"),
    "apply_to_close": N_("Apply to close"),
    "take_back_application": N_("Take the application back"),
    "mark_read": N_("Read"),
    "urge": N_("Urge"),
    "answer_urge": N_("Answer the urge"),
    "mark_difficult": N_("Mark as difficult"),
    "open_fast_track": N_("Open the fast track"),
    "hand_in_owed": N_("Hand in the paper owed"),
    "accept": N_("Accept and close"),
    "send_back": N_("Return"),
    "approve": N_("Approve"),
    "refuse_approval": N_("Do not approve"),
    "evaluate": N_("Evaluate"),
    "archive": N_("Archive"),
    "pause": N_("Pause"),
    "resume": N_("Go on"),
    "cancel": N_("Cancel the item"),
    "reopen": N_("Open again"),
    "comment": N_("Say something"),
}

# What each open turn asks of its holder.
BY_TURN: dict[tuple[str, str, bool], tuple[str, ...]] = {
    (Kind.DECIDE, Purpose.SIGN_OFF, False): ("sign_off",),
    (Kind.SIGN, "", False): ("sign_for", "ask_reassignment"),
    (Kind.SIGN, "", True): ("sign_for_part",),
    (Kind.DO, "", False): ("report", "apply_to_close", "ask_extension", "name_handler"),
    (Kind.DO, "", True): ("report_part", "hand_in_part"),
    (Kind.CHECK, "", False): ("accept", "send_back"),
    (Kind.DECIDE, Purpose.APPROVAL, False): ("approve", "refuse_approval"),
    (Kind.DECIDE, Purpose.EXTENSION, False): ("decide_extension",),
    (Kind.DECIDE, Purpose.REASSIGNMENT, False): ("decide_reassignment",),
    (Kind.ANSWER, "", False): ("answer_urge",),
    (Kind.ANSWER, "", True): ("answer_urge",),
    (Kind.OWE, "", False): ("hand_in_owed",),
    (Kind.READ, "", False): ("mark_read",),
}
BY_STATE: dict[str, tuple[State, ...]] = {
    "edit_draft": (State.DRAFT,),
    "issue": (State.DRAFT,),
    "ask_sign_off": (State.DRAFT,),
    "drop_draft": (State.DRAFT, State.SIGNING_OFF),
    "take_back_application": (State.CHECKING,),
    "urge": RUNNING,
    "edit": OPEN_STATES,
    "recall": (State.ISSUED,),
    "hand_on": (State.ISSUED, State.WORKING),
    "copy_to": (*OPEN_STATES, State.CLOSED),
    "merge": (*OPEN_STATES, State.DRAFT),
    "mark_difficult": RUNNING,
    "open_fast_track": RUNNING,
    "pause": RUNNING,
    "resume": (State.PAUSED,),
    "cancel": (*RUNNING, State.PAUSED),
    "evaluate": (State.CLOSED,),
    "archive": (State.CLOSED,),
    "reopen": (State.CLOSED, State.ARCHIVED, State.CANCELLED),
}

# Moves of the packages that build on this one, by their row of the policy table.
ROWS: dict[str, str] = {}


def join(
    name: str, text: Text, row: str, *, turn: tuple[str, str] | None = None, states: tuple[State, ...] = ()
) -> None:
    """Another package offers a move of its own: with an open turn of this kind and purpose, or by state."""
    NAMES[name], ROWS[name] = text, row
    if turn is not None:
        BY_TURN[*turn, False] = BY_TURN[*turn, True] = (name,)
    if states:
        BY_STATE[name] = states


def moves(work: Work, case: Case) -> tuple[Move, ...]:
    """What this person may do with the task now; what waits for them first."""
    found: list[Move] = []
    for turn in case.open:
        found += _of_turn(work, case, turn)
    standing = relations(work.actor, case, None, None)
    for name, states in BY_STATE.items():
        if case.matter.state in states and may(work.actor, _row(name), standing):
            found.append(Move(name))
    return tuple(dict.fromkeys(found))


def _row(name: str) -> str:
    return ROWS.get(name, f"tasks.{name}")


def _of_turn(work: Work, case: Case, turn: Turn) -> list[Move]:
    if turn.node_id is not None:
        names: tuple[str, ...] = ("finish_node",)
    else:
        names = BY_TURN.get((turn.kind, turn.purpose, turn.part_id is not None), ())
    if not _its_time(case, turn):
        return []
    standing = relations(work.actor, case, turn, turn.part_id)
    if turn.part_id is not None and turn.holder_department_id not in work.actor.departments:
        standing = frozenset({one for one in standing if one == "own"})
    return [
        Move(name, turn.id, turn.part_id, turn.node_id, turn.task, turn.holder_person_id)
        for name in names
        if may(work.actor, _row(name), standing)
    ]


def _its_time(case: Case, turn: Turn) -> bool:
    """Nothing is carried out before it is signed for, nothing moves while it is paused."""
    if case.matter.state == State.PAUSED:
        return turn.kind == Kind.READ
    if turn.kind == Kind.DO and turn.part_id is None:
        return case.matter.state == State.WORKING
    if turn.kind == Kind.DO:
        return case.find(Kind.SIGN, part_id=turn.part_id) is None
    if turn.kind == Kind.READ:
        return turns.mine(case.work.actor, turn)
    return True
