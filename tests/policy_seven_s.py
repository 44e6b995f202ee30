"""7S in the matrix: an area, a round, a finding or a red tag that is mine, or somebody else's."""

from typing import Any

from sqlalchemy import select

from core import seven_s
from core.actor import Actor, Role
from core.policy import Relation
from core.seven_s import AreaFacts, Asked, ItemFacts, Member, TagFacts
from core.work import Work, begin
from db.models import (
    Area,
    Excuse,
    File,
    Finding,
    ItemAnswer,
    Person,
    RedTag,
    Round,
    RoundMember,
    Turn,
    Visit,
)
from tests import make
from tests.policy_scene import Cell, Factory, Scene, given
from tests.seven_s.house import duties

MONDAY = make.day(7)
ITEM = ItemFacts("sort", "新的一项", area_kinds=("office",), phrases=("说法",))


def bring(scene: Scene) -> None:
    """The default catalogue, once for all cells."""
    with begin(scene.cast["director"], now=make.at()) as work:
        seven_s.install_catalogue(work)


def keeper(cell: Cell) -> Work:
    """The office director at work, in the cell's own transaction; it leaves no trace of the cell."""
    director = next(one for (_place, grant), one in cell.scene.people.items() if grant == Role.DIRECTOR)
    return Work(cell.work.session, director, cell.work.now)


def area(cell: Cell, name: str = "样板间") -> int:
    """An area of mine, or somebody else's, with the default catalogue behind it."""
    work = keeper(cell)
    seven_s.install_catalogue(work)
    known = work.session.scalar(select(Area.id).where(Area.name == name))
    if known:
        return known
    owner = cell.me if cell.relation == Relation.OWN else cell.scene.spare["person"]
    return seven_s.add_area(work, facts=AreaFacts(name, owner_person_id=owner))


def strangers_area(cell: Cell) -> int:
    """One whose owner never walks it."""
    work = keeper(cell)
    seven_s.install_catalogue(work)
    facts = AreaFacts("别人的房间", owner_person_id=cell.scene.spare["colleague"])
    return seven_s.add_area(work, facts=facts)


def walker(cell: Cell) -> int:
    return cell.me if cell.relation == Relation.OWN else cell.scene.spare["leader"]


def round_of(cell: Cell) -> int:
    """A mutual check that I walk, or somebody else, with one finding on its way."""
    place = strangers_area(cell)
    work = keeper(cell)
    cell.work.session.flush()
    found = Round(
        day=make.day(1),
        kind="mutual",
        scope=f"person:{walker(cell)}",
        leader_id=walker(cell),
        edition=1,
        started_by=cell.scene.spare["person"],
        started_at=work.now,
    )
    work.session.add(found)
    work.session.flush()
    work.session.add(RoundMember(round_id=found.id, person_id=walker(cell), part="inspector", floors=[]))
    visit = Visit(round_id=found.id, area_id=place, kind="mutual", day=make.day(1))
    work.session.add(visit)
    work.session.flush()
    work.session.add(ItemAnswer(visit_id=visit.id, item_id=item(cell), spot=1))
    work.session.flush()
    return found.id


def item(cell: Cell) -> int:
    found = seven_s.items(keeper(cell))
    return next(one.id for one in found if one.key == "S3-01")


def visit(cell: Cell) -> int:
    number = round_of(cell)
    return cell.work.session.scalars(select(Visit.id).where(Visit.round_id == number)).one()


def noted(cell: Cell) -> dict[str, Any]:
    """A finding that waits to be saved."""
    number = visit(cell)
    row = Finding(
        key="finding-key",
        visit_id=number,
        area_id=cell.work.session.get_one(Visit, number).area_id,
        item_id=item(cell),
        item_key="S3-01",
        kind="mutual",
        day=make.day(1),
        phrase="地面有垃圾",
        severity="L1",
        path="dated",
        found_by=walker(cell),
        noted_at=cell.work.now,
    )
    cell.work.session.add(row)
    cell.work.session.flush()
    return {"visit_id": number, "key": row.key}


