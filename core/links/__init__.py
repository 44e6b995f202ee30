"""One-time links from messages: one item, once, to be read. Who made them: core/messages/links.py.

opening.py   known: is it still good; open_once: the item, and the link is used up

Route: web/go.py. Why it signs nobody in: docs/decisions/0016. Tests: tests/web/test_go.py.
"""

from core.links.opening import Item, LinkUsed, known, open_once

__all__ = ["Item", "LinkUsed", "known", "open_once"]
