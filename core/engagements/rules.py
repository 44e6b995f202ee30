"""States of an entry of the leaders' calendar, and what may be refused about it."""

from enum import StrEnum

from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_, Text

LONGEST_DAYS = 31


class State(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATE_NAMES: dict[str, Text] = {
    State.ASKED: N_("To be coordinated"),
    State.AGREED: N_("In the calendar"),
    State.REFUSED: N_("It cannot be"),
    State.WITHDRAWN: N_("Withdrawn"),
}


class EntryGone(NotFound):
    message = N_("This entry does not exist any more.")


class EditionGone(NotFound):
    message = N_("This edition does not exist.")


class NoLeader(InvalidInput):
    message = N_("Please choose a leader.")
    field = "leader_id"


class EndsTooEarly(InvalidInput):
    message = N_("It ends after it begins, and on the same day.")
    field = "ends"


class AlreadySettled(Conflict):
    message = N_("This was decided already. Please look again.")


class EntryChanged(Conflict):
    message = N_("Somebody changed this meanwhile. Please look again.")


class NothingNew(Conflict):
    message = N_("Nothing has changed since the last edition of this period.")


class PeriodOut(InvalidInput):
    message = N_("A period has 1 to {days} days.")
    field = "first_day"