def saved(cell: Cell, *, owner: int | None = None) -> int:
    """A finding in an area of mine or of somebody else, found by a stranger to both."""
    own = owner or (cell.me if cell.relation == Relation.OWN else cell.scene.spare["colleague"])
    stranger = cell.scene.people["other", Role.ADMINISTRATOR].number
    work = Work(cell.work.session, cell.scene.cast["director"], cell.work.now)
    seven_s.install_catalogue(keeper(cell))
    place = seven_s.add_area(work, facts=AreaFacts("整改房间", owner_person_id=own))
    found = Round(
        day=make.day(1),
        kind="self",
        scope="x",
        leader_id=cell.scene.cast["leader"].number,
        edition=1,
        started_by=stranger,
        started_at=work.now,
    )
    work.session.add(found)
    work.session.flush()
    finder = cell.scene.cast["handler"]
    member = RoundMember(round_id=found.id, person_id=finder.number, part="inspector", floors=[])
    stop = Visit(round_id=found.id, area_id=place, kind="self", day=make.day(1))
    work.session.add_all([member, stop])
    work.session.flush()
    walking = Work(cell.work.session, finder, cell.work.now)
    values: dict[str, Any] = {"visit_id": stop.id, "key": "saved-finding"}
    seven_s.note_finding(walking, **values, item_id=item(cell), phrase="地面有垃圾", path="dated")
    number = seven_s.save_finding(walking, **values)
    work.session.flush()
    return number


def photographed(cell: Cell, number: int) -> None:
    row = File(
        key="after-photo-key",
        sha256="0" * 64,
        size=1,
        media_type="image/jpeg",
        name="后.jpg",
        subject="fix",
        subject_id=number,
        uploaded_by=cell.scene.spare["colleague"],
        uploaded_at=cell.work.now,
    )
    cell.work.session.add(row)
    cell.work.session.flush()


def to_fix(cell: Cell) -> dict[str, Any]:
    number = saved(cell)
    photographed(cell, number)
    return {"finding_id": number, "version": cell.version(Finding, number)}


def hold(cell: Cell, number: int, kind: str) -> None:
    """The open turn of this kind is mine, or the stranger's."""
    matter = cell.work.session.get_one(Finding, number).matter_id
    mine = cell.me if cell.relation == Relation.OWN else cell.scene.spare["colleague"]
    turn = cell.work.session.scalars(
        select(Turn).where(Turn.matter_id == matter, Turn.kind == kind, Turn.done_at.is_(None))
    ).one()
    turn.holder_person_id, turn.holder_department_id = mine, None
    cell.work.session.flush()


def to_verify(cell: Cell) -> dict[str, Any]:
    number = saved(cell, owner=cell.scene.cast["partner"].number)
    photographed(cell, number)
    fixing = Work(cell.work.session, cell.scene.cast["partner"], cell.work.now)
    seven_s.fix(fixing, finding_id=number, version=cell.version(Finding, number))
    cell.work.session.flush()
    hold(cell, number, "verify")
    return {"finding_id": number, "accepted": True, "version": cell.version(Finding, number)}


def to_judge(cell: Cell) -> dict[str, Any]:
    number = saved(cell, owner=cell.scene.cast["partner"].number)
    objecting = Work(cell.work.session, cell.scene.cast["partner"], cell.work.now)
    seven_s.raise_objection(objecting, finding_id=number, reason="并非如此")
    cell.work.session.flush()
    hold(cell, number, "judge")
    return {"finding_id": number, "accepted": True}


def to_supervise(cell: Cell) -> dict[str, Any]:
    number = saved(cell)
    return {"finding_id": number, "version": cell.version(Finding, number)}


def tag(cell: Cell, *, decided: bool = False) -> dict[str, Any]:
    place = area(cell)
    hanging = Work(cell.work.session, cell.scene.cast["director"], cell.work.now)
    number = seven_s.hang_red_tag(hanging, area_id=place, facts=TagFacts("旧柜子", "闲置"))
    row = cell.work.session.get_one(RedTag, number)
    if decided:
        row.decision = "scrap"
    cell.work.session.flush()
    return {"tag_id": number, "version": row.version}


def team(cell: Cell) -> list[Member]:
    """Three people of the right ranks."""
    wanted = {"cadre": "middle", "staff": "staff", "driver": "driver"}
    listed = []
    actors: list[Actor] = [cell.scene.people["line", one] for one in (Role.STAFF, Role.HEAD, Role.LIAISON)]
    for (part, rank), who in zip(wanted.items(), actors, strict=True):
        cell.work.session.get_one(Person, who.number).rank = rank
        listed.append(Member(who.number, part))
    cell.work.session.flush()
    return listed


def new_round(cell: Cell) -> dict[str, Any]:
    area(cell)
    members = team(cell)
    return {"day": MONDAY, "members": members, "leader_id": members[0].person_id}


def rostered(cell: Cell) -> dict[str, Any]:
    """The published roster names the three for the day."""
    area(cell)
    duties(cell.work.session, MONDAY, team(cell), by=cell.scene.cast["director"])
    return {"day": MONDAY}


def new_team(cell: Cell) -> dict[str, Any]:
    number, members = round_of(cell), team(cell)
    version = cell.version(Round, number)
    return {
        "round_id": number,
        "members": members,
        "leader_id": members[0].person_id,
        "version": version,
    }


