"""A meeting in two real browsers: led with the keyboard, followed live, decided; nothing typed is lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from core import meetings, tasks
from core.meetings import Form, Plan
from core.work import begin, look
from tests.e2e.conftest import House
from tests.e2e.office import PASSWORD

MOST_KEYS = 12
TITLES = ("整改供暖管道", "核对预算差额", "修订值班办法")


@dataclass
class Keys:
    """A keyboard that counts what is pressed beside the text."""

    page: Page
    pressed: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed.append(key)
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)


@pytest.fixture
def meeting(house: House) -> int:
    """Planned for today, the leader in the chair, the director keeps it; the head speaks to each item."""
    people = house.people
    now = datetime.now(UTC)
    with begin(people.director) as work:
        meetings.install_kinds(work)
        plan = Plan(
            meetings.kinds(work)[0].id,
            "主任办公会",
            now + timedelta(minutes=5),
            now + timedelta(hours=2),
            people.leader.number,
            people.director.number,
            [people.head.number],
        )
        number = meetings.plan(work, plan=plan)
        for title in ("供暖", "预算", "值班"):
            meetings.add_item(work, meeting_id=number, title=title, speaker_id=people.head.number)
    return number


@pytest.fixture
def room(
    house: House, meeting: int, signed_in: Callable[..., Page], open_page: Callable[..., Page]
) -> Callable[..., Page]:
    def opened(who: object, **look_of: object) -> Page:
        page = open_page(**look_of)
        page.goto(f"{house.url}/sign-in")
        page.fill("#user_name", who.name)  # type: ignore[attr-defined]
        page.fill("#password", PASSWORD)
        page.click("button.go")
        page.wait_for_url(f"{house.url}/")
        page.goto(f"{house.url}/meeting-room?id={meeting}")
        page.locator("body[data-edition]").wait_for()
        return page

    return opened


def test_three_decisions_are_three_tasks_by_keyboard_and_nothing_is_lost_on_a_second_screen(
    house, meeting, room, screenshot
):
    people = house.people
    leading, beside, guest = room(people.director), room(people.leader), room(people.head, width=390)
    leading.keyboard.press("s")
    for page in (leading, beside, guest):
        expect(page.locator("#item h2")).to_have_text("供暖")
    guest.keyboard.press("ArrowRight")  # who is only invited leads nobody
    expect(guest.locator("#keys button")).to_have_count(0)

    beside.keyboard.press("n")
    beside.keyboard.insert_text("管道漏水，已报")
    for place, title in enumerate(TITLES):
        keys = Keys(leading)
        keys.press("t")
        keys.type(title)
        keys.press("Enter")
        expect(leading.locator("section.set_going")).to_contain_text(title)
        if place + 1 < len(TITLES):
            keys.press("ArrowRight")
            expect(guest.locator("#item h2")).to_have_text(("预算", "值班")[place])
        assert len(keys.pressed) <= MOST_KEYS

    # Somebody who types is not moved on, and what was typed belongs to the item it was typed for.
    expect(beside.locator("#item h2")).to_have_text("供暖")
    expect(beside.locator("#state")).to_contain_text("会议已进行到第3项")
    beside.keyboard.insert_text("维修")
    beside.keyboard.press("Control+Enter")
    expect(beside.locator("#item h2")).to_have_text("值班")
    screenshot(leading, "meeting-room")
    screenshot(guest, "meeting-room-390")

    with look(people.director) as work:
        made = meetings.follow_up(work, meeting_id=meeting)
        sheet = meetings.sheet(work, meeting_id=meeting)
        spoken = [meetings.of_task(work, task_id=one.task_id) for one in made]
        states = {tasks.face(work, task_id=one.task_id).row.state for one in made}
    assert [(one.title, one.form) for one in made] == [(title, Form.TASK) for title in TITLES]
    assert all(one.number and one.lead and one.due_day for one in made)
    assert states == {"issued"}
    assert [found[0][0] for found in spoken] == [meeting] * len(TITLES)
    assert [one.note for one in sheet.items] == ["管道漏水，已报维修", "", ""]


def test_refusals_stand_beside_their_field_and_two_who_present_see_each_other(house, meeting, room):
    people = house.people
    leading, beside = room(people.director), room(people.leader)
    leading.keyboard.press("s")
    expect(beside.locator("#item h2")).to_have_text("供暖")

    leading.keyboard.press("t")
    leading.keyboard.press("Enter")
    expect(leading.locator("label.line small")).not_to_be_empty()
    leading.keyboard.insert_text("整改管道")
    leading.reload()  # what was typed is still there
    leading.locator("body[data-edition]").wait_for()
    leading.keyboard.press("t")
    expect(leading.locator("dialog input[name=title]")).to_have_value("整改管道")
    leading.keyboard.press("Escape")

    beside.keyboard.press("ArrowRight")
    expect(beside.locator("#state")).to_contain_text(people.director.name)
    beside.keyboard.press("p")
    expect(leading.locator("#who")).to_contain_text(people.leader.name)
    beside.keyboard.press("ArrowRight")
    expect(leading.locator("#item h2")).to_have_text("预算")

    # Two write the same note: the second sees the first one's words instead of wiping them out.
    leading.keyboard.press("n")
    beside.keyboard.press("n")
    leading.keyboard.insert_text("差额两万")
    beside.keyboard.insert_text("需核对")
    leading.keyboard.press("Control+Enter")
    expect(beside.locator("section.note")).to_have_count(0)
    expect(leading.locator("section.note")).to_contain_text("差额两万")
    beside.keyboard.press("Control+Enter")
    expect(beside.locator("dialog p.wrong")).to_contain_text("差额两万")
