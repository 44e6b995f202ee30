"""An office with many years behind it, written straight into the tables: for measuring, not for looking at.

What is open does not grow with the archive: an office that has closed 100,000 items still works on OPEN.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from pypinyin import Style, lazy_pinyin
from sqlalchemy import insert
from sqlalchemy.orm import Session

from core import people
from core.text import name_key
from db.models import (
    Closure,
    Department,
    Event,
    Head,
    Line,
    Matter,
    Notice,
    Part,
    Person,
    Report,
    Setting,
    Task,
    Turn,
)
from db.session import database

OPEN = 300
DEPARTMENTS, PEOPLE = 12, 80
BATCH = 2000
NAMES = (
    "办公室",
    "财务部",
    "人事部",
    "后勤部",
    "法规处",
    "规划处",
    "建设处",
    "安全处",
    "信息处",
    "宣传处",
    "审计处",
    "督查室",
)
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗", "伟芳娜敏静强磊军洋勇艳杰涛明超秀霞平刚桂"
SUBJECTS = (
    "安全生产大检查",
    "政务服务改革",
    "预算执行审计整改",
    "办公用房清理",
    "信访积案化解",
    "档案数字化",
    "应急演练",
)
INITIALS = {subject: "".join(lazy_pinyin(subject, style=Style.FIRST_LETTER)) for subject in SUBJECTS}
ROLES = {1: "administrator", 2: "director", 3: "office", 4: "leader", 5: "leader"}


def fill(tasks: int, today: date) -> None:
    """An empty migrated database becomes an office with so many tasks."""
    with database().writing() as session:
        _office(session)
        # The history goes on behind what is written here, so that the office can be worked in.
        session.add(Head(name="history", count=(tasks + 1) * 6, hash="0" * 64))
    chance = Random(2026)
    for first in range(1, tasks + 1, BATCH):
        numbers = range(first, min(first + BATCH, tasks + 1))
        made = [_task(number, tasks, today, chance) for number in numbers]
        with database().writing() as session:
            for table in (Matter, Task, Part, Turn, Report, Closure, Notice, Event):
                found = [row for rows in made for row in rows.get(table, ())]
                if found:
                    session.execute(insert(table), found)


def _office(session: Session) -> None:
    session.add(Setting(name="name", value="测试办公室"))
    for number in range(1, DEPARTMENTS + 1):
        session.add(Department(id=number, name=NAMES[number - 1], position=number, is_office=number == 1))
    session.flush()
    for number in range(1, PEOPLE + 1):
        session.add(_person(number))
    session.flush()
    for department in range(2, DEPARTMENTS + 1):
        session.add(Line(leader_id=4 + department % 2, department_id=department))


def _person(number: int) -> Person:
    name = SURNAMES[number % 20] + GIVEN[number // 20] + GIVEN[number % 20]
    role = ROLES.get(number, "head" if number <= 5 + DEPARTMENTS else "staff")
    user_name = f"user{number}"
    return Person(
        id=number,
        name=name,
        pinyin=people.spelled(name),
        user_name=user_name,
        user_key=name_key(user_name),
        department_id=1 if number <= 5 else 1 + number % DEPARTMENTS,
        role=role,
        position=number,
    )


Rows = dict[Any, list[dict[str, Any]]]


def _task(number: int, tasks: int, today: date, chance: Random) -> Rows:
    """The last OPEN ones are open; of the others every hundredth is closed and not yet archived."""
    running = number > tasks - OPEN
    age = chance.randint(0, 40) if running else 60 + (tasks - number) * 3650 // tasks
    issued = datetime.combine(today - timedelta(days=age), datetime.min.time(), UTC) + timedelta(hours=2)
    due = issued.date() + timedelta(days=chance.randint(20, 60))
    lead, handler = 2 + number % (DEPARTMENTS - 1), 18 + number % (PEOPLE - 17)
    ended = None if running else issued + timedelta(days=chance.randint(5, 40))
    subject = chance.choice(SUBJECTS)
    state = "working" if running else ("closed" if number % 100 == 0 else "archived")
    matter = {
        "id": number,
        "version": 1,
        "kind": "task",
        "number": f"督办〔{issued.year}〕{number}号",
        "year": issued.year,
        "sequence": number,
        "title": f"{subject}第{number}项任务落实",
        "initials": f"{INITIALS[subject]}d{number}xrwls",
        "source": "会议议定",
        "lead_department_id": lead,
        "supervising_department_id": 1,
        "handler_id": handler,
        "created_by": 3,
        "created_at": issued,
        "issued_by": 3,
        "issued_at": issued,
        "original_due_day": due,
        "state": state,
        "due_day": due,
        "percent": chance.randint(0, 90) if running else 100,
        "reported_at": issued,
        "closed_at": ended,
        "archived_at": ended if state == "archived" else None,
    }
    rows: Rows = {Matter: [matter], Task: [_facts(number)], Event: list(_events(number, issued))}
    rows[Part] = [_part(number, 2 + lead % (DEPARTMENTS - 1))] if number % 3 == 0 else []
    rows[Turn] = list(_turns(number, lead, handler, issued, due, ended))
    rows[Report] = list(_reports(number, handler, issued))
    rows[Closure] = [] if ended is None else [_closure(number, handler, ended, due)]
    rows[Notice] = list(_notices(number, handler, issued, running=running))
    return rows


def _facts(number: int) -> dict[str, Any]:
    return {"matter_id": number, "standard": "形成正式报告并经审定，整改率100%。", "form": "书面报告"}


def _part(number: int, department: int) -> dict[str, Any]:
    return {"matter_id": number, "department_id": department, "what": "提供数据"}


def _turns(
    number: int, lead: int, handler: int, issued: datetime, due: date, ended: datetime | None
) -> Iterator[dict[str, Any]]:
    plain = {
        "version": 1,
        "matter_id": number,
        "holder_department_id": lead,
        "handler_id": handler,
        "opened_at": issued,
    }
    signed = {"signed_at": issued, "signed_by": handler}
    yield plain | {"kind": "sign", "due_day": issued.date(), "done_at": issued, "outcome": "signed"}
    yield (
        plain
        | signed
        | {"kind": "do", "due_day": due, "done_at": ended, "outcome": "applied" if ended else ""}
    )
    yield plain | {"kind": "report", "due_day": due, "done_at": ended, "outcome": "reported" if ended else ""}
    if ended is not None:
        check = {"kind": "check", "due_day": due, "holder_department_id": 1, "handler_id": None}
        yield plain | check | {"done_at": ended, "outcome": "accepted"}


def _reports(number: int, handler: int, issued: datetime) -> Iterator[dict[str, Any]]:
    for week in range(3):
        at = issued + timedelta(days=7 * week)
        yield {
            "matter_id": number,
            "person_id": handler,
            "at": at,
            "day": at.date(),
            "percent": 30 * week,
            "text": "已完成阶段性工作，正在推进后续整改。",
        }


def _closure(number: int, handler: int, ended: datetime, due: date) -> dict[str, Any]:
    return {
        "matter_id": number,
        "round": 1,
        "outcome": "closed",
        "summary": "已全部完成",
        "due_day": due,
        "applied_by": handler,
        "applied_at": ended,
        "applied_on": ended.date(),
        "checked_by": 3,
        "checked_at": ended,
        "grade": "good",
    }


def _notices(number: int, handler: int, issued: datetime, *, running: bool) -> Iterator[dict[str, Any]]:
    for kind, person in (("handler_named", handler), ("reported", 3)):
        yield {
            "person_id": person,
            "kind": kind,
            "matter_id": number,
            "values": {"number": f"{number}号", "title": "任务", "department": "财务部", "percent": 30},
            "key": f"{kind}:{number}",
            "at": issued,
            "read_at": None if running else issued,
        }


def _events(number: int, issued: datetime) -> Iterator[dict[str, Any]]:
    """Without a chain: here nothing is verified, only read."""
    for step, action in enumerate(
        ("drafted", "issued", "signed_for", "reported", "applied_to_close", "closed")
    ):
        event = number * 6 + step
        yield {
            "id": event,
            "at": issued,
            "person_id": 3,
            "action": f"task.{action}",
            "subject": "task",
            "subject_id": number,
            "matter_id": number,
            "particulars": {},
            "previous_hash": "",
            "hash": hashlib.sha256(str(event).encode()).hexdigest(),
        }
