"""Translation with gettext. English stands in the code, zh_CN is the default.

`_("Area")` translates now. `N_("Area")` marks a text that is translated when it is shown.
`day(...)`, `moment(...)` write dates the way the reader's language does.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

DEFAULT = "zh_CN"
LANGUAGES = {"zh_CN": "简体中文", "en": "English"}
LOCALES = Path(__file__).parent / "locales"

_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)
_source: Callable[[], str] = lambda: DEFAULT  # noqa: E731


class Text(str):
    """A text of ours, as opposed to something a person typed."""


def follow(source: Callable[[], str]) -> None:
    """Ask `source` for the language where nobody said `speaking`; the pages set this once."""
    global _source
    _source = source


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything inside is said in this language."""
    token = _spoken.set(language if language in LANGUAGES else DEFAULT)
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> str:
    return _spoken.get() or _source()


def _(text: str, /, **values: object) -> str:
    translated = _catalog(language()).gettext(text)
    return (
        translated.format(**{name: _shown(value) for name, value in values.items()}) if values else translated
    )


def N_(text: str) -> Text:
    return Text(text)


def day(value: date | None, *, year: bool | None = None) -> str:
    """A day as the reader writes it: 9月30日 周三, with the year when it is not this one or asked for."""
    if value is None:
        return ""
    with_year = value.year != date.today().year if year is None else year
    if language() == "en":
        return format_date(value, "EEE d MMM y" if with_year else "EEE d MMM", locale="en")
    return format_date(value, "y年M月d日" if with_year else "M月d日 EEE", locale="zh_CN")


def moment(value: datetime | None, zone: ZoneInfo) -> str:
    """A moment in the office's time zone, to the minute."""
    if value is None:
        return ""
    local = value.astimezone(zone)
    if language() == "en":
        return format_datetime(local, "d MMM y HH:mm", locale="en")
    return format_datetime(local, "y年M月d日 HH:mm", locale="zh_CN")


def _shown(value: object) -> object:
    if isinstance(value, Text):
        return _(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return day(value)
    return value


@cache
def _catalog(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    return translation("messages", LOCALES, [language], fallback=True)
