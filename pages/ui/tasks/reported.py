"""What was reported, newest first."""

from core.i18n import _, moment
from core.tasks import ReportSheet
from pages.ui.show import empty
from pages.ui.tasks.feed import Entry, Tag, feed
from pages.ui.tasks.overview import quantity
from pages.ui.tasks.reading import Desk


def reports(desk: Desk) -> None:
    papers = desk.papers
    if papers is None or not papers.reports:
        empty(_("Nothing has been reported yet."))
        return
    parts = {part.id: part.department for part in papers.parts}
    feed("reports", [_entry(desk, one, parts.get(one.part_id or 0, "")) for one in papers.reports])


def _entry(desk: Desk, one: ReportSheet, department: str) -> Entry:
    unit = desk.papers.facts["unit"] if desk.papers else ""
    return Entry(
        who=one.person,
        when=moment(one.at, desk.zone),
        text=one.text,
        tags=_tags(one, department),
        facts=[
            (_("Quantity so far"), quantity(one.quantity, unit)),
            (_("Difficulty"), one.difficulty),
            (_("Next step"), one.next_step),
        ],
    )


def _tags(one: ReportSheet, department: str) -> list[Tag]:
    tags = [Tag(f"{one.percent} %", "strong")]
    if one.expected is not None:
        tags.append(Tag(_("Expected {percent} %", percent=one.expected)))
    if one.lagging:
        tags.append(Tag("▲ " + _("Lagging"), "yellow"))
    if department:
        tags.append(Tag(_("Part of {department}", department=department)))
    if one.round > 1:
        tags.append(Tag(_("Round {n}", n=one.round)))
    return tags
