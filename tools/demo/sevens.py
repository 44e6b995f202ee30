"""Three weeks of 7S: seven floors of areas, the daily rounds of a team, findings and what became of them."""

import io
import random
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from typing import Any

from PIL import Image, ImageDraw
from sqlalchemy import select, update
from sqlalchemy.dialects import sqlite

from core import calendar, files, seven_s
from core.actor import Actor, Charge
from core.seven_s import AreaFacts, Item, ItemFacts, Member, StopSheet, TagFacts, WalkSheet
from core.work import Work, begin, look
from db.models import Finding, ItemAnswer, LastLook, Person, Visit
from tools.demo.world import World

DAYS = 21
# Per floor: name and type; the rest of the house is much alike.
FLOORS = {
    1: (("大厅值班室", "lobby"), ("食堂", "canteen"), ("车库", "garage"), ("公务车辆", "vehicle")),
    2: (("财务档案室", "archive"), ("小会议室", "meeting"), ("打印室", "office"), ("开水间", "corridor")),
    3: (("机房", "server"), ("配电间", "server"), ("库房", "storage"), ("资料室", "archive")),
}
USUAL = (("东侧办公室", "office"), ("西侧办公室", "office"), ("卫生间", "toilet"), ("走廊楼梯", "corridor"))
EXTRA = (("会议室", "meeting"), ("接待室", "meeting"))
FAULTY = 0.055  # of visits
THINGS = ("旧打印机", "闲置文件柜", "报废椅子", "过期宣传架", "损坏饮水机")
FLOOR = "Floor free of litter, water and stains, corners free of dust"
REASONS = ("闲置一年以上", "无人使用", "已损坏", "内容过期", "待报废")


