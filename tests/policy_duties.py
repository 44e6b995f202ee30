"""What the matrix calls the published roster with: duties in it, swaps between its people."""

from datetime import date, timedelta

from core.policy import Relation
from db.models import Duty, DutyMember, DutyRole, DutySwap, Leave, Matter, Person, Roster
from tests.policy_roster import added, role
from tests.policy_scene import Cell, Factory, given

FIRST = date(2026, 5, 1)


def partner(cell: Cell) -> int:
    return cell.scene.spare["colleague"]


def duty_of(cell: Cell, person: int, *, of_leaders: bool = False) -> Duty:
    """A duty three weeks ahead, published, with a pool of its person and the partner."""
    from_role = role(cell)
    if of_leaders:
        cell.work.session.get_one(DutyRole, from_role).of_leaders = True
    for number in {person, partner(cell)}:
        added(cell, DutyMember(role_id=from_role, person_id=number, joined_on=FIRST - timedelta(200)))
    sheet = Roster(
        name="已发布",
        first_day=FIRST,
        last_day=FIRST + timedelta(30),
        made_by=cell.me,
        made_at=cell.work.now,
        published_at=cell.work.now,
    )
    number = added(cell, sheet)
    row = Duty(roster_id=number, role_id=from_role, day=FIRST + timedelta(5), person_id=person)
    added(cell, row)
    return row


def duty(cell: Cell) -> int:
    return duty_of(cell, cell.somebody()).id


def swap(
    cell: Cell, *, consented: bool = False, approved: bool | None = None, given_by_me: bool = False
) -> DutySwap:
    """Between two other people, or with me as its partner, or as who asked, where it is mine."""
    me_in = cell.relation == Relation.OWN
    giver = cell.me if me_in and given_by_me else cell.scene.spare["person"]
    taker = cell.me if me_in and not given_by_me else partner(cell)
    leaders = cell.relation == "line"
    row = duty_of(cell, giver, of_leaders=leaders)
    session = cell.work.session
    if taker != partner(cell):
        added(cell, DutyMember(role_id=row.role_id, person_id=taker, joined_on=FIRST - timedelta(200)))
    if cell.relation == Relation.SUPPORTING:  # away today
        today = cell.work.today
        gone = Leave(
            person_id=taker,
            kind="sick",
            first_day=today,
            last_day=today,
            asked_by=taker,
            asked_at=cell.work.now,
            decided_by=giver,
            decided_at=cell.work.now,
            approved=True,
        )
        added(cell, gone)
    if cell.relation == "lead":
        session.get_one(Person, giver).department_id = cell.work.actor.department_id
    matter = Matter(
        kind="swap",
        title="换班",
        supervising_department_id=cell.scene.departments["supervising"],
        created_by=giver,
        created_at=cell.work.now,
        state="working",
    )
    added(cell, matter)
    if approved:
        row.actual_person_id = taker
    one = DutySwap(
        matter_id=matter.id,
        duty_id=row.id,
        from_id=giver,
        to_id=taker,
        asked_by=giver,
        asked_at=cell.work.now,
        consented_at=cell.work.now if consented else None,
        approved=approved,
        ended_at=cell.work.now if approved else None,
    )
    added(cell, one)
    return one


def asked(cell: Cell) -> dict[str, object]:
    return {"duty_id": duty(cell), "person_id": partner(cell)}


def published(cell: Cell) -> int:
    return duty_of(cell, cell.scene.spare["person"]).roster_id


DUTIES: dict[str, Factory] = {
    "roster.grid": given(first_day=FIRST, last_day=FIRST + timedelta(2)),
    "roster.my_duties": given(),
    "roster.on_duty_now": given(),
    "roster.duty": given(duty_id=duty),
    "roster.swap_trial": given(duty_id=duty, person_id=partner),
    "roster.proposals": given(duty_id=duty),
    "roster.swaps": given(),
    "roster.ask_swap": asked,
    "roster.consent": lambda cell: {"swap_id": swap(cell).id, "version": 1, "agrees": False},
    "roster.withdraw_swap": lambda cell: {"swap_id": swap(cell, given_by_me=True).id, "version": 1},
    "roster.decide_swap": lambda cell: {
        "swap_id": swap(cell, consented=True).id,
        "version": 1,
        "approved": False,
    },
    "roster.ledger": given(year=2026),
    "roster.ledger_days": given(person_id=partner, year=2026),
    "documents.duty_sheet": given(day=FIRST),
    "documents.duty_ledger_sheet": given(year=2026),
    "roster.damaged": given(roster_id=published),
    "roster.repair": given(roster_id=published, version=1, cells=(), first=FIRST, last=FIRST),
    "roster.undo_swap": lambda cell: {"swap_id": swap(cell, consented=True, approved=True).id, "version": 1},
}
# The partner, whoever acts for one who is away, or neither; of leaders, of my department, or neither.
SWAPS_ONLY_AS = {
    "roster.consent": (Relation.OWN, Relation.SUPPORTING, Relation.OTHER),
    "roster.decide_swap": (Relation.LINE, Relation.LEAD, Relation.OTHER),
}
