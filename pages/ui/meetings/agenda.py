"""The agenda: what the house proposes, own items, order, minutes, speaker; each item with what came of it."""

from collections.abc import Mapping

import streamlit as st

from core import meetings
from core.i18n import _, day
from core.meetings import CAUSE_NAMES, Item, Proposal, Sheet
from pages import ui

CHOSEN = "agenda-item"
OWN = ("free", "asked", "solved_there", "to_study")
STATES = {"done": "green", "carried": "yellow", "waiting": "grey"}


def show(sheet: Sheet, offered: list[Proposal], colleagues: Mapping[int, str]) -> None:
    changing = sheet.keeps and sheet.state in ("planned", "running")
    if not sheet.items:
        ui.empty(
            _("Nothing on the agenda yet. Put on what is proposed below, or add an item."), key="agenda-empty"
        )
    else:
        _items(sheet)
        chosen = next((one for one in sheet.items if one.id == st.session_state.get(CHOSEN)), None)
        if chosen is not None and sheet.keeps:
            _item(sheet, chosen, colleagues, changing=changing)
    if changing:
        _proposals(sheet, offered)
        _adding(sheet, colleagues)


def _items(sheet: Sheet) -> None:
    columns = [
        ui.Column("place", _("No."), "number"),
        ui.Column("title", _("Agenda item"), main=True),
        ui.Column("why", _("On it because"), "short"),
        ui.Column("lead", _("Lead department"), "short", phone=False),
        ui.Column("due", _("Due day"), "day", phone=False),
        ui.Column("speaker", _("Speaker"), "short"),
        ui.Column("minutes", _("Minutes planned"), "number"),
        ui.Column("decision", _("Decision"), phone=False),
    ]
    shown = [column for column in columns if column.name != "decision" or sheet.state not in ("planned",)]
    rows = [ui.Row(one.id, _cells(one), href="#" if sheet.keeps else _task(one)) for one in sheet.items]
    opened = ui.table("agenda", shown, rows, label=_("Agenda")).opened
    if opened and sheet.keeps:
        st.session_state[CHOSEN] = opened
    elif opened:
        task = next((one.task_id for one in sheet.items if one.id == opened and one.task_id), None)
        if task:
            ui.go("tasks/task.py", id=task)
    st.caption(
        _(
            "{count} items, {minutes} minutes",
            count=len(rows),
            minutes=sum(one.minutes for one in sheet.items),
        )
    )


def _task(one: Item) -> str:
    return f"/task?id={one.task_id}" if one.task_id else ""


def _cells(one: Item) -> dict[str, object]:
    cause = _(CAUSE_NAMES[one.cause])
    if one.times > 1:
        cause = _("{cause}, time {n}", cause=cause, n=one.times)
    said = one.decision or one.note
    return {
        "place": one.position + 1,
        "title": f"{one.number} {one.title}".strip(),
        "why": cause,
        "lead": one.lead,
        "due": day(one.due_day),
        "speaker": one.speaker or one.raised_by,
        "minutes": one.minutes,
        "decision": ui.lamp_cell(STATES[one.state], said[:60] or "—"),
    }


def _item(sheet: Sheet, one: Item, colleagues: Mapping[int, str], *, changing: bool) -> None:
    form = f"agenda-item-{one.id}"
    with st.container(border=True):
        st.markdown(f"**{ui.md(one.title)}**")
        if one.task_id:
            st.page_link(
                "tasks/task.py", label=one.number or _("Task"), query_params={"id": str(one.task_id)}
            )
        if changing:
            _changing(sheet, one, form, colleagues)
        if sheet.state != "planned":
            ui.facts(
                [(_("Note"), one.note), (_("Decision"), one.decision), (_("Answer"), one.answer)], columns=1
            )
        if one.raised_by and sheet.state != "planned":
            _answering(sheet, one)


def _changing(sheet: Sheet, one: Item, form: str, colleagues: Mapping[int, str]) -> None:
    with ui.form(form):
        ui.held(form, "version", one.version)
        if one.task_id is None:
            ui.line(form, "title", _("What the item is"), one.title)
        left, right = st.columns(2)
        with left:
            ui.number(form, "minutes", _("Minutes planned"), one.minutes, least=1, most=240)
        with right:
            ui.pick(form, "speaker_id", _("Speaker"), colleagues, one.speaker_id)
        with st.container(horizontal=True, gap="small"):
            ui.submit(form, _("Save"), change, (form, sheet.id, one))
            at = one.position
            st.button(
                _("Up"), key="item-up", on_click=move, args=(sheet.id, one.id, at - 1), disabled=at == 0
            )
            st.button(
                _("Down"),
                key="item-down",
                on_click=move,
                args=(sheet.id, one.id, at + 1),
                disabled=at + 1 == len(sheet.items),
            )
            if sheet.state == "planned":
                st.button(_("Take off"), key="item-off", on_click=take_off, args=(sheet.id, one.id))


