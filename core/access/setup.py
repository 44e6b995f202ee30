"""The first start: a code in the terminal proves that whoever sets up the office started it.

Before the set-up nothing else can be reached; afterwards it is gone for good.
"""

import hmac
import secrets
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from core import calendar, office, people
from core.access import credentials, lockouts, passwords
from core.access.passwords import Hashed
from core.actor import SYSTEM, Role
from core.errors import InvalidInput, NotFound
from core.i18n import N_
from core.people import Details
from core.text import clean_line
from core.work import Work, begin, look
from db.models import Setting
from db.session import Database, database

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
MOST_DEPARTMENTS = 200


class SetUpAlready(NotFound):
    message = N_("This office has been set up already.")


class WrongCode(InvalidInput):
    message = N_("This is not the code that stands in the terminal. It changes with every start.")
    field = "code"


class NoDepartments(InvalidInput):
    message = N_("Please write at least one department.")
    field = "departments"


class TooManyDepartments(InvalidInput):
    message = N_("At most {most} departments can be set up at once.")
    field = "departments"


class TwiceTheSame(InvalidInput):
    message = N_("“{name}” stands here twice.")
    field = "departments"


class OfficeNotListed(InvalidInput):
    message = N_("“{name}” is not one of the departments above.")
    field = "office_department"


class NoSuchTimeZone(InvalidInput):
    message = N_("There is no time zone “{name}”.")
    field = "time_zone"


@dataclass(frozen=True, slots=True)
class Plan:
    """What the set-up screen asks for. `departments` are in their official order."""

    name: str
    departments: Sequence[str]
    office_department: str
    time_zone: str
    person_name: str
    user_name: str
    password: str


@cache
def code() -> str:
    """The code of this process: two groups of four."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


def is_set_up() -> bool:
    """Asked before every request: a yes is remembered for this database, a no is asked again."""
    with look(SYSTEM) as work:
        here = database()
        if _done.get(here):
            return True
        done = office.is_set_up(work.session)
    if done:
        _done[here] = True
    return done


def office_name() -> str:
    """What stands on the sign-in page."""
    with look(SYSTEM) as work:
        return office.profile(work.session).name


def prove(typed: str) -> None:
    """Raises WrongCode; guesses are slowed down like those of a password."""
    given = "".join(char for char in typed.upper() if char.isalnum())
    with begin(SYSTEM) as work:
        subject = lockouts.of_name("set-up")
        free = lockouts.reserve(work.session, work.now, subject)
    if not free or not hmac.compare_digest(given.encode(), code().replace("-", "").encode()):
        raise WrongCode()
    with begin(SYSTEM) as work:
        lockouts.forgive(work.session, work.now, subject, None)


def set_up(work: Work, *, plan: Plan) -> int:
    """The office, its departments and its first administrator, whose number is returned."""
    work.must("access.set_up")
    if office.is_set_up(work.session):
        raise SetUpAlready()
    name, departments, the_office = checked(plan)
    work.session.add(Setting(name="name", value=name))
    work.session.add(Setting(name="time_zone", value=plan.time_zone))
    numbers = {one: people.add_department(work, name=one, is_office=one == the_office) for one in departments}
    administrator = Details(
        name=plan.person_name,
        user_name=plan.user_name,
        department_id=numbers[the_office],
        role=Role.ADMINISTRATOR,
    )
    person_id = people.add_person(work, details=administrator)
    credentials.give_password(work, person_id=person_id, password=plan.password, must_change=False)
    calendar.ensure(work.session)
    work.record("office.set_up", person_id, name=name, departments=departments, time_zone=plan.time_zone)
    return person_id


def checked(plan: Plan) -> tuple[str, list[str], str]:
    """Office name, departments and which of them is the office, cleaned; or what is wrong with them."""
    name = clean_line(plan.name, limit=60, field="name", required=True)
    departments = [clean_line(one, limit=60, field="departments") for one in plan.departments]
    departments = [one for one in departments if one]
    if not departments:
        raise NoDepartments()
    if len(departments) > MOST_DEPARTMENTS:
        raise TooManyDepartments(most=MOST_DEPARTMENTS)
    for one in departments:
        if departments.count(one) > 1:
            raise TwiceTheSame(name=one)
    the_office = clean_line(plan.office_department, field="office_department", required=True)
    if the_office not in departments:
        raise OfficeNotListed(name=the_office)
    if plan.time_zone not in available_timezones():
        raise NoSuchTimeZone(name=clean_line(plan.time_zone))
    clean_line(plan.person_name, limit=50, field="person_name", required=True)
    if not isinstance(plan.password, Hashed):
        passwords.check(plan.password, names=(name, plan.person_name, plan.user_name))
    return name, departments, the_office


_done: weakref.WeakKeyDictionary[Database, bool] = weakref.WeakKeyDictionary()
