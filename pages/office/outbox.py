"""What went out, what did not arrive and why, and sending it again. For administrators."""

from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from core import channels, messages
from core.i18n import _, moment
from core.messages import STATE_NAMES, MessageRow
from pages import ui

LAMPS = {"sent": "green", "failed": "red", "unknown": "yellow", "retried": "yellow"}
SHOWN = ("trouble", "waiting", "sent", "dropped")


def resend(message_ids: tuple[int, ...]) -> None:
    with ui.attempt(_("They go out again within a minute.")), ui.begin() as work:
        for message_id in message_ids:
            messages.resend(work, message_id=message_id)


def set_aside(message_ids: tuple[int, ...]) -> None:
    with ui.attempt(_("Set aside. They are not sent again.")), ui.begin() as work:
        for message_id in message_ids:
            messages.set_aside(work, message_id=message_id)


def state(row: MessageRow) -> dict[str, str]:
    return ui.lamp_cell(LAMPS.get(row.state, "grey"), _(STATE_NAMES[row.state]))


def when(value: datetime | None, zone: ZoneInfo) -> str:
    return moment(value, zone) if value else ""


def show(rows: tuple[MessageRow, ...], zone: ZoneInfo) -> None:
    columns = [
        ui.Column("state", _("State"), "lamp"),
        ui.Column("person", _("To"), main=True),
        ui.Column("channel", _("Channel"), "short"),
        ui.Column("why", _("What it said")),
        ui.Column("lines", _("Items"), "number"),
        ui.Column("tries", _("Tries"), "number"),
        ui.Column("made", _("Written"), "short"),
        ui.Column("next", _("Sent or next try"), "short"),
    ]
    listed = [
        ui.Row(
            row.id,
            {
                "state": state(row),
                "person": row.person or _("the group"),
                "channel": row.channel,
                "why": channels.why(row.failure) if row.failure else "",
                "lines": row.lines,
                "tries": row.tries,
                "made": when(row.made_at, zone),
                "next": when(row.ended_at or row.due_at, zone),
            },
        )
        for row in rows
    ]
    ui.table("outbox", columns, listed, label=_("Messages"))


def show_stuck(rows: tuple[MessageRow, ...]) -> None:
    """What waits for a decision: it may have arrived, or never will by itself."""
    stuck = {row.id: f"{row.person or _('the group')} · {row.channel} · {row.id}" for row in rows}
    if not stuck:
        return
    st.header(_("Waits for a decision"), anchor=False)
    st.caption(_("Unknown: the sender stopped between sending and noting it. It may have arrived."))
    chosen = st.multiselect(
        _("Messages"),
        list(stuck),
        default=list(stuck)[:20],
        format_func=lambda number: stuck.get(number, str(number)),
        key="stuck",
        placeholder=_("Choose"),
    )
    with st.container(horizontal=True, gap="small"):
        args = (tuple(chosen),)
        st.button(_("Send again"), key="resend", type="primary", on_click=resend, args=args)
        st.button(_("Set aside"), key="aside", on_click=set_aside, args=args)


ui.open_page(_("Messages"), needs="messages.outbox", under=_("What leaves the house by the channels."))

with ui.look() as work:
    counts = messages.outbox(work, state="trouble")
    zone = work.zone

names = {
    "trouble": _("Did not arrive"),
    "waiting": _(STATE_NAMES["waiting"]),
    "sent": _(STATE_NAMES["sent"]),
    "dropped": _(STATE_NAMES["dropped"]),
}
of = {name: counts.counts.get(name, 0) for name in SHOWN}
of["trouble"] = sum(counts.counts.get(name, 0) for name in ("failed", "unknown", "retried"))
wanted = (
    st.segmented_control(
        _("State"),
        list(SHOWN),
        default="trouble",
        format_func=lambda name: f"{names[name]} {of[name]}",
        key="outbox-state",
        label_visibility="collapsed",
        required=True,
    )
    or "trouble"
)
with ui.look() as work:
    page = counts if wanted == "trouble" else messages.outbox(work, state=wanted)
if page.rows:
    show(page.rows, zone)
elif wanted == "trouble":
    ui.empty(_("Everything arrived, as far as the channels say."))
else:
    ui.empty(_("Nothing here."))
if wanted == "trouble":
    show_stuck(tuple(row for row in page.rows if row.state in ("failed", "unknown")))
