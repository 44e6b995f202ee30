"""What a reader hears of a change is what their own look at the whole board would have shown."""

from collections.abc import Callable
from dataclasses import fields
from random import Random

from core import board, people, tasks
from core.actor import SYSTEM, Actor, Charge
from core.board import Card, Change, Told
from core.errors import DomainError
from core.tasks import Progress, State, Support
from core.work import Work, begin, look
from db.models import Recorder
from db.session import database
from tests import make
from tests.board.conftest import by_number, seen_by
from tests.tasks import scenes

Boards = dict[str, tuple[Actor, dict[int, Card]]]


def change(since: int, *, day: int = 5) -> Change:
    with look(SYSTEM, now=make.at(day)) as work:
        return board.between(work, since)


def boards(house: make.Office) -> Boards:
    people = {actor.name: actor for actor in everybody(house)}
    return {name: (actor, by_number(actor)) for name, actor in people.items()}


def everybody(house: make.Office) -> list[Actor]:
    named = [getattr(house, one.name) for one in fields(house)]
    return [make.actor(one.id) for one in named if isinstance(one, Actor) and one.id]


def heard(known: dict[int, Card], actor: Actor, moved: Change) -> dict[int, Card]:
    """The reader's board, as the browser keeps it up."""
    said = board.told(moved, actor)
    kept = {number: card for number, card in known.items() if number not in said.gone}
    return {**kept, **{card.id: card for card in said.cards}}


def steps(house: make.Office, chance: Random) -> dict[str, Callable[[Work, int], object]]:
    return {
        "sign_for": lambda work, n: tasks.sign_for(work, task_id=n, handler_id=house.staff.id),
        "report": lambda work, n: tasks.report(work, task_id=n, progress=Progress(60, "推进中")),
        "apply": lambda work, n: tasks.apply_to_close(work, task_id=n, summary="已完成"),
        "accept": lambda work, n: tasks.accept(work, task_id=n),
        "send_back": lambda work, n: tasks.send_back(work, task_id=n, reason="数据不全"),
        "approve": lambda work, n: tasks.approve(work, task_id=n),
        "pause": lambda work, n: tasks.pause(work, task_id=n, reason="等待上级意见"),
        "resume": lambda work, n: tasks.resume(work, task_id=n),
        "urge": lambda work, n: tasks.urge(work, task_id=n, form="spoken"),
        "seen": lambda work, n: tasks.mark_seen(work, task_id=n),
        "cancel": lambda work, n: tasks.cancel(work, task_id=n, reason="不再需要"),
        "reopen": lambda work, n: tasks.reopen(work, task_id=n, reason="仍有遗留", due_day=make.day(40)),
        "recall": lambda work, n: tasks.recall(work, task_id=n, reason="重新拟定"),
        "hand_on": lambda work, n: tasks.hand_on(
            work, task_id=n, to_department_id=chance.choice([house.finance, house.works]), reason="职责调整"
        ),
        "edit": lambda work, n: edit(work, house, n, internal=chance.random() < 0.5),
        "evaluate": lambda work, n: tasks.evaluate(work, task_id=n, grade="good"),
        "archive": lambda work, n: tasks.archive(work, task_id=n),
    }


def edit(work: Work, house: make.Office, task_id: int, *, internal: bool) -> None:
    facts = scenes.facts(house, title="改过的事项", internal=internal, lead_department_id=house.finance)
    tasks.edit(work, task_id=task_id, facts=facts, version=scenes.version_in(work, task_id), reason="调整")


def some_step(house: make.Office, chance: Random, numbers: list[int]) -> str:
    """Somebody does something that is possible at this moment."""
    can, people = steps(house, chance), everybody(house)
    for _ in range(400):
        name, number, actor = chance.choice(list(can)), chance.choice(numbers), chance.choice(people)
        try:
            with begin(actor, now=make.at(5, 10)) as work:
                can[name](work, number)
                if work.traces:
                    return f"{actor.name}: {name} {number}"
        except DomainError:
            continue
    raise AssertionError("nobody can do anything any more")


def test_after_every_step_each_reader_has_the_board_that_a_new_look_would_show(house):
    chance, helped = Random(20260302), (Support(house.works, "提供数据"),)
    with database().writing() as session:
        session.add(Recorder(leader_id=house.leader.number, recorder_id=house.clerk.number))
    numbers = [
        scenes.issued(house, supporting=helped),
        scenes.signed(house, internal=True, supporting=helped),
    ]
    numbers += [scenes.closed(house), scenes.applied(house, internal=True)]
    numbers += [scenes.applied(house, needs_approval=True, given_by=house.leader.number, internal=True)]
    now, told, whole = boards(house), 0, 0
    for _ in range(16):
        since = seen_by(house.clerk).pulse
        done = some_step(house, chance, numbers)
        moved, after = change(since), boards(house)
        whole += moved.moved is None
        if moved.moved is not None:
            told += len(moved.moved)
            for who, (reader, known) in now.items():
                assert heard(known, reader, moved) == after[who][1], (who, done)
        now = after
    assert told > whole > 0


def test_an_internal_card_is_not_even_mentioned_to_those_who_may_not_see_it(house):
    number, since = scenes.applied(house, internal=True), seen_by(house.clerk).pulse
    with begin(house.clerk, now=make.at(5)) as work:
        board.move(work, task_id=number, to=State.CLOSED, version=by_number(house.clerk)[number].version)

    moved = change(since)

    assert [card.id for card in board.told(moved, house.head).cards] == [number]
    for stranger in (house.other_staff, house.other_head, house.screen):
        assert board.told(moved, stranger) == Told([], [])
    with begin(house.clerk, now=make.at(5)) as work:
        tasks.evaluate(work, task_id=number, grade="good")
        tasks.archive(work, task_id=number)
    moved = change(moved.number)
    assert board.told(moved, house.head).gone == [number]
    assert board.told(moved, house.other_staff) == Told([], [])


def test_what_may_change_who_sees_what_is_not_told_but_looked_at_again(house):
    number, since = scenes.signed(house), seen_by(house.clerk).pulse
    with begin(house.clerk, now=make.at(5)) as work:
        edit(work, house, number, internal=True)
    assert change(since).moved is None

    since = seen_by(house.clerk).pulse
    with begin(house.admin, now=make.at(5)) as work:
        people.set_charges(work, person_id=house.staff.number, charges=[Charge.ROSTER])
    assert change(since).moved is None
    assert change(change(since).number).moved == ()


def test_a_change_costs_a_few_questions_however_many_cards_there_are(house, queries):
    numbers, since = [scenes.issued(house) for _ in range(3)], seen_by(house.clerk).pulse
    asked = []
    for number in numbers:
        with begin(house.head, now=make.at(5)) as work:
            tasks.mark_seen(work, task_id=number)
        asked.append(queries(lambda: board.told(change(since), house.head)))
    assert set(asked) == {asked[0]}
    assert asked[0] <= 9
