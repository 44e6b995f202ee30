"""Ten years of 7S beside one month of it: 42 areas × 2,500 days, 200,000 findings.

Board of a day, of a month, page of an area, figures of a month with their charts, the week for its bulletin:
each at most 150 ms of server time, and at most 1.3 times what it costs with one month; but for the board of
a month, whose plates look at five months before it. The paper of a week with 80 photos: below 20 MB, at most
20 s.
"""

import argparse
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import insert, update

from core import calendar, charts, documents, files, seven_s, seven_s_figures
from core.actor import SYSTEM
from core.seven_s import Item
from core.seven_s_figures import Figures
from core.work import Work, begin, look
from db.models import Area, Finding, ItemAnswer, Round, RoundMember, Visit
from tests import conftest
from tests.e2e import office
from tests.seven_s import house

KINDS = ("office", "meeting", "corridor", "toilet", "lobby", "archive")
AREAS, A_DAY, MONTH, TEN_YEARS = 42, 80, 22, 2500
MOST_MS, FACTOR, RUNS = 150, 1.3, 9
PHOTOS, MOST_BYTES, MOST_SECONDS = 80, 20_000_000, 20
SPAN = 350  # days counted at once


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench sevens", description=__doc__)
    parser.add_argument("--days", type=int, default=TEN_YEARS)
    asked = parser.parse_args(argv)
    with pytest.MonkeyPatch.context() as patch:
        few, _paper = measured(MONTH, patch, paper=False)
        many, paper = measured(asked.days, patch, paper=True)
    slow = False
    for name, took in many.items():
        factor = took / few[name]
        slow |= took > MOST_MS or (factor > FACTOR and name != "month board")
        print(f"{name:12s} one month {few[name]:6.1f} ms, {asked.days} days {took:6.1f} ms: × {factor:.2f}")
    size, seconds = paper
    print(f"paper with {PHOTOS} photos: {size / 1e6:.1f} MB in {seconds:.1f} s")
    return 1 if slow or size > MOST_BYTES or seconds > MOST_SECONDS else 0


def measured(
    days: int, patch: pytest.MonkeyPatch, *, paper: bool
) -> tuple[dict[str, float], tuple[int, float]]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        conftest.point_to(office.address(place), place, patch)
        try:
            home, last = filled(place, days)
            found = {name: timed(home, last, what) for name, what in SCREENS.items()}
            return found, printed(home, last) if paper else (0, 0.0)
        finally:
            office.leave()


def timed(home: house.House, last: date, what: Callable[[Work, house.House, date], object]) -> float:
    """Milliseconds of this process, the middle of several runs, the first left out."""
    took = []
    for _run in range(RUNS + 1):
        begun = time.process_time()
        with look(home.keeper) as work:
            what(work, home, last)
        took.append(1000 * (time.process_time() - begun))
    return median(took[1:])


def drawn(draw: Callable[[Figures], charts.Chart]) -> Callable[[Work, house.House, date], object]:
    """The figures read, and a chart of them as the browser gets it."""
    return lambda work, _home, last: draw(seven_s_figures.figures(work, month=last)).to_dict()


SCREENS: dict[str, Callable[[Work, house.House, date], object]] = {
    "day board": lambda work, _home, last: seven_s_figures.day_board(work, day=last),
    "today": lambda work, _home, _last: seven_s_figures.day_board(work, day=work.today),
    "month board": lambda work, _home, last: seven_s_figures.month_board(work, month=last),
    "area page": lambda work, home, _last: seven_s_figures.area_page(work, area_id=home.areas[0]),
    "figures": lambda work, _home, last: seven_s_figures.figures(work, month=last),
    "u-chart": drawn(lambda found: charts.control(found.per_visit, "u")),
    "p-chart": drawn(lambda found: charts.control(found.spots, "p", percent=True)),
    "Pareto": drawn(lambda found: charts.shares(found.pareto, found.wordings)),
    "radar": drawn(lambda found: charts.radar(found.pillars)),
    "week": lambda work, _home, last: seven_s_figures.week(work, first=last),
}


