"""The fields of each move's form, and what one must know to answer."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from core.i18n import N_, Text, _, day
from core.tasks import GRADE_NAMES, Move
from pages.ui import fields
from pages.ui.tasks import asides, slips
from pages.ui.tasks.reading import Desk
from pages.ui.tasks.reports import report
from pages.ui.tasks.rows import add_row, drop_row, rows
from pages.ui.text import md

Draw = Callable[[Desk, str, Move], None]
SHORT = 68
REASON = 1000


def reason(desk: Desk, form: str, move: Move) -> None:
    fields.paragraph(form, "reason", _("Reason"), limit=REASON)


def confirm(text: Text) -> Draw:
    """No fields: one sentence that says what will happen."""

    def draw(desk: Desk, form: str, move: Move) -> None:
        st.markdown(_(text))

    return draw


def issue(desk: Desk, form: str, move: Move) -> None:
    st.markdown(
        _(
            "It gets its number and goes to {lead}, due {day}.",
            lead=md(desk.face.row.lead or "—"),
            day=desk.face.row.due_day or "—",
        )
    )


def handler(desk: Desk, form: str, move: Move) -> None:
    """Whoever signs handles it, unless somebody else is named."""
    mine = desk.actor.number if move.name != "name_handler" and desk.actor.number in desk.people else None
    fields.pick(form, "handler_id", _("Handler"), desk.people, mine)


def sign_off_asked(desk: Desk, form: str, move: Move) -> None:
    fields.pick(form, "leader_id", _("Leader who signs it off"), desk.people)
    fields.day(form, "due_day", _("Wanted by"), desk.today)


def sign_off(desk: Desk, form: str, move: Move) -> None:
    fields.paragraph(form, "remark", _("Remark"), limit=REASON, height=SHORT)
    asides.paper(desk, form, move)


def hand_on(desk: Desk, form: str, move: Move) -> None:
    others = {number: name for number, name in desk.departments.items() if name != desk.face.row.lead}
    fields.pick(form, "to_department_id", _("New lead department"), others)
    reason(desk, form, move)


def reassignment(desk: Desk, form: str, move: Move) -> None:
    others = {number: name for number, name in desk.departments.items() if name != desk.face.row.lead}
    reason(desk, form, move)
    fields.pick(form, "to_department_id", _("Which department would be right? (optional)"), others)


def decide_reassignment(desk: Desk, form: str, move: Move) -> None:
    suggested = asides.reassignment(desk)
    others = {number: name for number, name in desk.departments.items() if name != desk.face.row.lead}
    fields.pick(form, "to_department_id", _("New lead department"), others, suggested)
    fields.paragraph(form, "note", _("Remark"), limit=REASON, height=SHORT)


def merge(desk: Desk, form: str, move: Move) -> None:
    fields.line(form, "wanted", _("Search the other item"), placeholder=_("Number or words of the title"))
    fields.pick(form, "into_id", _("Merge into"), desk.found)
    reason(desk, form, move)


def copies(desk: Desk, form: str, move: Move) -> None:
    fields.picks(form, "person_ids", _("Who gets a copy to read"), desk.people)


def extension(desk: Desk, form: str, move: Move) -> None:
    now = day(desk.face.row.due_day)
    fields.day(form, "to_day", _("New day"), help=_("Now due {day}", day=now) if now else None)
    reason(desk, form, move)


def decide_extension(desk: Desk, form: str, move: Move) -> None:
    asked = asides.extension(desk)
    fields.day(form, "to_day", _("New day"), asked)
    fields.paragraph(form, "note", _("Remark"), limit=REASON, height=SHORT)


def finish_part(desk: Desk, form: str, move: Move) -> None:
    fields.paragraph(form, "summary", _("What was done"), limit=2000)
    asides.attach(desk, form)


def apply_to_close(desk: Desk, form: str, move: Move) -> None:
    asides.wanted(desk)
    fields.paragraph(form, "summary", _("What was done"), height=120)
    waiting = [part.department for part in (desk.papers.parts if desk.papers else ()) if not part.done_at]
    if waiting:
        names = _(", ").join(waiting)
        label = _("Not finished: {departments}. Why can it be closed all the same?", departments=md(names))
        fields.paragraph(form, "open_parts_reason", label, limit=REASON, height=SHORT)
    asides.attach(desk, form)


def urge(desk: Desk, form: str, move: Move) -> None:
    forms_of_urging = {one: one for one in (desk.choices.urge_forms if desk.choices else ())}
    parts = desk.papers.parts if desk.papers else ()
    if parts:
        whom = {0: desk.face.row.lead} | {part.id: part.department for part in parts if not part.done_at}
        fields.pick(form, "part_id", _("Department"), whom, 0)
    first = next(iter(forms_of_urging), None)
    fields.segment(form, "form", _("How"), {one: md(one) for one in forms_of_urging}, first)
    fields.paragraph(form, "found", _("What was found"), limit=2000, height=SHORT)


def issue_slip(desk: Desk, form: str, move: Move) -> None:
    """The rules give colour and name; by hand the office says what it found."""
    causes = {str(rule.cause): slips.called(rule) for rule in desk.rules}
    fields.segment(form, "cause", _("Cause"), causes, slips.likely(desk))
    parts = [part for part in (desk.papers.parts if desk.papers else ()) if not part.done_at]
    if parts:
        whom = {0: desk.face.row.lead} | {part.id: part.department for part in parts}
        fields.pick(form, "part_id", _("Department"), whom, 0)
    fields.paragraph(form, "found", _("What the slip says"), limit=REASON, height=SHORT)
    fields.paragraph(form, "demand", _("What is asked for (optional)"), limit=REASON, height=SHORT)
    fields.day(form, "reply_day", _("Reply by (optional)"), first=desk.today)


def answer_slip(desk: Desk, form: str, move: Move) -> None:
    slips.quoted(desk, move)
    label = _("Reply: why, what will be done, by when")
    fields.paragraph(form, "answer", label, limit=2000)


def answer_urge(desk: Desk, form: str, move: Move) -> None:
    asides.urge(desk, move)
    fields.paragraph(form, "answer", _("Answer"), limit=2000)


def fast_track(desk: Desk, form: str, move: Move) -> None:
    grounds = {one: one for one in (desk.choices.key_grounds if desk.choices else ())}
    fields.pick(form, "ground", _("Key ground"), grounds)
    reason(desk, form, move)
    st.markdown(f"**{_('Papers owed')}**")
    fields.said(form, "owed")
    for number in rows(form, "owed", [1]):
        name, until, away = st.columns([5, 3, 1], vertical_alignment="bottom")
        with name:
            fields.line(form, f"owed_{number}_name", _("Paper"))
        with until:
            fields.day(form, f"owed_{number}_day", _("Its day"))
        with away:
            st.button(
                _("Remove"),
                key=f"{form}-away-{number}",
                on_click=drop_row,
                args=(form, "owed", number),
                type="tertiary",
            )
    st.button(
        _("Add a paper"), key=f"{form}-add", on_click=add_row, args=(form, "owed"), icon=":material/add:"
    )


def owed(desk: Desk, form: str, move: Move) -> None:
    fields.paragraph(form, "note", _("Remark"), limit=REASON, height=SHORT)
    asides.attach(desk, form)


def note(desk: Desk, form: str, move: Move) -> None:
    fields.paragraph(form, "note", _("Remark"), limit=REASON, height=SHORT)


def check(desk: Desk, form: str, move: Move) -> None:
    asides.application(desk)
    fields.paragraph(form, "remark", _("Remark"), limit=REASON, height=SHORT)
    asides.paper(desk, form, move)


def give_back(desk: Desk, form: str, move: Move) -> None:
    asides.application(desk)
    reason(desk, form, move)
    asides.paper(desk, form, move)


def evaluate(desk: Desk, form: str, move: Move) -> None:
    grades = {str(code): _(name) for code, name in GRADE_NAMES.items()}
    fields.segment(form, "grade", _("Grade"), grades)
    fields.paragraph(form, "words", _("In words"), limit=REASON, height=SHORT)


def new_day(desk: Desk, form: str, move: Move, *, label: Text, wanted: bool) -> None:
    due = desk.face.row.due_day
    fields.day(form, "due_day", _(label), due if not wanted and due and due >= desk.today else None)
    reason(desk, form, move)


FIELDS: dict[str, Draw] = {
    "drop_draft": confirm(N_("The draft goes away; that it was there stays in the history.")),
    "ask_sign_off": sign_off_asked,
    "sign_off": sign_off,
    "issue": issue,
    "recall": reason,
    "hand_on": hand_on,
    "merge": merge,
    "copy_to": copies,
    "sign_for": handler,
    "sign_for_part": handler,
    "name_handler": handler,
    "ask_reassignment": reassignment,
    "decide_reassignment": decide_reassignment,
    "report": report,
    "report_part": report,
    "hand_in_part": finish_part,
    "finish_node": note,
    "ask_extension": extension,
    "decide_extension": decide_extension,
    "apply_to_close": apply_to_close,
    "take_back_application": reason,
    "urge": urge,
    "answer_urge": answer_urge,
    "answer_slip": answer_slip,
    "issue_slip": issue_slip,
    "mark_difficult": reason,
    "open_fast_track": fast_track,
    "hand_in_owed": owed,
    "accept": check,
    "send_back": give_back,
    "approve": check,
    "refuse_approval": give_back,
    "evaluate": evaluate,
    "archive": confirm(N_("It becomes a case file and can only be read from then on.")),
    "pause": reason,
    "resume": partial(new_day, label=N_("New day (optional)"), wanted=False),
    "cancel": reason,
    "reopen": partial(new_day, label=N_("New day"), wanted=True),
}
