"""Channels: the ways out of the house, and nothing about what is said.

kinds.py       what kinds there are, and what each has to be told
keeping.py     channels, save_channel, drop_channel, send_test
delivering.py  deliver: a parcel to a channel of any kind; raises NotDelivered
services.py mail.py gateway.py   how each is spoken to; post.py is the one place that calls out by HTTP
hosts.py       where may be called at all (docs/decisions/0016)
sealing.py     secrets, sealed with a key outside the database

Table: db/models/messages.py. Screen: pages/office/channels.py. Tests: tests/messages/.
"""

from core.channels import policy as policy
from core.channels.delivering import deliver
from core.channels.hosts import HostNotAllowed, allowed_hosts
from core.channels.keeping import (
    ChannelGone,
    ChannelRow,
    NotThrough,
    Plan,
    channels,
    drop_channel,
    save_channel,
    send_test,
    way,
    why,
)
from core.channels.keeping import went_well as went_well  # for whoever sends
from core.channels.keeping import went_wrong as went_wrong
from core.channels.kinds import ADDRESS_NAMES, FACTS, KIND_NAMES, ROBOTS, WAY_NAMES, Fact, Kind, Way
from core.channels.parcel import NotDelivered, Parcel
from core.channels.parcel import to_everybody as to_everybody  # for whoever takes addresses

__all__ = [
    "ADDRESS_NAMES",
    "FACTS",
    "KIND_NAMES",
    "ROBOTS",
    "WAY_NAMES",
    "ChannelGone",
    "ChannelRow",
    "Fact",
    "HostNotAllowed",
    "Kind",
    "NotDelivered",
    "NotThrough",
    "Parcel",
    "Plan",
    "Way",
    "allowed_hosts",
    "channels",
    "deliver",
    "drop_channel",
    "save_channel",
    "send_test",
    "way",
    "why",
]
