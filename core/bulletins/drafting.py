"""Drafting the bulletin of a period in one go, counting again, editing its words, dropping it."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import or_, select

from core import counting, notices
from core.bulletins.figures import gathered
from core.bulletins.wording import SECTION_NAMES, worded
from core.counting import Period
from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_
from core.text import clean_text
from core.work import SomebodyWasFaster, Work
from db.models import Bulletin, ChargeGrant, Person

LONGEST = timedelta(days=366 * 2)


class BulletinGone(NotFound):
    message = N_("There is no such bulletin.")


class NotADraft(Conflict):
    message = N_("Only a draft can be changed; this one is under review or published.")


class PeriodTooLong(InvalidInput):
    message = N_("A bulletin covers two years at most.")
    field = "last"


class PeriodAhead(InvalidInput):
    message = N_("The period has not begun yet.")
    field = "first"


class DayMissing(InvalidInput):
    message = N_("Choose the first and the last day.")
    field = "first"


def draft(work: Work, *, first: date, last: date) -> int:
    """Count the period and word it as usual; returns the number of the draft."""
    work.must("bulletins.draft")
    if first is None or last is None:
        raise DayMissing()
    period = Period(first, last)
    if first > work.today:
        raise PeriodAhead()
    if last - first > LONGEST:
        raise PeriodTooLong()
    key = month_key(period)
    taken = key is None or work.session.scalar(select(Bulletin.id).where(Bulletin.key == key)) is not None
    return write(work, period, f"{first}:{last}:{work.now.isoformat()}" if taken or key is None else key).id


def recount(work: Work, *, bulletin_id: int, version: int) -> None:
    """Count again as things stand now; what somebody wrote in their own words stays."""
    work.must("bulletins.recount")
    bulletin = load_draft(work, bulletin_id, version)
    period = Period(bulletin.first_day, bulletin.last_day)
    usual = worded(bulletin.figures, period)
    own = {name: text for name, text in bulletin.wording.items() if text != usual.get(name)}
    bulletin.figures = gathered(work, period)
    bulletin.wording = worded(bulletin.figures, period) | own
    bulletin.counted_at = work.now
    _wrote(work, bulletin)
    work.record("bulletin.recounted", bulletin.id)


def edit(work: Work, *, bulletin_id: int, version: int, wording: Mapping[str, str]) -> None:
    """Change the words; the figures are counted and cannot be typed."""
    work.must("bulletins.edit")
    bulletin = load_draft(work, bulletin_id, version)
    cleaned = {
        name: clean_text(
            text, limit=200 if name in ("title", "to") else 5000, field=name, required=name == "title"
        )
        for name, text in wording.items()
        if name in SECTION_NAMES
    }
    changed = {name: text for name, text in cleaned.items() if bulletin.wording.get(name) != text}
    if changed:
        bulletin.wording = bulletin.wording | changed
        _wrote(work, bulletin)
        work.record("bulletin.edited", bulletin.id, sections=sorted(changed))


def drop(work: Work, *, bulletin_id: int, version: int) -> None:
    """A draft that is not wanted; that it was there stays in the history."""
    work.must("bulletins.drop")
    bulletin = load_draft(work, bulletin_id, version)
    bulletin.state = "dropped"
    work.record("bulletin.dropped", bulletin.id, title=bulletin.wording["title"])


def write(
    work: Work, period: Period, key: str, *, corrects: Bulletin | None = None, correction: str = ""
) -> Bulletin:
    """Steps of a command: the row of a new draft."""
    figures = gathered(work, period)
    wording = worded(figures, period)
    if corrects is not None:
        wording |= {
            "title": f"关于更正《{corrects.wording['title']}》的通报",
            "opening": f"经核实，{corrects.number}有关内容需要更正（{correction}），"
            "现将更正后的情况通报如下，原通报以本通报为准：",
        }
    bulletin = Bulletin(
        key=key,
        first_day=period.first,
        last_day=period.last,
        wording=wording,
        figures=figures,
        writers=[work.actor.id] if work.actor.id else [],
        counted_at=work.now,
        drafted_at=work.now,
        drafted_by=work.actor.id,
        corrects_id=corrects.id if corrects is not None else None,
        correction=correction,
    )
    work.session.add(bulletin)
    work.session.flush()
    work.record("bulletin.drafted", bulletin.id, first=period.first, last=period.last)
    tell(work, bulletin, "bulletin_drafted", writers(work))
    return bulletin


def month_key(period: Period) -> str | None:
    """A whole month has one draft of its own, whoever makes it first."""
    month = counting.month(period.first.year, period.first.month)
    return f"month:{period.first:%Y-%m}" if month == period else None


def load(work: Work, bulletin_id: int, version: int) -> Bulletin:
    found = work.session.get(Bulletin, bulletin_id, with_for_update=True)
    if found is None or found.state == "dropped":
        raise BulletinGone()
    if found.version != version:
        raise SomebodyWasFaster()
    return found


def load_draft(work: Work, bulletin_id: int, version: int) -> Bulletin:
    found = load(work, bulletin_id, version)
    if found.state != "draft":
        raise NotADraft()
    return found


def writers(work: Work) -> list[int]:
    """Who is told about drafts: whoever has the charge, and the director."""
    charged = select(ChargeGrant.person_id).where(ChargeGrant.charge == "bulletins")
    wanted = select(Person.id).where(
        Person.disabled_at.is_(None), or_(Person.id.in_(charged), Person.role == "director")
    )
    return sorted(work.session.scalars(wanted))


def tell(work: Work, bulletin: Bulletin, kind: str, people: list[int], **values: object) -> None:
    facts = {"title": bulletin.wording["title"], "number": bulletin.number or "", "person": work.actor.name}
    key = f"{kind}:{bulletin.id}:{work.now.isoformat()}"
    notices.tell(work, people, kind, None, key, bulletin=bulletin.id, **facts | values)


def _wrote(work: Work, bulletin: Bulletin) -> None:
    """Whoever wrote in it cannot review it."""
    bulletin.writers = sorted({*bulletin.writers, work.actor.number})
