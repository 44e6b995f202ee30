"""States of meetings and their items, why an item is on the agenda, and the kinds an office begins with."""

from dataclasses import dataclass
from enum import StrEnum

from core.i18n import N_, Text


class State(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    HELD = "held"
    APPROVED = "approved"
    CANCELLED = "cancelled"


class ItemState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    CARRIED = "carried"


class Cause(StrEnum):
    """Why an item is on the agenda."""

    OVERDUE = "overdue"
    LAGGING = "lagging"
    DUE = "due"
    ASKED = "asked"
    CARRIED = "carried"
    BULLETIN = "bulletin"
    OPINION = "opinion"
    FREE = "free"
    SOLVED_THERE = "solved_there"
    TO_STUDY = "to_study"


class Form(StrEnum):
    """What a decision sets going."""

    TASK = "task"
    REPORT = "report"
    EXTENSION = "extension"
    URGE = "urge"


class Answer(StrEnum):
    NONE = ""
    COMES = "comes"
    APOLOGISES = "apologises"


STATE_NAMES: dict[str, Text] = {
    State.PLANNED: N_("Planned"),
    State.RUNNING: N_("In session"),
    State.HELD: N_("Held"),
    State.APPROVED: N_("Minutes approved"),
    State.CANCELLED: N_("Cancelled"),
}
CAUSE_NAMES: dict[str, Text] = {
    Cause.OVERDUE: N_("Overdue"),
    Cause.LAGGING: N_("Lagging"),
    Cause.DUE: N_("Due before the next meeting"),
    Cause.ASKED: N_("Asked for by a leader"),
    Cause.CARRIED: N_("From the last meeting"),
    Cause.BULLETIN: N_("Bulletin"),
    Cause.OPINION: N_("Opinion"),
    Cause.FREE: N_("Own item"),
    Cause.SOLVED_THERE: N_("Solved on the spot"),
    Cause.TO_STUDY: N_("To be studied"),
}
FORM_NAMES: dict[str, Text] = {
    Form.TASK: N_("New supervised task"),
    Form.REPORT: N_("Report taken down"),
    Form.EXTENSION: N_("Later day granted"),
    Form.URGE: N_("Urged in the meeting"),
}
# Causes that a person may give an item of their own; the rest come from what the house knows.
OWN_CAUSES = (Cause.FREE, Cause.ASKED, Cause.SOLVED_THERE, Cause.TO_STUDY)
LONGEST_AGENDA = 60
LONGEST_HOURS = 12


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the usual preparation: `days` before the meeting, by the secretary or a named person."""

    what: str
    days: int = 1
    person_id: int | None = None


USUAL_STEPS = (
    Step("拟定议程并报主持人审定", 3),
    Step("收集、印制会议材料", 2),
    Step("落实会议室、座签", 1),
    Step("发送会议通知，确认参会人员", 2),
    Step("调试话筒、投影", 0),
    Step("安排茶水、会务", 0),
    Step("整理会议纪要并报批", -1),
    Step("决定事项转督办", -1),
)
DEFAULT_KINDS = ("党委（党组）会和办公会", "全局性会议", "条线会议", "小型会议")
VISIT_KIND = "现场调研"
