"""What the matrix calls each function of core with: one line per function, by "package.function".

    "people.rename_department": given(department_id=spare("department"), name="新名称", version=…),

Values that can be called are asked with the cell. A function that is missing here fails the build.
Tasks have a table of their own: tests/policy_tasks.py.
"""

from typing import Any

from core.actor import Charge, Role
from core.bulk import Verb
from core.calendar import DayKind, HolidayList, ListedDay
from core.documents import originals
from core.office import LevelRule
from core.people import Details
from core.policy import PEOPLE, Relation, Rule
from core.tasks import State
from db.models import Absence, Department, Person, Setting
from tests import make
from tests.files import samples
from tests.policy_appraisal import APPRAISAL
from tests.policy_bulletins import BULLETINS
from tests.policy_counting import COUNTING
from tests.policy_duties import DUTIES, SWAPS_ONLY_AS
from tests.policy_duty_log import DUTY_LOG, LOG_ONLY_AS
from tests.policy_engagements import ENGAGEMENTS, ONLY_ENTRIES
from tests.policy_feeds import FEEDS
from tests.policy_intake import INTAKE
from tests.policy_meetings import MEETINGS, ONLY_AS
from tests.policy_messages import MESSAGES
from tests.policy_objects import (
    HASHED,
    absence,
    all_departments_turned,
    closed_department,
    department_of_mine,
    disabled_person,
    of,
    of_the_task,
    paper,
    paper_of_mine,
    password_of_mine,
    plan_of_a_new_office,
    session_of_mine,
    sheet_of_people,
    unconfirmed_year,
    view_of_mine,
    year_version,
)
from tests.policy_roster import ROSTER
from tests.policy_scene import (
    ANYWHERE,
    HIDDEN,
    MISSING,
    SECRET,
    Cell,
    Factory,
    at,
    given,
    somebody,
    spare,
    version,
)
from tests.policy_seven_s import SEVEN_S
from tests.policy_seven_s_figures import FIGURES
from tests.policy_slips import SLIPS
from tests.policy_tasks import EVERYTHING, TASKS
from tests.policy_wall import WALL

# Steps inside other commands: they judge nobody, and no page, route or tool may call them.
INNER = {
    "counting.all_pieces",
    "counting.counted",
    "turns.open_turn",
    "turns.finish",
    "turns.withdraw",
    "turns.seen",
    "notices.tell",
    "files.keep",
}
TASK = tuple(one for one in Relation if one is not Relation.NONE)
# Judged by the row of another function, for the same relation to the task; or by a row given here.
AS: dict[str, str | Rule] = {
    "tasks.may_read_papers": "tasks.papers",
    "files.of": "tasks.papers",
    "files.of_matter": "tasks.papers",
    "files.read": "tasks.papers",
    "files.may_add": "tasks.papers",
    "documents.notice": "tasks.papers",
    "documents.one_page": "tasks.papers",
    "documents.case_file": "tasks.papers",
    "documents.slip": "slips.sheet",
    "documents.minutes": "meetings.minutes",
    "board.move": "tasks.accept",
    "board.pin": dict.fromkeys(TASK, PEOPLE),
}
# Functions for which only these relations mean something.
ONLY = {
    "roster.decide_leave": (Relation.OWN, Relation.LEAD, Relation.OTHER),
    "files.remove": (Relation.OWN, Relation.OTHER),
    "files.of": (*TASK, HIDDEN),  # what is not there has no files: an empty list
    "files.of_matter": (*TASK, HIDDEN),
    # Writing Word takes its time; that papers follow the task in every relation is shown by tasks.papers.
    "documents.notice": (Relation.OWN, Relation.OTHER, HIDDEN, MISSING),
    "documents.one_page": (Relation.OWN, Relation.OTHER, HIDDEN, MISSING),
    "documents.case_file": (Relation.OWN, Relation.OTHER, HIDDEN, MISSING),
    # Nor does it matter where somebody stands who reads what was told to all.
    "documents.bulletin": (ANYWHERE[0],),
    "documents.bulletin_sheet": (ANYWHERE[0],),
    "documents.analysis_paper": (ANYWHERE[0],),
    "documents.appraisal_paper": (ANYWHERE[0],),
    "documents.appraisal_sheet": (ANYWHERE[0],),
    "documents.week_paper": (ANYWHERE[0],),
    "documents.slip": (Relation.OWN, Relation.OTHER, HIDDEN, MISSING),
    **ONLY_AS,
    **ONLY_ENTRIES,
    **SWAPS_ONLY_AS,
    **LOG_ONLY_AS,
}
# What leaves no trace on purpose: drafts of forms, read marks, and the sweeping of what has ended.
QUIET = {
    "drafts.keep",
    "drafts.drop",
    "notices.mark_read",
    "notices.mark_all_read",
    "notices.mark_matter_read",
    "access.sweep",
    "reminders.sweep",
    "board.pin",
    "board.unpin",
    "seven_s.recount",  # what is kept twice is counted anew: nothing new is said
}

