"""Meetings: prepared, led through one item at a time, decided; what is decided becomes tasks.

rules.py · refusals.py   states, causes, usual steps; what may be refused
sight.py                 who stands how to a meeting
kinds.py                 kinds with their preparation, rooms
planning · holding · preparing
                         when, where, who: rooms and people are held, steps are turns
series.py                meetings that repeat, planned ahead by themselves
feeding.py               meetings in the calendar of a telephone
agenda.py                what is proposed by rule, what people put on
running.py               in session: who presents, the clock of each item, who came
deciding.py              notes, decisions, tasks and what else a decision sets going
minutes.py               composed, approved, numbered, frozen
looking · stage          what the screens show

Tables: db/models/meetings.py. Screens: pages/meetings/. Tests: tests/meetings/.
"""

from core.meetings import feeding as feeding
from core.meetings import policy as policy
from core.meetings.agenda import Proposal, add_item, change_item, move_item, proposals, put_on, take_off
from core.meetings.deciding import decide, grant_day, set_task, take_down_report, urge
from core.meetings.holding import Clash, clashes
from core.meetings.kinds import (
    KindSheet,
    RoomSheet,
    install_kinds,
    keep_kind,
    keep_room,
    kinds,
    retire_kind,
    retire_room,
    rooms,
)
from core.meetings.looking import PAGE, meetings, number_of, sheet
from core.meetings.minutes import answer_raiser, approve_minutes, keep_minutes, minutes
from core.meetings.planning import Plan, call_off, change_plan, invite, plan, reply
from core.meetings.preparing import finish_step
from core.meetings.rules import (
    CAUSE_NAMES,
    FORM_NAMES,
    STATE_NAMES,
    USUAL_STEPS,
    Answer,
    Cause,
    Form,
    ItemState,
    State,
    Step,
)
from core.meetings.running import close_meeting, note, note_attendance, open_meeting, show_item, take_over
from core.meetings.series import (
    Rhythm,
    SeriesSheet,
    days,
    end_series,
    plan_series,
    series,
    start_series,
)
from core.meetings.shapes import (
    Guest,
    Item,
    MeetingPage,
    MeetingRow,
    Outcome,
    PreparedStep,
    Sheet,
    YearFigures,
)
from core.meetings.stage import figures, follow_up, follows, of_task, stage

__all__ = [
    "CAUSE_NAMES",
    "FORM_NAMES",
    "PAGE",
    "STATE_NAMES",
    "USUAL_STEPS",
    "Answer",
    "Cause",
    "Clash",
    "Form",
    "Guest",
    "Item",
    "ItemState",
    "KindSheet",
    "MeetingPage",
    "MeetingRow",
    "Outcome",
    "Plan",
    "PreparedStep",
    "Proposal",
    "Rhythm",
    "RoomSheet",
    "SeriesSheet",
    "Sheet",
    "State",
    "Step",
    "YearFigures",
    "add_item",
    "answer_raiser",
    "approve_minutes",
    "call_off",
    "change_item",
    "change_plan",
    "clashes",
    "close_meeting",
    "days",
    "decide",
    "end_series",
    "figures",
    "finish_step",
    "follow_up",
    "follows",
    "grant_day",
    "install_kinds",
    "invite",
    "keep_kind",
    "keep_minutes",
    "keep_room",
    "kinds",
    "meetings",
    "minutes",
    "move_item",
    "note",
    "note_attendance",
    "number_of",
    "of_task",
    "open_meeting",
    "plan",
    "plan_series",
    "proposals",
    "put_on",
    "reply",
    "retire_kind",
    "retire_room",
    "rooms",
    "series",
    "set_task",
    "sheet",
    "show_item",
    "stage",
    "start_series",
    "take_down_report",
    "take_off",
    "take_over",
    "urge",
]
