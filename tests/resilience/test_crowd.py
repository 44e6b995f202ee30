"""50 people × 20 edits of one task on both databases: none lost, none raw."""

import pytest

from core import tasks, upkeep
from core.work import begin
from tests import make
from tests.resilience import crowd

PEOPLE, EDITS = 50, 20


@pytest.fixture
def house(office):
    return make.office()


def test_no_edit_of_a_task_is_lost(house):
    task = make.task(house)

    tally = crowd.together(PEOPLE, EDITS, lambda *_: crowd.raise_target(house.director, task))

    assert tally.tried == PEOPLE * EDITS
    assert tally.kept == crowd.target(house.director, task) == crowd.traces(house.director, "task.edited")
    assert set(tally.refused) <= {"ChangedMeanwhile", "SomebodyWasFaster", "TooBusy"}
    assert upkeep.verify().sound


def test_a_thousand_remarks_at_once_are_all_kept(house):
    task = make.task(house)

    def remark(person: int, number: int) -> None:
        with begin(house.head, key=f"{person}-{number}") as work:
            tasks.comment(work, task_id=task, text=f"第{person}人第{number}条")

    tally = crowd.together(PEOPLE, EDITS, remark)

    assert (tally.kept, tally.refused.total()) == (PEOPLE * EDITS, 0)
    assert crowd.remarks(house.head) == crowd.traces(house.head, "task.commented") == PEOPLE * EDITS
    assert upkeep.verify().sound
