"""The kinds of notices and what each says. Values are facts of the moment: number, title, names, days."""

from collections.abc import Mapping
from datetime import date
from string import Formatter
from typing import Any

from core.i18n import N_, Text, _

TEXTS: dict[str, Text] = {
    "sign_off_asked": N_("Please sign off: {title}"),
    "signed_off": N_("{person} signed off {title}"),
    "sign_off_refused": N_("{person} did not sign off {title}: {reason}"),
    "assigned": N_("{number} {title}: to be signed for by {day}"),
    "part_assigned": N_("{number} {title}: your department supports, until {day}"),
    "copied": N_("{number} {title}: a copy for you to read"),
    "handler_named": N_("{number} {title}: you are the handler"),
    "signed": N_("{department} signed for {number} {title}"),
    "not_signed": N_("{number} {title} has not been signed for"),
    "reassignment_asked": N_("{department} asks that {number} {title} be reassigned: {reason}"),
    "reassignment_confirmed": N_("{number} {title} stays with {department}: {reason}"),
    "reassigned": N_("{number} {title} was reassigned to {department}"),
    "recalled": N_("{number} {title} was recalled: {reason}"),
    "handed_on": N_("{number} {title} was handed on to {department}"),
    "merged": N_("{number} {title} was merged into {other}"),
    "report_due": N_("{number} {title}: a report is due on {day}"),
    "reported": N_("{department} reported on {number} {title}: {percent} %"),
    "part_done": N_("{department} finished its part of {number} {title}"),
    "part_returned": N_("Your part of {number} {title} was returned: {reason}"),
    "urged": N_("{person} urges {number} {title}: please answer by {day}"),
    "urge_answered": N_("{department} answered the urge about {number} {title}"),
    "extension_asked": N_("{department} asks for {day} instead for {number} {title}"),
    "extension_granted": N_("{number} {title} now runs until {day}"),
    "extension_refused": N_("{number} {title}: no extension. {reason}"),
    "closing_applied": N_("{department} applies to close {number} {title}"),
    "approval_asked": N_("{number} {title} waits for your approval to close"),
    "returned": N_("{number} {title} was returned: {reason}"),
    "closed": N_("{number} {title} is closed"),
    "evaluated": N_("{number} {title} was evaluated"),
    "edited": N_("{person} changed {number} {title}"),
    "application_taken_back": N_("{department} took back its application to close {number} {title}"),
    "archived": N_("{number} {title} was archived"),
    "paused": N_("{number} {title} is paused: {reason}"),
    "resumed": N_("{number} {title} goes on, until {day}"),
    "cancelled": N_("{number} {title} was cancelled: {reason}"),
    "reopened": N_("{number} {title} was reopened: {reason}"),
    "paper_owed": N_("{number} {title}: {what} is owed until {day}"),
    "paper_handed_in": N_("{number} {title}: {what} was handed in"),
    "marked_difficult": N_("{number} {title} was marked as difficult: {reason}"),
    "slip_issued": N_("{number} {title}: {slip} was issued to {department}, please reply by {day}"),
    "slip_answered": N_("{department} replied to {slip} about {number} {title}"),
    "slip_unanswered": N_("{number} {title}: {department} did not reply to {slip} by {day}"),
    "slip_cancelled": N_("{number} {title}: {slip} was cancelled: {reason}"),
    "bulletin_drafted": N_("The draft of a bulletin is ready: {title}"),
    "bulletin_submitted": N_("{person} lays a bulletin before you to review: {title}"),
    "bulletin_returned": N_("{person} sent the bulletin back: {title}. {reason}"),
    "bulletin_published": N_("{number} was published: {title}"),
    "roster_published": N_("{title} is published: please look at your duties"),
    "swap_asked": N_("A swap is asked of you: {title}"),
    "swap_agreed": N_("A swap waits for your approval: {title}"),
    "swap_approved": N_("The swap is approved: {title}"),
    "swap_refused": N_("The swap does not take place: {title}"),
    "swap_withdrawn": N_("The swap was withdrawn: {title}"),
    "swap_undone": N_("The swap was undone: {title}"),
    "duty_tomorrow": N_("Tomorrow, {day}, you are on duty from {time}: {role}"),
    "duties_changed": N_("Your duties of {title} have changed: {what}"),
    "decided": N_("{person} on {number} {title}: {text}"),
    "meeting_planned": N_("You are invited: {title}, {day} {time}"),
    "meeting_moved": N_("{title} now takes place on {day} at {time}"),
    "meeting_called_off": N_("{title} on {day} does not take place: {reason}"),
    "meeting_no_room": N_("The room is taken: {title}, {day} {time}. Please choose another one."),
    "engagement_agreed": N_("In the leaders' calendar: {title}, {day} {time}"),
    "engagement_refused": N_("Not possible: {title}, {day} {time}. {reason}"),
    "engagements_published": N_("The leaders' calendar of {first} to {last} is out, edition {edition}"),
    "meeting_apology": N_("{person} cannot come to {title}: {reason}"),
    "minutes_approved": N_("The minutes {number} are approved: {title}"),
    "mentioned": N_("{person} mentioned you about {number} {title}"),
    "commented": N_("{person} wrote about {number} {title}"),
    "due_soon": N_("{number} {title} is due on {day}"),
    "due_today": N_("{number} {title} is due today"),
    "overdue": N_("{number} {title} has been overdue since {day}"),
    "reminded": N_("{move}, due on {day}: {number} {title}"),
    "reminded_late": N_("{move}, overdue since {day}: {number} {title}"),
    "reminded_up": N_("{who} is late since {day}: {number} {title} ({move})"),
    "handed_over": N_("{person} left; {count} open items were handed over to you"),
    "stand_in": N_("You stand in for {person} from {first_day} to {last_day}"),
    "drafted": N_("{title} was drafted from its template and waits for issue"),
    "round_assigned": N_("You walk the 7S round of {day}"),
    "finding_made": N_("7S {area}: {what}"),
    "finding_fixed": N_("7S {area}: {what} was fixed, please verify by {day}"),
    "finding_closed": N_("7S {area}: {what} was verified and is done with"),
    "finding_returned": N_("7S {area}: {what} was given back: {reason}"),
    "finding_late": N_("7S {area}: {what} was to be fixed by {day}"),
    "objection_raised": N_("7S {area}: an objection to {what}: {reason}"),
    "objection_accepted": N_("7S {area}: the objection is accepted, {what} is withdrawn"),
    "objection_refused": N_("7S {area}: {what} stands: {reason}"),
    "red_tag_hung": N_("Red tag in {area}: {what}, until {day}"),
    "shared_fault": N_("7S: {what} failed in {count} areas, a task was drafted"),
    "backup_old": N_("The last backup is old. Please look at it."),
}


def sentence(kind: str, values: Mapping[str, Any]) -> str:
    """What a notice says, in the reader's language; a value that nobody gave is left blank."""
    text = TEXTS[kind]
    blanks = {name: "" for _text, name, _spec, _sign in Formatter().parse(text) if name}
    return _(text, **blanks | {name: _fact(name, value) for name, value in values.items()}).strip()


def _fact(name: str, value: Any) -> object:
    if name == "move":
        return Text(value)
    return date.fromisoformat(value) if name.endswith("day") and isinstance(value, str) and value else value
