"""What the office does by itself: when last, with what result, when next. For the administrator."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from core import upkeep
from core.i18n import N_, Text, _, moment
from core.upkeep import JobState
from pages import ui

NAMES: dict[str, Text] = {
    "backup": N_("Nightly backup"),
    "head": N_("Note the head of the history outside"),
    "bulletin": N_("Draft last month's bulletin"),
    "meetings": N_("Plan what meets regularly"),
    "seven_s": N_("Look after 7S findings"),
    "seven_s_round": N_("Start the 7S round of the day"),
    "slips": N_("Issue slips, and pass unanswered ones up"),
    "messages": N_("Send messages"),
    "reminders": N_("Remind of what is due"),
    "recurring": N_("Draft what comes again"),
    "duty_reminders": N_("Remind of tomorrow's duty"),
    "sweep": N_("Forget what has served its time"),
    "verify": N_("Verify history and files"),
}
# What a job says of itself is counted things, written down without a language.
COUNTED: dict[str, Text] = {
    "bytes": N_("{count} bytes"),
    "events": N_("{count} entries"),
    "files": N_("{count} files"),
    "damaged": N_("{count} damaged"),
    "forms": N_("{count} forms"),
    "drafts": N_("{count} drafts"),
    "slips": N_("{count} slips"),
    "sent": N_("{count} sent"),
    "failed": N_("{count} failed"),
    "messages": N_("{count} messages"),
    "bulletins": N_("{count} bulletins"),
    "raised": N_("{count} passed up"),
    "told": N_("{count} reminded"),
    "drafted": N_("{count} drafted"),
    "unknown": N_("{count} without an answer"),
    "hanging": N_("{count} to try again"),
}


def said(result: str) -> str:
    def spoken(found: re.Match[str]) -> str:
        count, what = found.groups()
        return _(COUNTED[what], count=count) if what in COUNTED else found[0]

    return re.sub(r"\b(\d+) ([a-z]+)\b", spoken, result).replace(", ", _(", "))


def state(job: JobState) -> dict[str, str]:
    if job.running:
        return ui.lamp_cell("yellow", _("Running"))
    if job.failed:
        return ui.lamp_cell("red", _("Failed"))
    return ui.lamp_cell("green", _("Well")) if job.ended_at else ui.lamp_cell("grey", _("Never ran"))


def shown(value: datetime | None, zone: ZoneInfo) -> str:
    return moment(value, zone) if value else ""


ui.open_page(
    _("Timed jobs"),
    needs="upkeep.timed_jobs",
    under=_("Looked at every minute; what failed is tried again after half an hour."),
)

with ui.look() as work:
    jobs, zone = upkeep.timed_jobs(work), work.zone

failed = [job for job in jobs if job.failed]
if failed:
    names = _("; ").join(_(NAMES[job.name]) if job.name in NAMES else job.name for job in failed)
    st.error(ui.md(_("Failed: {names}. What it said stands below.", names=names)), icon=":material/error:")
columns = [
    ui.Column("state", _("State"), "lamp"),
    ui.Column("name", _("Job"), main=True),
    ui.Column("last", _("Last run"), "short"),
    ui.Column("next", _("Next run"), "short"),
    ui.Column("result", _("Result")),
]
rows = [
    ui.Row(
        job.name,
        {
            "state": state(job),
            "name": _(NAMES[job.name]) if job.name in NAMES else job.name,
            "last": shown(job.started_at, zone),
            "next": shown(job.next_at, zone),
            "result": job.result if job.failed else said(job.result),
        },
    )
    for job in jobs
]
ui.table("jobs", columns, rows, label=_("Timed jobs"))
