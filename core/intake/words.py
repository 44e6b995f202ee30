"""The names that a line may use, and how short they may be said: 财务部, 财务, cwb. No database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core import people

# What stands behind the name proper, the longest first.
KINDS = (
    "工作委员会",
    "领导小组",
    "委员会",
    "办公室",
    "中心",
    "大队",
    "支队",
    "分局",
    "总站",
    *"局处科部室办组队厅院所站股",
)
SHORTEST = 2
STOPS = frozenset(" \t\u3000,，、。；;:：@#!＠＃！()（）/")
LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office; `gives` says that they may give an item (leaders and the director)."""

    id: int
    name: str
    department_id: int
    gives: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """What a piece of text names: the keys (several where it is not clear), and how much of the text."""

    keys: tuple[int | str, ...]
    length: int


@dataclass(frozen=True, slots=True)
class Names:
    """Names by key, each under all the ways it is said."""

    names: Mapping[int | str, str]
    said: Mapping[str, tuple[int | str, ...]]

    @classmethod
    def of(cls, names: Mapping[int, str] | Mapping[str, str], *, spelled: bool = True) -> "Names":
        said: dict[str, list[int | str]] = {}
        for key, name in names.items():
            for one in dict.fromkeys(_ways(name, spelled=spelled)):
                said.setdefault(one, []).append(key)
        # A full name is never in doubt, even where another one is called so for short.
        exact = {
            name.casefold(): [key for key, other in names.items() if other == name] for name in names.values()
        }
        return cls(
            {key: name for key, name in names.items()},
            {one: tuple(keys) for one, keys in {**said, **exact}.items()},
        )

    def at_start(self, text: str) -> Match | None:
        """The longest name that the text begins with; Latin letters must end where the name ends.

        One more character behind a short name makes it another word: 财务步 is not 财务.
        """
        folded = text.casefold()
        for length in range(min(len(folded), 40), 0, -1):
            keys = self.said.get(folded[:length])
            if not keys:
                continue
            latin = folded[length - 1] in LATIN and folded[length : length + 1] in LATIN
            whole = self.names[keys[0]].casefold() == folded[:length]
            if not latin and (whole or len(token(text[length:])) != 1):
                return Match(keys, length)
        return None

    def whole(self, text: str) -> tuple[int | str, ...]:
        """The keys of exactly this name, said short, or of those it is a piece of."""
        folded = text.casefold()
        if folded in self.said:
            return self.said[folded]
        pieces = [
            key for key, name in self.names.items() if len(folded) >= SHORTEST and folded in name.casefold()
        ]
        return tuple(pieces)

    def nearest(self, text: str) -> str:
        """The name that was probably meant: it shares most characters with what was typed."""
        wanted = set(text)
        best = max(self.names.values(), key=lambda name: _shared(wanted, name), default="")
        return best if _shared(wanted, best) > 0.4 else ""


@dataclass(frozen=True, slots=True)
class Words:
    """All that a line may name."""

    departments: Names
    people: Names
    sources: Names
    colleagues: Mapping[int, Person] = field(default_factory=dict)

    @classmethod
    def of(
        cls, departments: Mapping[int, str], colleagues: Iterable[Person], sources: Iterable[str]
    ) -> "Words":
        known = {one.id: one for one in colleagues}
        return cls(
            Names.of(departments),
            Names.of({one.id: one.name for one in known.values()}, spelled=False),
            Names.of({one: one for one in sources}),
            known,
        )


def token(text: str) -> str:
    """Up to the next blank or sign."""
    end = next((place for place, sign in enumerate(text) if sign in STOPS), len(text))
    return text[:end]


def _ways(name: str, *, spelled: bool) -> Iterable[str]:
    """The name, without its kind, and the pinyin of both: whole and initials."""
    short = next((name.removesuffix(kind) for kind in KINDS if name.endswith(kind)), "")
    for one in (name, short):
        if len(one) >= SHORTEST:
            yield one.casefold()
            if spelled:
                yield from (way for way in people.spelled(one).split() if len(way) >= SHORTEST)


def _shared(wanted: set[str], name: str) -> float:
    letters = set(name)
    return len(wanted & letters) / len(wanted | letters) if letters else 0.0
