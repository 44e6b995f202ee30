"""What the meeting room says by itself, in the reader's language; {…} is filled in there."""

from core.i18n import _
from core.meetings import CAUSE_NAMES, FORM_NAMES, STATE_NAMES


def texts() -> dict[str, str]:
    return {
        **{f"cause_{code}": _(name) for code, name in CAUSE_NAMES.items()},
        **{f"form_{code}": _(name) for code, name in FORM_NAMES.items()},
        **{f"state_{code}": _(name) for code, name in STATE_NAMES.items()},
        **_about_the_stage(),
        **_about_the_dialogs(),
    }


def _about_the_stage() -> dict[str, str]:
    return {
        "live": _("Live"),
        "cut": _("Connection lost"),
        "gone": _("This meeting does not exist, or it is not yours to see."),
        "presents": _("{person} presents", person="{person}"),
        "item_of": _("Item {n} of {all}", n="{n}", all="{all}"),
        "speaks": _("Speaks: {person}", person="{person}"),
        "raised": _("Raised by {person}", person="{person}"),
        "times": _("Time {n} on the agenda", n="{n}"),
        "planned": _("{n} min planned", n="{n}"),
        "total": _("in all"),
        "lead": _("Lead department"),
        "due": _("Due day"),
        "progress": _("Progress"),
        "standard_set": _("Standard of completion"),
        "reports": _("Last reports"),
        "no_reports": _("No report yet."),
        "before": _("Decided last time"),
        "note": _("Note"),
        "decision": _("Decision"),
        "set_going": _("Set going"),
        "waiting_to_open": _("The meeting has not begun."),
        "over": _("The meeting is over."),
        "no_items": _("There is nothing on the agenda yet."),
        "held_back": _("The meeting is at item {n} now. You see the item you are writing about.", n="{n}"),
        "saved": _("Saved."),
        "green": _("On track"),
        "yellow": _("Attention"),
        "red": _("Overdue"),
        "grey": _("At rest"),
    }


def _about_the_dialogs() -> dict[str, str]:
    return {
        "do_note": _("Note"),
        "do_decide": _("Decision"),
        "do_task": _("New task"),
        "do_report": _("Report"),
        "do_extend": _("Later day"),
        "do_urge": _("Urge"),
        "do_open": _("Begin the meeting"),
        "do_close": _("Close the meeting"),
        "do_take_over": _("Present myself"),
        "do_move": _("Turn the item"),
        "title": _("Title"),
        "lead_department_id": _("Lead department"),
        "due_day": _("Due day"),
        "standard": _("Standard of completion (empty: what was decided)"),
        "draft": _("Only a draft"),
        "open": _("Stays open, for the next meeting"),
        "percent": _("Progress in %"),
        "text": _("Text"),
        "difficulty": _("Difficulty"),
        "to_day": _("New due day"),
        "reason": _("Reason"),
        "found": _("What was found"),
        "sure_close": _("Close the meeting? Items without a decision go to the next one."),
        "save": _("Save (Ctrl+Enter)"),
        "cancel": _("Cancel (Esc)"),
        "choose": _("Choose"),
        "lost": _("Not saved: no connection. What you typed is kept; please try again."),
    }
