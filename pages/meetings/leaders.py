"""The leaders' calendar (领导活动安排): asked for by all, settled by the office, published and printed."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import streamlit as st

from core import engagements, people
from core.engagements import STATE_NAMES, Edition, Entry, Period, Span, State, Wanted
from core.i18n import N_, Text, _, day, moment
from pages import ui
from pages.ui.meetings.plan_form import BEGINS, MINUTES

ASK = "engagement"
SPANS: dict[str, Text] = {
    Span.WEEK: N_("By week"),
    Span.HALF_MONTH: N_("By half-month"),
    Span.MONTH: N_("By month"),
}


def span() -> Span:
    asked = st.query_params.get("span", "")
    return Span(asked) if asked in SPANS else Span.WEEK


def asked_day(today: date) -> date:
    try:
        return date.fromisoformat(st.query_params.get("day", ""))
    except ValueError:
        return today


def turn(to: date, wanted: str) -> None:
    st.query_params.from_dict({"span": wanted, "day": to.isoformat()})


def choose_span() -> None:
    turn(shown.first, st.session_state["leaders-span"] or Span.WEEK)


def show_turning() -> None:
    st.session_state["leaders-span"] = str(span())
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.segmented_control(
            _("View"),
            list(SPANS),
            format_func=lambda code: _(SPANS[code]),
            key="leaders-span",
            on_change=choose_span,
            label_visibility="collapsed",
        )
        before, after = shown.first - timedelta(days=1), shown.last + timedelta(days=1)
        st.button("‹", key="before", on_click=turn, args=(before, str(span())), help=_("Earlier"))
        st.button(_("Today"), key="today", on_click=turn, args=(today, str(span())))
        st.button("›", key="after", on_click=turn, args=(after, str(span())), help=_("Later"))
        st.markdown(f"**{day(shown.first, year=True)} — {day(shown.last, year=True)}**", width="content")
        excel = f"/download/leaders?first={shown.first}&last={shown.last}"
        ui.downloads("leaders-excel", [(_("Excel, to print"), excel)])


def words(one: Entry) -> str:
    starts, ends = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
    signs = ("★" if one.important else "") + ("▲" if one.twice else "")
    asked = _(" (to be coordinated)") if one.state == State.ASKED else ""
    place = f" @{one.place}" if one.place else ""
    return f"{signs}{starts:%H:%M}–{ends:%H:%M} {one.title}{place}{asked}"


def show_days(entries: list[Entry], leaders: Mapping[int, str]) -> None:
    """A day each row, a leader each column; a month leaves out the days on which nothing is."""
    found: dict[tuple[date, int], list[str]] = defaultdict(list)
    for one in entries:
        found[one.starts_at.astimezone(zone).date(), one.leader_id].append(words(one))
    columns = [ui.Column("day", _("Day"), "day", main=True)]
    columns += [ui.Column(str(number), name) for number, name in leaders.items()]
    count = (shown.last - shown.first).days + 1
    days = [shown.first + timedelta(days=place) for place in range(count)]
    taken = {on for on, _leader in found}
    rows = [
        ui.Row(
            on.isoformat(),
            {"day": day(on), **{str(one): "；".join(found[on, one]) for one in leaders}},
            muted=on < today,
        )
        for on in days
        if span() == Span.WEEK or on in taken
    ]
    if not taken:
        ui.empty(_("Nothing is planned in this period. Ask for a time below."), key="leaders-empty")
    else:
        ui.table("leaders-days", columns, rows, label=_("Leaders' calendar"))
    if any(one.twice for one in entries):
        said = _(
            "{n} entries clash: the leader is wanted twice at that time (▲).",
            n=sum(one.twice for one in entries),
        )
        st.markdown(ui.lamp("yellow", said))


def show_waiting(entries: list[Entry]) -> None:
    """What the office has to settle, and what is still ahead of one's own."""
    of_people = [one for one in entries if one.origin == "engagement"]
    waiting = [one for one in of_people if settles and one.state == State.ASKED]
    own = [one for one in of_people if one.own and one not in waiting and one.ends_at > now]
    for heading, listed in ((_("To settle"), waiting), (_("What I asked for"), own)):
        if listed:
            st.subheader(heading, anchor=False)
        for one in listed:
            show_entry(one)


