"""A small office that makes rosters: two roles, six people, a confirmed calendar."""

from datetime import date

from sqlalchemy import update

from core import calendar, roster
from core.actor import Actor, Charge, Role
from core.roster import RoleFacts, Trial, engine
from core.roster.engine.search import Clock
from core.roster.engine.solving import solve
from core.work import begin, look
from db.models import CalendarYear
from db.session import database
from tests import make

MARCH = date(2026, 3, 1)


class House:
    """`keeper` holds the roster charge; leaders L1 to L3 and drivers D1 to D3 are in the two pools."""

    def __init__(self) -> None:
        make.setting("name", "测试办公室")
        self.bureau = make.department("办公室", is_office=True)
        self.keeper = make.person("值班管理员", Role.STAFF, self.bureau, charges=[Charge.ROSTER])
        self.director = make.person("陈主任", Role.DIRECTOR, self.bureau)
        self.leaders = [make.person(f"领导{n}", Role.LEADER, self.bureau) for n in (1, 2, 3)]
        self.drivers = [make.person(f"司机{n}", Role.STAFF, self.bureau, rank="driver") for n in (1, 2, 3)]
        with begin(self.keeper, now=make.at()) as work:
            calendar.ensure(work.session)
            self.lead = roster.save_role(work, facts=RoleFacts("带班领导", gap=2, of_leaders=True))
            self.drive = roster.save_role(work, facts=RoleFacts("值班司机", gap=2))
            for role_id, people in ((self.lead, self.leaders), (self.drive, self.drivers)):
                numbers = [one.number for one in people]
                roster.join(work, role_id=role_id, person_ids=numbers, joined_on=date(2026, 1, 1))
        with database().writing() as session:
            session.execute(
                update(CalendarYear).where(CalendarYear.year == 2026).values(confirmed_at=make.at())
            )

    def draft(self, period: str = "month", day: date = MARCH) -> int:
        with begin(self.keeper, now=make.at()) as work:
            return roster.draft(work, period=period, first_day=day)

    def sheet(self, roster_id: int) -> roster.Sheet:
        with look(self.keeper, now=make.at()) as work:
            return roster.sheet(work, roster_id=roster_id)

    def version(self, roster_id: int) -> int:
        return self.sheet(roster_id).roster.version

    def solved(self, roster_id: int, trial: Trial | None = None) -> engine.Outcome:
        """Kept in the draft where something was found. In this process: starting one costs seconds."""
        with look(self.keeper, now=make.at()) as work:
            asked = roster.problem(work, roster_id=roster_id, trial=trial)
        outcome = solve(engine.read(asked), Clock(60, 1))
        if outcome.cells:
            with begin(self.keeper, now=make.at()) as work:
                version = self.version(roster_id)
                roster.keep_result(work, roster_id=roster_id, version=version, outcome=outcome)
        return outcome

    def published(self, roster_id: int) -> None:
        with begin(self.keeper, now=make.at()) as work:
            roster.publish(work, roster_id=roster_id, version=self.version(roster_id))

    def leave(self, person: Actor, first: date, last: date, *, by: Actor | None = None) -> int:
        with begin(person, now=make.at()) as work:
            number = roster.ask_leave(
                work, person_id=person.number, kind="annual", first_day=first, last_day=last
            )
        with begin(by or self.director, now=make.at()) as work:
            roster.decide_leave(work, leave_id=number, version=1, approved=True)
        return number
