"""The day's team as the published duty roster has it: whoever has an inspection duty, one of each part."""

from datetime import date

from sqlalchemy import select

from core import calendar, roster
from core.actor import SYSTEM
from core.roster.roles import INSPECTION
from core.seven_s.catalogue import newest
from core.seven_s.rounds import Member, begun, open_areas, start_with
from core.seven_s.rules import RANKS, TEAM, RoundKind
from core.work import Work, begin
from db.models import Person


def roster_team(work: Work, *, day: date) -> list[Member]:
    """Cadre, staff member and driver of the day; nobody where the roster does not name all three."""
    work.must("seven_s.roster_team")
    on_duty = _on_duty(work, day)
    wanted = select(Person.id, Person.rank).where(Person.id.in_(on_duty), Person.disabled_at.is_(None))
    ranks = {number: rank for number, rank in work.session.execute(wanted)}
    team: list[Member] = []
    for part in TEAM:
        taken = {one.person_id for one in team}
        fitting = (one for one in on_duty if one not in taken and ranks.get(one) in RANKS[part])
        team += [Member(person, part) for person in [next(fitting, None)] if person is not None]
    return team if len(team) == len(TEAM) else []


def start_from_roster(work: Work, *, day: date) -> int:
    """The daily round with the team of the roster, led by its cadre; refused where there is none."""
    work.must("seven_s.start_from_roster")
    members = roster_team(work, day=day)
    leader_id = next((one.person_id for one in members), 0)
    return start_with(work, day=day, members=members, leader_id=leader_id)


def morning() -> str:
    """The timed job: on a workday the round of a full team begins by itself, once."""
    with begin(SYSTEM) as work:
        day = work.today
        due = calendar.is_workday(work, day) and newest(work) > 0 and bool(open_areas(work))
        if not due or begun(work, day, RoundKind.DAILY, "") is not None or not roster_team(work, day=day):
            return "nothing to start"
        return f"round {start_from_roster(work, day=day)} started"


def _on_duty(work: Work, day: date) -> list[int]:
    """In the order of the roles, so that who stands first leads."""
    lines = roster.published(work, first_day=day, last_day=day)
    walking = [role.id for role in roster.roles(work) if role.facts.kind == INSPECTION]
    return [cell.person_id for line in lines for role_id in walking for cell in line.cells.get(role_id, ())]
