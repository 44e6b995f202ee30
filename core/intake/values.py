"""What a cell means: departments, people, days, levels, texts. No database; every refusal names its cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from openpyxl.utils.datetime import from_excel

from core.errors import InvalidInput
from core.i18n import LANGUAGES, N_, Text, _, speaking
from core.intake import days
from core.intake.clock import Clock, real
from core.intake.columns import Column
from core.intake.grammar import IMPORTANCES, URGENCIES
from core.intake.lines import shown
from core.intake.words import Names, Words
from core.tasks import IMPORTANCE_NAMES, URGENCY_NAMES
from core.text import clean_line, clean_text

BETWEEN = re.compile(r"[、,，;；/\n]+")
FIRST_SERIAL, LAST_SERIAL = 36526, 73050  # 2000 and 2099, as Excel counts days
TOP_QUANTITY = Decimal(10) ** 12
LEVELS: dict[str, tuple[Mapping[str, Text], Mapping[str, str]]] = {
    "importance": (IMPORTANCE_NAMES, IMPORTANCES),
    "urgency": (URGENCY_NAMES, URGENCIES),
}
LIMITS = {Column.STANDARD: 2000, Column.BACKGROUND: 5000}
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")


class NoSuchDay(InvalidInput):
    message = N_("“{typed}” is not a day; write it like 2026-09-30.")


class DayInDoubt(InvalidInput):
    message = N_("“{typed}” could be {one} or {other}; write it like 2026-09-30.")


class DepartmentUnknown(InvalidInput):
    message = N_("There is no open department called “{name}”.")


class DepartmentMisspelled(InvalidInput):
    message = N_("There is no open department called “{name}”. Is {nearest} meant?")


class InDoubt(InvalidInput):
    message = N_("“{typed}” could be {choices}.")


class GiverUnknown(InvalidInput):
    message = N_("There is no leader called “{name}”.")


class NotOffered(InvalidInput):
    message = N_("“{typed}” is not one of: {choices}.")


class NoQuantity(InvalidInput):
    message = N_("“{typed}” is not a quantity: a number of 0 or more, the unit in its own column.")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads cells against the office's names, lists and calendar."""

    words: Words
    clock: Clock
    sources: Sequence[str]
    forms: Sequence[str]

    def value(self, column: Column, cell: object) -> dict[str, Any]:
        """The facts that a filled cell gives, by the names of core.tasks.Facts."""
        text = shown(cell)
        match column:
            case Column.TITLE:
                return {"title": clean_line(text, required=True)}
            case Column.LEAD | Column.SUPERVISING:
                return {f"{column}_department_id": self.department(text)}
            case Column.SUPPORTING:
                return {"supporting": self._supporting(text)}
            case Column.DUE_DAY:
                return {"due_day": day_of(cell, self.clock)}
            case Column.GIVEN_BY:
                return {"given_by": self._giver(text)}
            case Column.SOURCE:
                return self._source(text)
            case Column.FORM:
                return {"form": _listed(text, self.forms)}
        return _plain(column, text)

    def department(self, typed: str) -> int:
        name = clean_line(typed)
        found = _only(self.words.departments, name)
        if found is None:
            nearest = self.words.departments.nearest(name)
            if nearest:
                raise DepartmentMisspelled(name=name, nearest=nearest)
            raise DepartmentUnknown(name=name)
        return int(found)

    def _supporting(self, text: str) -> tuple[int, ...]:
        wanted = [one.strip() for one in BETWEEN.split(text) if one.strip()]
        return tuple(dict.fromkeys(self.department(one) for one in wanted))

    def _giver(self, typed: str) -> int:
        name = clean_line(typed)
        chances = [one.id for one in self.words.colleagues.values() if one.gives and one.name == name]
        if len(chances) != 1:
            raise GiverUnknown(name=name)
        return chances[0]

    def _source(self, text: str) -> dict[str, Any]:
        """Our ledger writes the reference below the source."""
        source, _break, reference = text.partition("\n")
        found: dict[str, Any] = {"source": _listed(source, self.sources)}
        if reference.strip():
            found["source_reference"] = clean_line(reference)
        return found


def day_of(cell: object, clock: Clock) -> date:
    """A day of Excel, its serial number, or one that was typed. Our ledger writes below it how it moved."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    typed = _TIME.sub("", clean_line(shown(cell).partition("\n")[0]))
    serial = int(typed) if typed.isdecimal() and len(typed) == 5 else 0
    if FIRST_SERIAL <= serial <= LAST_SERIAL:
        moment = from_excel(serial)
        assert isinstance(moment, datetime)
        return moment.date()
    found = _in_figures(typed) or days.read(typed, clock)
    if found is None:
        raise NoSuchDay(typed=typed)
    return found


def _in_figures(typed: str) -> date | None:
    """20260930, and 30/9/2026 where it can be read in one way only."""
    compact = _COMPACT.fullmatch(typed)
    if compact is not None:
        return real(*(int(one) for one in compact.groups()))
    last = _YEAR_LAST.fullmatch(typed)
    if last is None:
        return None
    first, second, year = (int(one) for one in last.groups())
    one, other = real(year, second, first), real(year, first, second)
    if one is not None and other is not None and one != other:
        raise DayInDoubt(typed=typed, one=one.isoformat(), other=other.isoformat())
    return one or other


def _plain(column: Column, text: str) -> dict[str, Any]:
    match column:
        case Column.IMPORTANCE:
            return {"importance": _chosen(text, "importance")}
        case Column.URGENCY:
            return {"urgency": _chosen(text, "urgency")}
        case Column.LEVEL:
            return _level(text)
        case Column.QUANTITY:
            return {"quantity": _quantity(text)}
        case Column.STANDARD | Column.BACKGROUND:
            return {column.value: clean_text(text, limit=LIMITS[column])}
        case Column.UNIT:
            return {"unit": clean_line(text, limit=20)}
    return {column.value: clean_line(text)}


def _level(text: str) -> dict[str, Any]:
    """“Key Urgent” in one cell, as our list writes it."""
    found: dict[str, Any] = {}
    for word in clean_line(text).replace("·", " ").split():
        if word.casefold() in _words("importance"):
            found["importance"] = _words("importance")[word.casefold()]
        else:
            found["urgency"] = _chosen(word, "urgency")
    return found


def _quantity(text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", "").replace("，", "")).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise NoQuantity(typed=text[:40]) from error
    if not number.is_finite() or not 0 <= number < TOP_QUANTITY:
        raise NoQuantity(typed=text[:40])
    return number


def _listed(text: str, offered: Sequence[str]) -> str:
    typed = clean_line(text)
    if typed not in offered:
        raise NotOffered(typed=typed, choices="、".join(offered))
    return typed


def _chosen(text: str, kind: str) -> str:
    typed = clean_line(text)
    found = _words(kind).get(typed.casefold())
    if found is None:
        raise NotOffered(typed=typed, choices="、".join(_(name) for name in LEVELS[kind][0].values()))
    return found


@cache
def _words(kind: str) -> dict[str, str]:
    """The code behind a word: of the screens in either language, or of the office's habit."""
    names, habits = LEVELS[kind]
    words = dict(habits)
    for language in LANGUAGES:
        with speaking(language):
            words |= {_(name).casefold(): str(code) for code, name in names.items()}
    return words


def _only(names: Names, typed: str) -> int | str | None:
    """The one that is meant; None where there is none; InDoubt where there are several."""
    keys = names.whole(typed)
    if len(keys) > 1:
        raise InDoubt(typed=typed, choices="、".join(names.names[key] for key in keys[:5]))
    return keys[0] if keys else None
