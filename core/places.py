"""Where a matter or a notice leads: the address of the screen on which it stands."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

# The kind of a matter: screen, and the name under which the screen takes the matter's number.
MATTERS: dict[str, tuple[str, str]] = {
    "task": ("task", "id"),
    "finding": ("finding", "matter"),
    "red_tag": ("findings", "tag"),
    "meeting": ("meeting", "matter"),
    "swap": ("duty", "matter"),
}
# What is not told of a matter, or stands on another screen than the matter: by the beginning of the kind.
NOTICES: dict[str, str] = {
    "bulletin_": "bulletin",
    "round_": "seven-s",
    "roster_": "duty",
    "engagement": "leaders",
    "swap_": "duty",
    "duty_": "duty",
    "duties_": "duty",
    "stand_in": "away",
    "handed_over": "today",
    "backup_old": "jobs",
}
SLIPS = "slip_"
TODAY = "/today"


def of_matter(kind: str, matter_id: int, **more: str | int) -> str:
    """A matter without a screen of its own leads to what is to be done today."""
    if kind not in MATTERS:
        return TODAY
    screen, name = MATTERS[kind]
    return _address(screen, **{name: matter_id}, **more)


def of_notice(kind: str, values: Mapping[str, Any], matter_id: int | None, matter_kind: str | None) -> str:
    if matter_id is not None:
        more: dict[str, str | int] = {"tab": "slips"} if kind.startswith(SLIPS) else {}
        return of_matter(matter_kind or "", matter_id, **more)
    screen = next((screen for start, screen in NOTICES.items() if kind.startswith(start)), "")
    number = values.get(screen)
    return _address(screen, **({"id": number} if isinstance(number, int) else {})) if screen else ""


def _address(screen: str, **query: str | int) -> str:
    return f"/{screen}?{urlencode(query)}" if query else f"/{screen}"
