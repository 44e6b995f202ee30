"""The demo office: eighty invented people and two years of work, always the same but for the days.

cast.py       departments and people
subjects.py   what the tasks are about
world.py      who takes part, and small moves
drafts.py     what is asked for
duties.py     the duty roster; on_duty.py: swaps that wait, the duty log
lives.py      how a task runs
turnings.py   what happens beside the straight way
reminding.py  what was reminded of
following.py  slips and bulletins
appraising.py appraisal
conferring.py meetings
sevens.py     three weeks of 7S
walls.py      screens
stage.py      plays many lives side by side through the commands of core
"""

import gc
import io
import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw
from sqlalchemy import update

from core import access, calendar, files, guide, people
from core.actor import ROLE_NAMES, SYSTEM, Actor, Role
from core.i18n import _
from core.people import Details
from core.work import Work, begin
from db import migrate
from db.models import CalendarYear, Notice, Setting
from db.session import connect
from tools.demo import cast
from tools.demo.appraising import appraise
from tools.demo.cast import Member
from tools.demo.conferring import confer
from tools.demo.duties import Months, set_up, take_leave
from tools.demo.following import follow
from tools.demo.lives import life
from tools.demo.on_duty import live_on_duty
from tools.demo.reminding import remind
from tools.demo.sevens import three_weeks
from tools.demo.stage import Life, Stage
from tools.demo.walls import hang
from tools.demo.world import Course, People, World

SEED = 20260301
TASKS = 400
DAYS = 730
PASSWORD = "luoshi-demo"
FATES = ("done", "paused", "cancelled", "merged", "reassign")
FATE_WEIGHTS = (90, 2, 3, 2, 3)


def build(folder: Path) -> list[tuple[str, str, str]]:
    """Make the demo in this folder; returns user name, password and role of one account of each kind."""
    connect(f"sqlite:///{folder / 'luoshi.db'}")
    migrate.upgrade()
    luck = random.Random(SEED)
    with begin(SYSTEM) as work:
        calendar.ensure(work.session)
        today, zone = work.today, work.zone
    numbers = _populate(luck, today)
    with _unswept():
        _play(Stage(luck, today, zone), numbers)
    with begin(SYSTEM) as work:
        guide.start(work)
    return _accounts(folder, numbers)


def _play(stage: Stage, numbers: dict[str, tuple[int, Member]]) -> None:
    """Two years of tasks and what follows from them; the months of the roster are searched for beside it."""
    world = _world(stage, numbers)
    months = _duties(stage, world)
    stage.play(_lives(world))
    months.publish()
    three_weeks(world)
    remind(stage)
    follow(world)
    appraise(world)
    confer(world)
    hang(stage.actors[world.director])
    _read_what_is_old()
    months.publish()
    live_on_duty(stage.actors, stage.actors[world.director], stage.today)


