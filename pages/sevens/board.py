"""All areas by floor: a day, a week, a month with stars and, where they are on, places."""

from datetime import date, timedelta

import streamlit as st

from core import calendar, seven_s
from core import seven_s_figures as figures
from core.i18n import N_, Text, _, day
from core.seven_s import Standing
from core.seven_s_figures import Cell, DayBoard, MonthBoard, MonthLine, Plate, Rating, WeekBoard
from pages import ui

VIEWS: dict[str, Text] = {"day": N_("By day"), "week": N_("By week"), "month": N_("By month")}
SIGNS = {
    Standing.DONE: "green",
    Standing.DONE_LATE: "yellow",
    Standing.DUE: "grey",
    Standing.LATE: "yellow",
    Standing.MISSED: "red",
    Standing.EXCUSED: "grey",
}
LOW, FAIR = 90.0, 95.0


def moved(view: str, on: date, step: int) -> date:
    """The day, week or month before or after."""
    if view == "day":
        return on + timedelta(days=step)
    if view == "week":
        return on + timedelta(days=7 * step)
    first = on.replace(day=1)
    return (
        (first + timedelta(days=31)).replace(day=1)
        if step > 0
        else (first - timedelta(days=1)).replace(day=1)
    )


def turn(view: str, on: date, step: int) -> None:
    st.session_state["board-day"] = moved(view, on, step)


def points(score: float | None) -> object:
    """A score in its tone: a sign beside the colour where it is low."""
    if score is None:
        return ""
    said = f"{score:.1f}"
    if score < LOW:
        return ui.toned(f"▼ {said}", "red")
    return ui.toned(f"▽ {said}", "yellow") if score < FAIR else said


def stars(one: Rating) -> str:
    if one.stars is None:
        return _(figures.UNRATED_NAMES[one.unrated])
    return "★" * one.stars + "☆" * (5 - one.stars)


def count(columns: list[tuple[str, object]]) -> None:
    for column, (label, value) in zip(st.columns(len(columns)), columns, strict=True):
        column.metric(label, str(value))


def show_day(board: DayBoard) -> None:
    mean = f"{board.mean:.1f}" if board.mean is not None else "—"
    looked = f"{board.done} / {board.done + board.missing}"
    count(
        [
            (_("Looked at"), looked),
            (_("Missing"), board.missing),
            (_("Findings"), board.findings),
            (_("Mean score"), mean),
        ]
    )
    if not board.done + board.missing and not any(one.standing for one in board.cells):
        st.caption(_("No workday: nothing falls due."))
    columns = [
        ui.Column("state", _("State"), "lamp", width="7rem"),
        ui.Column("area", _("Area"), main=True),
        ui.Column("score", _("Score"), "number", width="6rem"),
        ui.Column("findings", _("Findings"), "number", width="6rem"),
        ui.Column("owner", _("Owner"), width="16rem", phone=False),
        ui.Column("reason", _("Reason"), width="14rem", phone=False),
    ]
    for floor, cells in board.floors:
        done = sum(1 for one in cells if one.standing in (Standing.DONE, Standing.DONE_LATE))
        title = _("Floor {floor}", floor=floor)
        st.markdown(f"**{ui.md(title)}** · {done} / {len(cells)}")
        opened = ui.table(f"day-{floor}", columns, [day_row(one) for one in cells], label=title).opened
        if opened:
            ui.go("sevens/area.py", id=opened)


def day_row(one: Cell) -> ui.Row:
    state: object = ""
    if one.standing is not None:
        state = ui.lamp_cell(SIGNS[one.standing], _(seven_s.STANDING_NAMES[one.standing]))
    cells = {
        "state": state,
        "area": one.area.name,
        "score": points(one.score),
        "findings": one.findings or "",
        "owner": " · ".join(filter(None, (one.area.owner_person, one.area.owner_department))),
        "reason": one.reason,
    }
    return ui.Row(one.area.id, cells, href=f"/area?id={one.area.id}")


