"""Somebody of the office by user name, for commands that are done as a person."""

from sqlalchemy import select

from core import people
from core.actor import SYSTEM, Actor
from core.errors import InvalidInput
from core.i18n import N_
from core.text import name_key
from core.work import look
from db.models import Person


class WhoIsIt(InvalidInput):
    message = N_("Name the person with --as USER_NAME: tasks are drafted by somebody of the office.")


class NobodyOfThisName(InvalidInput):
    message = N_("There is nobody with the user name {name} who may sign in.")


def actor(user_name: str | None) -> Actor:
    if not user_name:
        raise WhoIsIt()
    with look(SYSTEM) as work:
        number = work.session.scalar(select(Person.id).where(Person.user_key == name_key(user_name)))
        found = people.actor(work.session, number, today=work.today) if number else None
    if found is None:
        raise NobodyOfThisName(name=user_name)
    return found
