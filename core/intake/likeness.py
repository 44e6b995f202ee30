"""How much alike two titles are: the groups of characters that they share. No database.

A Chinese word has mostly two characters, so Chinese is compared in twos, Latin letters and figures in threes;
the share is Dice's (0 to 1). Punctuation, blanks, case and the words that every order begins or ends with do
not count. Word order matters little: 更换电梯 and 电梯更换 are the same matter.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

ALIKE = 0.6
SHORTEST = 2
FOUND = 5
_NO_LETTER = re.compile(r"[\W_]+")
_RUNS = re.compile(r"[a-z0-9]+|[^a-z0-9]+")
_YEAR = re.compile(r"20\d\d(?:年度?)?")
# The first quarter is not the second, and house 1 is not house 2.
_FIGURES = re.compile(r"\d+|[一二三四五六七八九十]+(?=季|月|号|期|批|次|楼|届)")
OTHER_FIGURES = 0.7
_BEFORE = re.compile(r"^(?:关于|抓紧|切实|进一步|认真|尽快|做好|开展|组织|完成|推进|落实|请)+")
_AFTER = re.compile(r"(?:的通知|的函|的请示|工作|事宜|事项)+$")

Key = TypeVar("Key", bound=Hashable)


def plain(title: str) -> str:
    """A title reduced to what it is about."""
    letters = _YEAR.sub("", _NO_LETTER.sub("", unicodedata.normalize("NFKC", title).casefold()))
    short = _BEFORE.sub("", _AFTER.sub("", letters))
    return short if len(short) >= SHORTEST else letters


def groups(title: str) -> frozenset[str]:
    return frozenset(_groups(plain(title)))


def figures(title: str) -> frozenset[str]:
    return frozenset(_FIGURES.findall(plain(title)))


def _groups(letters: str) -> Iterator[str]:
    for run in _RUNS.findall(letters):
        latin = run[0].isascii()
        size = 3 if latin else 2
        if len(run) < size:
            yield run
        for at in range(len(run) - size + 1):
            yield run[at : at + size]


class Index(Generic[Key]):
    """Titles by their groups: what is asked costs as much as what shares a group, not as all of them."""

    def __init__(self, titles: Iterable[tuple[Key, str]] = ()) -> None:
        self._sizes: dict[Key, int] = {}
        self._figures: dict[Key, frozenset[str]] = {}
        self._holders: dict[str, list[Key]] = defaultdict(list)
        for key, title in titles:
            self.add(key, title)

    def add(self, key: Key, title: str) -> None:
        found = groups(title)
        self._sizes[key], self._figures[key] = len(found), figures(title)
        for group in found:
            self._holders[group].append(key)

    def like(self, title: str, *, least: float = ALIKE, most: int = FOUND) -> list[tuple[Key, float]]:
        """The most alike first, with their share."""
        wanted, told = groups(title), figures(title)
        shared: Counter[Key] = Counter()
        for group in wanted:
            shared.update(self._holders.get(group, ()))
        alike = []
        for key, count in shared.items():
            share = 2 * count / (len(wanted) + self._sizes[key])
            if told and self._figures[key] and told != self._figures[key]:
                share *= OTHER_FIGURES
            if share >= least:
                alike.append((key, share))
        return sorted(alike, key=lambda one: -one[1])[:most]
