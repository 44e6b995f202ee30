"""Reminders, channels and messages as screens: set up, tried, refused, decided, chosen."""

import pytest

from core import channels, messages, reminders
from core.channels import Kind, Way
from core.work import look
from db.models import Message
from db.session import database
from tests import make
from tests.messages import desk
from tests.messages.servers import service
from tests.screens import open_screen, texts

# Screens know no database; what they call is tried on both everywhere else.
pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

RULE = "rule-do-ordinary-normal"


def opened(file, actor, **query):
    screen = open_screen(file, actor, **query)
    assert not screen.exception, screen.exception
    return screen


def press(screen, key):
    screen = screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def test_a_rule_is_typed_tried_on_last_week_refused_and_saved(house):
    screen = opened("office/reminders.py", house.director)
    assert "Reminders" in texts(screen)
    screen.text_input(key=f"{RULE}:before").set_value("five").run()
    screen = press(screen, f"{RULE}:submit")
    assert "Whole numbers with commas" in texts(screen)
    screen.text_input(key=f"{RULE}:before").set_value("5，2").run()
    screen = press(screen, f"try-{RULE}")
    assert "This would have been sent last week" in texts(screen)
    screen.checkbox(key=f"{RULE}:all_levels").set_value(True).run()
    screen = press(screen, f"{RULE}:submit")
    with look(house.admin) as work:
        known = reminders.rules(work)
    assert {known.of("do", *level).before for level in (("ordinary", "normal"), ("key", "express"))} == {
        (5, 2)
    }

    screen.text_input(key="reminder-hours:remind_at").set_value("25:00").run()
    assert "Please give a time of the day" in texts(press(screen, "reminder-hours:submit"))
    assert "Your role does not allow this" in texts(opened("office/reminders.py", house.staff))


def test_a_channel_is_set_up_and_tried_and_its_secret_is_never_shown(house):
    with service() as server:
        screen = opened("office/channels.py", house.admin, edit="new")
        screen = screen.selectbox(key="new-kind").set_value(Kind.WECOM_ROBOT).run()
        form = "channel-new-wecom_robot"
        screen.text_input(key=f"{form}:server").set_value("https://evil.example").run()
        screen.text_input(key=f"{form}:token").set_value("s3cret-key").run()
        screen = press(screen, f"{form}:submit")
        assert "does not call this address" in texts(screen)
        screen.text_input(key=f"{form}:server").set_value(server.url).run()
        screen = press(screen, f"{form}:submit")
        with look(house.admin) as work:
            [channel] = channels.channels(work)
        screen = opened("office/channels.py", house.admin, edit=str(channel.id))
        assert "s3cret" not in str(screen)
        screen.text_input(key=f"test-{channel.id}:to").set_value("13800000001").run()
        press(screen, f"test-{channel.id}:submit")
        assert server.asked[0].content["text"]["mentioned_mobile_list"] == ["13800000001"]
        assert server.asked[0].query == {"key": "s3cret-key"}
    screen.text_input(key=f"test-{channel.id}:to").set_value("13800000001").run()
    assert "did not get through" in texts(press(screen, f"test-{channel.id}:submit:1"))
    assert "Your role does not allow this" in texts(opened("office/channels.py", house.director))


def test_failures_are_seen_and_unknown_ones_sent_again(house):
    desk.reachable(house.staff)
    with service() as server:
        server.usual = {"errcode": 45009}
        desk.channel(house, Kind.WECOM_ROBOT, server.url)
        desk.tell(house.staff)
        desk.send()
        screen = opened("office/outbox.py", house.admin)
        assert "refuses it (45009)" in texts(screen)
        with database().writing() as session:
            session.get_one(Message, 1).state = "unknown"
        screen = press(opened("office/outbox.py", house.admin), "resend")
        assert desk.states() == ["waiting"]
        server.usual = {"errcode": 0}
        messages.send_due()
        assert desk.states() == ["sent"]
        assert "Everything arrived" in texts(opened("office/outbox.py", house.admin))


def test_everybody_chooses_on_their_own_account_and_the_task_shows_who_was_told(house):
    desk.reachable(house.staff)
    with service() as server:
        number = desk.channel(house, Kind.WECOM_ROBOT, server.url, name="工作群", usual=Way.NOW)
        task = make.task(house)
        messages.send_due()
        screen = opened("account/me.py", house.staff)
        screen.selectbox(key=f"own-ways:way_{number}").set_value("digest").run()
        screen.text_input(key="own-ways:quiet_from").set_value("无").run()
        assert "Please give a time of the day" in texts(press(screen, "own-ways:submit"))
        screen.text_input(key="own-ways:quiet_from").set_value("18:00").run()
        press(screen, "own-ways:submit")
        with look(house.staff) as work:
            mine = messages.my_ways(work)
        assert (mine.ways[0].way, mine.own["quiet_from"]) == (Way.DIGEST, "18:00")
        said = texts(opened("tasks/task.py", house.director, id=str(task), tab="receipts"))
        assert "Who was told" in said
        assert "工作群" in said
        assert "Went out" in said
