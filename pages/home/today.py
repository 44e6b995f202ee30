"""Today: what waits for me, mine by due day, what leaders decide in one tap, lamps, and the inbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from core import calendar, notices, roster, tasks, turns, upkeep
from core.actor import Actor, Charge, Role
from core.i18n import _, day
from core.notices import Line
from core.tasks import Counts, Decision
from core.turns import Kind, Waiting
from core.upkeep import LastBackup
from core.work import Work
from pages import ui
from pages.ui import deciding, moving, waiting
from pages.ui.roster.now import on_duty_card

INBOX, SHOWN = 12, "today-inbox"
FIRST = 10
BURNING = ("red", "yellow", "green")
OFFICE = (Role.DIRECTOR, Role.OFFICE)
NOVEMBER = 11


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the screen shows, read at once."""

    actor: Actor
    today: date
    waiting: list[Waiting]
    decisions: list[Decision]
    mine: list[tasks.Row]
    reds: list[tasks.Row]
    lamps: list[tuple[int, str, Counts]]
    lines: list[tuple[Line, date]]
    unread: int
    backup: LastBackup | None
    years: list[int]
    on_duty: list[roster.OnDuty]
    my_duties: list[roster.MyDuty]


def read(work: Work) -> Desk:
    actor, leads = work.actor, work.may("tasks.line_reds")
    acts = work.may("turns.waiting")
    keeper = work.may("calendar.confirm_year")
    return Desk(
        actor,
        work.today,
        waiting=turns.waiting(work) if acts else [],
        decisions=once(tasks.decisions(work)) if acts else [],
        mine=tasks.my_tasks(work) if acts else [],
        reds=tasks.line_reds(work) if leads else [],
        lamps=lamps_of(work, actor),
        lines=[(one, one.at.astimezone(work.zone).date()) for one in notices.inbox(work, size=inbox_size())],
        unread=notices.unread(work),
        backup=upkeep.last_backup(work) if work.may("upkeep.last_backup") else None,
        years=due_years(work) if keeper else [],
        on_duty=roster.on_duty_now(work),
        my_duties=roster.my_duties(work, days=60) if work.may("roster.my_duties") else [],
    )


def once(decisions: list[Decision]) -> list[Decision]:
    """A copy to read that came to me and to somebody I stand in for is one copy: read once, read for both."""
    found: dict[tuple[str, int], Decision] = {}
    for one in sorted(decisions, key=lambda one: bool(one.waiting.holder)):
        reading = one.waiting.kind == Kind.READ
        found.setdefault(("read", one.waiting.matter_id) if reading else ("turn", one.waiting.turn_id), one)
    return [one for one in decisions if one in found.values()]


def lamps_of(work: Work, actor: Actor) -> list[tuple[int, str, Counts]]:
    """The office sees all departments, a leader those of the own lines, everybody else the own one."""
    counted = tasks.department_lamps(work)
    if actor.role in OFFICE or Charge.SUPERVISION in actor.charges or actor.role == Role.ADMINISTRATOR:
        return counted
    own = actor.lines or actor.departments
    return [one for one in counted if one[0] in own]


def due_years(work: Work) -> list[int]:
    """The next year's holidays are published in November: before that, nobody can confirm it."""
    this = work.today.year
    return [
        year
        for year in calendar.unconfirmed_years(work)
        if year <= this or (year == this + 1 and work.today.month >= NOVEMBER)
    ]


def inbox_size() -> int:
    return int(st.session_state.get(SHOWN, INBOX))


def all_read() -> None:
    with ui.attempt(_("Marked as read.")), ui.begin() as work:
        notices.mark_all_read(work)


def show_more() -> None:
    st.session_state[SHOWN] = min(inbox_size() + 2 * INBOX, 100)


def show_office_lines(desk: Desk) -> None:
    """What administrators must not overlook."""
    backup = desk.backup
    if backup is not None and (backup.old or backup.failed):
        if backup.at is None:
            said = _("There is no backup yet. Look at the nightly job.")
        else:
            said = _("The last backup is of {day}. Look at the nightly job.", day=backup.at.date())
        st.error(ui.md(said + (f" {backup.failed}" if backup.failed else "")), icon=":material/backup:")
    if desk.years:
        years = _(", ").join(str(year) for year in desk.years)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(
                _(
                    "The calendar of {years} is not confirmed: days are counted without certainty.",
                    years=years,
                ),
                icon=":material/calendar_month:",
            )
            if st.button(_("To the calendar"), key="to-calendar"):
                ui.go("calendar/days.py")


