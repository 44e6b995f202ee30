"""Which widgets in which order, how long a page stays, how it looks: set by the office, or by the address.

An address that says nothing follows the office, also when the office changes its mind later.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sqlalchemy import select

from core.errors import InvalidInput
from core.i18n import LANGUAGES, N_
from core.settings import settings
from core.wall.widgets import WIDGETS
from core.work import SomebodyWasFaster, Work
from db.models import Setting

NAME = "wall"
THEMES = ("light", "dark", "auto")
SHORTEST, LONGEST = 5, 300  # seconds that a page stays
FEWEST_ROWS, MOST_ROWS = 4, 12


class NothingChosen(InvalidInput):
    message = N_("Please choose at least one thing to show.")
    field = "widgets"


@dataclass(frozen=True, slots=True)
class Arrangement:
    widgets: tuple[str, ...] = ()
    seconds: int = 15
    rows: int = 8
    theme: str = "light"
    lang: str = ""  # empty: the office's language

    @property
    def language(self) -> str:
        return self.lang or settings().language


@dataclass(frozen=True, slots=True)
class Kept:
    """The office's arrangement; `version` is 0 as long as nobody has arranged anything."""

    arrangement: Arrangement
    version: int


def arranged(work: Work) -> Kept:
    work.must("wall.arranged")
    row = work.session.scalar(select(Setting).where(Setting.name == NAME))
    if row is None:
        return Kept(Arrangement(widgets=tuple(WIDGETS)), 0)
    return Kept(_sound(row.value, Arrangement(widgets=tuple(WIDGETS))), row.version)


def arrange(work: Work, *, wanted: Arrangement, version: int) -> None:
    """What all walls follow whose address says nothing else."""
    work.must("wall.arrange")
    kept = arranged(work)
    if kept.version != version:
        raise SomebodyWasFaster()
    if not any(name in WIDGETS for name in wanted.widgets):
        raise NothingChosen()
    chosen = _sound(asdict(wanted), kept.arrangement)
    if chosen == kept.arrangement and version:
        return
    row = work.session.scalar(select(Setting).where(Setting.name == NAME))
    if row is None:
        work.session.add(Setting(name=NAME, value=_plain(chosen)))
    else:
        row.value = _plain(chosen)
    before, now = _plain(kept.arrangement), _plain(chosen)
    changed: dict[str, Any] = {name: [before[name], now[name]] for name in now if before[name] != now[name]}
    work.record("wall.arranged", 0, **changed)


def asked(values: Mapping[str, str], kept: Arrangement) -> Arrangement:
    """What an address asks for, as far as it makes sense; for the rest what the office has set."""
    given: dict[str, Any] = {name: values[name] for name in _plain(kept) if values.get(name)}
    if "widgets" in given:
        given["widgets"] = str(given["widgets"]).split(",")
    return _sound(given, kept)


def query(wanted: Arrangement) -> dict[str, str]:
    """The same as an address has it."""
    return {
        name: ",".join(value) if isinstance(value, list) else str(value)
        for name, value in _plain(wanted).items()
        if value
    }


def _sound(given: Mapping[str, Any], other: Arrangement) -> Arrangement:
    """What is not possible, or not there any more, falls back on the other."""
    widgets = tuple(dict.fromkeys(name for name in given.get("widgets") or () if name in WIDGETS))
    theme, lang = given.get("theme"), given.get("lang")
    return replace(
        other,
        widgets=widgets or other.widgets,
        seconds=_within(given.get("seconds"), SHORTEST, LONGEST, other.seconds),
        rows=_within(given.get("rows"), FEWEST_ROWS, MOST_ROWS, other.rows),
        theme=str(theme) if theme in THEMES else other.theme,
        lang=str(lang) if lang in LANGUAGES or lang == "" else other.lang,
    )


def _within(value: Any, least: int, most: int, otherwise: int) -> int:
    text = str(value)[:9]
    return min(max(int(text), least), most) if text.isascii() and text.isdecimal() else otherwise


def _plain(arrangement: Arrangement) -> dict[str, Any]:
    """As JSON keeps it."""
    found = {one.name: getattr(arrangement, one.name) for one in fields(arrangement)}
    return {**found, "widgets": list(arrangement.widgets)}
