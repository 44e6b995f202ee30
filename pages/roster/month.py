"""The duty roster as published: month, week, my duties, swaps; drag or carry a duty onto another to swap."""

from datetime import date, timedelta

import streamlit as st

from core import roster
from core.i18n import _, day
from core.roster import Grid, MyDuty, OnDuty
from pages import ui
from pages.ui.duty_grid import duty_grid
from pages.ui.roster import ledgers, swapping

MONTH, WEEK, MINE, SWAPS, LEDGER = "month", "week", "mine", "swaps", "ledger"


def span(view: str, start: date) -> tuple[date, date]:
    if view == WEEK:
        monday = start - timedelta(start.weekday())
        return monday, monday + timedelta(6)
    return roster.bounds_of(roster.Period.MONTH, start)


def move(to: date) -> None:
    st.query_params["day"] = to.isoformat()
    swapping.closed()


def choose() -> None:
    st.query_params["view"] = st.session_state["duty-view"] or MONTH
    swapping.closed()


def asked_day(today: date) -> date:
    try:
        asked = date.fromisoformat(st.query_params.get("day", ""))
    except ValueError:
        return today
    return asked if 2000 <= asked.year <= 2100 else today


def show_now(now: list[OnDuty]) -> None:
    said = [
        f"{ui.md(one.role)} **{ui.md(_(', ').join(one.people))}** {ui.md(' '.join(filter(None, one.phones)))}"
        for one in now
    ]
    if said:
        st.markdown(_("On duty now:") + " " + "　".join(said))


def show_moving(first: date, last: date, view: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("‹", key="before", help=_("Before"), on_click=move, args=(first - timedelta(1),))
        named = f"{day(first, year=True)} – {day(last)}" if view == WEEK else f"{first.year}-{first.month:02}"
        st.markdown(f"**{named}**", width="content")
        st.button("›", key="after", help=_("After"), on_click=move, args=(last + timedelta(1),))
        st.button(_("Today"), key="now", on_click=move, args=(today,), type="tertiary")
        if acts:
            ui.downloads("duty-sheet", [(_("Excel for printing"), f"/download/duty?day={first}")])


def show_grid(shown: Grid) -> None:
    if not shown.roles:
        ui.empty(_("No roster is published for these days."))
        return
    swapping.show_opened(shown)
    duty_grid("duty-grid", shown, today=today, on_swap=swapping.dropped, on_open=swapping.opened)


def show_mine(rows: list[MyDuty]) -> None:
    if not rows:
        ui.empty(_("No duty of yours lies ahead."))
        return
    columns = [
        ui.Column("day", _("Day"), "short", main=True),
        ui.Column("role", _("Duty role")),
        ui.Column("from", _("From"), "short"),
        ui.Column("until", _("Until"), "short"),
        ui.Column("planned", _("Instead of")),
    ]
    cells = [
        ui.Row(
            one.duty_id,
            {
                "day": day(one.day),
                "role": one.role,
                "from": f"{one.starts_at:%H:%M}",
                "until": f"{day(one.ends_at.date())} {one.ends_at:%H:%M}",
                "planned": one.planned,
            },
            href=f"/duty?day={one.day}",
        )
        for one in rows
    ]
    picked = ui.table("my-duties", columns, cells, label=_("My duties"))
    if picked.opened:
        chosen = next(one for one in rows if one.duty_id == picked.opened)
        ui.go("roster/month.py", day=chosen.day.isoformat(), duty=chosen.duty_id)


ui.open_page(_("Who is on duty"))

with ui.look() as work:
    today = work.today
    acts = work.may("roster.swaps")
    now = roster.on_duty_now(work)
    waits = roster.swaps(work) if acts else []

asked_for = st.query_params.get("view", SWAPS if "matter" in st.query_params else MONTH)
names = {MONTH: _("Month"), WEEK: _("By week")}
if acts:
    due = sum(one.may_consent or one.may_decide for one in waits)
    names |= {
        LEDGER: _("Duty count"),
        MINE: _("My duties"),
        SWAPS: _("Swaps ({count})", count=due) if due else _("Swaps"),
    }
st.session_state["duty-view"] = asked_for if asked_for in names else MONTH
show_now(now)
st.segmented_control(
    _("View"),
    list(names),
    format_func=names.__getitem__,
    key="duty-view",
    on_change=choose,
    label_visibility="collapsed",
)
view = st.session_state["duty-view"] or MONTH
if view == SWAPS:
    swapping.show_swaps(waits)
elif view == LEDGER:
    ledgers.show(asked_day(today).year, today.year)
elif view == MINE:
    with ui.look() as work:
        mine = roster.my_duties(work)
    show_mine(mine)
else:
    first, last = span(view, asked_day(today))
    with ui.look() as work:
        shown = roster.grid(work, first_day=first, last_day=last)
    show_moving(first, last, view)
    show_grid(shown)