def show_rows(
    name: str, heading: str, rows: Sequence[tasks.Row], *, without: str, **whole: str | int
) -> None:
    """The first of them, without what is the same in all; `whole` is the filter of the list with the rest."""
    st.header(heading, anchor=False)
    columns = [
        ui.Column("lamp", _("Lamp"), "lamp", width="5rem"),
        ui.Column("title", _("Item"), main=True),
        ui.Column("lead", _("Lead department")),
        ui.Column("due_day", _("Due day"), "day"),
        ui.Column("percent", _("Progress"), "share"),
    ]
    columns = [column for column in columns if column.name != without]
    shown = [ui.Row(one.id, row_cells(one), href=f"/task?id={one.id}") for one in rows[:FIRST]]
    picked = ui.table(name, columns, shown, label=heading)
    if picked.opened:
        ui.go("tasks/task.py", id=picked.opened)
    if len(rows) > FIRST and st.button(_("Show all of them"), key=f"all-{name}", type="tertiary"):
        ui.go("tasks/list.py", **whole)


def row_cells(one: tasks.Row) -> dict[str, object]:
    due_day = day(one.due_day)
    return {
        "lamp": ui.lamp_cell(one.lamp),
        "title": one.title,
        "lead": one.lead,
        "due_day": ui.toned(due_day, "red") if one.lamp == "red" else due_day,
        "percent": one.percent,
    }


def show_lamps(lamps: Sequence[tuple[int, str, Counts]]) -> None:
    st.header(_("Lamps by department"), anchor=False)
    columns = [ui.Column("name", _("Department"), main=True)]
    columns += [ui.Column(colour, _(tasks.LAMP_NAMES[colour]), "lamp") for colour in BURNING]
    shown = [
        ui.Row(number, {"name": name, **lamp_cells(counts)}, href=address(number))
        for number, name, counts in lamps
    ]
    picked = ui.table("lamps", columns, shown, label=_("Lamps by department"))
    if picked.opened:
        ui.go("tasks/list.py", department=picked.opened, part="lead")


def lamp_cells(counts: Counts) -> dict[str, object]:
    """Nothing where there is none: what burns stands out."""
    found = {colour: getattr(counts, colour) for colour in BURNING}
    return {colour: ui.lamp_cell(colour, str(count)) for colour, count in found.items() if count}


def address(department_id: int) -> str:
    return f"/tasks?{urlencode({'department': department_id, 'part': 'lead'})}"


def show_inbox(desk: Desk) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        heading = _("Notices ({count} new)", count=desk.unread) if desk.unread else _("Notices")
        st.header(heading, anchor=False, width="content")
        if desk.unread:
            st.button(_("Mark all as read"), key="all-read", on_click=all_read, type="tertiary")
    if not desk.lines:
        st.caption(_("No notices yet. What happens to your items is told here."))
        return
    columns = [ui.Column("text", _("Notice"), main=True), ui.Column("at", _("When"), "short")]
    shown = [
        ui.Row(
            one.id,
            {"text": one.text, "at": day(at)},
            href=one.address or "#",
            muted=one.read_at is not None,
        )
        for one, at in desk.lines
    ]
    picked = ui.table("inbox", columns, shown, label=_("Notices"))
    if picked.opened:
        open_notice(desk, int(picked.opened))
    if len(desk.lines) == inbox_size() < 100:
        st.button(_("Older ones"), key="older", on_click=show_more, type="tertiary")


def open_notice(desk: Desk, notice_id: int) -> None:
    line = next((one for one, _at in desk.lines if one.id == notice_id), None)
    with ui.attempt(""), ui.begin() as work:
        notices.mark_read(work, notice_ids=[notice_id])
    if line is not None:
        moving.go_to(line.address)
    st.rerun()


ui.open_page(_("Today"))

with ui.look() as work:
    desk = read(work)

rest = waiting.below(desk.waiting, desk.today)

st.caption(day(desk.today))
show_office_lines(desk)
left, right = st.columns([4, 3], gap="medium")
with left:
    if desk.decisions:
        deciding.show(desk.decisions)
    if desk.reds:
        show_rows("reds", _("Overdue in my lines"), desk.reds, without="lamp", lamp="red")
    if rest or not desk.decisions:
        waiting.show(rest, desk.today)
    if desk.mine:
        show_rows("mine", _("Mine by due day"), desk.mine, without="lead", person=desk.actor.number)
with right:
    on_duty_card(desk.on_duty, desk.my_duties)
    if desk.lamps:
        show_lamps(desk.lamps)
    show_inbox(desk)
