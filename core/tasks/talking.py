"""The conversation about a task, with @mentions; and copies that were read."""

from collections.abc import Sequence

from core.tasks.facts import active_person
from core.tasks.refusals import TurnGone
from core.tasks.settling import doers, tell
from core.tasks.sight import load, unseen
from core.text import clean_text
from core.turns import Kind, finish, seen
from core.work import Work
from db.models import Comment


def comment(work: Work, *, task_id: int, text: str, mentions: Sequence[int] = ()) -> int:
    """Say something; the mentioned are told, if they may read it, and so are those who carry it out."""
    case = load(work, task_id, "comment")
    text = clean_text(text, limit=2000, field="text", required=True)
    people = [active_person(work, one, field="mentions").id for one in dict.fromkeys(mentions)]
    made = Comment(matter_id=task_id, person_id=work.actor.number, text=text, at=work.now)
    work.session.add(made)
    work.session.flush()
    # The version of the matter does not move: a remark never spoils somebody's open form.
    tell(case, "mentioned", people, mark=made.id)
    tell(case, "commented", [one for one in doers(case) if one not in people], mark=made.id)
    case.record("commented", comment=made.id)
    return made.id


def mark_read(work: Work, *, task_id: int) -> None:
    """A copy has been read (已阅)."""
    case = load(work, task_id, "mark_read", turn=(Kind.READ, ""))
    mine = [
        turn for turn in case.open if turn.kind == Kind.READ and turn.holder_person_id in work.actor.selves
    ]
    if not mine:
        raise TurnGone()
    for turn in mine:
        finish(work, turn, "read")
    case.record("copy_read")


def mark_seen(work: Work, *, task_id: int) -> None:
    """The holder has opened the page: it stands on the receipt, once per turn."""
    case = load(work, task_id, "mark_seen", turn=(Kind.READ, ""))
    fresh = unseen(work, case)
    for turn in fresh:
        seen(work, turn)
    if fresh:
        case.record("seen", turns=[turn.kind for turn in fresh])
