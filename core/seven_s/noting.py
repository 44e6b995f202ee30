"""A finding, tap by tap: item, phrase, photo, severity, path, save. Before that only the team has it."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from core import calendar, files
from core.seven_s import tallying
from core.seven_s.refusals import DayBefore, FindingGone, FindingUnfinished, SpotOpen, UnknownValue
from core.seven_s.rules import DEADLINES, REPEAT_DAYS, Answer, Path, Severity
from core.seven_s.settling import begin_fixing, tell_owner
from core.seven_s.sight import Stop, load_item, load_stop
from core.seven_s.walking import arrived, item_here, moment, say
from core.text import clean_line
from core.work import Work
from db.models import Finding

KEY = 64
LIMITS = {"phrase": 100, "note": 500}
CHOICES = {"severity": frozenset(Severity), "path": frozenset(Path)}


def note_finding(
    work: Work,
    *,
    visit_id: int,
    key: str,
    item_id: int | None = None,
    phrase: str | None = None,
    note: str | None = None,
    severity: str | None = None,
    path: str | None = None,
    due_day: date | None = None,
    at: datetime | None = None,
) -> int:
    """Begin a finding with its item, or say more about it. Returns its number."""
    stop = load_stop(work, visit_id, "note_finding")
    key = clean_line(key, limit=KEY, field="key", required=True)
    finding = _known(work, stop, key)
    if finding is None:
        finding = _begin(work, stop, key, item_id, at)
    elif finding.saved_at is not None:
        return finding.id
    _say_more(stop, finding, phrase=phrase, note=note, severity=severity, path=path, due_day=due_day)
    work.session.flush()
    work.record("finding.noted", finding.id, item=finding.item_key, severity=finding.severity)
    return finding.id


def save_finding(work: Work, *, visit_id: int, key: str, at: datetime | None = None) -> int:
    """It counts from now on: the owner is told, and has it to fix unless that was done on the spot."""
    stop = load_stop(work, visit_id, "save_finding")
    finding = _known(work, stop, key)
    if finding is None:
        raise FindingGone()
    if finding.saved_at is not None:
        return finding.id
    if not finding.phrase and not finding.note:
        raise FindingUnfinished()
    item = load_item(work, stop, finding.item_id)
    assert item is not None
    finding.saved_at = moment(work, at)
    finding.repeats = _repeats(work, finding)
    if finding.path == Path.ONSITE:
        finding.fixed_at = finding.closed_at = work.now
        finding.fixed_by, finding.fixed_on = work.actor.id, stop.round.day
    else:
        finding.due_day = finding.due_day or due_day(work, stop.round.day, finding.severity)
        begin_fixing(work, finding, stop.area, item)
    say(work, stop, item, Answer.FAULT, at=at)
    if stop.visit.finished_at is not None:
        tallying.moved(work, finding)
    tell_owner(work, finding, stop.area, "finding_made")
    work.record(
        "finding.saved",
        finding.id,
        matter_id=finding.matter_id,
        area=stop.area.name,
        item=finding.item_key,
        severity=finding.severity,
        path=finding.path,
        due_day=finding.due_day,
        repeats=finding.repeats,
    )
    return finding.id


def drop_finding(work: Work, *, visit_id: int, key: str) -> None:
    """It was a mistake: what was not saved yet is thrown away."""
    stop = load_stop(work, visit_id, "drop_finding")
    finding = _known(work, stop, key)
    if finding is None:
        return
    if finding.saved_at is not None:
        raise SpotOpen()
    work.record("finding.dropped", finding.id, item=finding.item_key, phrase=finding.phrase)
    for one in files.of(work, "finding", finding.id):
        files.remove(work, file_id=one.id)
    work.session.delete(finding)


def due_day(work: Work, day: date, severity: str) -> date:
    """By severity, in workdays after the day of the round."""
    return calendar.add_workdays(work, day, DEADLINES[severity])


def _known(work: Work, stop: Stop, key: str) -> Finding | None:
    key = clean_line(key, limit=KEY, field="key", required=True)
    found = work.session.scalars(select(Finding).where(Finding.key == key).with_for_update()).one_or_none()
    if found is not None and found.visit_id != stop.visit.id:
        raise FindingGone()
    return found


def _begin(work: Work, stop: Stop, key: str, item_id: int | None, at: datetime | None) -> Finding:
    if item_id is None:
        raise FindingGone()
    item = item_here(work, stop, item_id)
    arrived(work, stop, at)
    finding = Finding(
        key=key,
        visit_id=stop.visit.id,
        area_id=stop.area.id,
        item_id=item.id,
        item_key=item.key,
        kind=stop.round.kind,
        day=stop.round.day,
        severity=item.severity,
        path=item.path,
        found_by=work.actor.number,
        noted_at=moment(work, at),
        owner_department_id=stop.area.owner_department_id,
        owner_person_id=stop.area.owner_person_id,
    )
    work.session.add(finding)
    work.session.flush()
    return finding


def _say_more(stop: Stop, finding: Finding, **said: str | date | None) -> None:
    """What was tapped this time; the rest stays."""
    for name, value in said.items():
        if value is not None:
            setattr(finding, name, _checked(stop, name, value))


def _checked(stop: Stop, name: str, value: str | date) -> str | date:
    if isinstance(value, date):
        if value < stop.round.day:
            raise DayBefore()
        return value
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise UnknownValue(field=name)
        return value
    return clean_line(value, limit=LIMITS[name], field=name)


def _repeats(work: Work, finding: Finding) -> int:
    """How often this item failed here within the 30 days before; what was withdrawn does not count."""
    since = finding.day - timedelta(days=REPEAT_DAYS)
    earlier = select(func.count(func.distinct(Finding.day))).where(
        Finding.area_id == finding.area_id,
        Finding.item_key == finding.item_key,
        Finding.kind == finding.kind,
        Finding.day >= since,
        Finding.day < finding.day,
        Finding.saved_at.is_not(None),
        Finding.voided_at.is_(None),
    )
    return work.session.scalar(earlier) or 0
