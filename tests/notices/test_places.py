"""Whoever is told of something is led to the screen where it stands."""

from core import places
from core.notices import TEXTS
from pages.ui import menu

# What is told of no matter.
ALONE = {
    "bulletin_published": "/bulletin?id=7",
    "roster_published": "/duty",
    "round_assigned": "/seven-s",
    "stand_in": "/away",
    "handed_over": "/today",
    "backup_old": "/jobs",
}


def test_every_kind_of_notice_leads_somewhere():
    for kind, address in ALONE.items():
        assert places.of_notice(kind, {"bulletin": 7}, None, None) == address
    for kind in TEXTS:
        assert places.of_notice(kind, {}, 9, "task").startswith("/task?id=9")


def test_every_beginning_is_that_of_a_kind_of_notice():
    assert [start for start in places.NOTICES if not any(kind.startswith(start) for kind in TEXTS)] == []


def test_each_matter_has_its_screen_and_a_slip_is_shown_on_its_task():
    assert places.of_matter("finding", 9) == "/finding?matter=9"
    assert places.of_notice("slip_issued", {}, 9, "task") == "/task?id=9&tab=slips"
    assert places.of_notice("reminded", {}, 9, "red_tag") == "/findings?tag=9"
    assert places.of_notice("minutes_approved", {}, 9, "meeting") == "/meeting?matter=9"
    assert places.of_matter("unheard-of", 9) == "/today"


def test_all_of_these_are_screens_of_the_menu():
    screens = {screen for screen, _name in places.MATTERS.values()} | set(places.NOTICES.values())

    assert screens <= {screen.url for screen in menu.SCREENS}
