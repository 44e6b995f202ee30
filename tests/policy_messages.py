"""What the matrix calls core/channels, core/messages and core/reminders with."""

from datetime import timedelta

from core.channels import Kind, Plan, Way
from core.messages import Chosen
from core.reminders import Rule
from db.models import Channel, Message
from tests.policy_scene import Cell, Factory, given

RULE = Rule("do", "ordinary", "normal", before=(5, 2))
FACTS = {"server": "https://qyapi.weixin.qq.com", "token": "geheim"}


def channel(cell: Cell) -> int:
    row = Channel(kind="wecom_robot", name="群", enabled=True, settings={}, sealed="")
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.id


def stuck(cell: Cell) -> int:
    now = cell.work.now
    row = Message(channel_id=channel(cell), state="unknown", made_at=now - timedelta(hours=1), due_at=now)
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.id


MESSAGES: dict[str, Factory] = {
    "channels.channels": lambda cell: {},
    "channels.save_channel": given(plan=Plan(Kind.WECOM_ROBOT, "新群", facts=FACTS)),
    "channels.drop_channel": given(channel_id=channel, version=1),
    "messages.my_ways": lambda cell: {},
    "messages.choose": lambda cell: {"chosen": Chosen({channel(cell): Way.DIGEST}, {}, {})},
    "messages.outbox": lambda cell: {},
    "messages.resend": given(message_id=stuck),
    "messages.set_aside": given(message_id=stuck),
    "reminders.rules": lambda cell: {},
    "reminders.change_rule": given(rule=RULE),
    "reminders.preview": given(rule=RULE),
    "reminders.sweep": lambda cell: {},
}
