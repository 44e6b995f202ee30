"""The outbox: in one transaction with its cause, sent once, in its time, and no channel waits for another."""

import os
import time
from dataclasses import replace

import pytest

from core import channels, messages, notices, reminders, tasks
from core.actor import SYSTEM
from core.channels import Kind, NotDelivered, Way
from core.errors import Conflict
from core.messages import Chosen, claiming
from core.work import begin, look
from db.session import connect, database
from tests import make
from tests.messages import desk
from tests.messages.servers import mail_server, service, silent

ONE = pytest.mark.parametrize("backend", ["sqlite"])


class Undone(Exception):
    """The command breaks off."""


def test_a_message_is_written_with_its_cause_or_not_at_all(house):
    desk.reachable(house.staff)
    with service() as server:
        desk.channel(house, Kind.WECOM_ROBOT, server.url)
        with pytest.raises(Undone), begin(SYSTEM) as work:
            notices.tell(work, [house.staff.number], "closed", None, "closed:1", title="一")
            raise Undone
        assert desk.rows() == []
        for _ in range(2):
            desk.tell(house.staff)
        assert desk.states() == ["waiting"]
        assert desk.send() == "1 sent, 0 failed, 0 unknown, 0 hanging"
        assert desk.send() == ""
        assert len(server.asked) == 1


def test_a_sender_that_dies_between_sending_and_marking_leaves_it_to_a_person(house):
    desk.reachable(house.staff)
    with service() as server:
        desk.channel(house, Kind.WECOM_ROBOT, server.url)
        desk.tell(house.staff)
        url = os.environ["LUOSHI_DATABASE_URL"]
        database().dispose()
        if os.fork() == 0:  # sends, and dies before it can say so
            connect(url)
            claiming.sent = lambda *_: os._exit(9)
            messages.send_due(make.at())
            os._exit(1)
        os.wait()
        connect(url)
        assert desk.states() == ["sending"]
        assert len(server.asked) == 1
        assert desk.send(0, 9, 1) == ""
        assert desk.send(0, 9, 3) == "0 sent, 1 unknown"
        assert desk.states() == ["unknown"]
        assert desk.send(0, 10) == ""  # nobody sends it again by itself

        with look(house.admin) as work:
            shown = messages.outbox(work)
        assert [(one.state, channels.why(one.failure)) for one in shown.rows] == [
            ("unknown", channels.why("died"))
        ]
        with begin(house.admin, now=make.at(0, 11)) as work:
            messages.resend(work, message_id=shown.rows[0].id)
        assert desk.send(0, 11).startswith("1 sent")
        assert len(server.asked) == 2
        with pytest.raises(Conflict), begin(house.admin) as work:
            messages.resend(work, message_id=shown.rows[0].id)


def test_what_fails_is_tried_again_in_growing_pauses_and_then_given_to_a_person(house):
    desk.reachable(house.staff)
    with service() as server:
        server.usual = {"errcode": 45009}
        desk.channel(house, Kind.WECOM_ROBOT, server.url)
        desk.tell(house.staff)
        now, pauses = make.at(), []
        for _ in range(8):
            messages.send_due(now)
            [row] = desk.rows()
            pauses.append(round((row.due_at - now).total_seconds() / 60))
            messages.send_due(now)  # not before its time
            now = row.due_at
        assert pauses[:7] == [1, 5, 15, 60, 240, 720, 1440]
        assert len(server.asked) == 8
        assert (row.state, row.failure) == ("failed", "refused:45009")
        with begin(house.admin) as work:
            messages.set_aside(work, message_id=row.id)
        assert desk.states() == ["dropped"]


