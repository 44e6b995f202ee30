"""What can be put on a wall: each widget has a name, a title, the right it needs and a query of its own.

    register(Widget("duty", N_("On duty today"), "roster.duty_today", duty))

The query is asked in the name of the role "screen"; where that role may not, the widget stays away.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core.i18n import Text
from core.wall.panels import Panel
from core.work import Work


@dataclass(frozen=True, slots=True)
class Widget:
    name: str
    title: Text
    needs: str  # a row of POLICY
    ask: Callable[[Work], Panel | None]  # None: the office does not use it (yet)


WIDGETS: dict[str, Widget] = {}


def register(*widgets: Widget) -> None:
    """The order of registering is the order of a wall that nobody has arranged."""
    for widget in widgets:
        assert widget.name not in WIDGETS, widget.name
        WIDGETS[widget.name] = widget
