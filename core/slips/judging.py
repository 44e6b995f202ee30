"""Which slip is due by rule. Knows no database.

Overdue speaks before lagging, lagging before near due: an item never gets two at once. Lagging is judged on
report days alone: on a report that was due, or the day after one that did not come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar import Workdays
from core.i18n import _
from core.slips.rules import Cause, Rule
from core.tasks import Milestone, expected_percent, is_lagging


@dataclass(frozen=True, slots=True)
class Judged:
    """An open piece of work, of the lead or of a supporting department, as it stands this morning."""

    matter_id: int
    part_id: int | None
    department_id: int
    number: str
    title: str
    issued_on: date
    due_day: date
    percent: int = 0
    reminded: bool = False
    # of the lead alone
    lagging: bool = False
    reported_on: date | None = None
    expected: int | None = None
    sound_report: int = 0
    report_due: date | None = None
    milestones: Sequence[Milestone] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A slip that a rule asks for; `key` names its cause, and one cause has one slip."""

    matter_id: int
    part_id: int | None
    department_id: int
    number: str
    title: str
    cause: str
    key: str
    found: str
    due_day: date


@dataclass(frozen=True, slots=True)
class Measure:
    """What the office judges by."""

    today: date
    workdays: Workdays
    tolerance: int
    rules: Mapping[str, Rule]

    def active(self, cause: Cause) -> bool:
        return self.rules[cause].active


def judge(one: Judged, by: Measure) -> Due | None:
    """The slip that this piece of work has earned, whether or not it was issued already."""
    if one.due_day < by.today:
        return _overdue(one, by)
    return _lagging(one, by) or _near(one, by)


def key_of(cause: str, matter_id: int, part_id: int | None, due_day: date, mark: str = "") -> str:
    """A later day is a new cause; a return on the same day is none."""
    return f"{cause}:{matter_id}:{part_id or 0}:{due_day.isoformat()}:{mark}"


def _overdue(one: Judged, by: Measure) -> Due | None:
    late = by.workdays.between(one.due_day, by.today)
    if not by.active(Cause.OVERDUE) or late <= by.rules[Cause.OVERDUE].days:
        return None
    days = (by.today - one.due_day).days
    said = _("It was due on {day} and is not done: {days} days overdue.", day=_day(one.due_day), days=days)
    return _due(one, Cause.OVERDUE, said)


def _lagging(one: Judged, by: Measure) -> Due | None:
    if not by.active(Cause.LAGGING) or one.part_id is not None:
        return None
    if one.lagging and one.reported_on is not None:
        said = _(
            "On the report day {day} it stood at {percent} %, where {expected} % were expected.",
            day=_day(one.reported_on),
            percent=one.percent,
            expected=one.expected or 0,
        )
        return _due(one, Cause.LAGGING, said, mark=str(one.sound_report))
    if one.report_due is None or one.report_due >= by.today:
        return None
    expected = expected_percent(
        one.report_due, start=one.issued_on, due=one.due_day, milestones=one.milestones
    )
    if not is_lagging(one.percent, expected, tolerance=by.tolerance):
        return None
    said = _(
        "No report came on {day}; progress stands at {percent} %, where {expected} % were expected.",
        day=_day(one.report_due),
        percent=one.percent,
        expected=expected,
    )
    return _due(one, Cause.LAGGING, said, mark=str(one.sound_report))


def _near(one: Judged, by: Measure) -> Due | None:
    """Only where nobody was reminded, and never on the day on which it was issued."""
    left = one.due_day - by.today
    soon = timedelta(0) <= left <= timedelta(days=by.rules[Cause.NEAR].days)
    if not by.active(Cause.NEAR) or one.reminded or not soon or one.issued_on >= by.today:
        return None
    said = _("It is due on {day}: {days} days are left.", day=_day(one.due_day), days=left.days)
    return _due(one, Cause.NEAR, said)


def _due(one: Judged, cause: Cause, found: str, *, mark: str = "") -> Due:
    key = key_of(cause, one.matter_id, one.part_id, one.due_day, mark)
    return Due(
        one.matter_id, one.part_id, one.department_id, one.number, one.title, cause, key, found, one.due_day
    )


def _day(value: date) -> str:
    """As papers write it."""
    return f"{value.year}年{value.month}月{value.day}日"
