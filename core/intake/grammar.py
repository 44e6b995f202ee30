"""One line of quick add, read into what it says: no database, and nothing that was typed is lost.

    read("@研究室 9月30日前 完成调研报告 #年度目标 !急", words, clock)

@ names a department or a person, # a source, ! importance or urgency; the day is said as people say it.
What is not understood stays in the title, and a note says so.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from core.i18n import N_, Text, _
from core.intake import days
from core.intake.clock import Clock
from core.intake.words import STOPS, Match, Names, Words, token

LONGEST = 500
AT, HASH, BANG = "@＠", "#＃", "!！"
MARKS = frozenset(AT + HASH + BANG)
LEADS, SUPPORTS = ("牵头", "主责", "主办", "负责"), ("配合", "协办", "协助", "协同")
URGENCIES: dict[str, str] = {
    **dict.fromkeys(("平", "平件", "normal"), "normal"),
    **dict.fromkeys(("急", "急件", "紧急", "加急", "urgent", "!"), "urgent"),
    **dict.fromkeys(("特急", "特急件", "express", "!!"), "express"),
}
IMPORTANCES: dict[str, str] = {
    **dict.fromkeys(("一般", "普通", "ordinary"), "ordinary"),
    **dict.fromkeys(("重点", "重要", "key"), "key"),
}
_LEVELS = sorted({*URGENCIES, *IMPORTANCES}, key=len, reverse=True)
_EDGE = " \t\u3000,，、:：;；。."


class Kind(StrEnum):
    """What a note is about; also what a chip shows."""

    DEPARTMENT = "department"
    SOURCE = "source"
    LEVEL = "level"
    DAY = "day"


NOTES: dict[str, Text] = {
    Kind.DEPARTMENT: N_("“{said}” is no department or person of this office; it stays in the title."),
    Kind.SOURCE: N_("“{said}” is none of the office's sources; it stays in the title."),
    Kind.LEVEL: N_("“{said}” is no importance or urgency; it stays in the title."),
    Kind.DAY: N_("“{said}” is not a day; it stays in the title."),
}
DOUBTFUL = N_("“{said}” could be {choices}; it stays in the title until you choose.")


@dataclass(frozen=True, slots=True)
class Note:
    """What was not understood, as it was typed, and what it could be."""

    kind: Kind
    said: str
    choices: tuple[str, ...] = ()

    @property
    def for_user(self) -> str:
        if self.choices:
            return _(DOUBTFUL, said=self.said, choices=_(", ").join(self.choices[:5]))
        return _(NOTES[self.kind], said=self.said)


@dataclass(frozen=True, slots=True)
class Order:
    """What a line orders. `handler_id` is only a wish: the department names the handler itself."""

    title: str = ""
    lead_id: int | None = None
    supporting_ids: tuple[int, ...] = ()
    handler_id: int | None = None
    given_by: int | None = None
    due_day: date | None = None
    source: str = ""
    importance: str = ""
    urgency: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class _Reading:
    """The line on its way: what was taken out, what is kept."""

    words: Words
    kept: list[str] = field(default_factory=list)
    leads: list[int] = field(default_factory=list)
    named: list[int] = field(default_factory=list)
    supports: list[int] = field(default_factory=list)
    order: Order = field(default_factory=Order)
    notes: list[Note] = field(default_factory=list)


def read(line: str, words: Words, clock: Clock) -> Order:
    """What the line says; whatever is left over is the title."""
    reading = _Reading(words)
    rest = line[:LONGEST]
    while rest:
        taken = _mark(reading, rest) if rest[0] in MARKS and _begins(reading) else 0
        if not taken:
            reading.kept.append(rest[0])
        rest = rest[max(taken, 1) :]
    return _whole(reading, "".join(reading.kept) + line[LONGEST:], clock)


def _begins(reading: _Reading) -> bool:
    """a@b.cn, 3#楼 and “快！！” are no marks."""
    before = reading.kept[-1] if reading.kept else ""
    return not (before.isascii() and before.isalnum()) and before not in MARKS


def _mark(reading: _Reading, rest: str) -> int:
    """How many characters were understood; 0 where the sign belongs to the title."""
    if rest[0] in AT:
        return _who(reading, rest)
    if rest[0] in HASH:
        return _source(reading, rest)
    return _level(reading, rest)


def _who(reading: _Reading, rest: str) -> int:
    at = 1
    while True:
        taken = _one(reading, rest[at:], first=at == 1)
        if not taken:
            return 0 if at == 1 else at - 1
        at += taken
        if rest[at : at + 1] not in ("、", ",", "，"):
            return at
        at += 1  # @研究室、财务部


