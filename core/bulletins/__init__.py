"""Bulletins (通报): what was done in a period, told to all; drafted by itself, reviewed, numbered, frozen.

figures.py    what is stored of a period: core/counting's figures with the numbers of their items, the items
rates.py      rates of what is stored: no database
wording.py    the office's usual words about them: no database
drafting.py   draft (any period), recount, edit, drop
reviewing.py  submit, send_back, publish (by a second person), correct
sealing.py    the hash over what was published
register.py   listed, sheet
monthly.py    the timed job: last month's draft on the first workday

A published row is never altered: the database refuses it, and the seal would show it. A correction is a new
bulletin with a number of its own that names the old one.
Table: db/models/bulletins.py. Screens: pages/bulletins/. Tests: tests/bulletins/.
"""

from core.bulletins import monthly as monthly
from core.bulletins import policy as policy
from core.bulletins import rates
from core.bulletins.drafting import draft, drop, edit, recount
from core.bulletins.figures import FIGURE_NAMES, LATE, STANDING_NAMES
from core.bulletins.register import PAGE, BulletinPage, BulletinRow, BulletinSheet, listed, sheet
from core.bulletins.reviewing import correct, publish, send_back, submit
from core.bulletins.wording import SECTION_NAMES

__all__ = [
    "FIGURE_NAMES",
    "LATE",
    "PAGE",
    "SECTION_NAMES",
    "STANDING_NAMES",
    "BulletinPage",
    "BulletinRow",
    "BulletinSheet",
    "correct",
    "draft",
    "drop",
    "edit",
    "listed",
    "publish",
    "rates",
    "recount",
    "send_back",
    "sheet",
    "submit",
]
