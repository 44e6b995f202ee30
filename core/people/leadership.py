"""The leaders with what each answers for and who records for them."""

from dataclasses import dataclass

from sqlalchemy import select

from core.people.queries import leaders
from core.work import Work
from db.models import Line, Recorder


@dataclass(frozen=True, slots=True)
class LeaderCard:
    id: int
    name: str
    post: str
    department_ids: frozenset[int]
    recorder_ids: frozenset[int]


def leader_cards(work: Work) -> list[LeaderCard]:
    """In the official order of leaders."""
    work.must("people.leader_cards")
    found = leaders(work)
    ids = [one.id for one in found]
    answering: dict[int, set[int]] = {}
    recording: dict[int, set[int]] = {}
    lines = select(Line.leader_id, Line.department_id).where(Line.leader_id.in_(ids))
    for leader_id, department_id in work.session.execute(lines):
        answering.setdefault(leader_id, set()).add(department_id)
    recorders = select(Recorder.leader_id, Recorder.recorder_id).where(Recorder.leader_id.in_(ids))
    for leader_id, recorder_id in work.session.execute(recorders):
        recording.setdefault(leader_id, set()).add(recorder_id)
    return [
        LeaderCard(
            one.id,
            one.name,
            one.post,
            frozenset(answering.get(one.id, ())),
            frozenset(recording.get(one.id, ())),
        )
        for one in found
    ]
