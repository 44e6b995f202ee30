"""Which move's form is open stands in the address: a reload, a sign-in or the back button finds it again."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import streamlit as st

from core.i18n import N_, Text, _
from core.tasks import Move
from core.work import AlreadyDone
from pages.ui.attempts import attempt, begin, then_open
from pages.ui.forms import held, values
from pages.ui.tasks.commands import COMMANDS
from pages.ui.tasks.rows import rows_of

DO, TURN = "do", "turn"
# These are whole screens of their own.
ELSEWHERE = frozenset({"edit_draft", "edit"})
DONE: dict[str, Text] = {
    "drop_draft": N_("The draft is dropped."),
    "ask_sign_off": N_("Laid before the leader."),
    "sign_off": N_("Decided."),
    "issue": N_("Issued."),
    "recall": N_("Recalled: it is a draft again."),
    "hand_on": N_("Handed on."),
    "merge": N_("Merged."),
    "copy_to": N_("Copies sent."),
    "sign_for": N_("Signed for."),
    "sign_for_part": N_("Signed for."),
    "name_handler": N_("Somebody else handles it now."),
    "ask_reassignment": N_("Asked."),
    "decide_reassignment": N_("Decided."),
    "report": N_("Reported."),
    "report_part": N_("Reported."),
    "hand_in_part": N_("Your part is done."),
    "finish_node": N_("The step is reached."),
    "ask_extension": N_("Asked."),
    "decide_extension": N_("Decided."),
    "apply_to_close": N_("Applied to close."),
    "take_back_application": N_("Taken back."),
    "mark_read": N_("Marked as read."),
    "urge": N_("Urged."),
    "answer_urge": N_("Answered."),
    "answer_slip": N_("Replied."),
    "issue_slip": N_("The slip is issued."),
    "mark_difficult": N_("Saved."),
    "open_fast_track": N_("The fast track is open."),
    "hand_in_owed": N_("Handed in."),
    "accept": N_("Accepted."),
    "send_back": N_("Returned."),
    "approve": N_("Approved."),
    "refuse_approval": N_("Returned."),
    "evaluate": N_("Evaluated."),
    "archive": N_("Archived."),
    "pause": N_("Paused."),
    "resume": N_("It goes on."),
    "cancel": N_("Cancelled."),
    "reopen": N_("Opened again."),
}


def name_of(task_id: int, move: Move) -> str:
    """Each form has drafts of its own: report-12, answer_urge-12-55."""
    of_turn = f"-{move.turn_id}" if move.turn_id and move.name not in ("report", "apply_to_close") else ""
    return f"{move.name}-{task_id}{of_turn}"


def open_move(task_id: int, move: Move) -> None:
    if move.name in ELSEWHERE:
        then_open("tasks/new.py", id=task_id)
        return
    _stay({DO: move.name} | ({} if move.turn_id is None else {TURN: str(move.turn_id)}))


def leave_move() -> None:
    _stay({})


def hand_in(form: str, task_id: int, move: Move, says: Mapping[str, Any]) -> None:
    """`says` is what the button itself adds to the values of the form."""
    with attempt(_(DONE[move.name]), form=form):
        typed = {
            **values(form),
            **says,
            "version": held(form, "version", 0),
            "owed_rows": rows_of(form, "owed"),
        }
        # The second half of a double click finds it done: that closes the form as well.
        with suppress(AlreadyDone), begin(form) as work:
            COMMANDS[move.name](work, task_id, move, typed)
        leave_move()


def _stay(about: Mapping[str, str]) -> None:
    """Here, with another form or none: one step for the back button."""
    kept = {name: value for name, value in st.query_params.items() if name not in (DO, TURN)}
    st.query_params.from_dict({**kept, **about})