class House:
    """Who walks, who owns, and the areas."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.actors = list(world.stage.actors.values())
        self.keeper = next(one for one in self.actors if Charge.SEVEN_S in one.charges)
        self.photos = 0

    @property
    def luck(self) -> random.Random:
        return self.world.stage.luck

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), self.world.stage.zone)


def three_weeks(world: World) -> None:
    """Rounds of every workday; the one of today is under way."""
    home, today = House(world), world.stage.today
    start = today - timedelta(days=DAYS)
    with begin(home.keeper, now=home.at(start, 7)) as work:
        seven_s.install_catalogue(work)
        areas = _add_areas(home, work)
        listed = (start + timedelta(days=number) for number in range(DAYS + 1))
        days = [day for day in listed if calendar.is_workday(work, day)]
        teams = _teams(work)
    for place, day in enumerate(days):
        _round(home, day, [pool[place % len(pool)] for pool in teams], under_way=day == today)
    _red_tags(home, areas, start + timedelta(days=10))
    _beside(home, areas, days[-1])
    with begin(home.keeper) as work:
        seven_s.recount(work, first=start, last=today)


def _add_areas(home: House, work: Work) -> list[int]:
    departments = list(home.world.departments.values())
    added = []
    for floor in range(1, 8):
        named = [*FLOORS[floor], *USUAL[2:]] if floor in FLOORS else [*USUAL, *EXTRA]
        for place, (name, kind) in enumerate(named):
            owner = departments[(floor + place) % len(departments)]
            person = owner.staff[place % len(owner.staff)] if owner.staff else owner.head
            guarded = name == "财务档案室"
            facts = AreaFacts(
                f"{floor}楼{name}",
                floor=floor,
                kind=kind,
                owner_department_id=owner.department,
                owner_person_id=person,
                restricted=guarded,
                inspector_ids=(home.world.director,) if guarded else (),
            )
            added.append(seven_s.add_area(work, facts=facts))
    return added


def _teams(work: Work) -> list[list[int]]:
    """The pools: mid-level cadres, staff, drivers."""
    walks = (Person.disabled_at.is_(None), Person.role.not_in(("screen", "administrator")))
    rows = list(work.session.execute(select(Person.id, Person.rank).where(*walks)))
    return [[number for number, rank in rows if rank == wanted] for wanted in ("middle", "staff", "driver")]


def _round(home: House, day: date, team: list[int], *, under_way: bool) -> None:
    members = [Member(person, part) for person, part in zip(team, seven_s.TEAM, strict=True)]
    with begin(home.keeper, now=home.at(day, 7, 50)) as work:
        round_id = seven_s.start_round(work, day=day, members=members, leader_id=team[0])
        sheet = seven_s.walk_sheet(work, round_id=round_id)
        _all_fine(home, work, sheet, team[1], share=0.4 if under_way else 1.0)
    walker = home.world.stage.actors[team[1]]
    with look(walker, now=home.at(day, 8)) as work:
        sheet = seven_s.walk_sheet(work, round_id=round_id)
    for stop in sheet.stops[: 17 if under_way else None]:
        if home.luck.random() < FAULTY and not stop.barred:
            _finding(home, walker, sheet, stop)
    if not under_way:
        with begin(home.world.stage.actors[team[0]], now=home.at(day, 10, 30)) as work:
            seven_s.hand_in(work, round_id=round_id, reason="临时会议占用")


def _all_fine(home: House, work: Work, sheet: WalkSheet, person: int, *, share: float) -> None:
    """What the taps of a whole round come to, in few statements."""
    minute = home.at(sheet.day, 8, 5)
    keys = {item.id: item for item in sheet.items}
    visits, said, looks = [], [], []
    for stop in sheet.stops[: round(len(sheet.stops) * share)]:
        if home.luck.random() < 0.01:
            continue  # nobody got there
        arrived, minute = minute, minute + timedelta(seconds=home.luck.randint(50, 190))
        done = {"arrived_at": arrived, "fine_at": minute, "finished_at": minute, "inspector_id": person}
        visits.append({"id": stop.visit_id, **done})
        answer = {"answer": "fine", "answered_at": minute, "answered_by": person}
        said += [{"visit_id": stop.visit_id, "item_id": one.item_id, **answer} for one in stop.said]
        items = [keys[one.item_id] for one in stop.said]
        known = {"area_id": stop.area_id, "kind": sheet.kind, "answered_at": minute}
        looks += [{**known, "item_key": item.key, "revision": item.revision} for item in items]
    work.session.execute(update(Visit), visits)
    work.session.execute(update(ItemAnswer), said)
    row = sqlite.insert(LastLook)
    asked = ["area_id", "kind", "item_key", "revision"]
    later = {"answered_at": row.excluded.answered_at}
    work.session.execute(row.on_conflict_do_update(index_elements=asked, set_=later), looks)


def _finding(home: House, walker: Actor, sheet: WalkSheet, stop: StopSheet) -> None:
    luck, now = home.luck, home.at(sheet.day, 9, home.luck.randint(0, 50))
    here = [item for item in sheet.items if stop.kind in item.area_kinds and item.phrases]
    item: Item = luck.choices(here, [1 if one.severity in ("L3", "V") else 8 for one in here])[0]
    values: dict[str, Any] = {"visit_id": stop.visit_id, "key": f"demo-{stop.visit_id}"}
    path = "onsite" if luck.random() < 0.45 else "dated"
    with begin(walker, now=now) as work:
        phrase = luck.choice(item.phrases)
        number = seven_s.note_finding(work, **values, item_id=item.id, phrase=phrase, path=path)
        seven_s.save_finding(work, **values)
        if not item.photo_forbidden:
            _photo(home, work, "finding", number)
            if path == "onsite":
                _photo(home, work, "fix", number)
    if path == "dated":
        _follow(home, number, stop, sheet.day + timedelta(days=luck.choice((1, 1, 2, 3, 6))))


def _follow(home: House, number: int, stop: StopSheet, day: date) -> None:
    """Fixed and verified, unless it is still to be done."""
    today = home.world.stage.today
    if day >= today or home.luck.random() < 0.1:
        return
    with look(home.keeper, now=home.at(day, 14)) as work:
        sheet = seven_s.finding(work, finding_id=number)
        owner = work.session.get_one(Finding, number).owner_person_id
    fixer = home.world.stage.actors[owner or home.keeper.number]
    with begin(fixer, now=home.at(day, 15)) as work:
        if not sheet.photo_forbidden:
            _photo(home, work, "fix", number)
        seven_s.fix(work, finding_id=number, note="已整改到位", version=sheet.row.version)
    if home.luck.random() < 0.85:
        verifier = home.keeper if fixer is not home.keeper else home.world.stage.actors[home.world.director]
        with begin(verifier, now=home.at(day, 17)) as work:
            version = work.session.get_one(Finding, number).version
            seven_s.verify(work, finding_id=number, accepted=True, version=version)


def _red_tags(home: House, areas: list[int], day: date) -> None:
    for area_id, thing, reason in zip(areas[::9], THINGS, REASONS, strict=False):
        with begin(home.keeper, now=home.at(day, 11)) as work:
            seven_s.hang_red_tag(work, area_id=area_id, facts=TagFacts(thing, reason, place="靠窗一侧"))


def _beside(home: House, areas: list[int], day: date) -> None:
    """How two areas should look, an excuse, and two changes of the catalogue that wait to be published."""
    with begin(home.keeper, now=home.at(day, 7, 40)) as work:
        for area_id in areas[3:5]:
            seven_s.set_reference(work, area_id=area_id, file_id=_photo(home, work, "area", area_id))
        shut: dict[str, Any] = {
            "first_day": day,
            "last_day": day + timedelta(days=4),
            "reason": "墙面粉刷，暂停使用",
        }
        seven_s.excuse(work, kind="self", area_id=areas[-1], **shut)
        asked = {item.key: item for item in seven_s.items(work)}
        worded = _facts(asked["S3-01"], wording="地面无垃圾、水渍、污迹，墙角无积尘", wording_en=FLOOR)
        seven_s.change_item(work, key="S3-01", facts=worded)
        seven_s.change_item(work, key="S4-04", facts=None)


def _facts(item: Item, **values: Any) -> ItemFacts:
    facts = {
        field.name: getattr(item, field.name) for field in fields(ItemFacts) if hasattr(item, field.name)
    }
    return ItemFacts(**{**facts, **values})


def _photo(home: House, work: Work, subject: str, number: int) -> int:
    home.photos += 1
    kept = _drawn(home.luck, home.photos)
    work.session.flush()
    return files.keep(
        work,
        content=kept,
        subject=subject,
        subject_id=number,
        matter_id=None,
        key=f"demo-{subject}-{number}-{home.photos}",
    )


def _drawn(luck: random.Random, number: int) -> files.Checked:
    """A corner of a room with something in it, each time another one."""
    tone = luck.randint(170, 225), luck.randint(170, 215), luck.randint(160, 215)
    picture = Image.new("RGB", (320, 240), tone)
    pen = ImageDraw.Draw(picture)
    floor, corner = luck.randint(110, 190), luck.randint(20, 300)
    pen.polygon([(0, 240), (corner, floor), (320, floor), (320, 240)], fill=tuple(one - 45 for one in tone))
    for _place in range(luck.randint(2, 6)):
        left, top = luck.randint(0, 270), luck.randint(10, 180)
        shade = tuple(one - luck.randint(30, 120) for one in tone)
        size = luck.randint(25, 110), luck.randint(20, 90)
        pen.rectangle((left, top, left + size[0], top + size[1]), fill=shade, outline=(90, 90, 90))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=75)
    return files.checked(out.getvalue(), f"现场{number}.jpg")
