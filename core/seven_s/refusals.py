"""What may be refused in 7S, by situation."""

from core.errors import Conflict, InvalidInput, NotFound, NotPermitted
from core.i18n import N_


class AreaGone(NotFound):
    message = N_("This area does not exist.")


class AreaTaken(InvalidInput):
    message = N_("There is an area of this name already.")
    field = "name"


class UnknownValue(InvalidInput):
    message = N_("Please choose from the list.")


class AreaChanged(Conflict):
    message = N_("Somebody changed this area meanwhile. Please look again.")


class ItemGone(NotFound):
    message = N_("This item is not in the catalogue.")


class ItemTaken(InvalidInput):
    message = N_("There is an item of this number already.")
    field = "key"


class NothingToPublish(Conflict):
    message = N_("Nothing in the catalogue was changed.")


class RoundGone(NotFound):
    message = N_("This round does not exist, or it is not yours to see.")


class RoundExists(Conflict):
    message = N_("There is a round of this kind on this day already.")


class RoundHandedIn(Conflict):
    message = N_("The round was handed in: nothing more can be entered.")


class RoundUnfinished(InvalidInput):
    message = N_("{count} areas are not done. Say why, or finish them.")
    field = "reason"


class TeamIncomplete(InvalidInput):
    message = N_("The daily team is one mid-level cadre, one staff member and one driver, three people.")
    field = "members"


class NotAWorkday(InvalidInput):
    message = N_("{day} is no workday: no round falls on it.")
    field = "day"


class NoAreas(Conflict):
    message = N_("There are no areas to look at. Please add areas first.")


class OwnArea(NotPermitted):
    message = N_("Nobody scores an area of their own.")


class RestrictedArea(NotPermitted):
    message = N_("This room is inspected by named people only.")


class NotAnotherDepartment(InvalidInput):
    message = N_("A mutual check is made by another department.")
    field = "inspector_id"


class VisitGone(NotFound):
    message = N_("This area is not part of the round.")


class SpotOpen(Conflict):
    message = N_("This finding belongs to a visit that is over.")


class ReasonNeeded(InvalidInput):
    message = N_("Please say why.")
    field = "reason"


class ItemElsewhere(InvalidInput):
    message = N_("This item is not asked in this area.")


class FindingGone(NotFound):
    message = N_("This finding does not exist, or it is not yours to see.")


class FindingUnfinished(InvalidInput):
    message = N_("Please say what was found.")
    field = "phrase"


class FindingSettled(Conflict):
    message = N_("This was settled meanwhile. Please look again.")


class DayBefore(InvalidInput):
    message = N_("The day lies before the round.")
    field = "due_day"


class PhotoNeeded(InvalidInput):
    message = N_("Please add a photo of how it is now.")
    field = "photo"


class PhotoForbidden(NotPermitted):
    message = N_("Nothing that is classified may be photographed: describe it in words.")


class VerifiedBySelf(NotPermitted):
    message = N_("Somebody else verifies what you fixed.")


class ObjectionOpen(Conflict):
    message = N_("There is an objection already.")


class ObjectionTooLate(Conflict):
    message = N_("An objection is raised within {days} workdays.")


class TagGone(NotFound):
    message = N_("This red tag does not exist.")


class TagUndecided(Conflict):
    message = N_("First decide what becomes of it.")


class ExcuseGone(NotFound):
    message = N_("This excuse does not exist, or it was withdrawn.")


class DaysTurned(InvalidInput):
    message = N_("The last day comes before the first.")
    field = "last_day"
