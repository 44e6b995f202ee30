"""A card may do what the page of its task offers, to everybody and at every stage; and what a drop does."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from core import board, history, tasks
from core.board import moving, refusals, steps
from core.tasks import Filter, State
from core.work import begin, look
from db.models import Event, Recorder
from db.session import connect, database
from tests import conftest as databases
from tests import make, policy_scene, policy_tasks
from tests.board.conftest import by_number
from tests.tasks import scenes


@pytest.fixture(scope="module", params=databases.DATABASES)
def scene(request, tmp_path_factory, templates) -> Iterator[policy_scene.Scene]:
    folder = tmp_path_factory.mktemp("board")
    url = databases.new_database(request.param, folder, templates)
    with pytest.MonkeyPatch.context() as patch:
        databases.point_to(url, folder, patch)
        connect(url)
        built = policy_scene.build({})
        policy_tasks.bring(built)
        yield built
        databases.leave(url)


def test_cards_offer_what_the_page_of_their_task_offers_to_everybody_at_every_stage(scene):
    compared = 0
    for actor in (*scene.people.values(), *scene.cast.values()):
        with look(actor, now=make.at(1)) as work:
            cards = board.cards(work, wanted=Filter()).cards
            for card in cards:
                offered = {move.name for move in tasks.face(work, task_id=card.id).moves}
                for column, sign in zip(board.COLUMNS, card.signs, strict=True):
                    names = set(steps.STEPS.get((card.state, column), ()))
                    legal = sign in (steps.ONCE, steps.FORM)
                    assert not legal or names & offered, (actor.name, card.title, column, sign)
                    # Whoever applied cannot check; a pause ends where it began; a leader approves or not.
                    excused = sign in signs_of(
                        refusals.CheckedByOthers,
                        refusals.GoesBack,
                        refusals.ApprovalMissing,
                        refusals.NoApprovalNeeded,
                    )
                    assert legal or excused or not names & offered, (actor.name, card.title, column, sign)
                    compared += 1
    assert compared > 2000


def signs_of(*reasons: type) -> str:
    return "".join(steps.sign(reason, paper=False) for reason in reasons)


def test_a_card_stands_on_the_board_for_whoever_may_see_its_task(scene):
    for actor in scene.people.values():
        with look(actor, now=make.at(1)) as work:
            seen = {card.id for card in board.cards(work, wanted=Filter()).cards}
            listed = (
                tasks.listed(work, wanted=Filter()).rows
                + tasks.listed(work, wanted=Filter(scope="ended")).rows
            )
        assert seen == {row.id for row in listed if row.state in board.COLUMNS}


def test_accepting_on_the_board_closes_the_task(house):
    task_id = scenes.applied(house)
    card = by_number(house.clerk)[task_id]

    asked = dropped(house.clerk, card, State.CLOSED)

    assert asked == ""
    assert by_number(house.clerk)[task_id].state is State.CLOSED
    with look(house.clerk) as work:
        assert work.session.scalars(actions(task_id)).first() == "task.closed"


def test_a_move_leaves_one_trace(house):
    task_id = scenes.applied(house)
    card = by_number(house.clerk)[task_id]
    with look(house.clerk) as work:
        before = work.session.scalar(select(func.count()).select_from(Event))

    dropped(house.clerk, card, State.CLOSED)

    with look(house.clerk) as work:
        assert work.session.scalar(select(func.count()).select_from(Event)) == before + 1
        assert history.pulse(work.session) == before + 1


def test_what_needs_words_names_its_form_and_changes_nothing(house):
    signing, working = scenes.issued(house), scenes.signed(house)
    cards = by_number(house.head)

    assert dropped(house.head, cards[signing], State.WORKING) == "sign_for"
    assert dropped(house.head, cards[working], State.CHECKING) == "apply_to_close"
    assert dropped(house.clerk, cards[working], State.PAUSED) == "pause"
    assert dropped(house.clerk, cards[working], State.ISSUED) == "hand_on"
    assert by_number(house.head) == cards


@pytest.mark.parametrize(
    ("stage", "to", "reason"),
    [
        (scenes.issued, State.CHECKING, refusals.NotSignedFor),
        (scenes.issued, State.CLOSED, refusals.NotSignedFor),
        (scenes.signed, State.CLOSED, refusals.NotApplied),
        (scenes.signed, State.APPROVING, refusals.NotApplied),
        (scenes.applied, State.APPROVING, refusals.NoApprovalNeeded),
        (scenes.applied, State.ISSUED, refusals.NotChecked),
        (scenes.closed, State.CHECKING, refusals.IsClosed),
    ],
)
def test_a_step_that_is_missing_is_named(house, stage, to, reason):
    task_id = stage(house)
    card = by_number(house.clerk)[task_id]

    with pytest.raises(reason):
        dropped(house.clerk, card, to)


def test_who_has_no_business_there_is_told_whose_step_it_is(house):
    applied, issued = scenes.applied(house), scenes.issued(house)
    cards = by_number(house.other_head)

    with pytest.raises(refusals.SupervisorsCheck):
        dropped(house.other_head, cards[applied], State.CLOSED)
    with pytest.raises(refusals.LeadSignsFor):
        dropped(house.other_staff, cards[issued], State.WORKING)
    with pytest.raises(refusals.SuperiorsDecide):
        dropped(house.screen, cards[issued], State.PAUSED)


def test_what_a_leader_approves_goes_to_the_leader_first(house):
    task_id = scenes.applied(house, needs_approval=True, given_by=house.leader.number)
    with pytest.raises(refusals.ApprovalMissing):
        dropped(house.clerk, by_number(house.clerk)[task_id], State.CLOSED)

    dropped(house.clerk, by_number(house.clerk)[task_id], State.APPROVING)
    with pytest.raises(refusals.LeaderApproves):
        dropped(house.clerk, by_number(house.clerk)[task_id], State.CLOSED)

    dropped(house.leader, by_number(house.leader)[task_id], State.CLOSED)
    assert by_number(house.clerk)[task_id].state is State.CLOSED


def test_a_paused_task_goes_on_where_it_stood(house):
    task_id = scenes.applied(house)
    with begin(house.clerk, now=make.at(4, 12)) as work:
        tasks.pause(work, task_id=task_id, reason="等待上级意见")
    with pytest.raises(refusals.GoesBack):
        dropped(house.clerk, by_number(house.clerk)[task_id], State.WORKING)

    dropped(house.clerk, by_number(house.clerk)[task_id], State.CHECKING)

    assert by_number(house.clerk)[task_id].state is State.CHECKING


def test_the_second_of_two_who_move_a_card_is_told_who_was_faster(house):
    task_id = scenes.applied(house)
    seen = by_number(house.clerk)[task_id]
    with begin(house.director, now=make.at(5, 10)) as work:
        tasks.send_back(work, task_id=task_id, reason="数据不全")

    with pytest.raises(refusals.MovedMeanwhile) as refused:
        dropped(house.clerk, seen, State.CLOSED)

    assert "陈主任" in refused.value.for_user
    assert by_number(house.clerk)[task_id].state is State.WORKING


def test_the_same_drop_of_two_people_happens_once(house):
    task_id = scenes.applied(house)
    seen = by_number(house.clerk)[task_id]

    assert dropped(house.clerk, seen, State.CLOSED) == dropped(house.director, seen, State.CLOSED) == ""

    with look(house.clerk) as work:
        assert list(work.session.scalars(actions(task_id))).count("task.closed") == 1


def test_a_card_that_is_not_mine_to_see_is_not_there(house):
    task_id = scenes.applied(house, internal=True)
    card = by_number(house.clerk)[task_id]

    assert task_id not in by_number(house.other_staff)
    with pytest.raises(tasks.TaskGone):
        dropped(house.other_staff, card, State.CLOSED)


def test_whoever_records_a_leaders_decision_adds_the_paper(house):
    task_id = scenes.applied(house, needs_approval=True, given_by=house.leader.number)
    dropped(house.clerk, by_number(house.clerk)[task_id], State.APPROVING)
    with database().writing() as session:
        session.add(Recorder(leader_id=house.leader.number, recorder_id=house.clerk.number))
    recorder = make.actor(house.clerk.id)

    card = by_number(recorder)[task_id]

    assert card.signs[board.COLUMNS.index(State.CLOSED)] == steps.FORM
    assert dropped(recorder, card, State.CLOSED) == "approve"


def test_every_command_that_needs_no_words_can_be_done_at_once():
    assert set(moving.COMMANDS) == board.AT_ONCE


def dropped(actor, card, to, *, day: int = 5) -> str:
    with begin(actor, now=make.at(day, 14)) as work:
        return board.move(work, task_id=card.id, to=to, version=card.version)


def actions(task_id: int):
    return select(Event.action).where(Event.matter_id == task_id).order_by(Event.id.desc())
