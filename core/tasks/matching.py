"""Finding tasks by what is typed: number, title, first letters of the pinyin.

One column holds all of it, and one index nothing but that column: a look through 100,000 tasks reads only
the index. Words are pieces of text, never patterns.
"""

from sqlalchemy import ColumnElement, select

from core.work import Work
from db.models import Matter, searchable

WORDS = 8
RARE = 2000


def containing(text: str) -> list[ColumnElement[bool]]:
    """Every word must stand there."""
    return [Matter.searched.contains(word, autoescape=True) for word in searchable(text).split()[:WORDS]]


def narrowing(work: Work, text: str) -> list[ColumnElement[bool]]:
    """The same for a long list: what few tasks contain is looked up first, by number from then on.

    What many contain is better met on the way: a list is full before it has looked far.
    """
    words = containing(text)
    if not words:
        return []
    wanted = select(Matter.id).where(Matter.kind == "task", *words).limit(RARE + 1)
    numbers = list(work.session.scalars(wanted))
    return [Matter.id.in_(numbers)] if len(numbers) <= RARE else words
