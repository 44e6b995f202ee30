"""Messages: what leaves the house, by an outbox. What it says is decided elsewhere (core/notices).

posting.py    post: into the outbox, in the transaction of the cause, once for each notice and channel
readers.py    who wants to hear how; hours.py, quiet hours and the digest of the day
claiming.py   one message taken with a lease, and what became of it
sending.py    send_due: the timed job; wording.py and links.py, what a message says
choosing.py   my_ways, choose
outbox.py     outbox, resend, set_aside

Tables: db/models/messages.py. Screens: pages/office/outbox.py, pages/account/me.py. Tests: tests/messages/.
"""

from core.messages import policy as policy
from core.messages.choosing import TIMES, Chosen, MyWay, MyWays, choose, my_ways
from core.messages.links import usable as usable  # for core/links
from core.messages.links import use as use
from core.messages.outbox import PAGE, STATE_NAMES, MessageRow, Outbox, outbox, resend, set_aside
from core.messages.posting import Letter
from core.messages.posting import post as post  # for core/notices
from core.messages.sending import send_due

__all__ = [
    "PAGE",
    "STATE_NAMES",
    "TIMES",
    "Chosen",
    "Letter",
    "MessageRow",
    "MyWay",
    "MyWays",
    "Outbox",
    "choose",
    "my_ways",
    "outbox",
    "resend",
    "send_due",
    "set_aside",
]
