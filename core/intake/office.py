"""The office's names, lists and calendar, as lines and cells are read against them: a handful of queries."""

from core import calendar, people, tasks
from core.actor import Role
from core.intake.clock import Clock
from core.intake.values import Reader
from core.intake.words import Person, Words
from core.work import Work

GIVERS = (Role.LEADER, Role.DIRECTOR)


def reader(work: Work) -> Reader:
    choices = tasks.choices(work)
    colleagues = [
        Person(one.id, one.name, one.department_id, one.role in GIVERS) for one in people.everybody(work)
    ]
    words = Words.of(people.departments(work), colleagues, choices.sources)
    clock = Clock(work.today, calendar.table(work))
    return Reader(words, clock, choices.sources, choices.forms)
