"""Kinds of meeting with their usual preparation, and the rooms."""

import streamlit as st

from core import meetings
from core.i18n import N_, Text, _, day
from core.meetings import KindSheet, Rhythm, RoomSheet, SeriesSheet, Step
from pages import ui
from pages.ui.meetings.plan_form import Desk

KIND, ROOM = "meeting-kind", "meeting-room"
WEEKDAYS: tuple[Text, ...] = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def show(desk: Desk, going: list[SeriesSheet]) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header(_("Kinds of meeting"), anchor=False)
        for one in desk.kinds:
            with st.expander(ui.md(one.name)):
                _kind(one, desk)
        with st.expander(_("Add a kind"), icon=":material/add:"):
            _kind(None, desk)
    with right:
        st.header(_("Meeting rooms"), anchor=False)
        if not desk.rooms:
            st.caption(_("No room yet: a room that is listed here cannot be given away twice."))
        for room in desk.rooms:
            with st.expander(ui.md(room.name)):
                _room(room)
        with st.expander(_("Add a room"), icon=":material/add:"):
            _room(None)
        _series(going)


def _series(going: list[SeriesSheet]) -> None:
    if not going:
        return
    st.subheader(_("Series"), anchor=False)
    for one in going:
        with st.container(horizontal=True, vertical_alignment="center"):
            until = _("planned until {day}", day=day(one.planned_until))
            said = " · ".join((one.kind, _rhythm(one.rhythm), one.begins, until))
            st.markdown(f"**{ui.md(one.title)}**  {ui.md(said)}", width="stretch")
            st.button(_("End the series"), key=f"end-series-{one.id}", on_click=end_series, args=(one,))


def _rhythm(one: Rhythm) -> str:
    weekday = day_names()[one.weekday]
    if one.week_of_month:
        return _("{weekday} no. {n} of each month", weekday=weekday, n=one.week_of_month)
    if one.every_weeks == 1:
        return _("every {weekday}", weekday=weekday)
    return _("{weekday}, every {n} weeks", weekday=weekday, n=one.every_weeks)


def day_names() -> list[str]:
    return [_(name) for name in WEEKDAYS]


def end_series(one: SeriesSheet) -> None:
    with ui.attempt(_("No further ones are planned; those that are planned stay.")), ui.begin() as work:
        meetings.end_series(work, series_id=one.id, version=one.version)


def _kind(old: KindSheet | None, desk: Desk) -> None:
    form = f"{KIND}-{old.id if old else 0}"
    with ui.form(form):
        ui.held(form, "version", old.version if old else 0)
        ui.line(form, "name", _("Name of the kind"), old.name if old else "", limit=60)
        ui.number(
            form, "minutes", _("Minutes for an item"), old.minutes_an_item if old else 10, least=1, most=240
        )
        ui.said(form, "minutes_an_item")
        ui.tick(form, "visit", _("On-site visit: solved there, to be studied"), old.visit if old else False)
        hint = _(
            "One step a line: what, days before the meeting (−1: the day after), who; "
            "the secretary where nobody stands."
        )
        ui.paragraph(form, "steps", _("Preparation"), _written(old, desk), height=220, help=hint)
        with st.container(horizontal=True):
            ui.submit(form, _("Save"), keep_kind, (form, old.id if old else None, desk))
            if old is not None:
                ui.submit(form, _("Retire"), retire_kind, (form, old.id), name="retire", type="secondary")


def _written(old: KindSheet | None, desk: Desk) -> str:
    """The steps as lines that are typed again: what, days, who."""
    steps = old.steps if old else meetings.USUAL_STEPS
    lines = []
    for one in steps:
        who = desk.people.get(one.person_id or 0, "").partition(" · ")[0]
        lines.append("，".join(part for part in (one.what, str(one.days), who) if part))
    return "\n".join(lines)


def steps(text: str, desk: Desk) -> list[Step]:
    """Lines read back; a name that nobody has stays part of the step, so that nothing typed is lost."""
    numbers = {name.partition(" · ")[0]: number for number, name in desk.people.items()}
    found = []
    for line in (one.strip() for one in text.splitlines()):
        parts = [one.strip() for one in line.replace(",", "，").split("，") if one.strip()]
        person = numbers.get(parts[-1]) if len(parts) > 1 else None
        parts = parts[:-1] if person else parts
        days = _days(parts[-1]) if len(parts) > 1 else None
        parts = parts[:-1] if days is not None else parts
        if parts:
            found.append(Step("，".join(parts), 1 if days is None else days, person))
    return found


def _days(text: str) -> int | None:
    plain = text.replace("−", "-").removeprefix("-")
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 3):
        return None
    return -int(plain) if text[:1] in "-−" else int(plain)


def keep_kind(form: str, kind_id: int | None, desk: Desk) -> None:
    typed = ui.values(form)
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        meetings.keep_kind(
            work,
            name=typed["name"],
            steps=steps(typed["steps"], desk),
            minutes_an_item=typed["minutes"],
            visit=typed["visit"],
            kind_id=kind_id,
            version=ui.held(form, "version", 0),
        )


def retire_kind(form: str, kind_id: int) -> None:
    with ui.attempt(_("No longer offered."), form=form), ui.begin(form) as work:
        meetings.retire_kind(work, kind_id=kind_id, version=ui.held(form, "version", 0))


def _room(old: RoomSheet | None) -> None:
    form = f"{ROOM}-{old.id if old else 0}"
    with ui.form(form):
        ui.held(form, "version", old.version if old else 0)
        ui.line(form, "name", _("Name of the room"), old.name if old else "", limit=60)
        ui.number(form, "seats", _("Seats (0: not said)"), old.seats if old else 0, least=0, most=10_000)
        with st.container(horizontal=True):
            ui.submit(form, _("Save"), keep_room, (form, old.id if old else None))
            if old is not None:
                ui.submit(form, _("Retire"), retire_room, (form, old.id), name="retire", type="secondary")


def keep_room(form: str, room_id: int | None) -> None:
    typed, version = ui.values(form), ui.held(form, "version", 0)
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        meetings.keep_room(work, name=typed["name"], seats=typed["seats"], room_id=room_id, version=version)


def retire_room(form: str, room_id: int) -> None:
    with ui.attempt(_("No longer offered."), form=form), ui.begin(form) as work:
        meetings.retire_room(work, room_id=room_id, version=ui.held(form, "version", 0))
