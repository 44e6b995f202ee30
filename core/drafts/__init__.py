"""Drafts: what somebody has typed into a form and not yet handed in.

Kept on every change, dropped on success.

keeping.py   keep, latest, drop
late.py      writer: whose text it is when the session ran out meanwhile

Table: db/models/office.py. Screens: every form, through pages/ui/forms.py. Tests: tests/drafts/.
"""

from core.drafts import policy
from core.drafts.keeping import DraftTooLarge, Kept, drop, keep, latest
from core.drafts.late import writer

__all__ = ["DraftTooLarge", "Kept", "drop", "keep", "latest", "policy", "writer"]
