"""The people of the office: departments, roles, charges, lines, stand-ins.

actors.py      who somebody is right now, for every command and query
rules.py       what a well-formed person and department are: no database
spelling.py    Chinese names in Latin letters
structure.py   departments: add, rename, move, order, liaison
closing.py     departments: close, reopen
accounts.py    people: add, edit, move, role, disable, enable
charges.py     charges, a leader's lines (分管), recorders (代录)
absences.py    away from–to with a stand-in (AB角)
leadership.py  the leaders with lines and recorders
leaving.py     a leaver's turns go to somebody else
queries.py     who and what there is to choose from, in official order, for every page
roll.py        the full list, one person
absent.py      who is away, and who stands in
sheet.py entries.py importing.py   people from Excel

Passwords belong to core/access. Tables: db/models/people.py. Screens: pages/people/. Tests: tests/people/.
"""

from core.people import policy as policy
from core.people.absences import end_absence, set_absence
from core.people.absent import AbsenceRow, absences, away
from core.people.accounts import (
    add_person,
    disable_person,
    edit_person,
    enable_person,
    give_role,
    move_person,
)
from core.people.actors import actor
from core.people.charges import set_charges, set_lines, set_recorders
from core.people.closing import close_department, reopen_department
from core.people.entries import Entry, Fault
from core.people.importing import Preview, commit_import, preview_import
from core.people.leadership import LeaderCard, leader_cards
from core.people.leaving import hand_over, open_turns_of
from core.people.queries import (
    Colleague,
    DepartmentRow,
    department_names,
    department_tree,
    departments,
    everybody,
    find,
    leaders,
    line_leaders,
    names,
    office,
    people_of,
)
from core.people.roll import PAGE, PersonCard, Roll, RollRow, person, roll
from core.people.rules import RANK_NAMES, Details, Rank
from core.people.sheet import COLUMN_NAMES, Column, import_template
from core.people.spelling import spelled
from core.people.structure import (
    add_department,
    edit_department,
    move_department,
    order_departments,
    rename_department,
    set_liaison,
)

__all__ = [
    "COLUMN_NAMES",
    "PAGE",
    "RANK_NAMES",
    "AbsenceRow",
    "Colleague",
    "Column",
    "DepartmentRow",
    "Details",
    "Entry",
    "Fault",
    "LeaderCard",
    "PersonCard",
    "Preview",
    "Rank",
    "Roll",
    "RollRow",
    "absences",
    "actor",
    "add_department",
    "add_person",
    "away",
    "close_department",
    "commit_import",
    "department_names",
    "department_tree",
    "departments",
    "disable_person",
    "edit_department",
    "edit_person",
    "enable_person",
    "end_absence",
    "everybody",
    "find",
    "give_role",
    "hand_over",
    "import_template",
    "leader_cards",
    "leaders",
    "line_leaders",
    "move_department",
    "move_person",
    "names",
    "office",
    "open_turns_of",
    "order_departments",
    "people_of",
    "person",
    "preview_import",
    "rename_department",
    "reopen_department",
    "roll",
    "set_absence",
    "set_charges",
    "set_liaison",
    "set_lines",
    "set_recorders",
    "spelled",
]
