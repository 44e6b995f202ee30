"""The screens there are, in the order of the menu. A screen joins by one line here; its file may come later.

All are registered for everybody, so that a deep link survives signing in; the menu hides what a role cannot
use, and every screen guards itself.
"""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from core import policy
from core.actor import Actor
from core.i18n import N_, Text, _

PAGES = Path(__file__).parent.parent
HOME, ME = "home/today.py", "account/me.py"

WORK, FOLLOW, MEETINGS = N_("Work"), N_("Follow-through"), N_("Meetings")
DUTY, SEVEN_S = N_("Duty"), N_("7S")
OFFICE, HELP = N_("Administration"), N_("Help")


@dataclass(frozen=True, slots=True)
class Screen:
    """`needs` is a row of the policy table. What is seldom used stands `under` another screen instead."""

    group: Text
    file: str
    url: str
    title: Text
    icon: str
    needs: str = ""
    hidden: bool = False
    under: str = ""


SCREENS: tuple[Screen, ...] = (
    Screen(WORK, HOME, "today", N_("Today"), "today"),
    Screen(WORK, "tasks/list.py", "tasks", N_("Supervised tasks"), "checklist"),
    Screen(WORK, "tasks/board.py", "board", N_("Board"), "view_kanban"),
    Screen(WORK, "tasks/task.py", "task", N_("Task"), "task", hidden=True),
    Screen(WORK, "tasks/new.py", "new", N_("New task"), "add_task", needs="tasks.draft"),
    Screen(WORK, "tasks/intake.py", "intake", N_("Bring in items"), "playlist_add", needs="intake.commit"),
    Screen(WORK, "tasks/templates.py", "templates", N_("Templates"), "library_books", needs="tasks.draft"),
    Screen(FOLLOW, "slips/slips.py", "slips", N_("Slips"), "warning", needs="slips.listed"),
    Screen(FOLLOW, "bulletins/list.py", "bulletins", N_("Bulletins"), "campaign", needs="bulletins.listed"),
    Screen(FOLLOW, "bulletins/bulletin.py", "bulletin", N_("Bulletin"), "campaign", hidden=True),
    Screen(
        FOLLOW,
        "appraisal/appraisal.py",
        "appraisal",
        N_("Appraisal"),
        "leaderboard",
        needs="appraisal.results",
    ),
    Screen(
        FOLLOW, "appraisal/analysis.py", "analysis", N_("Analysis"), "monitoring", needs="analysis.analysis"
    ),
    Screen(MEETINGS, "meetings/meetings.py", "meetings", N_("Meetings"), "groups", needs="meetings.meetings"),
    Screen(
        MEETINGS,
        "meetings/leaders.py",
        "leaders",
        N_("Leaders' calendar"),
        "event_note",
        needs="engagements.calendar",
    ),
    Screen(MEETINGS, "meetings/meeting.py", "meeting", N_("Meeting"), "groups", hidden=True),
    Screen(DUTY, "roster/month.py", "duty", N_("Who is on duty"), "calendar_view_month"),
    Screen(DUTY, "roster/log.py", "duty-log", N_("Duty log"), "menu_book"),
    Screen(
        DUTY, "roster/make.py", "roster-make", N_("Make the roster"), "calendar_add_on", needs="roster.draft"
    ),
    Screen(DUTY, "roster/leave.py", "leave", N_("Leave and wishes"), "beach_access"),
    Screen(
        DUTY,
        "roster/setup.py",
        "roster-setup",
        N_("Roster set-up"),
        "manage_accounts",
        needs="roster.save_role",
    ),
    Screen(SEVEN_S, "sevens/rounds.py", "seven-s", N_("7S rounds"), "fact_check", needs="seven_s.my_rounds"),
    Screen(SEVEN_S, "sevens/walk.py", "walk", N_("Walk"), "directions_walk", hidden=True),
    Screen(
        SEVEN_S,
        "sevens/board.py",
        "seven-s-board",
        N_("7S board"),
        "grid_view",
        needs="seven_s_figures.day_board",
    ),
    Screen(SEVEN_S, "sevens/area.py", "area", N_("Area"), "meeting_room", hidden=True),
    Screen(
        SEVEN_S,
        "sevens/figures.py",
        "seven-s-figures",
        N_("7S figures"),
        "query_stats",
        needs="seven_s_figures.figures",
    ),
    Screen(
        SEVEN_S,
        "sevens/week.py",
        "seven-s-week",
        N_("7S bulletin"),
        "newspaper",
        needs="seven_s_figures.week",
    ),
    Screen(SEVEN_S, "sevens/findings.py", "findings", N_("7S findings"), "flag", needs="seven_s.findings"),
    Screen(SEVEN_S, "sevens/finding.py", "finding", N_("Finding"), "flag", hidden=True),
    Screen(SEVEN_S, "sevens/areas.py", "areas", N_("Areas"), "meeting_room", needs="seven_s.areas"),
    Screen(SEVEN_S, "sevens/catalogue.py", "catalogue", N_("7S catalogue"), "rule", needs="seven_s.items"),
    Screen(OFFICE, "people/people.py", "people", N_("People"), "group"),
    Screen(OFFICE, "people/person.py", "person", N_("Person"), "person", hidden=True),
    Screen(OFFICE, "people/sheet.py", "people-import", N_("Import people"), "upload_file", hidden=True),
    Screen(OFFICE, "people/leaving.py", "hand-over", N_("Hand over open turns"), "move_up", hidden=True),
    Screen(OFFICE, "people/departments.py", "departments", N_("Departments"), "account_tree"),
    Screen(OFFICE, "people/lines.py", "lines", N_("Leaders and lines"), "supervisor_account", hidden=True),
    Screen(OFFICE, "people/away.py", "away", N_("Away and stand-ins"), "event_busy"),
    Screen(OFFICE, "calendar/days.py", "calendar", N_("Calendar"), "calendar_month"),
    Screen(OFFICE, "office/walls.py", "walls", N_("The wall"), "tv", needs="wall.links"),
    Screen(
        OFFICE, "office/settings.py", "settings", N_("Settings"), "settings", needs="administration.settings"
    ),
    Screen(
        OFFICE,
        "office/reminders.py",
        "reminders",
        N_("Reminders"),
        "notifications_active",
        needs="reminders.rules",
        under="settings",
    ),
    Screen(
        OFFICE,
        "office/channels.py",
        "channels",
        N_("Channels"),
        "send",
        needs="channels.channels",
        under="settings",
    ),
    Screen(
        OFFICE,
        "office/outbox.py",
        "messages",
        N_("Messages"),
        "mark_email_unread",
        needs="messages.outbox",
        under="settings",
    ),
    Screen(
        OFFICE,
        "office/papers.py",
        "papers",
        N_("Papers"),
        "print",
        needs="documents.own_template",
        under="settings",
    ),
    Screen(
        OFFICE,
        "office/exports.py",
        "exports",
        N_("Taken out"),
        "outbox",
        needs="documents.exports",
        under="settings",
    ),
    Screen(
        OFFICE,
        "office/jobs.py",
        "jobs",
        N_("Timed jobs"),
        "schedule",
        needs="upkeep.timed_jobs",
        under="settings",
    ),
    Screen(OFFICE, ME, "me", N_("My account"), "person", hidden=True),
    Screen(HELP, "help/help.py", "help", N_("Help"), "help"),
)


