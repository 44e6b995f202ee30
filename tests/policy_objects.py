"""What the matrix acts upon beside tasks: somebody's absence, a closed department, a file of a task …

Each function prepares its object inside the cell and gives its number.
"""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select, update

from core.access.passwords import Hashed
from core.access.setup import Plan
from core.files import store
from core.policy import Relation
from db.models import Absence, CalendarYear, Credential, Department, File, Person, SavedView, SignInSession
from tests import make
from tests.policy_scene import (
    MISSING,
    NOBODY,
    Cell,
    spare,
    version,
)

HASHED = Hashed("$2b$12$hash")


def sheet_of_people(cell: Cell) -> bytes:
    book, kept = Workbook(), io.BytesIO()
    book.active.append(["姓名", "用户名", "部门"])
    book.active.append(["新同事", "xintongshi", "人事部"])
    book.save(kept)
    return kept.getvalue()


def department_of_mine(cell: Cell) -> int:
    own = cell.work.actor.department_id or 0
    return own if cell.relation == "own" else cell.scene.spare["department"]


def absence(cell: Cell) -> int:
    row = Absence(
        person_id=cell.somebody(),
        stand_in_id=cell.scene.spare["colleague"],
        first_day=make.day(0),
        last_day=make.day(3),
    )
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.id


def closed_department(cell: Cell) -> int:
    number = cell.scene.spare["empty"]
    cell.work.session.get_one(Department, number).closed_at = cell.work.now
    cell.work.session.flush()
    return number


def disabled_person(cell: Cell) -> int:
    number = cell.scene.spare["colleague"]
    cell.work.session.get_one(Person, number).disabled_at = cell.work.now
    cell.work.session.flush()
    return number


def session_of_mine(cell: Cell) -> int:
    now = cell.work.now
    row = SignInSession(digest="d", person_id=cell.me, started_at=now, seen_at=now, expires_at=make.at(9))
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.id


def password_of_mine(cell: Cell) -> datetime:
    """I have a password; when it was set."""
    row = Credential(person_id=cell.me, password_hash="$2b$12$hash", changed_at=make.at())
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.changed_at


def plan_of_a_new_office(cell: Cell) -> Plan:
    """Nothing stands there yet: what the scene has goes out of the way."""
    cell.work.session.execute(update(Department).values(is_office=False))
    return Plan("某局办公室", ["办公室甲"], "办公室甲", "Asia/Shanghai", "李雷", "lilei", HASHED)


def all_departments_turned(cell: Cell) -> list[int]:
    return list(cell.work.session.scalars(select(Department.id).order_by(Department.id.desc())))


def unconfirmed_year(cell: Cell) -> int:
    cell.work.session.execute(update(CalendarYear).values(confirmed_at=None, confirmed_by=None))
    return 2026


def year_version(cell: Cell) -> int:
    found = select(CalendarYear.version).where(CalendarYear.year == 2026)
    return cell.work.session.scalar(found) or 0


def paper(cell: Cell) -> int:
    """A file that somebody brought to a task."""
    return NOBODY if cell.relation == MISSING else filed(cell, cell.scene.cast["handler"].number)


def paper_of_mine(cell: Cell) -> int:
    """A file of a task that I handle, brought by me or by somebody else."""
    cell.hold(cell.scene.stages["working", False]["task_id"])
    return filed(cell, cell.me if cell.relation == Relation.OWN else cell.scene.spare["person"])


def filed(cell: Cell, uploader: int) -> int:
    task = cell.stage("working")["task_id"]
    row = File(
        key="paper",
        sha256=store().put(b"%PDF-1.7 paper"),
        size=14,
        media_type="application/pdf",
        name="请示.pdf",
        subject="task",
        subject_id=task,
        matter_id=task,
        uploaded_by=uploader,
        uploaded_at=cell.work.now,
    )
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.id


def of_the_task(cell: Cell) -> int:
    """A task with a file."""
    paper(cell)
    return cell.stage("working")["task_id"]


def of(table: type[Any], name: str) -> Callable[[Cell], int]:
    return version(table, spare(name))


def view_of_mine(cell: Cell) -> int:
    """A saved view: mine, or somebody else's that is shared."""
    own, now = cell.relation != "other", cell.work.now
    row = SavedView(
        person_id=cell.somebody() if not own else cell.me,
        name="在办",
        query={},
        saved_at=now,
        shared_at=None if own else now,
    )
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.id