def filled(folder: Path, days: int) -> tuple[house.House, date]:
    """Workdays up to the last gone by, straight into the tables, then counted by the office itself."""
    conftest.connect(office.address(folder))
    conftest.migrate.upgrade()
    with begin(SYSTEM) as work:
        calendar.ensure(work.session)
        today = work.today
    listed = [
        house.facts(f"{1 + number // 6}{number % 6 + 1:02}室", floor=1 + number // 6, kind=KINDS[number % 6])
        for number in range(AREAS)
    ]
    home = house.house(*listed)
    dates = weekdays(today, days)
    with begin(home.keeper) as work:
        work.session.execute(update(Area).values(first_day=dates[0]))
        items = seven_s.items(work)
        for number, day in enumerate(dates, start=1):
            write(work, home, items, number, day)
    first = dates[0]
    while first <= today:
        with begin(home.keeper) as work:
            seven_s.recount(work, first=first, last=min(first + timedelta(days=SPAN), today))
        first += timedelta(days=SPAN + 1)
    return home, dates[-1]


def weekdays(today: date, days: int) -> list[date]:
    found: list[date] = []
    day = today
    while len(found) < days:
        day -= timedelta(days=1)
        if day.weekday() < 5:
            found.insert(0, day)
    return found


def write(work: Work, home: house.House, items: list[Item], number: int, day: date) -> None:
    luck, came = Random(number), datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC)
    people = {"leader_id": home.cadre.number, "started_by": home.keeper.number, "edition": 1}
    row = {"id": number, "day": day, "kind": "daily", "scope": "", "started_at": came, "handed_in_at": came}
    work.session.execute(insert(Round), [{**row, **people}])
    member = {"round_id": number, "person_id": home.clerk.number, "part": "staff", "floors": []}
    work.session.execute(insert(RoundMember), [member])
    work.session.execute(insert(Visit), list(visits(home, number, day, came)))
    asked = [items[(number * 3 + place) % len(items)] for place in range(3)]
    answers = [
        {"visit_id": visit(number, place), "item_id": one.id, "spot": spot, "answer": "fine", "reason": ""}
        for place in range(AREAS)
        for spot, one in enumerate(asked, start=1)
    ]
    work.session.execute(insert(ItemAnswer), answers)
    work.session.execute(insert(Finding), list(findings(home, items, number, day, came, luck)))


def visit(number: int, place: int) -> int:
    return (number - 1) * AREAS + place + 1


def visits(home: house.House, number: int, day: date, came: datetime) -> Iterator[dict[str, Any]]:
    for place, area in enumerate(home.areas):
        left = came + timedelta(seconds=60 + place)
        yield {
            "id": visit(number, place),
            "round_id": number,
            "area_id": area,
            "kind": "daily",
            "day": day,
            "arrived_at": came,
            "fine_at": left,
            "finished_at": left,
            "inspector_id": home.clerk.number,
            "skip_reason": "",
        }


def findings(
    home: house.House, items: list[Item], number: int, day: date, came: datetime, luck: Random
) -> Iterator[dict[str, Any]]:
    for one in range(A_DAY):
        place, item = luck.randrange(AREAS), luck.choice(items)
        yield {
            "key": f"bench-{number}-{one}",
            "visit_id": visit(number, place),
            "area_id": home.areas[place],
            "item_id": item.id,
            "item_key": item.key,
            "kind": "daily",
            "day": day,
            "phrase": "地面有垃圾",
            "severity": "L1",
            "path": "onsite",
            "found_by": home.clerk.number,
            "noted_at": came,
            "saved_at": came,
            "fixed_at": came,
            "fixed_on": day,
            "closed_at": came,
            "owner_person_id": home.owner.number,
            "version": 1,
        }


def printed(home: house.House, last: date) -> tuple[int, float]:
    """The paper of the last week, half of its photos before and half after, of a telephone's size."""
    with look(home.keeper) as work:
        found = seven_s_figures.week(work, first=last).findings[: PHOTOS // 2]
    for place, one in enumerate(found):
        for subject in ("finding", "fix"):
            with begin(home.keeper) as work:
                files.keep(
                    work,
                    content=files.checked(noisy(place, subject), "现场.jpg"),
                    subject=subject,
                    subject_id=one.id,
                    matter_id=None,
                    key=f"bench-photo-{place}-{subject}",
                )
    begun = time.perf_counter()
    with look(home.keeper) as work:
        content = documents.week_paper(work, first=last)
    return len(content), time.perf_counter() - begun


def noisy(place: int, subject: str) -> bytes:
    """Much detail: what a camera sees, never a flat colour."""
    width, height = 1600, 1200
    rough = Image.frombytes("RGB", (400, 300), os.urandom(400 * 300 * 3)).resize((width, height))
    tint = Image.new("RGB", (width, height), (60 + place, 120, 200 if subject == "fix" else 80))
    out = io.BytesIO()
    Image.blend(rough, tint, 0.5).save(out, "JPEG", quality=85)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
