"""What 7S speaks of: pillars, kinds of areas, severities, paths, a team; points and days: no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.i18n import N_, Text


class Pillar(StrEnum):
    SORT = "sort"
    ORDER = "order"
    SHINE = "shine"
    STANDARDISE = "standardise"
    SUSTAIN = "sustain"
    SAFETY = "safety"
    SAVE = "save"


class AreaKind(StrEnum):
    OFFICE = "office"
    MEETING = "meeting"
    CORRIDOR = "corridor"
    TOILET = "toilet"
    ARCHIVE = "archive"
    STORAGE = "storage"
    GARAGE = "garage"
    VEHICLE = "vehicle"
    CANTEEN = "canteen"
    SERVER = "server"
    LOBBY = "lobby"


class Group(StrEnum):
    """Areas are compared only with their like."""

    ROOMS = "rooms"
    PUBLIC = "public"
    SUPPORT = "support"
    KEY = "key"


class Severity(StrEnum):
    SLIGHT = "L1"
    MODERATE = "L2"
    SERIOUS = "L3"
    VETO = "V"


class Path(StrEnum):
    ONSITE = "onsite"
    DATED = "dated"


class RoundKind(StrEnum):
    DAILY = "daily"
    SELF = "self"
    MUTUAL = "mutual"


class TeamPart(StrEnum):
    CADRE = "cadre"
    STAFF = "staff"
    DRIVER = "driver"
    INSPECTOR = "inspector"  # of a self-check or a mutual check


class Answer(StrEnum):
    FINE = "fine"
    FAULT = "fault"
    NOT_APPLICABLE = "na"


class FindingState(StrEnum):
    OPEN = "open"
    FIXED = "fixed"
    CLOSED = "closed"
    VOID = "void"
    SUPERVISED = "supervised"


class TagDecision(StrEnum):
    KEEP = "keep"
    MOVE = "move"
    REPAIR = "repair"
    SCRAP = "scrap"
    REALLOCATE = "reallocate"


PILLAR_NAMES: dict[str, Text] = {
    Pillar.SORT: N_("Sort"),
    Pillar.ORDER: N_("Set in order"),
    Pillar.SHINE: N_("Shine"),
    Pillar.STANDARDISE: N_("Standardise"),
    Pillar.SUSTAIN: N_("Sustain"),
    Pillar.SAFETY: N_("Safety"),
    Pillar.SAVE: N_("Save resources"),
}
KIND_NAMES: dict[str, Text] = {
    AreaKind.OFFICE: N_("Office room"),
    AreaKind.MEETING: N_("Meeting room"),
    AreaKind.CORRIDOR: N_("Corridor, stairs, lift hall"),
    AreaKind.TOILET: N_("Toilet"),
    AreaKind.ARCHIVE: N_("Archive room"),
    AreaKind.STORAGE: N_("Store room"),
    AreaKind.GARAGE: N_("Garage, car park"),
    AreaKind.VEHICLE: N_("Official vehicle"),
    AreaKind.CANTEEN: N_("Canteen"),
    AreaKind.SERVER: N_("Server or power room"),
    AreaKind.LOBBY: N_("Lobby, duty room"),
}
GROUP_NAMES: dict[str, Text] = {
    Group.ROOMS: N_("Rooms"),
    Group.PUBLIC: N_("Public areas"),
    Group.SUPPORT: N_("Support areas"),
    Group.KEY: N_("Key areas"),
}
SEVERITY_NAMES: dict[str, Text] = {
    Severity.SLIGHT: N_("Slight"),
    Severity.MODERATE: N_("Moderate"),
    Severity.SERIOUS: N_("Serious"),
    Severity.VETO: N_("Veto"),
}
PATH_NAMES: dict[str, Text] = {Path.ONSITE: N_("Fixed on the spot"), Path.DATED: N_("Fix by a day")}
ROUND_NAMES: dict[str, Text] = {
    RoundKind.DAILY: N_("Daily round"),
    RoundKind.SELF: N_("Self-check"),
    RoundKind.MUTUAL: N_("Mutual check"),
}
PART_NAMES: dict[str, Text] = {
    TeamPart.CADRE: N_("Mid-level cadre"),
    TeamPart.STAFF: N_("Staff member"),
    TeamPart.DRIVER: N_("Driver"),
    TeamPart.INSPECTOR: N_("Inspector"),
}
ANSWER_NAMES: dict[str, Text] = {
    Answer.FINE: N_("Fine"),
    Answer.FAULT: N_("Finding"),
    Answer.NOT_APPLICABLE: N_("Does not apply"),
}
FINDING_NAMES: dict[str, Text] = {
    FindingState.OPEN: N_("To be fixed"),
    FindingState.FIXED: N_("To be verified"),
    FindingState.CLOSED: N_("Done with"),
    FindingState.VOID: N_("Withdrawn after an objection"),
    FindingState.SUPERVISED: N_("Supervised task"),
}
DECISION_NAMES: dict[str, Text] = {
    TagDecision.KEEP: N_("Keep and place"),
    TagDecision.MOVE: N_("Move to the store"),
    TagDecision.REPAIR: N_("Repair"),
    TagDecision.SCRAP: N_("Scrap"),
    TagDecision.REALLOCATE: N_("Reallocate"),
}

GROUP_OF: dict[str, Group] = {
    AreaKind.OFFICE: Group.ROOMS,
    AreaKind.MEETING: Group.ROOMS,
    AreaKind.CORRIDOR: Group.PUBLIC,
    AreaKind.TOILET: Group.PUBLIC,
    AreaKind.LOBBY: Group.PUBLIC,
    AreaKind.CANTEEN: Group.SUPPORT,
    AreaKind.GARAGE: Group.SUPPORT,
    AreaKind.VEHICLE: Group.SUPPORT,
    AreaKind.STORAGE: Group.SUPPORT,
    AreaKind.ARCHIVE: Group.KEY,
    AreaKind.SERVER: Group.KEY,
}
TEAM = (TeamPart.CADRE, TeamPart.STAFF, TeamPart.DRIVER)
# Who may take which part: the ranks of core/people.
RANKS: Mapping[str, frozenset[str]] = {
    TeamPart.CADRE: frozenset({"middle", "leader"}),
    TeamPart.STAFF: frozenset({"staff", "middle"}),
    TeamPart.DRIVER: frozenset({"driver"}),
}

SPOTS = 3
POINTS: Mapping[str, float] = {
    Severity.SLIGHT: 1,
    Severity.MODERATE: 2,
    Severity.SERIOUS: 5,
    Severity.VETO: 10,
}
# Workdays to put something right; the same day for a veto.
DEADLINES: Mapping[str, int] = {
    Severity.SLIGHT: 5,
    Severity.MODERATE: 3,
    Severity.SERIOUS: 1,
    Severity.VETO: 0,
}
REPEAT_DAYS = 30
SHARED_DAYS, SHARED_AREAS = 14, 3
TAG_DAYS = 7
VERIFY_WITHIN = 2
OBJECT_WITHIN = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One item as it was asked."""

    id: int
    key: str
    revision: int
    pillar: str
    wording: str
    severity: str
    path: str
    photo_forbidden: bool
    phrases: tuple[str, ...]
    area_kinds: tuple[str, ...]
    owner_department_id: int | None = None