def excused(cell: Cell) -> int:
    row = Excuse(
        kind="daily",
        area_id=None,
        first_day=MONDAY,
        last_day=MONDAY,
        reason="放假",
        approved_by=cell.me,
        approved_at=cell.work.now,
    )
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.id


def installed(cell: Cell) -> str:
    seven_s.install_catalogue(keeper(cell))
    return "S1-01"


def changed(cell: Cell) -> str:
    seven_s.install_catalogue(keeper(cell))
    seven_s.change_item(keeper(cell), key="S1-01", facts=ITEM)
    cell.work.session.flush()
    return "S1-01"


def reference(cell: Cell) -> dict[str, Any]:
    place = area(cell)
    row = File(
        key="reference-key",
        sha256="1" * 64,
        size=1,
        media_type="image/jpeg",
        name="标准.jpg",
        subject="area",
        subject_id=place,
        uploaded_by=cell.me,
        uploaded_at=cell.work.now,
    )
    cell.work.session.add(row)
    cell.work.session.flush()
    return {"area_id": place, "file_id": row.id}


def edited(cell: Cell) -> dict[str, Any]:
    place = area(cell)
    return {"area_id": place, "facts": AreaFacts("改名"), "version": cell.version(Area, place)}


def retired(cell: Cell) -> dict[str, Any]:
    place = area(cell)
    return {"area_id": place, "version": cell.version(Area, place)}


def published(cell: Cell) -> dict[str, Any]:
    changed(cell)
    return {"note": "二版"}


def others(cell: Cell) -> dict[str, Any]:
    return {
        "day": MONDAY,
        "inspector_id": cell.scene.cast["head"].number,
        "area_ids": [strangers_area(cell)],
    }


def at_visit(**values: Any) -> Factory:
    return given(visit_id=visit, **values)


def nothing(cell: Cell) -> dict[str, Any]:
    return {}


week = given(first=make.day(), last=make.day(6))

SEVEN_S: dict[str, Factory] = {
    "seven_s.areas": nothing,
    "seven_s.area_by_token": lambda cell: {
        "token": cell.work.session.get_one(Area, area(cell)).token,
    },
    "seven_s.add_area": given(facts=AreaFacts("新房间")),
    "seven_s.edit_area": edited,
    "seven_s.retire_area": retired,
    "seven_s.set_reference": reference,
    "seven_s.items": nothing,
    "seven_s.editions": nothing,
    "seven_s.pending_changes": nothing,
    "seven_s.change_item": given(key=installed, facts=ITEM),
    "seven_s.drop_change": given(key=changed),
    "seven_s.publish": published,
    "seven_s.install_catalogue": nothing,
    "seven_s.start_round": new_round,
    "seven_s.start_from_roster": rostered,
    "seven_s.roster_team": rostered,
    "seven_s.start_self_check": given(area_id=area),
    "seven_s.start_mutual_check": others,
    "seven_s.set_team": new_team,
    "seven_s.my_rounds": nothing,
    "seven_s.hand_in": given(round_id=round_of, reason="临时会议"),
    "seven_s.walk_sheet": given(round_id=round_of),
    "seven_s.arrive": at_visit(),
    "seven_s.answer_item": at_visit(item_id=item, answer="fine"),
    "seven_s.finish_visit": at_visit(),
    "seven_s.skip_visit": at_visit(reason="上锁"),
    "seven_s.note_finding": at_visit(key="finding-key", item_id=item),
    "seven_s.save_finding": noted,
    "seven_s.drop_finding": noted,
    "seven_s.schedule": week,
    "seven_s.excuse": given(kind="daily", area_id=None, first_day=MONDAY, last_day=MONDAY, reason="放假"),
    "seven_s.excuses": given(since=MONDAY),
    "seven_s.withdraw_excuse": given(excuse_id=excused),
    "seven_s.findings": given(asked=Asked()),
    "seven_s.finding": given(finding_id=saved),
    "seven_s.add_photo": given(finding_id=saved),
    "seven_s.fix": to_fix,
    "seven_s.verify": to_verify,
    "seven_s.raise_objection": given(finding_id=saved, reason="并非如此"),
    "seven_s.decide_objection": to_judge,
    "seven_s.supervise": to_supervise,
    "seven_s.find_shared_faults": nothing,
    "seven_s.escalate": nothing,
    "seven_s.red_tags": nothing,
    "seven_s.hang_red_tag": given(area_id=area, facts=TagFacts("旧柜子", "闲置")),
    "seven_s.decide_red_tag": lambda cell: {**tag(cell), "decision": "scrap"},
    "seven_s.remove_red_tag": lambda cell: tag(cell, decided=True),
    "seven_s.scores": week,
    "seven_s.days_of_areas": week,
    "seven_s.recount": week,
}
