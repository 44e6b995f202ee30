"""From draft to published: a second person looks, then it has a number and never changes again."""

from sqlalchemy import func, select

from core import office
from core.actor import Charge, Role
from core.bulletins.drafting import BulletinGone, load, load_draft, tell, write
from core.bulletins.sealing import seal
from core.counting import Period
from core.errors import Conflict
from core.i18n import N_
from core.text import clean_text
from core.work import Work
from db.models import Bulletin, ChargeGrant, Head, Person

READERS = (Role.LEADER, Role.DIRECTOR, Role.OFFICE, Role.HEAD, Role.LIAISON)


class NotUnderReview(Conflict):
    message = N_("This bulletin is not under review.")


class SecondPersonNeeded(Conflict):
    message = N_("Whoever wrote in a bulletin cannot review it: a second person does.")


class NotPublished(Conflict):
    message = N_("Only what was published is corrected; a draft is simply edited.")


def submit(work: Work, *, bulletin_id: int, version: int) -> None:
    """Lay it before whoever reviews."""
    work.must("bulletins.submit")
    bulletin = load_draft(work, bulletin_id, version)
    bulletin.state, bulletin.returned = "reviewing", ""
    bulletin.submitted_at, bulletin.submitted_by = work.now, work.actor.id
    bulletin.writers = sorted({*bulletin.writers, work.actor.number})
    reviewers = [one for one in _reviewers(work) if one not in bulletin.writers]
    tell(work, bulletin, "bulletin_submitted", reviewers)
    work.record("bulletin.submitted", bulletin.id)


def send_back(work: Work, *, bulletin_id: int, version: int, reason: str) -> None:
    """It is a draft again, with what is to be mended."""
    work.must("bulletins.send_back")
    bulletin = _under_review(work, bulletin_id, version)
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    bulletin.state, bulletin.returned = "draft", reason
    tell(work, bulletin, "bulletin_returned", bulletin.writers, reason=reason)
    work.record("bulletin.returned", bulletin.id, reason=reason)


def publish(work: Work, *, bulletin_id: int, version: int) -> str:
    """Numbered, sealed and frozen; returns its number. Raises SecondPersonNeeded."""
    work.must("bulletins.publish")
    bulletin = _under_review(work, bulletin_id, version)
    if work.actor.id in bulletin.writers:
        raise SecondPersonNeeded()
    year = work.today.year
    pattern = office.profile(work.session).bulletin_number
    bulletin.year, bulletin.sequence = year, _next_number(work, year)
    bulletin.number = pattern.format(year=year, sequence=bulletin.sequence)
    bulletin.reviewed_by, bulletin.published_at = work.actor.id, work.now
    bulletin.seal = seal(bulletin)
    bulletin.state = "published"
    work.session.flush()
    tell(work, bulletin, "bulletin_published", _readers(work))
    work.record("bulletin.published", bulletin.id, number=bulletin.number, seal=bulletin.seal)
    return bulletin.number


def correct(work: Work, *, bulletin_id: int, reason: str) -> int:
    """A new draft that will have a number of its own; the published one stays as it is."""
    work.must("bulletins.correct")
    wrong = work.session.get(Bulletin, bulletin_id)
    if wrong is None:
        raise BulletinGone()
    if wrong.state != "published":
        raise NotPublished()
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    had = select(func.count()).select_from(Bulletin).where(Bulletin.corrects_id == bulletin_id)
    key = f"correction:{bulletin_id}:{(work.session.scalar(had) or 0) + 1}"
    period = Period(wrong.first_day, wrong.last_day)
    return write(work, period, key, corrects=wrong, correction=reason).id


def _under_review(work: Work, bulletin_id: int, version: int) -> Bulletin:
    bulletin = load(work, bulletin_id, version)
    if bulletin.state != "reviewing":
        raise NotUnderReview()
    return bulletin


def _reviewers(work: Work) -> list[int]:
    charged = select(ChargeGrant.person_id).where(ChargeGrant.charge == Charge.BULLETINS.value)
    wanted = select(Person.id).where(
        Person.disabled_at.is_(None),
        Person.role.in_((Role.DIRECTOR, Role.LEADER)) | Person.id.in_(charged),
    )
    return sorted(work.session.scalars(wanted))


def _readers(work: Work) -> list[int]:
    wanted = select(Person.id).where(Person.disabled_at.is_(None), Person.role.in_(READERS))
    return sorted(work.session.scalars(wanted))


def _next_number(work: Work, year: int) -> int:
    """The next number of the year; the locked counter keeps two apart."""
    name = f"bulletin-{year}"
    counter = work.session.scalars(select(Head).where(Head.name == name).with_for_update()).one_or_none()
    if counter is None:
        counter = Head(name=name, count=0, hash="")
        work.session.add(counter)
    counter.count += 1
    work.session.flush()
    return counter.count
