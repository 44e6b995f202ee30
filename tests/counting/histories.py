"""Random histories of tasks, made by the real commands; whatever the office refuses does not happen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import select

from core import tasks
from core.actor import Actor
from core.errors import DomainError
from core.tasks import Support
from core.work import begin
from db.models import Matter, Part
from tests import make

MOVES = (
    "apply",
    "apply",
    "apply",
    "accept",
    "accept",
    "accept",
    "return",
    "take_back",
    "extend",
    "pause",
    "resume",
    "cancel",
    "reopen",
    "part",
    "part",
    "hand_on",
    "recall",
    "issue",
    "merge",
    "evaluate",
)


@dataclass(frozen=True, slots=True)
class Plot:
    """One task: issued on a day, due so many days later, with or without a part, and what happens to it."""

    issued: int
    due_in: int
    part_due_in: int | None
    internal: bool
    moves: tuple[tuple[str, int], ...] = field(default=())


plots = st.builds(
    Plot,
    issued=st.integers(0, 70),
    due_in=st.integers(3, 40),
    part_due_in=st.none() | st.integers(1, 40),
    internal=st.booleans(),
    moves=st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 14)), max_size=9).map(tuple),
)


class Teller:
    """Lets the histories happen, each with a clock of its own."""

    def __init__(self, house: make.Office) -> None:
        self.house = house
        self.told: list[int] = []

    def tell(self, plot: Plot) -> None:
        self.day, house = plot.issued, self.house
        self.due = make.day(plot.issued + plot.due_in)
        parts = () if plot.part_due_in is None else (Support(house.works, "", self._on(plot)),)
        facts = {"due_day": self.due, "supporting": parts, "internal": plot.internal}
        self.number = 0
        self._do(house.clerk, self._draft, facts=facts)
        self._step("issue")
        self._do(house.head, tasks.sign_for, task_id=self.number)
        self._part(tasks.sign_for_part)
        for move, pause in plot.moves:
            self.day += pause
            self._step(move)
        self.told.append(self.number)

    def _on(self, plot: Plot) -> date:
        return make.day(plot.issued + (plot.part_due_in or 0))

    def _draft(self, work: Any, facts: dict[str, Any]) -> None:
        usual = {"title": "完善值班制度", "lead_department_id": self.house.finance, "form": "其他"}
        typed = tasks.Facts(**{**usual, "standard": "制度印发执行", **facts})
        self.number = tasks.draft(work, facts=typed)

    def _step(self, move: str) -> None:
        house, reason = self.house, {"reason": "情况有变"}
        later = make.day(self.day + 6)
        moves: dict[str, tuple[Actor, Callable[..., Any], dict[str, Any]]] = {
            "apply": (house.head, tasks.apply_to_close, {"summary": "已办结", "open_parts_reason": "另送"}),
            "accept": (house.director, tasks.accept, {}),
            "return": (house.director, tasks.send_back, reason),
            "take_back": (house.head, tasks.take_back_application, reason),
            "pause": (house.director, tasks.pause, reason),
            "resume": (house.director, tasks.resume, {"due_day": later}),
            "cancel": (house.director, tasks.cancel, reason),
            "reopen": (house.director, tasks.reopen, {**reason, "due_day": later}),
            "hand_on": (house.director, tasks.hand_on, {**reason, "to_department_id": house.bureau}),
            "recall": (house.director, tasks.recall, reason),
            "evaluate": (house.director, tasks.evaluate, {"grade": "good"}),
        }
        if move in moves:
            who, command, typed = moves[move]
            self._do(who, command, task_id=self.number, **typed)
        elif move == "issue":
            self._do(house.director, self._issue)
        elif move == "part":
            self._part(tasks.hand_in_part, summary="已报送")
        elif move == "merge" and self.told:
            self._do(house.director, tasks.merge, task_id=self.number, into_id=self.told[-1], reason="重复")
        elif move == "extend":
            self._extend()

    def _issue(self, work: Any) -> None:
        tasks.issue(work, task_id=self.number, version=work.session.get_one(Matter, self.number).version)

    def _extend(self) -> None:
        day = max(self.due, make.day(self.day)).toordinal() + 9
        self._do(
            self.house.head,
            tasks.ask_extension,
            task_id=self.number,
            to_day=date.fromordinal(day),
            reason="需会签",
        )
        self._do(self.house.director, tasks.decide_extension, task_id=self.number, agreed=self.day % 3 > 0)

    def _part(self, command: Callable[..., Any], **typed: Any) -> None:
        with begin(self.house.director) as work:
            part_id = work.session.scalar(select(Part.id).where(Part.matter_id == self.number))
        if part_id is not None:
            self._do(self.house.other_head, command, task_id=self.number, part_id=part_id, **typed)

    def _do(self, who: Actor, command: Callable[..., Any], **typed: Any) -> None:
        try:
            with begin(who, now=make.at(self.day, 20)) as work:
                command(work, **typed)
        except DomainError:
            return
