"""Red tags (红牌): a thing that does not belong where it is gets a tag, a decision, and a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from core import notices
from core.seven_s.photos import owns_tag
from core.seven_s.refusals import DayBefore, FindingSettled, TagGone, TagUndecided, UnknownValue
from core.seven_s.rules import TAG_DAYS, TagDecision
from core.seven_s.settling import end, fixing_turn, new_matter, owners
from core.seven_s.sight import keeps, load_area, may_enter, open_turns, related
from core.text import clean_line
from core.work import Work
from db.models import Area, Department, Person, RedTag


@dataclass(frozen=True, slots=True)
class TagFacts:
    """What is written on the tag; without an owner the area's, without a day in a week."""

    thing: str
    reason: str
    quantity: int = 1
    place: str = ""
    owner_department_id: int | None = None
    owner_person_id: int | None = None
    due_day: date | None = None


@dataclass(frozen=True, slots=True)
class TagRow:
    id: int
    area_id: int
    area: str
    floor: int
    thing: str
    quantity: int
    place: str
    reason: str
    decision: str
    owner_department: str
    owner_person: str
    due_day: date
    hung_by: str
    hung_at: datetime
    removed_at: datetime | None
    mine: bool
    version: int
    matter_id: int

    @property
    def number(self) -> str:
        return f"红牌{self.id}"


def red_tags(work: Work, *, removed: bool = False, limit: int = 500) -> list[TagRow]:
    """Those that hang, soonest due first; with `removed` also those that were taken off."""
    work.must("seven_s.red_tags")
    owner, hanger = _aliased()
    wanted = (
        select(RedTag, Area.name, Area.floor, Department.name, owner.name, hanger.name)
        .join(Area, Area.id == RedTag.area_id)
        .outerjoin(Department, Department.id == RedTag.owner_department_id)
        .outerjoin(owner, owner.id == RedTag.owner_person_id)
        .join(hanger, hanger.id == RedTag.hung_by)
        .order_by(RedTag.removed_at.desc().nulls_first(), RedTag.due_day, RedTag.id)
        .limit(limit)
    )
    if not keeps(work.actor):
        departments = work.actor.departments or {0}
        own = or_(RedTag.owner_department_id.in_(departments), RedTag.hung_by == work.actor.number)
        wanted = wanted.where(or_(Area.restricted.is_(False), own))
    if not removed:
        wanted = wanted.where(RedTag.removed_at.is_(None))
    return [_row(work, *row) for row in work.session.execute(wanted)]


def hang_red_tag(work: Work, *, area_id: int, facts: TagFacts) -> int:
    """Returns its number. The owner decides what becomes of the thing."""
    work.must("seven_s.hang_red_tag")
    area = load_area(work, area_id)
    if not may_enter(work, area):
        raise TagGone()
    if not 1 <= facts.quantity <= 9999:
        raise UnknownValue(field="quantity")
    due = facts.due_day or work.today + timedelta(days=TAG_DAYS)
    if due < work.today:
        raise DayBefore()
    department = facts.owner_department_id or area.owner_department_id
    thing = clean_line(facts.thing, limit=80, field="thing", required=True)
    tag = RedTag(
        area_id=area.id,
        matter_id=new_matter(
            work, "red_tag", f"{area.name}：{thing}", department, due, internal=area.restricted
        ),
        thing=thing,
        quantity=facts.quantity,
        place=clean_line(facts.place, limit=80, field="place"),
        reason=clean_line(facts.reason, limit=200, field="reason", required=True),
        owner_department_id=department,
        owner_person_id=facts.owner_person_id or area.owner_person_id,
        due_day=due,
        hung_by=work.actor.number,
        hung_at=work.now,
    )
    work.session.add(tag)
    work.session.flush()
    fixing_turn(work, tag.matter_id, tag, due)
    facts_told = {"area": area.name, "what": thing, "day": due}
    notices.tell(work, owners(work, tag), "red_tag_hung", tag.matter_id, f"red_tag:{tag.id}", **facts_told)
    work.record("red_tag.hung", tag.id, matter_id=tag.matter_id, thing=thing, area=area.name, due_day=due)
    return tag.id


def decide_red_tag(work: Work, *, tag_id: int, decision: str, version: int) -> None:
    """Keep and place, move, repair, scrap or reallocate."""
    tag = _load(work, tag_id, "decide_red_tag", version)
    if decision not in set(TagDecision):
        raise UnknownValue(field="decision")
    work.record("red_tag.decided", tag.id, matter_id=tag.matter_id, decision=[tag.decision, decision])
    tag.decision, tag.decided_by, tag.decided_at = str(decision), work.actor.number, work.now


def remove_red_tag(work: Work, *, tag_id: int, note: str = "", version: int) -> None:
    """It was done as decided: the tag comes off."""
    tag = _load(work, tag_id, "remove_red_tag", version)
    if not tag.decision:
        raise TagUndecided()
    tag.removed_by, tag.removed_at = work.actor.number, work.now
    tag.removal_note = clean_line(note, limit=200, field="note")
    end(work, tag.matter_id, open_turns(work, tag.matter_id), "removed", tag.removal_note)
    work.record("red_tag.removed", tag.id, matter_id=tag.matter_id, note=tag.removal_note)


def _load(work: Work, tag_id: int, function: str, version: int) -> RedTag:
    tag = work.session.get(RedTag, tag_id, with_for_update=True)
    mine = tag is not None and (owns_tag(work, tag) or tag.hung_by == work.actor.id)
    work.must(f"seven_s.{function}", related(mine))
    if tag is None:
        raise TagGone()
    if tag.removed_at is not None or tag.version != version:
        raise FindingSettled()
    return tag


def _aliased() -> tuple[type[Person], type[Person]]:
    return aliased(Person), aliased(Person)


def _row(
    work: Work, tag: RedTag, area: str, floor: int, department: str | None, person: str | None, hanger: str
) -> TagRow:
    return TagRow(
        tag.id,
        tag.area_id,
        area,
        floor,
        tag.thing,
        tag.quantity,
        tag.place,
        tag.reason,
        tag.decision,
        department or "",
        person or "",
        tag.due_day,
        hanger,
        tag.hung_at,
        tag.removed_at,
        owns_tag(work, tag) or tag.hung_by == work.actor.id or keeps(work.actor),
        tag.version,
        tag.matter_id,
    )
