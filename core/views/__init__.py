"""Views: a filter of the list under a name, one's own or shared with the office, and the built-in ones.

built_in.py   mine, my department, due this week, to sign, to check
keeping.py    save_view, change_view, drop_view, share_view, unshare_view
showing.py    views, opened: a view whose department was dissolved says so and shows the rest

Table: db/models/views.py. On the screen: pages/ui/views.py. Tests: tests/views/.
"""

from core.views import policy as policy
from core.views.built_in import BuiltIn, built_in
from core.views.keeping import (
    MOST,
    NameTaken,
    TooManyViews,
    ViewGone,
    change_view,
    drop_view,
    save_view,
    share_view,
    unshare_view,
)
from core.views.showing import Lost, Opened, View, opened, views

__all__ = [
    "MOST",
    "BuiltIn",
    "Lost",
    "NameTaken",
    "Opened",
    "TooManyViews",
    "View",
    "ViewGone",
    "built_in",
    "change_view",
    "drop_view",
    "opened",
    "save_view",
    "share_view",
    "unshare_view",
    "views",
]
