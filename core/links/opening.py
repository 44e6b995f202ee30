"""What stands behind a one-time link, as the person for whom it was made would see it now."""

from dataclasses import dataclass
from datetime import date, datetime

from core import messages, office, people, tasks
from core.actor import SYSTEM
from core.errors import NotFound
from core.i18n import N_
from core.tasks import Face
from core.work import begin, look


class LinkUsed(NotFound):
    message = N_("This link was used, or it is too old. Please sign in.")


@dataclass(frozen=True, slots=True)
class Item:
    """No papers, no reports, no names beside the handler's: enough to know what is waited for."""

    task_id: int
    number: str
    title: str
    state: str
    lead: str
    handler: str
    due_day: date | None


def known(token: str, *, now: datetime | None = None) -> int | None:
    """The task behind a link that is still good. Looking uses nothing up: programs look into links, too."""
    with look(SYSTEM, now=now) as work:
        link = messages.usable(work, token)
        return link.matter_id if link else None


def open_once(token: str, *, now: datetime | None = None) -> Item:
    """Uses the link up. Raises LinkUsed also where the person may no longer see the item, or left."""
    with begin(SYSTEM, now=now) as work:
        link = messages.use(work, token)
        if link is None:
            raise LinkUsed()
        matter, reader = link.matter_id, link.person_id
        work.record("message.link_used", matter, matter_id=matter, for_person_id=reader)
        person = people.actor(work.session, link.person_id, today=work.today)
        asked = person is not None and person.role in office.profile(work.session).second_factor_roles
        task_id = link.matter_id
    if person is None or asked:
        raise LinkUsed()
    with look(person, now=now) as work:
        try:
            face = tasks.face(work, task_id=task_id)
        except NotFound:
            raise LinkUsed() from None
        if face.row.internal:
            raise LinkUsed()
        return _item(face)


def _item(face: Face) -> Item:
    row = face.row
    return Item(row.id, row.number or "", row.title, str(row.state), row.lead, row.handler, row.due_day)
