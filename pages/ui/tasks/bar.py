"""What may I do now: one button for each move, what waits for me first, the rare ones in a menu."""

from collections import Counter

import streamlit as st

from core.i18n import N_, _
from core.tasks import NAMES, Move
from pages.ui.tasks.moving import hand_in, name_of, open_move
from pages.ui.tasks.reading import Desk

# Not everyday: behind "More", even where it is my turn.
RARE = frozenset(
    {"name_handler", "ask_reassignment", "recall", "edit", "hand_on", "merge", "copy_to", "mark_difficult"}
    | {"issue_slip"}
    | {"open_fast_track", "pause", "cancel", "reopen", "drop_draft", "take_back_application"}
)
# The other answer beside the first button.
SECOND = frozenset({"send_back", "refuse_approval", "ask_extension", "finish_node"})
AT_ONCE = frozenset({"mark_read"})
FEW = 2
LONGEST = 20
ICONS = {
    "edit_draft": "edit",
    "issue": "send",
    "ask_sign_off": "approval",
    "sign_off": "approval",
    "sign_for": "inventory",
    "sign_for_part": "inventory",
    "report": "rate_review",
    "report_part": "rate_review",
    "hand_in_part": "task_alt",
    "finish_node": "flag",
    "apply_to_close": "task_alt",
    "ask_extension": "event_repeat",
    "decide_extension": "gavel",
    "decide_reassignment": "gavel",
    "accept": "check",
    "send_back": "undo",
    "approve": "check",
    "refuse_approval": "undo",
    "mark_read": "done_all",
    "urge": "notifications_active",
    "answer_urge": "reply",
    "answer_slip": "reply",
    "issue_slip": "warning",
    "hand_in_owed": "upload_file",
    "evaluate": "star",
    "archive": "archive",
    "resume": "play_arrow",
}


def bar(desk: Desk) -> None:
    """The buttons; nothing at all for somebody who may do nothing."""
    shown, rare = _sorted(desk)
    if not shown and not rare:
        return
    names = Counter(move.name for move in desk.face.moves)
    with st.container(horizontal=True, key="moves", gap="small"):
        for place, move in enumerate(shown):
            _button(desk, move, alone=names[move.name] == 1, first=place == 0)
        if rare:
            _more(desk, rare, names)


def label(desk: Desk, move: Move, *, alone: bool = True) -> str:
    """What the move is called here: with what it is about, where there are several of a kind."""
    if move.name == "mark_difficult" and desk.face.difficult:
        return _("Lift the mark “difficult”")
    about = move.about
    if move.node_id is not None and desk.papers is not None:
        about = next((step.name for step in desk.papers.steps if step.id == move.node_id), "")
    if about and (not alone or move.name in ("finish_node", "hand_in_owed")):
        short = about if len(about) <= LONGEST else about[: LONGEST - 1] + "…"
        return _("{move}: {about}", move=N_(NAMES[move.name]), about=short)
    return _(NAMES[move.name])


def choose(task_id: int, offered: dict[str, Move]) -> None:
    chosen = st.session_state.get("more")
    if chosen in offered:
        open_move(task_id, offered[chosen])


def _button(desk: Desk, move: Move, *, alone: bool, first: bool) -> None:
    at_once = move.name in AT_ONCE
    st.button(
        label(desk, move, alone=alone),
        key=f"do-{move.name}" if alone else f"do-{move.name}-{move.turn_id}",
        on_click=hand_in if at_once else open_move,
        args=(name_of(desk.id, move), desk.id, move, {}) if at_once else (desk.id, move),
        type="primary" if first and move.name not in SECOND else "secondary",
        icon=f":material/{ICONS[move.name]}:" if move.name in ICONS else None,
    )


def _more(desk: Desk, rare: list[Move], names: Counter[str]) -> None:
    offered = {f"{move.name}-{move.turn_id or 0}": move for move in rare}
    labels = {code: label(desk, move, alone=names[move.name] == 1) for code, move in offered.items()}
    st.menu_button(
        _("More"),
        list(offered),
        format_func=lambda code: labels.get(code, ""),
        key="more",
        on_click=choose,
        args=(desk.id, offered),
    )


def _sorted(desk: Desk) -> tuple[list[Move], list[Move]]:
    """The buttons and the menu. Of several steps only the next one is a button."""
    shown: list[Move] = []
    rare: list[Move] = []
    for move in desk.face.moves:
        later_step = move.name == "finish_node" and any(one.name == "finish_node" for one in shown)
        (rare if move.name in RARE or later_step else shown).append(move)
    shown.sort(key=lambda move: (move.turn_id is None, move.name in SECOND))
    return (shown, rare) if len(shown) + len(rare) > FEW else (shown + rare, [])