def show_entry(one: Entry) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"entry-{one.id}"):
        colour = "green" if one.state == State.AGREED else "yellow"
        on = day(one.starts_at.astimezone(zone).date())
        said = f"{one.leader} · {on} {words(one)} · {_('asked for by {person}', person=one.asked_by)}"
        st.markdown(f"{ui.lamp(colour, _(STATE_NAMES[one.state]))}  {ui.md(said)}", width="stretch")
        if settles and one.state == State.ASKED:
            st.button(_("Settle it"), key=f"agree-{one.id}", type="primary", on_click=agree, args=(one,))
            with st.popover(_("It cannot be")), ui.form(f"refuse-{one.id}"):
                ui.paragraph(f"refuse-{one.id}", "reason", _("Reason"), limit=500)
                ui.submit(f"refuse-{one.id}", _("Send"), refuse, (f"refuse-{one.id}", one))
        st.button(_("Withdraw"), key=f"drop-{one.id}", on_click=withdraw, args=(one,))


def show_asking(leaders: Mapping[int, str]) -> None:
    with st.expander(_("Ask for a leader's time"), icon=":material/add:"), ui.form(ASK):
        left, right = st.columns(2, gap="large")
        with left:
            ui.pick(ASK, "leader_id", _("Leader"), leaders)
            ui.line(ASK, "title", _("What it is about"), limit=120)
            ui.line(ASK, "place", _("Place"), limit=120)
        with right:
            ui.day(ASK, "day", _("Day"), max(today, shown.first), first=today)
            ui.pick(ASK, "begins", _("Begins at"), BEGINS, "09:00")
            ui.pick(ASK, "minutes", _("Lasts"), {one: _("{n} min", n=one) for one in MINUTES}, 60)
            ui.said(ASK, "ends")
            ui.tick(ASK, "important", _("Important"))
        ui.submit(ASK, _("Ask for it"), ask)


def show_editions(found: list[Edition]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        last = found[0] if found else None
        said = _("Not published yet")
        if last is not None:
            at = moment(last.published_at, zone)
            said = _("Edition {n}, {person}, {at}", n=last.edition, person=last.published_by, at=at)
        st.caption(ui.md(said))
        if settles:
            st.button(_("Publish this period"), key="publish", on_click=publish)


def ask() -> None:
    typed = ui.values(ASK)
    start = datetime.combine(
        typed.get("day") or today, time.fromisoformat(typed.get("begins") or "09:00"), zone
    )
    with ui.attempt(_("Asked for. The office coordinates."), form=ASK), ui.begin(ASK) as work:
        wanted = Wanted(
            typed.get("leader_id") or 0,
            typed.get("title") or "",
            start,
            start + timedelta(minutes=typed.get("minutes") or 0),
            typed.get("place") or "",
            bool(typed.get("important")),
        )
        engagements.ask(work, wanted=wanted)


def agree(one: Entry) -> None:
    with ui.attempt(_("Settled. The leader is told.")), ui.begin() as work:
        engagements.agree(work, entry_id=one.id, version=one.version)


def refuse(form: str, one: Entry) -> None:
    with ui.attempt(_("Sent."), form=form), ui.begin(form) as work:
        reason = ui.value(form, "reason") or ""
        engagements.refuse(work, entry_id=one.id, version=one.version, reason=reason)


def withdraw(one: Entry) -> None:
    with ui.attempt(_("Withdrawn.")), ui.begin() as work:
        engagements.withdraw(work, entry_id=one.id, version=one.version)


def publish() -> None:
    with ui.attempt(_("Published. The leaders are told.")), ui.begin() as work:
        engagements.publish(work, period=Period(shown.first, shown.last))


ui.open_page(
    _("Leaders' calendar"),
    needs="engagements.calendar",
    under=_("Everybody asks, the office coordinates. Meetings stand in it by themselves."),
)

with ui.look() as work:
    today, zone, now = work.today, work.zone, work.now
    shown = engagements.period(span(), asked_day(today))
    entries = engagements.calendar(work, period=shown)
    published = engagements.editions(work, period=shown)
    leaders = {one.id: one.name for one in people.leaders(work)}
    settles = work.may("engagements.publish")

show_turning()
show_days(entries, leaders)
show_editions(published)
show_waiting(entries)
show_asking(leaders)