nothing = given()


def with_guide(cell: Cell) -> dict[str, Any]:
    cell.work.session.add(Setting(name="guide", value={"after": 0, "dropped": False}))
    cell.work.session.flush()
    return {}


somebodys = given(person_id=somebody)
spare_person = given(person_id=spare("person"), version=of(Person, "person"))
holidays = HolidayList(2027, (ListedDay(make.day(365), DayKind.HOLIDAY, "休"),))
newcomer = Details(name="新同事", department_id=1, user_name="newcomer")

ARGUMENTS: dict[str, Factory] = {
    # access
    "access.give_password": given(person_id=spare("person"), password=HASHED),
    "access.unlock": given(person_id=spare("person")),
    "access.has_password": given(person_id=spare("person")),
    "access.set_up": given(plan=plan_of_a_new_office),
    "access.change_password": given(password=HASHED, changed_at=password_of_mine),
    "access.my_sessions": nothing,
    "access.end_session": given(session_id=session_of_mine),
    "access.end_sessions": somebodys,
    "access.my_factor": nothing,
    "access.begin_factor": nothing,
    "access.pending_factor": nothing,
    "access.reset_factor": given(person_id=spare("person")),
    "access.sweep": nothing,
    # account and administration
    "account.card": nothing,
    "account.speak": given(language="en"),
    "administration.house": nothing,
    "administration.settings": nothing,
    "administration.change_settings": given(wanted={"near_days": 5}, seen={"near_days": 3}),
    "administration.set_logo": given(content=samples.picture("PNG"), name="徽标.png", key="logo-key-1"),
    "administration.drop_logo": nothing,
    "guide.start": nothing,
    "guide.guide": nothing,
    "guide.drop_guide": with_guide,
    "guide.resume_guide": with_guide,
    "administration.rhythm": nothing,
    "administration.change_level": given(
        rule=LevelRule("ordinary", "normal", sign_within=1, report_every=4, check_within=3)
    ),
    # upkeep
    "upkeep.last_backup": nothing,
    "upkeep.timed_jobs": nothing,
    # board
    "board.between": given(since=0),
    "board.cards": given(wanted=EVERYTHING),
    "board.move": at("checking", "version", to=State.CLOSED),
    "board.pin": at("working"),
    "board.unpin": given(task_id=1),
    # calendar
    "calendar.table": nothing,
    "calendar.is_workday": given(day=make.day()),
    "calendar.add_workdays": given(day=make.day(), n=3),
    "calendar.workday_on_or_before": given(day=make.day()),
    "calendar.workday_on_or_after": given(day=make.day()),
    "calendar.workdays_between": given(a=make.day(), b=make.day(9)),
    "calendar.unconfirmed_years": nothing,
    "calendar.years": nothing,
    "calendar.year_sheet": given(year=2026),
    "calendar.preview_holidays": given(holidays=holidays),
    "calendar.set_day": given(day=make.day(), kind=DayKind.REST, version=year_version),
    "calendar.draw_up_year": given(year=2028),
    "calendar.import_holidays": given(holidays=holidays, version=0),
    "calendar.confirm_year": given(year=unconfirmed_year, version=year_version),
    # documents
    "documents.ledger_sheet": given(wanted=EVERYTHING),
    "documents.list_sheet": given(wanted=EVERYTHING),
    "documents.exports": nothing,
    "documents.note_export": given(kind="ledger", wanted=EVERYTHING),
    "documents.notice": at("working"),
    "documents.one_page": at("working"),
    "documents.case_file": at("working"),
    "documents.own_template": given(kind="notice"),
    "documents.keep_template": lambda cell: {
        "kind": "notice",
        "content": originals.notice(),
        "name": "通知书.docx",
        "key": "template-1",
    },
    "documents.drop_template": given(kind="notice"),
    # drafts
    "drafts.keep": given(form="report:1", values={"text": "写到一半"}),
    "drafts.latest": given(form="report:1"),
    "drafts.drop": given(form="report:1"),
    # notices
    "notices.inbox": nothing,
    "notices.unread": nothing,
    "notices.mark_read": given(notice_ids=[1]),
    "notices.mark_all_read": nothing,
    "notices.mark_matter_read": given(matter_id=1),
    # people: departments
    "people.departments": nothing,
    "people.department_tree": nothing,
    "people.department_names": nothing,
    "people.office": nothing,
    "people.add_department": given(name="新部门"),
    "people.rename_department": given(
        department_id=spare("department"), name="新名称", version=of(Department, "department")
    ),
    "people.edit_department": given(
        department_id=spare("department"),
        name="新名称",
        parent_id=spare("empty"),
        version=of(Department, "department"),
    ),
    "people.move_department": given(
        department_id=spare("department"), parent_id=spare("empty"), version=of(Department, "department")
    ),
    "people.order_departments": given(parent_id=None, ids=all_departments_turned),
    "people.close_department": given(department_id=spare("empty"), version=of(Department, "empty")),
    "people.reopen_department": given(department_id=closed_department, version=of(Department, "empty")),
    "people.set_liaison": given(
        department_id=department_of_mine, person_id=None, version=version(Department, department_of_mine)
    ),
    # people: who is who
    "people.people_of": given(department_id=spare("department")),
    "people.leaders": nothing,
    "people.leader_cards": nothing,
    "people.line_leaders": given(department_id=spare("department")),
    "people.everybody": nothing,
    "people.find": given(text="孙"),
    "people.names": given(ids=lambda cell: [cell.scene.spare["person"]]),
    # people: accounts
    "people.roll": nothing,
    "people.person": somebodys,
    "people.add_person": given(details=newcomer),
    "people.edit_person": given(person_id=spare("person"), details=newcomer, version=of(Person, "person")),
    "people.move_person": lambda cell: spare_person(cell) | {"department_id": cell.scene.spare["empty"]},
    "people.give_role": lambda cell: spare_person(cell) | {"role": Role.LIAISON},
    "people.disable_person": spare_person,
    "people.enable_person": given(person_id=disabled_person, version=of(Person, "colleague")),
    "people.set_charges": given(person_id=spare("person"), charges=[Charge.SUPERVISION]),
    "people.set_lines": given(
        leader_id=spare("leader"), department_ids=lambda cell: [cell.scene.spare["empty"]]
    ),
    "people.set_recorders": given(
        leader_id=spare("leader"), recorder_ids=lambda cell: [cell.scene.spare["colleague"]]
    ),
    # people: away and leaving
    "people.away": nothing,
    "people.absences": somebodys,
    "people.set_absence": given(
        person_id=somebody, stand_in_id=spare("colleague"), first_day=make.day(2), last_day=make.day(4)
    ),
    "people.end_absence": lambda cell: {
        "absence_id": (row := absence(cell)),
        "version": cell.version(Absence, row),
    },
    "people.open_turns_of": given(person_id=spare("person")),
    "people.hand_over": given(from_person_id=spare("person"), to_person_id=spare("colleague")),
    # people: Excel
    "people.import_template": nothing,
    "people.preview_import": given(content=sheet_of_people, name="人员.xlsx"),
    "people.commit_import": given(content=sheet_of_people, name="人员.xlsx"),
    # files
    "files.of": given(subject="task", subject_id=of_the_task),
    "files.of_matter": given(matter_id=of_the_task),
    "files.read": given(file_id=paper),
    "files.remove": given(file_id=paper_of_mine),
    "files.may_add": given(subject="task", subject_id=of_the_task),
    # bulk
    "bulk.chosen": given(
        verb=Verb.URGE, task_ids=lambda cell: [cell.scene.stages["working", True]["task_id"]]
    ),
    # search
    "search.found": given(text=SECRET),
    # views
    "views.built_in": nothing,
    "views.views": nothing,
    "views.opened": given(view_id=view_of_mine),
    "views.save_view": given(name="在办", wanted=EVERYTHING),
    "views.change_view": given(view_id=view_of_mine, version=1, wanted=EVERYTHING),
    "views.drop_view": given(view_id=view_of_mine),
    "views.share_view": given(view_id=view_of_mine),
    "views.unshare_view": given(view_id=view_of_mine),
    # turns
    "turns.waiting": nothing,
    "turns.open_turns_of": given(person_id=spare("person")),
    "turns.hand_over": given(from_person_id=spare("person"), to_person_id=spare("colleague")),
    **BULLETINS,
    **MEETINGS,
    **ENGAGEMENTS,
    **APPRAISAL,
    **COUNTING,
    **INTAKE,
    **ROSTER,
    **DUTIES,
    **DUTY_LOG,
    **WALL,
    **FEEDS,
    **MESSAGES,
    **SLIPS,
    **SEVEN_S,
    **FIGURES,
    **TASKS,
}
