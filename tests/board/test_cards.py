"""What stands on the board, in which order, and what the archive and other people's pins do to it."""

from core import board, tasks
from core.board import shown
from core.tasks import Filter, Lamp, State
from core.work import begin, look
from db.models import File, Matter, Turn
from db.session import database
from tests import make
from tests.board.conftest import by_number, seen_by
from tests.tasks import scenes


def test_burning_cards_come_first_then_the_earlier_day(house):
    calm = scenes.signed(house, title="平稳推进", due_day=make.day(60))
    later = scenes.signed(house, title="稍晚到期", due_day=make.day(7))
    sooner = scenes.signed(house, title="先到期", due_day=make.day(6))
    late = scenes.signed(house, title="已逾期", due_day=make.day(3))

    cards = seen_by(house.clerk).cards

    assert [card.id for card in cards] == [late, sooner, later, calm]
    assert [card.lamp for card in cards] == [Lamp.RED, Lamp.YELLOW, Lamp.YELLOW, Lamp.GREEN]


def test_a_pinned_card_stands_on_top_for_its_reader_alone(house):
    late = scenes.signed(house, title="已逾期", due_day=make.day(3))
    calm = scenes.signed(house, title="平稳推进", due_day=make.day(60))
    with begin(house.clerk) as work:
        board.pin(work, task_id=calm)
        board.pin(work, task_id=calm)

    assert [card.id for card in seen_by(house.clerk).cards] == [calm, late]
    assert [card.id for card in seen_by(house.director).cards] == [late, calm]

    with begin(house.clerk) as work:
        board.unpin(work, task_id=calm)
    assert [card.id for card in seen_by(house.clerk).cards] == [late, calm]


def test_what_closed_within_thirty_days_is_there_until_it_is_archived(house):
    task_id = scenes.closed(house)
    assert by_number(house.clerk, day=20)[task_id].state is State.CLOSED
    assert task_id not in by_number(house.clerk, day=40)

    with begin(house.clerk, now=make.at(6)) as work:
        tasks.evaluate(work, task_id=task_id, grade="good")
        tasks.archive(work, task_id=task_id)
    assert task_id not in by_number(house.clerk, day=20)


def test_a_card_is_unread_until_somebody_of_the_department_opens_it(house):
    task_id = scenes.issued(house)
    assert by_number(house.head)[task_id].unread
    assert not by_number(house.clerk)[task_id].unread

    with begin(house.liaison) as work:
        tasks.mark_seen(work, task_id=task_id)

    assert not by_number(house.head)[task_id].unread


def test_files_are_counted_for_those_who_may_see_them(house):
    task_id = scenes.signed(house)
    with database().writing() as session:
        session.add(
            File(
                key="k",
                sha256="0" * 64,
                size=1,
                media_type="application/pdf",
                name="请示.pdf",
                subject="task",
                subject_id=task_id,
                matter_id=task_id,
                uploaded_by=house.staff.number,
                uploaded_at=make.at(),
            )
        )

    assert by_number(house.head)[task_id].files == 1
    assert by_number(house.other_staff)[task_id].files == 0


def test_the_filter_is_the_one_of_the_list(house):
    mine = scenes.signed(house, title="完成全市调研报告")
    other = scenes.issued(house, title="检修电梯", lead_department_id=house.works)

    assert set(by_number(house.clerk)) == {mine, other}
    assert set(by_number(house.clerk, department_id=house.works)) == {other}
    assert set(by_number(house.clerk, text="wcqsdy")) == {mine}
    assert set(by_number(house.clerk, person_id=house.staff.number)) == {mine}
    assert set(by_number(house.clerk, source="领导批示")) == set()
    assert set(by_number(house.clerk, scope="archived", state="closed", page=9)) == {mine, other}


def test_only_the_newest_are_shown_when_there_are_too_many(house, monkeypatch):
    monkeypatch.setattr(shown, "MOST", 2)
    numbers = [scenes.issued(house, title=f"事项{n}") for n in range(3)]

    seen = seen_by(house.clerk)

    assert seen.cut
    assert {card.id for card in seen.cards} == set(numbers[1:])


def test_the_board_asks_the_same_few_questions_however_much_there_is(house, queries):
    scenes.signed(house)
    one = queries(lambda: seen_by(house.clerk))
    for number in range(3):
        scenes.signed(house, title=f"事项{number}")
        scenes.closed(house, title=f"办结{number}")

    assert queries(lambda: seen_by(house.clerk)) == one <= 8


def test_two_turns_in_hand_are_still_one_card(house):
    task_id = scenes.signed(house)
    with database().writing() as session:
        session.add(
            Turn(matter_id=task_id, kind="do", holder_department_id=house.finance, opened_at=make.at())
        )

    assert [card.id for card in seen_by(house.clerk).cards] == [task_id]


def test_the_pulse_of_a_board_is_that_of_what_it_shows(house):
    before = seen_by(house.clerk).pulse
    scenes.issued(house)

    with look(house.clerk) as work:
        assert work.session.get_one(Matter, 1).number
    assert seen_by(house.clerk).pulse > before


def test_one_card_alone_is_the_one_of_the_whole_board_or_nothing(house):
    task_id, done = scenes.signed(house), scenes.closed(house, title="已办结事项")
    scenes.signed(house, title="另一事项")
    everything = by_number(house.clerk)

    with look(house.clerk, now=make.at(5)) as work:
        for number in (task_id, done):
            assert board.cards(work, wanted=Filter(), only=number).cards == [everything[number]]
        assert board.cards(work, wanted=Filter(text="别的"), only=task_id).cards == []