def _one(reading: _Reading, text: str, *, first: bool) -> int:
    """A department, else a person."""
    words = reading.words
    match, people_ = words.departments.at_start(text), words.people.at_start(text)
    if match is None and people_ is None:
        match = _piece(words.departments, text) if first else None
    if match is not None and len(match.keys) == 1:
        return match.length + _department(reading, int(match.keys[0]), text[match.length :])
    if match is None and people_ is not None and len(people_.keys) == 1:
        _person(reading, int(people_.keys[0]))
        return people_.length
    if first:
        doubt = match or people_
        _doubt(reading, Kind.DEPARTMENT, text, _choices(words, match, people_), doubt)
    return 0


def _department(reading: _Reading, number: int, behind: str) -> int:
    """@财务部牵头 @后勤部配合: how many more characters say what the department does."""
    for words, into in ((LEADS, reading.leads), (SUPPORTS, reading.supports)):
        said = next((word for word in words if behind.startswith(word)), "")
        if said:
            into.append(number)
            return len(said)
    reading.named.append(number)
    return 0


def _person(reading: _Reading, number: int) -> None:
    """A leader gives the item, anybody else is who should handle it."""
    gives = reading.words.colleagues[number].gives
    if gives and reading.order.given_by is None:
        reading.order = replace(reading.order, given_by=number)
    else:
        reading.order = replace(reading.order, handler_id=number)


def _source(reading: _Reading, rest: str) -> int:
    sources = reading.words.sources
    match = sources.at_start(rest[1:]) or _piece(sources, rest[1:])
    if match is None or len(match.keys) != 1 or reading.order.source:
        choices = tuple(str(key) for key in match.keys) if match and len(match.keys) > 1 else ()
        _doubt(reading, Kind.SOURCE, rest[1:], choices, match)
        return 0
    reading.order = replace(reading.order, source=str(match.keys[0]))
    return 1 + match.length


def _level(reading: _Reading, rest: str) -> int:
    """!急 must stand by itself: “!急救演练” is a title, “抓紧落实！” an exclamation."""
    text = rest[1:].replace("！", "!").casefold()
    word = next((one for one in _LEVELS if text.startswith(one) and _ends(text[len(one) :])), "")
    if word.startswith("!") and reading.kept and reading.kept[-1] not in STOPS:
        return 0  # an exclamation
    if not word:
        said = token(rest[1:])
        if said.isascii() and said.isalnum():
            reading.notes.append(Note(Kind.LEVEL, rest[0] + said))
        return 0
    if word in URGENCIES:
        reading.order = replace(reading.order, urgency=URGENCIES[word])
    else:
        reading.order = replace(reading.order, importance=IMPORTANCES[word])
    return 1 + len(word)


def _ends(text: str) -> bool:
    return not text or text[0] in STOPS


def _piece(names: Names, text: str) -> Match | None:
    """@督查 for 督查考核处: a piece of exactly one name, where it stands alone."""
    said = token(text)
    keys = names.whole(said) if said else ()
    return Match(keys, len(said)) if keys else None


def _doubt(reading: _Reading, kind: Kind, text: str, choices: tuple[str, ...], match: Match | None) -> None:
    said = text[: match.length] if match is not None and choices else token(text)
    if said:
        reading.notes.append(Note(kind, said, choices))


def _choices(words: Words, match: Match | None, person: Match | None) -> tuple[str, ...]:
    if match is not None:
        return tuple(words.departments.names[key] for key in match.keys)
    if person is not None:
        homes = [words.colleagues[int(key)] for key in person.keys]
        names = words.departments.names
        return tuple(f"{one.name}·{names.get(one.department_id, '')}" for one in homes)
    return ()


def _whole(reading: _Reading, kept: str, clock: Clock) -> Order:
    found = days.find(kept, clock)
    if found is None:
        wrong = days.impossible(kept, clock)
        reading.notes += [Note(Kind.DAY, wrong)] if wrong else []
    departments = list(dict.fromkeys([*reading.leads, *reading.named, *reading.supports]))
    lead = next((one for one in departments if one not in reading.supports), None)
    if lead is None and reading.order.handler_id is not None:
        lead = reading.words.colleagues[reading.order.handler_id].department_id
    return replace(
        reading.order,
        title=tidy(found.kept if found else kept),
        lead_id=lead,
        supporting_ids=tuple(one for one in departments if one != lead),
        due_day=found.day if found else None,
        notes=tuple(reading.notes),
    )


def tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().strip(_EDGE)