@contextmanager
def _unswept() -> Iterator[None]:
    """Two years' objects go by themselves: to look for circles among them takes a quarter longer."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _duties(stage: Stage, world: World) -> Months:
    """The director keeps the roster; some of the staff are on leave."""
    keeper = stage.actors[world.director]
    set_up(keeper)
    staff = [number for one in world.departments.values() for number in one.staff[:1]]
    take_leave(keeper, keeper, staff, stage.today)
    return Months(keeper, stage.today)


def _populate(luck: random.Random, today: date) -> dict[str, tuple[int, Member]]:
    """Departments, people, lines, charges: by user name, who has which number."""
    found: dict[str, tuple[int, Member]] = {}
    with begin(SYSTEM) as work:
        work.session.add(Setting(name="name", value="市示范局"))
        departments = {
            name: people.add_department(work, name=name, is_office=name == cast.OFFICE)
            for name in cast.DEPARTMENTS
        }
        password = access.hashed(PASSWORD)
        for member in cast.members(luck):
            number = _engage(work, member, departments[member.department], password)
            found[member.name] = (number, member)
        for place, lines in cast.LINES.items():
            leader = found[cast.LEADERS[place][1]][0]
            people.set_lines(work, leader_id=leader, department_ids={departments[one] for one in lines})
        _confirm_years(work, today)
    return found


def _engage(work: Work, member: Member, department_id: int, password: str) -> int:
    details = Details(
        name=member.name,
        user_name=member.name,
        department_id=department_id,
        post=member.post,
        role=member.role,
        rank=people.Rank(member.rank),
    )
    number = people.add_person(work, details=details)
    if member.charges:
        people.set_charges(work, person_id=number, charges=set(member.charges))
    access.give_password(work, person_id=number, password=password, must_change=False)
    return number


def _confirm_years(work: Work, today: date) -> None:
    """The years that have passed are certain."""
    for year in work.session.query(CalendarYear).filter(CalendarYear.year <= today.year):
        year.confirmed_at = year.confirmed_at or work.now


def _world(stage: Stage, numbers: dict[str, tuple[int, Member]]) -> World:
    with begin(SYSTEM) as work:
        for number, _member in numbers.values():
            found = people.actor(work.session, number, today=stage.today)
            if found is not None:
                stage.actors[number] = found
    of: dict[str, list[tuple[int, Member]]] = {}
    for number, member in numbers.values():
        of.setdefault(member.department, []).append((number, member))
    clerk = next(number for number, member in of[cast.OFFICE] if member.post == "督查专员")
    director = next(number for number, member in of[cast.OFFICE] if member.role == Role.DIRECTOR)
    departments = {
        name: _people(name, members, stage.actors, director)
        for name, members in of.items()
        if name != "局领导"
    }
    leaders = {
        line: numbers[cast.LEADERS[place][1]][0] for place, lines in cast.LINES.items() for line in lines
    }
    departments = {
        name: People(one.head, one.liaison, one.staff, one.department, leaders[name])
        for name, one in departments.items()
    }
    return World(stage, departments, director, clerk, tuple(_evidence()))


def _read_what_is_old() -> None:
    """Everybody has looked into the inbox a week ago."""
    with begin(SYSTEM) as work:
        week_ago = work.now - timedelta(days=7)
        old = update(Notice).where(Notice.at < week_ago, Notice.read_at.is_(None))
        work.session.execute(old.values(read_at=Notice.at))


def _people(name: str, members: list[tuple[int, Member]], actors: dict[int, Actor], director: int) -> People:
    heads = [number for number, member in members if member.role in (Role.HEAD, Role.DIRECTOR)]
    liaisons = [number for number, member in members if member.role in (Role.LIAISON, Role.OFFICE)]
    staff = tuple(
        number for number, member in members if member.role == Role.STAFF and member.rank != "driver"
    )
    department = actors[heads[0]].department_id
    assert department is not None, name
    return People(heads[0], liaisons[-1], staff, department, director)


def _lives(world: World) -> Iterator[Life]:
    """Four hundred tasks, denser towards today, most in time, some late."""
    luck, today = world.luck, world.stage.today
    for number in range(TASKS):
        age = round(DAYS * (number / TASKS) ** 1.7)
        start = today - timedelta(days=age)
        while start.weekday() >= 5:
            start -= timedelta(days=1)
        yield life(world, _course(luck, number, start, age))


def _course(luck: random.Random, number: int, start: date, age: int) -> Course:
    days = luck.choice((10, 14, 21, 30, 45, 60, 90))
    pace = luck.choice((0.7, 0.8, 0.85, 0.9, 0.9, 0.95, 1.0, 1.15, 1.4))
    fate = luck.choices(FATES, FATE_WEIGHTS)[0]
    if number < 6:
        fate = "draft"
    elif number < 14:
        fate = "unsigned"
    elif age < 40 and luck.random() < 0.12:
        fate = "checking"
    elif fate == "paused" and age > 90:
        fate = "cancelled"
    elif age < 90 and number % 6 == 0:
        # Somebody has to be late today, or nothing would be red.
        days, pace = luck.choice((10, 14, 21)), 6.0
    return Course(start, days, fate, pace)


def _evidence() -> Iterator[files.Checked]:
    """A few photos and minutes that tasks show as proof."""
    for number, tone in enumerate(((222, 230, 238), (233, 228, 216), (220, 233, 222), (236, 222, 222))):
        picture = Image.new("RGB", (960, 640), tone)
        pen = ImageDraw.Draw(picture)
        for line in range(6):
            pen.rectangle(
                (80 + 130 * line, 180 + 20 * (line % 3), 180 + 130 * line, 520),
                fill=tuple(v - 30 - 8 * line for v in tone),
            )
        pen.rectangle((40, 40, 920, 600), outline=(90, 100, 110), width=4)
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=80)
        yield files.checked(out.getvalue(), f"现场照片{number + 1}.jpg")
    for name in ("办结说明", "验收记录", "会议纪要摘录"):
        text = f"{name}\n\n一、工作已按完成标准落实。\n二、相关资料已归档备查。\n三、后续纳入日常管理。\n"
        yield files.checked(text.encode(), f"{name}.txt")


def _accounts(folder: Path, numbers: dict[str, tuple[int, Member]]) -> list[tuple[str, str, str]]:
    """One account of each role, and where the sign-in page reads them."""
    shown: dict[str, Member] = {}
    for _number, member in numbers.values():
        shown.setdefault(member.role, member)
    order = (
        Role.LEADER,
        Role.DIRECTOR,
        Role.OFFICE,
        Role.HEAD,
        Role.LIAISON,
        Role.STAFF,
        Role.ADMINISTRATOR,
        Role.SCREEN,
    )
    rows = [
        (shown[role].name, PASSWORD, f"{_(ROLE_NAMES[role])} · {shown[role].department}") for role in order
    ]
    listed = [{"user_name": name, "password": password, "label": label} for name, password, label in rows]
    (folder / "accounts.json").write_text(json.dumps(listed, ensure_ascii=False), "utf-8")
    return rows
