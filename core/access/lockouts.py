"""Failed sign-ins make the next one wait: longer each time, for every replica, also for names nobody has.

A try is counted before the password is looked at, so a thousand guesses at once are no more than five. A
waiting try is not counted and makes nothing longer: nobody can be locked out for good by somebody else.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from db.models import Lockout

FORGOTTEN_AFTER = timedelta(hours=24)
LONGEST = timedelta(minutes=15)
STEP = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is counted, and how many failures are free before the first wait."""

    key: str
    free: int


def of_name(user_key: str, place: str = "") -> Subject:
    """A user name, as a hash: people type their password there, too.

    From a `place` the person signed in from before it is counted apart, so that a stranger's guesses do
    not keep the person out.
    """
    return Subject("name:" + hashlib.sha256(f"{user_key}\n{place}".encode()).hexdigest()[:40], free=5)


def of_network(address: str) -> Subject | None:
    """The address, in IPv6 its /64; None for this machine itself: a proxy there may stand for everybody."""
    at = network(address)
    return None if at is None else Subject(f"net:{at}", free=30)


def network(address: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        at = ipaddress.ip_address(address)
    except ValueError:
        return None
    if isinstance(at, ipaddress.IPv6Address) and at.ipv4_mapped:
        at = at.ipv4_mapped
    if at.is_loopback:
        return None
    return ipaddress.ip_network((at, 64 if at.version == 6 else 32), strict=False)


def reserve(session: Session, now: datetime, *subjects: Subject | None) -> bool:
    """Count a try, in advance, as failed. False: one of the subjects has to wait, and nothing was counted."""
    rows = [(_row(session, now, subject), subject) for subject in _in_order(subjects)]
    if any(row.locked_until is not None and row.locked_until > now for row, _ in rows):
        return False
    for row, subject in rows:
        if row.last_failure_at < now - FORGOTTEN_AFTER:
            row.failures = 0
        row.failures += 1
        row.last_failure_at = now
        row.locked_until = _until(now, row.failures - subject.free)
    return True


def forgive(session: Session, now: datetime, name: Subject, net: Subject | None) -> None:
    """The try went well: the name starts afresh, the network gets this one try back."""
    session.execute(delete(Lockout).where(Lockout.subject == name.key))
    if net is not None:
        row = _row(session, now, net)
        row.failures = max(0, row.failures - 1)
        row.locked_until = None


def clear(session: Session, user_key: str) -> None:
    session.execute(delete(Lockout).where(Lockout.subject == of_name(user_key).key))


def sweep(session: Session, now: datetime) -> None:
    session.execute(delete(Lockout).where(Lockout.last_failure_at < now - FORGOTTEN_AFTER))


def _until(now: datetime, beyond: int) -> datetime | None:
    if beyond < 0:
        return None
    return now + min(STEP * 2 ** min(beyond, 10), LONGEST)


def _in_order(subjects: tuple[Subject | None, ...]) -> list[Subject]:
    """Locked always in the same order: two replicas never wait for each other."""
    return sorted((one for one in subjects if one is not None), key=lambda one: one.key)


def _row(session: Session, now: datetime, subject: Subject) -> Lockout:
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    first = dialect.insert(Lockout).values(subject=subject.key, failures=0, last_failure_at=now)
    session.execute(first.on_conflict_do_nothing())
    return session.get_one(Lockout, subject.key, with_for_update=True)
