"""The person at the keyboard: role, charges, department, and whom they stand in for."""

from dataclasses import dataclass
from enum import StrEnum

from core.i18n import N_, Text


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    LEADER = "leader"
    DIRECTOR = "director"
    OFFICE = "office"
    HEAD = "head"
    LIAISON = "liaison"
    STAFF = "staff"
    SCREEN = "screen"


class Charge(StrEnum):
    SUPERVISION = "supervision"
    ROSTER = "roster"
    SEVEN_S = "seven_s"
    SURVEYS = "surveys"
    MEETINGS = "meetings"
    BULLETINS = "bulletins"


ROLE_NAMES: dict[Role, Text] = {
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.LEADER: N_("Leader"),
    Role.DIRECTOR: N_("Office director"),
    Role.OFFICE: N_("Office staff"),
    Role.HEAD: N_("Department head"),
    Role.LIAISON: N_("Liaison"),
    Role.STAFF: N_("Staff"),
    Role.SCREEN: N_("Screen (read-only)"),
}

CHARGE_NAMES: dict[Charge, Text] = {
    Charge.SUPERVISION: N_("Supervision"),
    Charge.ROSTER: N_("Duty roster"),
    Charge.SEVEN_S: N_("7S"),
    Charge.SURVEYS: N_("Survey officer"),
    Charge.MEETINGS: N_("Meetings"),
    Charge.BULLETINS: N_("Bulletins"),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """`departments` are the own one and those above it, `lines` those that a leader answers for,
    `deputises` those whose absent head or liaison this person stands in for."""

    id: int | None
    name: str
    role: Role
    department_id: int | None = None
    departments: frozenset[int] = frozenset()
    charges: frozenset[Charge] = frozenset()
    lines: frozenset[int] = frozenset()
    stands_in_for: frozenset[int] = frozenset()
    records_for: frozenset[int] = frozenset()
    deputises: frozenset[int] = frozenset()
    language: str = "zh_CN"
    must_change_password: bool = False

    @property
    def selves(self) -> frozenset[int]:
        """The people whose turns are this person's to take: own, and of those stood in for."""
        return self.stands_in_for | {self.id} if self.id else self.stands_in_for

    @property
    def number(self) -> int:
        """The person's number; the system itself has none and may not be asked."""
        if self.id is None:
            raise ValueError("the system is nobody")
        return self.id

    def grants(self) -> frozenset[Role | Charge]:
        return frozenset({self.role, *self.charges})


SYSTEM = Actor(id=None, name="", role=Role.ADMINISTRATOR)
