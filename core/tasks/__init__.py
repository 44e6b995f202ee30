"""Supervised tasks (督办): from an instruction to its closure, archived as a case file.

rules.py       states, lamps, expected progress: no database
facts.py       what is typed about a task, cleaned and judged
matching.py    what is typed against number, title and pinyin initials
refusals.py    what may be refused, by situation
sight.py       who stands how to a task, who sees it; loading it for a command
settling.py    the state derived from the open turns; notices
drafting · issuing · signing · reporting · urging · extending · closing · suspending · editing · talking ·
templates · recurring
               what people do, a file per stage of the life
listing · asking · ledger · home · deciding · sheet · timeline · told · actions · choosing
               what the screens show

Tables: db/models/matters.py, db/models/tasks.py. Screens: pages/tasks/. Tests: tests/tasks/.
"""

from core import files
from core.tasks import policy as policy
from core.tasks.actions import NAMES, Move
from core.tasks.actions import join as join  # for packages that build on this one, as are those below
from core.tasks.asking import as_query, asked_for
from core.tasks.choosing import Choices, choices
from core.tasks.closing import (
    accept,
    apply_to_close,
    approve,
    archive,
    evaluate,
    refuse_approval,
    send_back,
    take_back_application,
)
from core.tasks.deciding import Decision, decisions
from core.tasks.drafting import ask_sign_off, draft, drop_draft, edit_draft, sign_off
from core.tasks.drafting import write_draft as write_draft  # for core/seven_s: drafted in its own right
from core.tasks.editing import Clash, clashes, edit, merged
from core.tasks.extending import ask_extension, decide_extension
from core.tasks.extending import grant_day as grant_day  # for core/meetings, as are the next two
from core.tasks.facts import Facts, Step, Support
from core.tasks.home import drafts, line_reds, my_tasks
from core.tasks.issuing import copy_to, hand_on, issue, merge, recall
from core.tasks.ledger import LedgerRow, ledger
from core.tasks.listing import (
    COUNTED,
    PAGE,
    SCOPES,
    SORTS,
    Counts,
    Filter,
    Page,
    Row,
    department_lamps,
    lamps,
    listed,
)
from core.tasks.listing import lamp_sql as lamp_sql  # for core/wall
from core.tasks.listing import narrowed as narrowed  # for core/board: the same filter, the same rights
from core.tasks.matching import containing as containing  # for core/search
from core.tasks.matching import narrowing as narrowing
from core.tasks.recurring import draft_recurring
from core.tasks.refusals import ChangedMeanwhile
from core.tasks.refusals import TaskGone as TaskGone
from core.tasks.refusals import TurnGone as TurnGone
from core.tasks.reporting import Progress, finish_node, hand_in_part, report, report_part
from core.tasks.reporting import write_report as write_report
from core.tasks.rules import (
    GRADE_NAMES,
    IMPORTANCE_NAMES,
    LAMP_NAMES,
    STATE_NAMES,
    URGENCY_NAMES,
    Importance,
    Lamp,
    State,
)
from core.tasks.rules import RUNNING as RUNNING
from core.tasks.rules import Milestone as Milestone
from core.tasks.rules import expected_percent as expected_percent
from core.tasks.rules import is_lagging as is_lagging
from core.tasks.rules import lamp as lamp
from core.tasks.settling import checkers as checkers
from core.tasks.settling import doers as doers
from core.tasks.settling import opened as opened
from core.tasks.settling import settle as settle
from core.tasks.settling import spokesmen as spokesmen
from core.tasks.settling import tell as tell
from core.tasks.shapes import Face, Papers, PartSheet, Remark, ReportSheet
from core.tasks.sheet import conversation, face, papers
from core.tasks.sight import Case as Case
from core.tasks.sight import add_paper, may_read_papers
from core.tasks.sight import load as load
from core.tasks.sight import locked as locked
from core.tasks.sight import look_at as look_at
from core.tasks.sight import look_at_papers as look_at_papers
from core.tasks.sight import party as party
from core.tasks.sight import visible as visible
from core.tasks.signing import ask_reassignment, decide_reassignment, name_handler, sign_for, sign_for_part
from core.tasks.suspending import cancel, pause, reopen, resume
from core.tasks.talking import comment, mark_read, mark_seen
from core.tasks.templates import (
    RHYTHM_NAMES,
    Rhythm,
    Template,
    draft_from_template,
    retire_template,
    save_template,
    templates,
)
from core.tasks.templates import facts_of as facts_of  # for core/intake: facts that were kept as JSON
from core.tasks.timeline import FIELD_NAMES, Line, timeline
from core.tasks.told import Told, told
from core.tasks.urging import answer_urge, hand_in_owed, mark_difficult, open_fast_track, urge
from core.tasks.urging import press as press

__all__ = [
    "COUNTED",
    "FIELD_NAMES",
    "GRADE_NAMES",
    "IMPORTANCE_NAMES",
    "LAMP_NAMES",
    "NAMES",
    "PAGE",
    "RHYTHM_NAMES",
    "SCOPES",
    "SORTS",
    "STATE_NAMES",
    "URGENCY_NAMES",
    "ChangedMeanwhile",
    "Choices",
    "Clash",
    "Counts",
    "Decision",
    "Face",
    "Facts",
    "Filter",
    "Importance",
    "Lamp",
    "LedgerRow",
    "Line",
    "Move",
    "Page",
    "Papers",
    "PartSheet",
    "Progress",
    "Remark",
    "ReportSheet",
    "Rhythm",
    "Row",
    "State",
    "Step",
    "Support",
    "Template",
    "Told",
    "accept",
    "add_paper",
    "answer_urge",
    "apply_to_close",
    "approve",
    "archive",
    "as_query",
    "ask_extension",
    "ask_reassignment",
    "ask_sign_off",
    "asked_for",
    "cancel",
    "choices",
    "clashes",
    "comment",
    "conversation",
    "copy_to",
    "decide_extension",
    "decide_reassignment",
    "decisions",
    "department_lamps",
    "draft",
    "draft_from_template",
    "draft_recurring",
    "drafts",
    "drop_draft",
    "edit",
    "edit_draft",
    "evaluate",
    "face",
    "finish_node",
    "hand_in_owed",
    "hand_in_part",
    "hand_on",
    "issue",
    "lamps",
    "ledger",
    "line_reds",
    "listed",
    "mark_difficult",
    "mark_read",
    "mark_seen",
    "may_read_papers",
    "merge",
    "merged",
    "my_tasks",
    "name_handler",
    "open_fast_track",
    "papers",
    "pause",
    "recall",
    "refuse_approval",
    "reopen",
    "report",
    "report_part",
    "resume",
    "retire_template",
    "save_template",
    "send_back",
    "sign_for",
    "sign_for_part",
    "sign_off",
    "take_back_application",
    "templates",
    "timeline",
    "told",
    "urge",
]

files.readers["task"] = may_read_papers
files.adders["task"] = add_paper
