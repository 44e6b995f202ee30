"""7S: areas and their owners, rounds through the house, findings and what follows from them, red tags.

rules.py       the words: pillars, kinds, severities, paths; points and days: no database
scoring.py     the score of an area's day, pillars, index: pure functions
rotation.py    which items are asked by themselves, which department checks which: pure
standing.py    due, late, missed, excused: pure
refusals.py    what may be refused
sight.py       who stands how to an area, a round, a finding; loading for a command; visible in SQL
areas.py       areas: list, add, edit, retire, reference photo, printed code
catalogue.py   the items: default, changes, diff, editions (catalogue.toml is the default)
teaming.py     the day's team from the duty roster; the round that begins by itself
rounds.py      start a round with its team, self-check, mutual check, hand in
walking.py     the taps: arrive, answer, all fine, leave out
noting.py      a finding tap by tap until it is saved
sheet.py       all that the walk screen needs
schedule.py    what falls due and how it stands; excuses
settling.py    matters and turns of findings and red tags
fixing.py objecting.py supervising.py red_tags.py   what follows
patterns.py escalating.py   what the system finds, and what climbs when it is late: a nightly job
findings.py    lists and one finding
photos.py      who adds and sees photos; where one was used before
scores.py      scores of areas and days from the database
tallying.py     what finished visits came to, kept for months and years: recount, days_of_areas

Tables: db/models/seven_s.py. Route: web/walk.py. Screens: pages/sevens/. Tests: tests/seven_s/.
The duty roster is asked in teaming.py, and nowhere else.
"""

from datetime import time

from core import files, upkeep
from core.seven_s import policy as policy
from core.seven_s.areas import (
    AreaFacts,
    AreaRow,
    add_area,
    area_by_token,
    areas,
    edit_area,
    retire_area,
    set_reference,
)
from core.seven_s.catalogue import (
    Difference,
    Edition,
    ItemFacts,
    change_item,
    drop_change,
    editions,
    install_catalogue,
    items,
    pending_changes,
    publish,
)
from core.seven_s.escalating import escalate, nightly
from core.seven_s.findings import Asked, FindingPage, FindingRow, FindingSheet, finding, findings
from core.seven_s.fixing import fix, verify
from core.seven_s.noting import drop_finding, note_finding, save_finding
from core.seven_s.objecting import decide_objection, raise_objection
from core.seven_s.patterns import find_shared_faults
from core.seven_s.photos import (
    add_photo,
    add_to_area,
    add_to_tag,
    read_of_area,
    read_of_finding,
    read_of_tag,
)
from core.seven_s.red_tags import (
    TagFacts,
    TagRow,
    decide_red_tag,
    hang_red_tag,
    red_tags,
    remove_red_tag,
)
from core.seven_s.refusals import AreaGone, FindingGone, RoundGone, VisitGone
from core.seven_s.rounds import (
    Member,
    RoundRow,
    hand_in,
    my_rounds,
    set_team,
    start_mutual_check,
    start_round,
    start_self_check,
)
from core.seven_s.rules import (
    ANSWER_NAMES,
    DECISION_NAMES,
    FINDING_NAMES,
    GROUP_NAMES,
    KIND_NAMES,
    PART_NAMES,
    PATH_NAMES,
    PILLAR_NAMES,
    ROUND_NAMES,
    SEVERITY_NAMES,
    TEAM,
    Answer,
    AreaKind,
    FindingState,
    Group,
    Item,
    Path,
    Pillar,
    RoundKind,
    Severity,
    TagDecision,
    TeamPart,
)
from core.seven_s.schedule import ExcuseRow, Planned, Schedule, excuse, excuses, schedule, withdraw_excuse
from core.seven_s.scores import AreaDay, scores
from core.seven_s.scoring import Delay as Delay
from core.seven_s.scoring import Fault as Fault
from core.seven_s.scoring import pillar_shares
from core.seven_s.sheet import Noted, Said, StopSheet, WalkSheet, walk_sheet
from core.seven_s.standing import STANDING_NAMES, Standing, planned_days
from core.seven_s.supervising import Supervised, supervise
from core.seven_s.tallying import DayRow, days_of_areas, recount
from core.seven_s.teaming import morning, roster_team, start_from_roster
from core.seven_s.walking import answer_item, arrive, finish_visit, skip_visit
from core.upkeep import TimedJob

files.adders["finding"] = add_photo
files.adders["fix"] = add_photo
files.adders["area"] = add_to_area
files.adders["red_tag"] = add_to_tag
files.readers["finding"] = read_of_finding
files.readers["fix"] = read_of_finding
files.readers["area"] = read_of_area
files.readers["red_tag"] = read_of_tag

upkeep.jobs.register(TimedJob("seven_s", nightly, at=time(6, 30)))
upkeep.jobs.register(TimedJob("seven_s_round", morning, at=time(7, 30)))

__all__ = [
    "ANSWER_NAMES",
    "DECISION_NAMES",
    "FINDING_NAMES",
    "GROUP_NAMES",
    "KIND_NAMES",
    "PART_NAMES",
    "PATH_NAMES",
    "PILLAR_NAMES",
    "ROUND_NAMES",
    "SEVERITY_NAMES",
    "STANDING_NAMES",
    "TEAM",
    "Answer",
    "AreaDay",
    "AreaFacts",
    "AreaGone",
    "AreaKind",
    "AreaRow",
    "Asked",
    "DayRow",
    "Delay",
    "Difference",
    "Edition",
    "ExcuseRow",
    "Fault",
    "FindingGone",
    "FindingPage",
    "FindingRow",
    "FindingSheet",
    "FindingState",
    "Group",
    "Item",
    "ItemFacts",
    "Member",
    "Noted",
    "Path",
    "Pillar",
    "Planned",
    "RoundGone",
    "RoundKind",
    "RoundRow",
    "Said",
    "Schedule",
    "Severity",
    "Standing",
    "StopSheet",
    "Supervised",
    "TagDecision",
    "TagFacts",
    "TagRow",
    "TeamPart",
    "VisitGone",
    "WalkSheet",
    "add_area",
    "add_photo",
    "answer_item",
    "area_by_token",
    "areas",
    "arrive",
    "change_item",
    "days_of_areas",
    "decide_objection",
    "decide_red_tag",
    "drop_change",
    "drop_finding",
    "edit_area",
    "editions",
    "escalate",
    "excuse",
    "excuses",
    "find_shared_faults",
    "finding",
    "findings",
    "finish_visit",
    "fix",
    "hand_in",
    "hang_red_tag",
    "install_catalogue",
    "items",
    "my_rounds",
    "note_finding",
    "pending_changes",
    "pillar_shares",
    "planned_days",
    "publish",
    "raise_objection",
    "recount",
    "red_tags",
    "remove_red_tag",
    "retire_area",
    "roster_team",
    "save_finding",
    "schedule",
    "scores",
    "set_reference",
    "set_team",
    "skip_visit",
    "start_from_roster",
    "start_mutual_check",
    "start_round",
    "start_self_check",
    "supervise",
    "verify",
    "walk_sheet",
    "withdraw_excuse",
]
