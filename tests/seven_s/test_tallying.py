"""What is kept of finished days is at every moment what the scores say."""

from sqlalchemy import delete, func, select

from core import seven_s
from core.actor import SYSTEM
from core.seven_s import DayRow
from core.seven_s.tallying import nightly_recount
from core.work import begin, look
from db.models import AreaDay as Kept
from db.models import ItemAnswer
from tests import make
from tests.seven_s import house as seven


def test_what_is_kept_is_what_the_scores_say(office):
    home = seven.house(count=2)
    round_id = seven.start(home)
    first, second = (one.visit_id for one in seven.sheet(home, round_id).stops)
    early = seven.find(home, first, "before")
    seven.all_fine(home, first, but=frozenset({_item(home, "S3-01")}))
    agrees(home, days=1)
    late = seven.find(home, first, "after", item="S3-02", at=make.at(0, 10))
    seven.all_fine(home, second)
    agrees(home, days=2)
    with begin(home.cadre, now=make.at(0, 11)) as work:
        seven_s.hand_in(work, round_id=round_id)
    assert kept() == 2
    with begin(home.owner, now=make.at(0, 11)) as work:
        seven_s.raise_objection(work, finding_id=late, reason="并非如此")
    with begin(home.cadre, now=make.at(0, 12)) as work:
        seven_s.decide_objection(work, finding_id=late, accepted=True)
    rows = agrees(home, days=2)
    assert [row.findings for row in rows] == [1, 0]
    assert rows[0].spots == 3
    assert rows[0].spot_faults == (_item(home, "S3-01") in _spots(first))
    seven.photo(home.owner, "fix", early, "after-photo-1", make.at(9, 9))
    with begin(home.owner, now=make.at(9, 9)) as work:
        version = seven_s.finding(work, finding_id=early).row.version
        seven_s.fix(work, finding_id=early, version=version)
    with begin(home.clerk, now=make.at(20, 9)) as work:
        version = seven_s.finding(work, finding_id=early).row.version
        seven_s.verify(work, finding_id=early, accepted=False, reason="还在", version=version)
    agrees(home, days=2)
    with begin(home.keeper, now=make.at(300, 12)) as work:
        work.session.execute(delete(Kept))
        assert nightly_recount(work) == 2
    agrees(home, days=2)


def agrees(home: seven.House, *, days: int) -> list[DayRow]:
    first, last = make.day(), make.day(30)
    with look(home.keeper, now=make.at(30)) as work:
        rows = seven_s.days_of_areas(work, first=first, last=last)
        said = seven_s.scores(work, first=first, last=last)
    names = ("area_id", "day", "score", "findings", "vetoes", "repeats", "late", "not_applicable")
    assert [[getattr(row, name) for name in names] for row in rows] == [
        [getattr(row, name) for name in names] for row in said
    ]
    assert len(rows) == days
    return rows


def kept() -> int:
    with look(SYSTEM) as work:
        return work.session.scalar(select(func.count()).select_from(Kept)) or 0


def _item(home: seven.House, key: str) -> int:
    with look(home.keeper, now=make.at()) as work:
        return next(one.id for one in seven_s.items(work) if one.key == key)


def _spots(visit_id: int) -> set[int]:
    with look(SYSTEM) as work:
        wanted = select(ItemAnswer.item_id).where(ItemAnswer.visit_id == visit_id, ItemAnswer.spot > 0)
        return set(work.session.scalars(wanted))