@ONE
def test_a_channel_that_hangs_delays_nobody(house, monkeypatch):
    """Five servers that never answer, drip, refuse, break off or lie; the sixth is done at once."""
    monkeypatch.setattr("core.channels.post.SECONDS", 1.6)
    monkeypatch.setattr("core.channels.mail.SECONDS", 1.6)
    desk.reachable(house.staff)
    with silent() as mute, silent(b"x") as dripping, service() as odd, mail_server() as mail:
        desk.channel(house, Kind.MAIL, mute, name="哑")
        desk.channel(house, Kind.WECOM_ROBOT, f"http://127.0.0.1:{mute}", name="不答")
        desk.channel(house, Kind.DINGTALK, f"http://127.0.0.1:{dripping}", name="滴")
        desk.channel(house, Kind.WECOM_ROBOT, "http://127.0.0.1:9", name="关")
        odd.usual = b"<html>"
        desk.channel(house, Kind.WECOM_ROBOT, odd.url, name="怪")
        good = desk.channel(house, Kind.MAIL, mail.port)
        for title in ("第一项", "第二项"):
            desk.tell(house.staff, title)
        # The run is over while some still hang; who is quick has been quick, then or in the next one.
        assert not messages.send_due(make.at(), seconds=0.4).endswith(" 0 hanging")
        deadline = time.monotonic() + 30
        while {"sending", "waiting"} & set(desk.states(channel_id=good)) and time.monotonic() < deadline:
            messages.send_due(make.at())
        assert desk.states(channel_id=good) == ["sent", "sent"]
        while "sending" in desk.states() and time.monotonic() < deadline:
            time.sleep(0.1)
    failures = {row.failure for row in desk.rows() if row.failure}
    assert failures <= {"timeout", "unreachable", "odd"}
    assert {"unreachable", "odd"} <= failures
    # One try each at most: a channel rests, and its other messages have lost nothing.
    assert {row.tries for row in desk.rows() if row.channel_id != good} <= {0, 1}
    with look(house.admin) as work:
        assert [bool(one.failures) for one in channels.channels(work)] == [True] * 5 + [False]


def test_quiet_hours_and_one_digest_for_each_person_and_day(house):
    desk.reachable(house.staff, house.head)
    with mail_server() as server:
        number = desk.channel(house, Kind.MAIL, server.port)
        with begin(house.head, now=make.at()) as work:
            chosen = Chosen({number: Way.DIGEST}, {number: "own@example.cn"}, {"digest_at": "17：30"})
            messages.choose(work, chosen=chosen)
        for title in ("一", "二", "三"):
            desk.tell(house.head, title)
            desk.tell(house.staff, title, at=make.at(0, 21))
        assert desk.send(0, 17) == ""
        assert desk.send(0, 17, 30).startswith("1 sent")
        assert server.letters[0]["To"] == "own@example.cn"
        assert all(title in server.letters[0].get_content() for title in ("一", "二", "三"))
        desk.tell(house.head, "四", at=make.at(0, 18))
        assert desk.send(0, 23) == ""
        assert desk.send(1, 7, 29) == ""
        assert desk.send(1, 7, 30).startswith("3 sent")
        assert desk.send(1, 17, 30).startswith("1 sent")
        with begin(house.staff, now=make.at(2)) as work:
            messages.choose(work, chosen=Chosen({number: Way.OFF}))
        desk.tell(house.staff, "五", at=make.at(2))
        assert desk.send(2) == ""


def due_in_three_days(house):
    with begin(house.admin, now=make.at()) as work:
        rule = reminders.rules(work).of("report", "ordinary", "normal")
        reminders.change_rule(work, rule=replace(rule, off=True), all_levels=True)
    return make.task(house, due_day=make.day(18))  # Friday, 20 March; three days before is Tuesday


def remind_and_send(days, hour, minute=0):
    with begin(SYSTEM, now=make.at(days, hour, minute)) as work:
        reminders.sweep(work)
    return desk.send(days, hour, minute)


def test_due_in_three_days_off_over_the_hour_two_started_exactly_one_message(house):
    desk.reachable(house.staff)
    with mail_server() as server:
        desk.channel(house, Kind.MAIL, server.port)
        number = due_in_three_days(house)
        server.letters.clear()
        desk.send(0, 18)
        server.letters.clear()
        remind_and_send(14, 8, 29)
        assert server.letters == []
        children = []
        url = os.environ["LUOSHI_DATABASE_URL"]
        database().dispose()
        for _ in range(2):
            if (child := os.fork()) == 0:
                connect(url)
                remind_and_send(15, 11)
                os._exit(0)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
        connect(url)
        for hour in (11, 12, 15):
            remind_and_send(15, hour)
        assert [letter["To"] for letter in server.letters] == [f"p{house.staff.number}@example.cn"]
        assert "完善值班制度" in server.letters[0].get_content()
        assert "https://luoshi.example.cn/task?id=" in server.letters[0].get_content()
        with look(house.staff) as work:
            told = tasks.told(work, task_id=number)
        mine = [(one.person, one.channel, one.state) for one in told if one.turn_id]
        # The week before was overtaken by the three days before it could go out.
        by_mail = {("张敏", "mail", "sent"), ("张敏", "mail", "dropped")}
        assert set(mine) == by_mail | {("张敏", "", "sent"), ("刘洋", "", "sent")}


