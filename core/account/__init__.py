"""My account: who I am here, what I carry, which language I read.

card.py   card, speak

Tables: db/models/people.py. Screen: pages/account/me.py. Tests: tests/account/.
"""

from core.account import policy
from core.account.card import Card, UnknownLanguage, card, speak

__all__ = ["Card", "UnknownLanguage", "card", "policy", "speak"]
