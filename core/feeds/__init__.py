"""Calendar feeds: what somebody has to be at, for the calendar of a telephone (iCal), under a secret address.

entries.py   what a feature puts into it: an entry, and the sources that bring entries of one person
ical.py      entries as an iCalendar file; knows no database
keeping.py   make, revoke, look at the own address; read what it shows

A feature joins with `feeds.join(source)` when it is imported; web/feeds.py imports those that do.
Table: db/models/feeds.py. Route: web/feeds.py. Screen: pages/account/me.py. Tests: tests/feeds/.
"""

from core.feeds import policy as policy
from core.feeds.entries import Entry, join
from core.feeds.keeping import Feed, make_feed, my_feed, read, revoke_feed

__all__ = ["Entry", "Feed", "join", "make_feed", "my_feed", "read", "revoke_feed"]