def show_week(board: WeekBoard) -> None:
    columns = [
        ui.Column("area", _("Area"), main=True),
        *(ui.Column(one.isoformat(), day(one), "number") for one in board.days),
        ui.Column("findings", _("Findings"), "number"),
        ui.Column("visits", _("Visits"), "number", phone=False),
    ]
    rows = []
    for one in board.lines:
        missing = len(one.days) < one.planned
        visits = f"{len(one.days)} / {one.planned}"
        cells = {
            "area": one.area.name,
            **{at.isoformat(): points(one.days.get(at)) for at in board.days},
            "findings": one.findings or "",
            "visits": ui.toned(f"▼ {visits}", "yellow") if missing else visits,
        }
        rows.append(ui.Row(one.area.id, cells, href=f"/area?id={one.area.id}"))
    opened = ui.table("week", columns, rows, label=_("Week")).opened
    if opened:
        ui.go("sevens/area.py", id=opened)


def show_month(board: MonthBoard) -> None:
    ranked = [ui.Column("place", _("Place in its group"), "number")] if board.ranked else []
    columns = [
        ui.Column("area", _("Area"), main=True),
        ui.Column("group", _("Group"), "short", phone=False),
        ui.Column("stars", _("Stars"), "short"),
        ui.Column("gates", _("What cost stars"), phone=False),
        ui.Column("mean", _("Mean score"), "number"),
        ui.Column("worst", _("Worst day"), "number", phone=False),
        ui.Column("findings", _("Findings"), "number"),
        ui.Column("visits", _("Visits"), "number"),
        *ranked,
    ]
    opened = ui.table("month", columns, [month_row(one) for one in board.lines], label=_("Month")).opened
    if opened:
        ui.go("sevens/area.py", id=opened)
    st.caption(
        _(
            "Stars by the mean (98, 95, 90, 80); a veto freezes them; overdue or repeated findings, "
            "a day below 90 or a wide gap cap them. Three months of five stars make a model area."
        )
    )
    if board.ranked:
        st.caption(_("Place: 1 + the number of areas of the group that are certainly better."))


def month_row(one: MonthLine) -> ui.Row:
    plates = {Plate.MODEL: _("model area"), Plate.LOST: _("lost the plate")}
    marks = [stars(one.rating), plates.get(one.plate, "")]
    cells = {
        "area": one.area.name,
        "group": _(seven_s.GROUP_NAMES[one.area.group]),
        "stars": " · ".join(filter(None, marks)),
        "gates": _(", ").join(_(figures.GATE_NAMES[gate]) for gate in one.rating.gates),
        "mean": points(one.tally.mean),
        "worst": points(one.tally.worst if one.tally.days else None),
        "findings": one.tally.findings or "",
        "visits": f"{one.tally.days} / {one.planned}",
        "place": one.place.rank if one.place else "—",
    }
    return ui.Row(one.area.id, cells, href=f"/area?id={one.area.id}")


ui.open_page(_("7S board"), needs="seven_s_figures.day_board")

names = {code: _(text) for code, text in VIEWS.items()}
with ui.look() as work:
    latest = calendar.workday_on_or_before(work, work.today)
with st.container(horizontal=True, vertical_alignment="center"):
    chosen = st.segmented_control(
        _("View"),
        list(names),
        format_func=names.__getitem__,
        default="day",
        key="board-view",
        label_visibility="collapsed",
    )
    view = chosen or "day"
    st.session_state.setdefault("board-day", latest)
    on = st.session_state["board-day"]
    st.button("◀", key="board-back", help=_("Before"), on_click=turn, args=(view, on, -1))
    st.date_input(_("Day"), key="board-day", label_visibility="collapsed", width=150, format="YYYY-MM-DD")
    st.button("▶", key="board-on", help=_("After"), on_click=turn, args=(view, on, 1))
on = st.session_state["board-day"] or latest

with ui.look() as work:
    there = bool(seven_s.areas(work))
    if view == "week":
        shown: DayBoard | WeekBoard | MonthBoard = figures.week_board(work, first=on)
    elif view == "month":
        shown = figures.month_board(work, month=on)
    else:
        shown = figures.day_board(work, day=on)

if not there:
    ui.empty(_("No areas yet. Add each room, corridor and vehicle that is looked at, with its owner."))
elif isinstance(shown, DayBoard):
    show_day(shown)
elif isinstance(shown, WeekBoard):
    show_week(shown)
else:
    show_month(shown)
