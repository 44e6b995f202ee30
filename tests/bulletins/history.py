"""A month of work at random, written straight into the tables, and an independent count of it with pandas."""

import random
from datetime import date, timedelta

import pandas as pd

from db.models import Closure, Matter, Task
from db.session import database
from tests import make

FIRST, LAST, TODAY = make.day(-1), make.day(29), make.day(33)  # 1 March to 31 March, looked at on 4 April


def write(house: make.Office, luck: random.Random, count: int) -> None:
    """Tasks in every state that there is, issued, due and closed before, in and after the month."""
    departments = [house.finance, house.works, house.bureau]
    rows: list[object] = []
    with database().writing() as session:
        for number in range(1, count + 1):
            matter = _matter(house, luck, number, departments)
            session.add(matter)
            session.flush()
            rows += _beside(matter, luck, house)
        session.add_all(rows)


def _matter(house: make.Office, luck: random.Random, number: int, departments: list[int]) -> Matter:
    issued = FIRST + timedelta(luck.randint(-40, 28))
    due = issued + timedelta(luck.randint(1, 50))
    state = luck.choice(
        ("working", "working", "closed", "closed", "closed", "archived", "checking", "paused", "cancelled")
    )
    filed = issued + timedelta(luck.randint(1, 45)) if state in ("closed", "archived", "checking") else None
    filed = min(filed, TODAY) if filed else None
    closed = min(filed + timedelta(luck.randint(0, 4)), TODAY) if filed and state != "checking" else None
    if state == "cancelled":
        closed = min(issued + timedelta(5), TODAY)
    return Matter(
        kind="task",
        number=f"督办〔2026〕{number}号",
        year=2026,
        sequence=number,
        title=f"事项{number}",
        state=state,
        internal=luck.random() < 0.1,
        lead_department_id=luck.choice(departments),
        supervising_department_id=house.bureau,
        created_by=house.clerk.id,
        created_at=make.at(issued),
        issued_by=house.clerk.id,
        issued_at=make.at(issued, luck.choice((0, 9, 23))),
        due_day=due,
        original_due_day=due,
        extensions=luck.choice((0, 0, 1)),
        applied_on=filed,
        closed_at=make.at(closed, luck.choice((0, 12, 23))) if closed else None,
    )


def _beside(matter: Matter, luck: random.Random, house: make.Office) -> list[object]:
    """Its facts, and the closures with returns and grades."""
    rows: list[object] = [Task(matter_id=matter.id, form="其他")]
    outcomes = ["returned"] * luck.choice((0, 0, 1)) + (
        ["closed"] if matter.state in ("closed", "archived") else []
    )
    for place, outcome in enumerate(outcomes, start=1):
        rows.append(
            Closure(
                matter_id=matter.id,
                round=place,
                outcome=outcome,
                summary="已完成",
                applied_by=house.clerk.id,
                applied_at=make.at(matter.applied_on or TODAY),
                applied_on=matter.applied_on or TODAY,
                grade=luck.choice(("excellent", "good", "")) if outcome == "closed" else "",
            )
        )
    return rows


def independent(office) -> pd.DataFrame:
    """Every task with what the month makes of it, counted without a line of the product."""
    with office.reading() as session:
        frame = pd.read_sql("select * from matters where kind = 'task'", session.connection())
        closures = pd.read_sql(
            "select matter_id, outcome, grade, id from closures order by id", session.connection()
        )
    frame["issued"] = pd.to_datetime(frame["issued_at"], utc=True).dt.tz_convert("Asia/Shanghai").dt.date
    closed_at = pd.to_datetime(frame["closed_at"], utc=True).dt.tz_convert("Asia/Shanghai")
    frame["closed_on"] = closed_at.map(lambda at: at.date() if pd.notna(at) else None).astype(object)
    for name in ("due_day", "applied_on"):
        frame[name] = (
            pd.to_datetime(frame[name]).map(lambda day: day.date() if pd.notna(day) else None).astype(object)
        )
    frame = frame[frame["state"] != "cancelled"].copy()
    done = frame["closed_on"].map(lambda day: isinstance(day, date))
    frame["handled"] = (frame["issued"] <= LAST) & (
        ~done | frame["closed_on"].map(lambda d: not isinstance(d, date) or d >= FIRST)
    )
    frame["closed"] = frame["handled"] & frame["closed_on"].map(
        lambda d: isinstance(d, date) and FIRST <= d <= LAST
    )
    frame["open"] = frame["handled"] & ~frame["closed"]
    frame["paused"] = frame["state"] == "paused"
    frame["due"] = frame["due_day"].map(lambda day: FIRST <= day <= LAST) & ~frame["paused"]
    filed = frame["applied_on"].map(lambda day: isinstance(day, date))
    in_time = pd.Series(
        [isinstance(f, date) and f <= d for f, d in zip(frame["applied_on"], frame["due_day"], strict=True)],
        index=frame.index,
    )
    accepted = frame["state"].isin(["closed", "archived"])
    past = frame["due_day"].map(lambda day: day < TODAY)
    frame["kept"] = in_time & accepted
    frame["missed"] = ~frame["paused"] & ((filed & ~in_time) | (~filed & past))
    frame["on_time"] = frame["due"] & frame["kept"]
    frame["late"] = frame["due"] & frame["missed"]
    frame["overdue"] = frame["handled"] & frame["missed"] & frame["due_day"].map(lambda day: day <= LAST)
    # What was filed by the end waits for the office; what was due on the last day is not late yet.
    done = frame["applied_on"].map(lambda day: isinstance(day, date) and day <= LAST)
    behind = frame["due_day"].map(lambda day: day < LAST)
    frame["laggard"] = frame["overdue"] & frame["open"] & behind & ~done
    returned = set(closures[closures["outcome"] == "returned"]["matter_id"])
    grades = closures.groupby("matter_id").last()["grade"] if len(closures) else {}
    frame["good"] = [
        bool(
            row.closed
            and row.applied_on <= row.due_day
            and row.id not in returned
            and grades.get(row.id) == "excellent"
        )
        for row in frame.itertuples()
    ]
    figures = ["handled", "closed", "open", "due", "on_time", "late", "overdue", "laggard", "good"]
    return frame.astype(dict.fromkeys(figures, bool))
