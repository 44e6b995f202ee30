"""When a message may come: not in the quiet hours, and the digest at its own time. Knows no database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Hours:
    """On the clock of the office, as "08:30". Equal ends mean that it is never quiet."""

    quiet_from: str
    quiet_until: str
    digest_at: str


def awake(hours: Hours, now: datetime, zone: ZoneInfo) -> datetime:
    """Now, or the end of the quiet hours that now lies in."""
    local = now.astimezone(zone)
    begins, ends = clock(hours.quiet_from), clock(hours.quiet_until)
    at = local.time().replace(tzinfo=None)
    if begins <= ends:
        return moment(local.date(), ends, zone) if begins <= at < ends else now
    if at >= begins:
        return moment(local.date() + timedelta(days=1), ends, zone)
    return moment(local.date(), ends, zone) if at < ends else now


def next_digest(hours: Hours, now: datetime, zone: ZoneInfo, *, today: bool) -> tuple[date, datetime]:
    """The day of the digest and when it goes out; `today` also where its time has passed already."""
    day = now.astimezone(zone).date()
    meant = moment(day, clock(hours.digest_at), zone)
    if meant < now and not today:
        day += timedelta(days=1)
        meant = moment(day, clock(hours.digest_at), zone)
    return day, awake(hours, max(meant, now), zone)


def clock(text: str) -> time:
    return time.fromisoformat(text)


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
