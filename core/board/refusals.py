"""Why a card may not stand there: the step that is missing, or whose step it is."""

from core.errors import Conflict, DomainError, NotPermitted
from core.i18n import N_


class NotSignedFor(Conflict):
    message = N_("It is not signed for yet. Sign for it first: move it to “In work”.")


class NotApplied(Conflict):
    message = N_("Its closing has not been applied for. Move it to “Being checked” first.")


class NotChecked(Conflict):
    message = N_("It is being checked: it is accepted, or returned to “In work”.")


class ApprovalMissing(Conflict):
    message = N_("After the check a leader approves it. Move it to “Awaiting approval” first.")


class NoApprovalNeeded(Conflict):
    message = N_("This one needs no approval: once accepted it goes straight to “Closed”.")


class NotApproved(Conflict):
    message = N_("It is laid before a leader: it is approved, or returned to “In work”.")


class GoesBack(Conflict):
    message = N_("It is paused. When it goes on, it returns to the column where it stood.")


class IsClosed(Conflict):
    message = N_("It is closed. To open it again, move it to “In work” with a reason and a new day.")


class CheckedByOthers(NotPermitted):
    message = N_("Whoever applied to close an item cannot check it.")


class LeadSignsFor(NotPermitted):
    message = N_("The lead department signs for it.")


class LeadApplies(NotPermitted):
    message = N_("The lead department applies for its closing.")


class SupervisorsHandOn(NotPermitted):
    message = N_("The supervising department hands it on to another department.")


class SupervisorsCheck(NotPermitted):
    message = N_("The supervising department checks it.")


class LeaderApproves(NotPermitted):
    message = N_("The leader before whom it lies approves it.")


class SuperiorsDecide(NotPermitted):
    message = N_("The supervising department or the line leader decides that.")


class MovedMeanwhile(Conflict):
    message = N_("{person} changed this item a moment ago: it is “{state}” now.")


# What a card says about each column is a place in this row.
HINDRANCES: tuple[type[DomainError], ...] = (
    NotSignedFor,
    NotApplied,
    NotChecked,
    ApprovalMissing,
    NoApprovalNeeded,
    NotApproved,
    GoesBack,
    IsClosed,
    CheckedByOthers,
    LeadSignsFor,
    LeadApplies,
    SupervisorsHandOn,
    SupervisorsCheck,
    LeaderApproves,
    SuperiorsDecide,
)
