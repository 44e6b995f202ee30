"""The form of a plan: kind, when, where, who; whoever is wanted elsewhere is named below the people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from core import meetings, people
from core.i18n import N_, Text, _, day
from core.meetings import KindSheet, Plan, Rhythm, RoomSheet, Sheet
from core.work import Work
from pages import ui

BEGINS = {
    f"{hour:02d}:{minute:02d}": f"{hour:02d}:{minute:02d}"
    for hour in range(7, 22)
    for minute in (0, 15, 30, 45)
}
MINUTES = (30, 45, 60, 90, 120, 150, 180, 240, 360, 480)
REPEATS: dict[str, Text] = {
    "once": N_("Once"),
    "weekly": N_("Every week"),
    "fortnightly": N_("Every two weeks"),
    "monthly": N_("Every month, on the same weekday"),
}
ORIGINS: dict[str, Text] = {
    "meeting": N_("another meeting"),
    "duty": N_("on duty"),
    "leave": N_("on leave"),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What the form needs."""

    kinds: list[KindSheet]
    rooms: list[RoomSheet]
    people: Mapping[int, str]
    own: int
    today: date
    zone: ZoneInfo


def read(work: Work) -> Desk:
    colleagues = {one.id: f"{one.name} · {one.department}" for one in people.everybody(work)}
    return Desk(
        meetings.kinds(work), meetings.rooms(work), colleagues, work.actor.number, work.today, work.zone
    )


def fields(form: str, desk: Desk, old: Sheet | None = None) -> None:
    begins = old.starts_at.astimezone(desk.zone) if old else None
    left, right = st.columns(2, gap="large")
    with left:
        kinds = {one.id: one.name for one in desk.kinds}
        ui.pick(form, "kind_id", _("Kind"), kinds, old.kind_id if old else next(iter(kinds), None))
        ui.line(form, "title", _("Name of the meeting"), old.title if old else "", limit=120)
        _when(form, desk, old, begins)
        if old is None:
            repeats(form)
    with right:
        rooms = {one.id: _room(one) for one in desk.rooms}
        ui.pick(form, "room_id", _("Room"), rooms, old.room_id if old else None)
        ui.line(form, "place", _("Other place"), old.place if old else "", limit=120)
        ui.pick(form, "chair_id", _("Chair"), desk.people, old.chair_id if old else None)
        ui.pick(form, "secretary_id", _("Secretary"), desk.people, old.secretary_id if old else desk.own)
    kept = {old.chair_id, old.secretary_id} if old else set()
    guests = [one.person_id for one in old.guests if one.person_id not in kept] if old else []
    ui.picks(form, "person_ids", _("Who is invited"), desk.people, guests)
    _clashes(form, desk, old.id if old else None)
    hint = _("Internal items can be put on the agenda of an internal meeting only.")
    ui.tick(form, "internal", _("Internal meeting"), old.internal if old else False, help=hint)


def _when(form: str, desk: Desk, old: Sheet | None, begins: datetime | None) -> None:
    minutes = int((old.ends_at - old.starts_at).total_seconds()) // 60 if old else 120
    on, at, length = st.columns([5, 4, 4])
    with on:
        ui.day(form, "day", _("Day"), begins.date() if begins else None)
        ui.said(form, "starts_at")
    with at:
        start = f"{begins:%H:%M}" if begins else "09:00"
        ui.pick(form, "begins", _("Begins at"), {**BEGINS, start: start}, start)
    with length:
        choices = {one: _("{n} min", n=one) for one in sorted({*MINUTES, minutes})}
        ui.pick(form, "minutes", _("Lasts"), choices, minutes)
        ui.said(form, "ends_at")


def _room(one: RoomSheet) -> str:
    return _("{name} ({seats} seats)", name=one.name, seats=one.seats) if one.seats else one.name


def repeats(form: str) -> None:
    """For a new meeting: once, or again and again from its day on."""
    ui.pick(form, "repeats", _("Repeats"), {code: _(name) for code, name in REPEATS.items()}, "once")


def rhythm(form: str) -> Rhythm | None:
    """By the weekday of the chosen day; None where it takes place once."""
    on, chosen = ui.value(form, "day"), ui.value(form, "repeats") or "once"
    if chosen == "once" or on is None:
        return None
    if chosen == "monthly":
        return Rhythm(on.weekday(), week_of_month=(on.day - 1) // 7 + 1)
    return Rhythm(on.weekday(), every_weeks=2 if chosen == "fortnightly" else 1)


def plan(form: str, zone: ZoneInfo) -> Plan:
    typed = ui.values(form)
    start = _start(typed.get("day"), typed.get("begins"), zone)
    return Plan(
        typed.get("kind_id") or 0,
        typed.get("title") or "",
        start,
        start + timedelta(minutes=typed.get("minutes") or 0),
        typed.get("chair_id") or 0,
        typed.get("secretary_id") or 0,
        typed.get("person_ids") or [],
        typed.get("room_id"),
        typed.get("place") or "",
        bool(typed.get("internal")),
    )


def _start(on: date | None, begins: str | None, zone: ZoneInfo) -> datetime:
    """Without a day the time has passed, which the rule says beside the field."""
    return datetime.combine(on or date(2000, 1, 1), time.fromisoformat(begins or "09:00"), zone)


def _clashes(form: str, desk: Desk, but: int | None) -> None:
    typed = ui.values(form)
    wanted = {*typed.get("person_ids", ()), typed.get("chair_id"), typed.get("secretary_id")} - {None}
    if not typed.get("day") or not wanted:
        return
    start = _start(typed["day"], typed.get("begins"), desk.zone)
    with ui.look() as work:
        found = meetings.clashes(
            work,
            starts_at=start,
            ends_at=start + timedelta(minutes=typed.get("minutes") or 0),
            person_ids=sorted(wanted),
            but=but,
        )
    for one in found:
        what = one.title or _(ORIGINS.get(one.origin, N_("elsewhere")))
        first, last = one.starts_at.astimezone(desk.zone), one.ends_at.astimezone(desk.zone)
        when = f"{day(first.date())} {first:%H:%M}–{last:%H:%M}"
        said = _("{person} is wanted elsewhere: {what}, {when}", person=one.person, what=what, when=when)
        st.markdown(ui.lamp("yellow", said))