def pages(actor: Actor | None) -> dict[str, list[st.Page]]:
    """The menu as this reader sees it, in the reader's language."""
    menu: dict[str, list[st.Page]] = {}
    for screen in SCREENS:
        if (PAGES / screen.file).exists():
            shown = _offered(screen, actor)
            group = menu.setdefault(_(screen.group), [])
            if screen.file == first():  # it answers at /, and under its own name only if told so
                group.append(_page(screen, shown=shown, default=True))
                shown = False
            group.append(_page(screen, shown=shown))
    return menu


def offered(actor: Actor) -> list[Screen]:
    """The screens that this reader's menu has."""
    return [screen for screen in SCREENS if (PAGES / screen.file).exists() and _offered(screen, actor)]


def beneath(actor: Actor, url: str) -> list[Screen]:
    """The screens that this reader reaches from another one."""
    return [screen for screen in SCREENS if screen.under == url and _open_to(screen, actor)]


def first() -> str:
    """The file of the first screen that everybody has: the reader starts there."""
    open_to_all = (screen for screen in SCREENS if not screen.hidden and not screen.needs)
    return next(screen.file for screen in open_to_all if (PAGES / screen.file).exists())


def file_of(url: str) -> str:
    """The screen of an address, "task" for instance; empty where there is none."""
    known = {"": first(), **{screen.url: screen.file for screen in SCREENS}}
    return known[url] if url in known and (PAGES / known[url]).exists() else ""


def is_second_name(page: st.Page) -> bool:
    """The first screen under its own name: the menu marks only the one at /."""
    return any(page.url_path == screen.url and screen.file == first() for screen in SCREENS)


def _page(screen: Screen, *, shown: bool, default: bool = False) -> st.Page:
    return st.Page(
        screen.file,
        title=_(screen.title),
        icon=f":material/{screen.icon}:",
        url_path="start" if default else screen.url,
        default=default,
        visibility="visible" if shown else "hidden",
    )


def _offered(screen: Screen, actor: Actor | None) -> bool:
    if screen.hidden or actor is None or not _open_to(screen, actor):
        return False
    return not any(one.url == screen.under and _open_to(one, actor) for one in SCREENS)


def _open_to(screen: Screen, actor: Actor) -> bool:
    return not screen.needs or policy.may(actor, screen.needs)
