"""What a well-formed person and department are: no database."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.actor import Role
from core.errors import InvalidInput
from core.i18n import N_, Text
from core.people.spelling import user_name_from
from core.text import clean_line, name_key

NAME_LIMIT = 50
USER_NAME_LIMIT = 40
LAST_POSITION = 99_999


class Rank(StrEnum):
    LEADER = "leader"
    MIDDLE = "middle"
    STAFF = "staff"
    DRIVER = "driver"


RANK_NAMES: dict[Rank, Text] = {
    Rank.LEADER: N_("Leadership"),
    Rank.MIDDLE: N_("Mid-level cadre"),
    Rank.STAFF: N_("Staff member"),
    Rank.DRIVER: N_("Driver"),
}

_PHONE = re.compile(r"[0-9+()\-—*#,;转 ]{3,40}")
_EMAIL = re.compile(r"[^@\s<>\"',;:]{1,64}@[^@\s<>\"',;:]{1,190}\.[^@\s<>\"',;:.]{1,60}")


class UserNameUnusable(InvalidInput):
    message = N_("A user name has 2 to 40 Chinese or Latin letters, digits, dots, hyphens or underscores.")
    field = "user_name"


class PhoneUnusable(InvalidInput):
    message = N_("This is not a telephone number.")
    field = "phone"


class EmailUnusable(InvalidInput):
    message = N_("This is not an e-mail address.")
    field = "email"


class UnknownChoice(InvalidInput):
    message = N_("“{value}” is not one of the choices.")


class PositionUnusable(InvalidInput):
    message = N_("The order number is between 0 and {limit}.")
    field = "position"


class DepartmentMissing(InvalidInput):
    message = N_("Please name the department.")
    field = "department_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is known about a person, as the form and the Excel sheet have it."""

    name: str
    department_id: int
    user_name: str = ""
    post: str = ""
    role: Role = Role.STAFF
    rank: Rank = Rank.STAFF
    position: int = 0
    phone: str = ""
    email: str = ""
    joined_on: date | None = None


def clean(details: Details) -> Details:
    """The details as they are kept. An empty user name becomes the spelled name."""
    name = clean_line(details.name, limit=NAME_LIMIT, field="name", required=True)
    if not details.department_id:
        raise DepartmentMissing()
    if not 0 <= details.position <= LAST_POSITION:
        raise PositionUnusable(limit=LAST_POSITION)
    return replace(
        details,
        name=name,
        user_name=clean_user_name(details.user_name or user_name_from(name)),
        post=clean_line(details.post, limit=NAME_LIMIT, field="post"),
        role=role_from(details.role),
        rank=rank_from(details.rank),
        phone=clean_phone(details.phone),
        email=clean_email(details.email),
    )


def clean_user_name(value: str) -> str:
    """One script at a time is told apart by eye; so only Latin letters without accents, and Chinese."""
    name = unicodedata.normalize("NFKC", clean_line(value, limit=4 * USER_NAME_LIMIT, field="user_name"))
    if not 2 <= len(name) <= USER_NAME_LIMIT or not all(map(_plain_sign, name)) or not name_key(name):
        raise UserNameUnusable()
    return name


def clean_phone(value: str) -> str:
    phone = unicodedata.normalize("NFKC", clean_line(value, field="phone"))
    if phone and not _PHONE.fullmatch(phone):
        raise PhoneUnusable()
    return phone


def clean_email(value: str) -> str:
    email = clean_line(value, field="email")
    if email and not _EMAIL.fullmatch(email):
        raise EmailUnusable()
    return email


def role_from(value: str) -> Role:
    if value not in set(Role):
        raise UnknownChoice(value=value, field="role")
    return Role(value)


def rank_from(value: str) -> Rank:
    if value not in set(Rank):
        raise UnknownChoice(value=value, field="rank")
    return Rank(value)


@dataclass(frozen=True, slots=True)
class Branch:
    """A department where it stands in the tree: `depth` 0 is the top."""

    id: int
    depth: int


def official_order(siblings: Mapping[int | None, Sequence[int]]) -> list[Branch]:
    """The tree from top to bottom; `siblings` are the children of each department, in their order."""
    found: list[Branch] = []
    waiting = [Branch(one, 0) for one in reversed(siblings.get(None, ()))]
    while waiting:
        branch = waiting.pop()
        found.append(branch)
        waiting.extend(Branch(one, branch.depth + 1) for one in reversed(siblings.get(branch.id, ())))
    return found


def first_free(wanted: str, taken: Iterable[str]) -> str:
    """The user name, with the next number behind it where somebody has it already."""
    keys = set(taken)
    if name_key(wanted) not in keys:
        return wanted
    number = next(n for n in range(2, len(keys) + 3) if name_key(f"{wanted}{n}") not in keys)
    return f"{wanted}{number}"


def _plain_sign(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in "._-"
    return char == "·" or unicodedata.name(char, "").startswith("CJK UNIFIED IDEOGRAPH")
