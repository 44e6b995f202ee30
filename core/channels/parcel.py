"""What is handed to a channel, and what comes back when it does not arrive.

A failure says a reason of ours and a number of theirs: never an address, an answer or another's exception,
because tokens stand in them.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.i18n import N_, Text

SECONDS = 10.0

# They write whole addresses, tokens included, wherever a log listens.
for name in (
    "httpx",
    "httpcore",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
):
    logging.getLogger(name).disabled = True


@dataclass(frozen=True, slots=True, repr=False)
class Way:
    """A channel as it is spoken to, its secrets opened. Has no words for itself: they would be in a log."""

    kind: str
    facts: Mapping[str, str]
    secrets: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.secrets.get(name) or self.facts.get(name, "")


@dataclass(frozen=True, slots=True)
class Parcel:
    """`to` is what the reader is called there; empty speaks to the whole group."""

    to: str
    subject: str
    text: str
    at: datetime
    key: str


def to_everybody(address: str) -> bool:
    """WeCom and Feishu take "@all" for the whole company: nothing of ours is for it."""
    return address.strip().lstrip("@＠").lower() == "all"


REASONS: dict[str, Text] = {
    "unreachable": N_("cannot be reached"),
    "timeout": N_("does not answer"),
    "status": N_("answers {number}"),
    "refused": N_("refuses it ({number})"),
    "address": N_("does not know the recipient"),
    "sign_in": N_("refuses user name or password"),
    "forbidden": N_("is not on the list of hosts"),
    "no_key": N_("its secret cannot be opened with this key"),
    "odd": N_("answers what nobody expects"),
    "died": N_("the sender stopped before it was known"),
}
# The way there is at fault, not what was sent: whatever else waits for it can wait.
OF_THE_CHANNEL = {"unreachable", "timeout", "status", "sign_in", "forbidden", "no_key", "odd"}


class NotDelivered(Exception):
    """`reason` is one of REASONS."""

    def __init__(self, reason: str, number: int = 0) -> None:
        super().__init__(f"{reason}:{number}" if number else reason)
        self.reason, self.number = reason, number

    @property
    def code(self) -> str:
        return f"{self.reason}:{self.number}" if self.number else self.reason

    @property
    def of_the_channel(self) -> bool:
        return self.reason in OF_THE_CHANNEL
