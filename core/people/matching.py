"""Searching people: by characters, by full pinyin, by initials."""

from sqlalchemy import ColumnElement, or_

from db.models import Person


def matching(text: str) -> ColumnElement[bool]:
    """Name, user name, post or spelling contain this; Latin letters in any case, blanks ignored."""
    letters = "".join(text.split()).lower()
    chances = [
        Person.name.contains(text, autoescape=True),
        Person.post.contains(text, autoescape=True),
        Person.user_key.contains(text.casefold(), autoescape=True),
    ]
    if letters.isascii():
        chances.append(Person.pinyin.contains(letters, autoescape=True))
    return or_(*chances)