def test_a_reminder_that_still_waits_falls_silent_with_its_turn(house):
    desk.reachable(house.staff, house.other_staff)
    with mail_server() as server:
        desk.channel(house, Kind.MAIL, server.port)
        number = due_in_three_days(house)
        desk.send(0, 18)
        server.letters.clear()
        with begin(SYSTEM, now=make.at(15)) as work:
            reminders.sweep(work)
        with begin(house.staff, now=make.at(15)) as work:
            tasks.apply_to_close(work, task_id=number, summary="已办结")
        desk.send(15, 10)
        assert [one for one in server.letters if "完善值班制度：" in one.get_content()] == []
        assert "dropped" in desk.states(person_id=house.staff.number)


@ONE
def test_a_group_hears_of_each_turn_once_a_day_and_never_of_what_is_internal(house):
    with service() as server:
        desk.channel(house, Kind.WECOM_ROBOT, server.url, group=True)
        due_in_three_days(house)
        make.task(house, due_day=make.day(18), title="内部事项", internal=True)
        desk.tell(house.staff, "单独通知")
        remind_and_send(15, 9)
        remind_and_send(15, 10)
        [asked] = server.asked
        text = asked.content["text"]
        assert text["content"].count("完善值班制度") == 1
        assert "内部事项" not in text["content"]
        assert "单独通知" not in text["content"]
        assert "mentioned_mobile_list" not in text


@ONE
def test_no_robot_speaks_of_what_is_internal_not_even_to_one(house):
    """It would stand in the group with a mention: neither the notice nor the reminder goes there."""
    desk.reachable(house.staff, house.head)
    with service() as server, mail_server() as mail:
        desk.channel(house, Kind.WECOM_ROBOT, server.url)
        desk.channel(house, Kind.DINGTALK, server.url, group=True)
        desk.channel(house, Kind.MAIL, mail.port)
        for title, internal in (("公开事项", False), ("内部事项", True)):
            make.task(house, due_day=make.day(18), title=title, internal=internal)
        desk.send()
        remind_and_send(15, 9)
        in_groups = "".join(str(one.content) for one in server.asked)
        by_mail = "".join(one.get_content() for one in mail.letters)
    assert "公开事项" in in_groups
    assert "内部事项" not in in_groups
    assert "内部事项" in by_mail


def test_two_senders_at_once_send_each_message_once(house):
    desk.reachable(house.staff)
    with service() as server:
        desk.channel(house, Kind.WECOM_ROBOT, server.url)
        for number in range(12):
            desk.tell(house.staff, f"第{number}项")
        url = os.environ["LUOSHI_DATABASE_URL"]
        database().dispose()
        children = []
        for _ in range(2):
            if (child := os.fork()) == 0:
                connect(url)
                messages.send_due(make.at())
                os._exit(0)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
        connect(url)
        assert len(server.asked) == len({one.body for one in server.asked}) == 12
        assert set(desk.states()) == {"sent"}


@ONE
def test_a_sender_that_comes_back_late_still_knows_that_it_was_sent(house):
    desk.reachable(house.staff)
    with service() as server:
        number = desk.channel(house, Kind.WECOM_ROBOT, server.url)
        desk.tell(house.staff)
        with begin(SYSTEM, now=make.at()) as work:
            claimed = claiming.claim(work, number)
        desk.send(0, 10)
        assert desk.states() == ["unknown"]
        with begin(SYSTEM, now=make.at(0, 11)) as work:
            claiming.sent(work, claimed)
        assert desk.states() == ["sent"]
        with begin(SYSTEM, now=make.at(0, 12)) as work:
            claiming.failed(work, claimed, NotDelivered("timeout"))
        assert desk.states() == ["sent"]
