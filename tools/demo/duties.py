"""The demo's duty roster: six roles, this month and the next, made by the real solver and published.

The searches run beside the making of everything else.
"""

from datetime import date, timedelta

from core import calendar, roster
from core.actor import Actor
from core.roster import Period, RoleFacts, engine
from core.work import begin, look

LIMIT, WIDE = 12.0, 6


def set_up(keeper: Actor) -> None:
    """The usual roles; with four leaders their spacing may yield to leave."""
    with begin(keeper) as work:
        roster.set_up(work)
        for row in roster.roles(work):
            if row.facts.of_leaders:
                facts = {name: getattr(row.facts, name) for name in RoleFacts.__dataclass_fields__}
                roster.save_role(
                    work, facts=RoleFacts(**{**facts, "gap": 3}), role_id=row.id, version=row.version
                )
        year = work.today.year
        for on, name in roster.propose_special_days(work, year=year).items():
            roster.name_special_day(work, day=on, name=name)


def take_leave(keeper: Actor, director: Actor, people: list[int], today: date) -> None:
    """Some are away, one waits for a decision; a few have wishes."""
    with begin(keeper) as work:
        asked = [
            roster.ask_leave(
                work,
                person_id=person_id,
                kind=("annual", "travel", "sick")[place % 3],
                first_day=today + timedelta(4 + 5 * place),
                last_day=today + timedelta(6 + 5 * place),
            )
            for place, person_id in enumerate(people[:WIDE])
        ]
        for place, person_id in enumerate(people[WIDE : WIDE + 4]):
            roster.wish(work, person_id=person_id, day=today + timedelta(9 + 3 * place), wants=place % 2 == 0)
    with begin(director) as work:
        for leave_id in asked[:-1]:
            roster.decide_leave(work, leave_id=leave_id, version=1, approved=True)


class Months:
    """A month is searched for while the demo goes on; the next needs it."""

    def __init__(self, keeper: Actor, today: date) -> None:
        self.keeper, self.today = keeper, today
        self.begun: tuple[int, engine.Run] | None = self._begun(today)

    def publish(self) -> None:
        """The month that is searched for; after this month the search for the next begins."""
        assert self.begun is not None
        first_day = self._kept(*self.begun)
        after = roster.bounds_of(Period.MONTH, self.today)[1] + timedelta(1)
        self.begun = self._begun(after) if first_day < after else None

    def _begun(self, day: date) -> tuple[int, engine.Run]:
        with begin(self.keeper) as work:
            number = roster.draft(work, period=Period.MONTH, first_day=day)
        with look(self.keeper) as work:
            return number, engine.Run(roster.problem(work, roster_id=number), limit=LIMIT, workers=1)

    def _kept(self, number: int, search: engine.Run) -> date:
        """Its first day. In December the next year is usually unconfirmed: then it stays a draft."""
        outcome = search.answer()
        with begin(self.keeper) as work:
            roster.keep_result(work, roster_id=number, version=1, outcome=outcome)
        with look(self.keeper) as work:
            sheet = roster.sheet(work, roster_id=number)
            confirmed = sheet.roster.last_day.year in calendar.table(work).confirmed
        if confirmed:
            with begin(self.keeper) as work:
                roster.publish(work, roster_id=number, version=sheet.roster.version)
        return sheet.roster.first_day
