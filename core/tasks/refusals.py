"""What a supervised task may be refused for, by situation."""

from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_


class TaskGone(NotFound):
    message = N_("This item does not exist, or it is not yours to see.")


class WrongState(Conflict):
    message = N_("This cannot be done now: the item is “{state}”.")


class TurnGone(Conflict):
    message = N_("This was done already, or it is no longer asked for.")


class ChangedMeanwhile(Conflict):
    message = N_("Somebody changed this item after you opened it.")


class NotReadyToIssue(InvalidInput):
    message = N_("Before it is issued it needs: {missing}.")


class LeadAlsoSupports(InvalidInput):
    message = N_("The lead department cannot support itself.")
    field = "supporting"


class DepartmentClosed(InvalidInput):
    message = N_("This department no longer exists.")
    field = "lead_department_id"


class PersonUnavailable(InvalidInput):
    message = N_("{name} is no longer active.")


class NotOfDepartment(InvalidInput):
    message = N_("The handler must belong to the department.")
    field = "handler_id"


class DayPassed(InvalidInput):
    message = N_("The day {day} lies in the past.")
    field = "due_day"


class DayNotLater(InvalidInput):
    message = N_("The new day must be later than {day}.")
    field = "to_day"


class UnknownChoice(InvalidInput):
    message = N_("Please choose one of the list.")


class PercentOutOfRange(InvalidInput):
    message = N_("Progress is a number from 0 to 100.")
    field = "percent"


class QuantityOutOfRange(InvalidInput):
    message = N_("The quantity must be 0 or more and below one trillion.")
    field = "quantity"


class EvidenceMissing(InvalidInput):
    message = N_("The form of completion “{form}” asks for evidence: add at least one file of this round.")
    field = "files"


class PartsOpen(InvalidInput):
    message = N_("{departments} have not finished their part: say why it can be closed all the same.")
    field = "open_parts_reason"


class SignOffFirst(Conflict):
    message = N_("This item must be signed off by a leader before it is issued.")


class SignFirst(Conflict):
    message = N_("Sign for the item first.")


class CheckedByYourself(Conflict):
    message = N_("Whoever applied to close an item cannot check it.")


class UrgedRecently(Conflict):
    message = N_("This department was urged less than {hours} hours ago.")


class TooLateToAsk(Conflict):
    message = N_("A reassignment can be asked for within {days} workdays after the issue.")


class ExtensionPending(Conflict):
    message = N_("An extension is already waiting for its decision.")


class PapersOwed(Conflict):
    message = N_("It cannot be archived: papers are still owed ({papers}).")


class NotEvaluated(Conflict):
    message = N_("Evaluate the item before it is archived.")


class SameTask(InvalidInput):
    message = N_("An item cannot be merged with itself.")
    field = "into_id"


class WouldCircle(InvalidInput):
    message = N_("An item cannot stand below itself.")
    field = "parent_id"


class NameTaken(InvalidInput):
    message = N_("This name is taken.")
    field = "name"
