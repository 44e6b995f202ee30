"""What may be refused about meetings, by situation."""

from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_


class MeetingGone(NotFound):
    message = N_("This meeting does not exist, or it is not yours to see.")


class ItemGone(NotFound):
    message = N_("This item is no longer on the agenda.")


class KindGone(NotFound):
    message = N_("This kind of meeting does not exist.")


class RoomGone(NotFound):
    message = N_("This room does not exist.")


class NameTaken(InvalidInput):
    message = N_("This name is taken.")
    field = "name"


class TimesOut(InvalidInput):
    message = N_("A meeting ends after it begins, and within {hours} hours.")
    field = "ends_at"


class AlreadyPast(InvalidInput):
    message = N_("This time has passed.")
    field = "starts_at"


class RoomTaken(InvalidInput):
    message = N_("{room} is taken from {start} to {end}: {title}.")
    field = "room_id"


class NobodyInvited(InvalidInput):
    message = N_("Please invite at least one person.")
    field = "person_ids"


class PersonUnknown(InvalidInput):
    message = N_("Please choose people who are there.")


class ItemTwice(Conflict):
    message = N_("This item is on the agenda already.")


class AgendaFull(Conflict):
    message = N_("An agenda has at most {limit} items.")


class NoItems(Conflict):
    message = N_("There is nothing on the agenda yet. Please put an item on it first.")


class NotNow(Conflict):
    message = N_("This cannot be done while the meeting is “{state}”.")


class SomebodyPresents(Conflict):
    message = N_("{person} is presenting. Take over first if you want to lead through the agenda.")


class ChangedMeanwhile(Conflict):
    message = N_("Somebody changed this meanwhile. Please look again.")


class MinutesOut(InvalidInput):
    message = N_("Please give 1 to 240 minutes.")
    field = "minutes"


class NoTask(InvalidInput):
    message = N_("This item is not about a supervised task.")


class NothingDecided(InvalidInput):
    message = N_("Please write what was decided.")
    field = "decision"


class OwnMinutes(Conflict):
    message = N_("Minutes are approved by the chair, or by somebody who did not write them.")


class InternalTask(Conflict):
    message = N_("An internal item belongs into an internal meeting only: everybody invited sees the agenda.")
