"""Two replicas that start the reminder job at the same moment; one of them is killed on the way.

The lease of timed jobs would let only one of them in: they run without it.
"""

from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import delete, func, select

from core import calendar, channels, reminders
from core.actor import SYSTEM
from core.channels import Kind, Plan, Way
from core.work import begin, look
from db.models import Matter, Message, MessageLine, Notice, Reminder, Turn
from db.session import connect, database
from tests import make
from tests.resilience.writer import SPAWNED

DUE = 200
DAY = 15


def pairs(url: str, repeats: int, seed: int) -> dict[str, Any]:
    turns_due()
    chance, found = Random(seed), {"doubled": 0, "missed": 0, "killed on the way": 0}
    for _ in range(repeats):
        forget()
        count = together(url, chance)
        found["killed on the way"] += count
        connect(url)
        reminders.remind(make.at(DAY, 9, 5))
        doubled, missed = counted()
        found["doubled"] += doubled
        found["missed"] += missed
    return {"repeats": repeats, "due": DUE, **found}


def turns_due() -> None:
    """All of them a day before their due day, each held by somebody; one channel that everybody hears by."""
    house = make.office()
    with begin(house.admin, now=make.at()) as work:
        calendar.ensure(work.session)
        facts = {"server": "https://qyapi.weixin.qq.com", "token": "none"}
        plan = Plan(Kind.WECOM_ROBOT, "群", usual=Way.DIGEST, facts=facts)
        channels.save_channel(work, plan=plan)
    holders = [make.person(f"人员{n}", department=house.finance, phone=f"138{n:08d}") for n in range(DUE)]
    with database().writing() as session:
        for number, holder in enumerate(holders, 1):
            matter = Matter(
                id=number,
                title=f"第{number}项",
                state="working",
                supervising_department_id=house.bureau,
                created_by=house.clerk.number,
                created_at=make.at(),
            )
            session.add(matter)
            session.flush()
            turn = {"kind": "mend", "holder_person_id": holder.number, "opened_at": make.at()}
            session.add(Turn(matter_id=number, due_day=make.day(DAY + 1), **turn))


def forget() -> None:
    with database().writing() as session:
        for table in (MessageLine, Message, Reminder, Notice):
            session.execute(delete(table))


def together(url: str, chance: Random) -> int:
    """Two begin at once; one is killed. Whether it died on the way."""
    gate = SPAWNED.Barrier(3)
    both = [SPAWNED.Process(target=run, args=(url, gate, place), daemon=True) for place in range(2)]
    database().dispose()
    for one in both:
        one.start()
    gate.wait()
    victim = chance.choice(both)
    victim.join(chance.uniform(0, 0.25))
    victim.kill()
    for one in both:
        one.join()
    return int(victim.exitcode != 0)


def run(url: str, gate: Any, place: int) -> None:
    connect(url)
    gate.wait()
    reminders.remind(make.at(DAY, 9) + timedelta(seconds=90 * place))


def counted() -> tuple[int, int]:
    """Doubled and missed, of reminders, of inbox lines and of lines in the outbox."""
    doubled = missed = 0
    with look(SYSTEM) as work:
        for column in (Reminder.turn_id, Notice.matter_id, MessageLine.turn_id):
            rows = work.session.execute(select(column, func.count()).group_by(column)).all()
            doubled += sum(count - 1 for _number, count in rows)
            missed += DUE - len(rows)
    return doubled, missed
