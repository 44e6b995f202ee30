"""One area: its trend with the lines where what is asked changed, its stars, its findings and photos."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from core import files, seven_s
from core.files import FileFact
from core.seven_s import AreaGone, AreaRow, Asked, DayRow, FindingRow, RoundKind
from core.seven_s_figures.months import (
    by_area,
    first_days,
    gap,
    history,
    month_end,
    month_start,
    planned,
    ratings,
)
from core.seven_s_figures.sight import shown_areas
from core.seven_s_figures.stars import Plate, Rating, plate
from core.work import Work
from db.models import CatalogueEdition, CheckItem

BACK = timedelta(days=181)
RECENT = timedelta(days=30)
PHOTOS = 24


@dataclass(frozen=True, slots=True)
class VersionLine:
    """From this day on some items mean something else: before and after are not the same measure."""

    day: date
    edition: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaPage:
    area: AreaRow
    days: tuple[DayRow, ...]
    versions: tuple[VersionLine, ...]
    stars: tuple[tuple[date, Rating], ...]
    plate: Plate
    gap: float | None
    findings: tuple[FindingRow, ...]
    photos: tuple[FileFact, ...]


def area_page(work: Work, *, area_id: int) -> AreaPage:
    """Half a year of it; photos are those taken at its fixed point, oldest first."""
    work.must("seven_s_figures.area_page")
    area = shown_areas(work).get(area_id)
    if area is None:
        raise AreaGone()
    today, month = work.today, month_start(work.today)
    days = seven_s.days_of_areas(work, first=today - BACK, last=today, area_id=area_id)
    this_month = seven_s.days_of_areas(
        work, first=month, last=today, kinds=(RoundKind.SELF, RoundKind.MUTUAL), area_id=area_id
    )
    tallies = by_area([*this_month, *(one for one in days if one.day >= month)])
    count = planned(work, month, month_end(month))
    begun = first_days(work)
    earlier = history(work, month, [area_id], area_id)[area_id]
    now = ratings(tallies, [area_id], month, count, begun, today)[area_id]
    stars = [*earlier, now]
    asked = Asked(area_id=area_id, first=today - RECENT)
    return AreaPage(
        area,
        tuple(days),
        _versions(work, area.kind, today - BACK),
        tuple(
            (at, one)
            for at, one in zip(_months(month, len(stars)), stars, strict=True)
            if month_end(at) >= begun[area_id]
        ),
        plate(stars),
        gap(tallies, area_id),
        seven_s.findings(work, asked=asked).rows,
        tuple(files.of(work, "area", area_id)[-PHOTOS:]),
    )


def _months(last: date, count: int) -> list[date]:
    found = [last]
    while len(found) < count:
        found.insert(0, month_start(found[0] - timedelta(days=1)))
    return found


def _versions(work: Work, kind: str, since: date) -> tuple[VersionLine, ...]:
    """A new wording draws no line; a new revision of an item asked here does, once."""
    rows = work.session.execute(
        select(CheckItem, CatalogueEdition.published_at)
        .join(CatalogueEdition, CatalogueEdition.number == CheckItem.edition_from)
        .where(CheckItem.revision > 1)
        .order_by(CheckItem.edition_from, CheckItem.position)
    )
    known: set[tuple[str, int]] = set()
    found: dict[tuple[date, int], list[str]] = {}
    for item, published in rows:
        day = published.astimezone(work.zone).date()
        if (item.key, item.revision) not in known and kind in item.area_kinds and day >= since:
            found.setdefault((day, item.edition_from), []).append(item.wording)
        known.add((item.key, item.revision))
    return tuple(VersionLine(day, number, tuple(items)) for (day, number), items in sorted(found.items()))