def _answering(sheet: Sheet, one: Item) -> None:
    form = f"answer-{one.id}"
    with ui.form(form):
        label = _("Answer to {person}", person=one.raised_by)
        ui.paragraph(form, "answer", label, one.answer, limit=1000)
        ui.submit(form, _("Save the answer"), answer, (form, sheet.id, one.id), type="secondary")


def _proposals(sheet: Sheet, offered: list[Proposal]) -> None:
    if not offered:
        return
    st.header(_("Proposed by rule"), anchor=False)
    columns = [
        ui.Column("why", _("On it because"), "short"),
        ui.Column("title", _("Agenda item"), main=True),
        ui.Column("lead", _("Lead department"), "short"),
        ui.Column("due", _("Due day"), "day"),
    ]
    rows = [
        ui.Row(
            place,
            {
                "why": _(CAUSE_NAMES[one.cause]),
                "title": f"{one.number} {one.title}".strip(),
                "lead": one.lead,
                "due": day(one.due_day),
            },
        )
        for place, one in enumerate(offered)
    ]
    picks = ui.Picks([("on", _("Put on the agenda"))], round=len(sheet.items))
    picked = ui.table("proposals", columns, rows, label=_("Proposed by rule"), picks=picks)
    if picked.act:
        put_on(sheet.id, [offered[int(place)] for place in picked.chosen])
        st.rerun()
    st.button(
        _("Put all {count} on the agenda", count=len(offered)),
        key="put-on-all",
        on_click=put_on,
        args=(sheet.id, offered),
    )


def _adding(sheet: Sheet, colleagues: Mapping[int, str]) -> None:
    form = f"add-item-{sheet.id}"
    with st.expander(_("Add an item"), icon=":material/add:"), ui.form(form):
        ui.line(form, "title", _("What the item is"))
        left, right = st.columns(2)
        with left:
            usual = ("solved_there", "to_study", *OWN) if sheet.visit else OWN
            causes = {code: _(CAUSE_NAMES[code]) for code in dict.fromkeys(usual)}
            ui.pick(form, "cause", _("On it because"), causes, next(iter(causes)))
            ui.line(form, "raised_by", _("Raised by"), limit=100)
        with right:
            ui.pick(form, "speaker_id", _("Speaker"), colleagues)
            ui.number(form, "minutes", _("Minutes planned"), 10, least=1, most=240)
        ui.submit(form, _("Add the item"), add, (form, sheet.id))


def change(form: str, meeting_id: int, one: Item) -> None:
    typed = ui.values(form)
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        meetings.change_item(
            work,
            meeting_id=meeting_id,
            item_id=one.id,
            title=typed.get("title") or one.title,
            minutes=typed["minutes"],
            speaker_id=typed["speaker_id"],
            version=ui.held(form, "version", 0),
        )


def move(meeting_id: int, item_id: int, to: int) -> None:
    with ui.attempt(""), ui.begin() as work:
        meetings.move_item(work, meeting_id=meeting_id, item_id=item_id, to=to)


def take_off(meeting_id: int, item_id: int) -> None:
    with ui.attempt(_("Taken off.")), ui.begin() as work:
        meetings.take_off(work, meeting_id=meeting_id, item_id=item_id)


def answer(form: str, meeting_id: int, item_id: int) -> None:
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        said = ui.value(form, "answer") or ""
        meetings.answer_raiser(work, meeting_id=meeting_id, item_id=item_id, answer=said)


def put_on(meeting_id: int, wanted: list[Proposal]) -> None:
    with ui.attempt(_("On the agenda.")), ui.begin() as work:
        meetings.put_on(work, meeting_id=meeting_id, wanted=wanted)


def add(form: str, meeting_id: int) -> None:
    with ui.attempt(_("On the agenda."), form=form), ui.begin(form) as work:
        meetings.add_item(work, meeting_id=meeting_id, **ui.values(form))
