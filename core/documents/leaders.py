"""The leaders' calendar (领导活动安排) as Excel, to be printed: as published, or as it stands now."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from core import engagements, office, people
from core.documents.cells import Heading, empty_book, line, saved, sheet
from core.engagements import Period, State
from core.i18n import _, day
from core.work import Work

TITLE = "领导活动安排"


def leaders_sheet(work: Work, *, period: Period) -> bytes:
    """A day each row, a leader each column."""
    work.must("documents.leaders_sheet")
    published = engagements.editions(work, period=period)
    said = published[0].contents if published else _present(work, period)
    note = _("Edition {n}", n=published[0].edition) if published else _("Not published yet")
    days = f"{day(period.first, year=True)} — {day(period.last, year=True)}"
    names = [(one.id, one.name) for one in people.leaders(work)]
    headings = [Heading(_("Day"), 12), *(Heading(name, 24, True) for _number, name in names)]
    book = empty_book()
    title = f"{office.profile(work.session).name}{TITLE}"
    made = sheet(book, TITLE, title, f"{days}    {note}", headings)
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one in said:
        found[one["day"], one["leader_id"]].append(_words(one))
    for place in range((period.last - period.first).days + 1):
        on = period.first + timedelta(days=place)
        cells = ["\n".join(found[on.isoformat(), number]) for number, _name in names]
        line(made, place + 4, headings, [day(on, year=False), *cells])
    return saved(book)


def _present(work: Work, period: Period) -> list[dict[str, Any]]:
    found = []
    for one in engagements.calendar(work, period=period):
        starts, ends = one.starts_at.astimezone(work.zone), one.ends_at.astimezone(work.zone)
        if one.state == State.AGREED:
            found.append(
                {
                    "leader_id": one.leader_id,
                    "day": starts.date().isoformat(),
                    "from": f"{starts:%H:%M}",
                    "to": f"{ends:%H:%M}",
                    "title": one.title,
                    "place": one.place,
                    "important": one.important,
                }
            )
    return found


def _words(one: dict[str, Any]) -> str:
    sign = "★" if one["important"] else ""
    place = f"（{one['place']}）" if one["place"] else ""
    return f"{sign}{one['from']}—{one['to']} {one['title']}{place}"
