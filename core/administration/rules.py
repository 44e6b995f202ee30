"""Which values a setting of the office may have."""

import re
from collections.abc import Callable, Sequence
from string import Formatter
from typing import Any
from zoneinfo import available_timezones

from core.actor import Role
from core.errors import InvalidInput
from core.i18n import N_
from core.text import clean_line

CHOICE = 40
CHOICES = 60
GOOD_EXAMPLES = ("on_time", "no_return", "praised")
TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")


class UnknownSetting(InvalidInput):
    message = N_("There is no setting “{name}”.")


class UnknownTimeZone(InvalidInput):
    message = N_("There is no time zone “{name}”.")


class OddNumberFormat(InvalidInput):
    message = N_("The number needs {year} and {sequence}, each once, and no other braces.")


class OutOfRange(InvalidInput):
    message = N_("Please give a whole number from {least} to {most}.")


class NothingToChoose(InvalidInput):
    message = N_("At least one choice is needed, one on each line.")


class TooManyChoices(InvalidInput):
    message = N_("At most {limit} choices.")


class SameChoiceTwice(InvalidInput):
    message = N_("“{choice}” stands there twice.")


class UnknownRole(InvalidInput):
    message = N_("Choose among the roles.")


class UnknownGoodExample(InvalidInput):
    message = N_("Choose among: on time, never returned, praised.")


class UnknownPasswordRules(InvalidInput):
    message = N_("Choose one of the two rules for passwords.")


class OddTime(InvalidInput):
    message = N_("Please give a time of the day, 08:30 for instance.")


class NotYesOrNo(InvalidInput):
    message = N_("Please say yes or no.")


def checked(name: str, value: Any) -> Any:
    """The value as it is kept, or the refusal that names this setting as its field."""
    if name not in RULES:
        raise UnknownSetting(name=name)
    return RULES[name](name, value)


def whole(least: int, most: int) -> Callable[[str, Any], int]:
    def rule(name: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise OutOfRange(least=least, most=most, field=name)
        return value

    return rule


def _name(name: str, value: Any) -> str:
    return clean_line(value, limit=60, field=name, required=True)


def _time_zone(name: str, value: Any) -> str:
    zone = clean_line(value, field=name, required=True)
    if zone not in available_timezones():
        raise UnknownTimeZone(name=zone, field=name)
    return zone


def _number_format(name: str, value: Any) -> str:
    pattern = clean_line(value, limit=CHOICE, field=name, required=True)
    try:
        asked = [part[1:] for part in Formatter().parse(pattern) if part[1] is not None]
    except ValueError:
        asked = []
    if sorted(asked) != [("sequence", "", None), ("year", "", None)]:
        raise OddNumberFormat(year="{year}", sequence="{sequence}", field=name)
    return pattern


def _choices(name: str, value: Any) -> list[str]:
    lines = value.split("\n") if isinstance(value, str) else value if isinstance(value, Sequence) else []
    choices = [choice for line in lines if (choice := clean_line(str(line), limit=CHOICE, field=name))]
    if not choices:
        raise NothingToChoose(field=name)
    if len(choices) > CHOICES:
        raise TooManyChoices(limit=CHOICES, field=name)
    for position, choice in enumerate(choices):
        if choice in choices[:position]:
            raise SameChoiceTwice(choice=choice, field=name)
    return choices


def _yes_or_no(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise NotYesOrNo(field=name)
    return value


def _time(name: str, value: Any) -> str:
    text = clean_line(value, limit=5, field=name, required=True).replace("：", ":")
    if not TIME.fullmatch(text):
        raise OddTime(field=name)
    return text.zfill(5)


def _roles(name: str, value: Any) -> list[str]:
    """Who must sign in in two steps; nobody is a good answer. A screen has no hands for it."""
    known = [role.value for role in Role if role is not Role.SCREEN]
    chosen = value if isinstance(value, Sequence) and not isinstance(value, str) else [None]
    if any(one not in known for one in chosen):
        raise UnknownRole(field=name)
    return [role for role in known if role in chosen]


def _good_examples(name: str, value: Any) -> list[str]:
    """What makes an item a good example of a bulletin; without any of it none is named."""
    chosen = value if isinstance(value, Sequence) and not isinstance(value, str) else [None]
    if any(one not in GOOD_EXAMPLES for one in chosen):
        raise UnknownGoodExample(field=name)
    return [one for one in GOOD_EXAMPLES if one in chosen]


def _password_rules(name: str, value: Any) -> str:
    if value not in ("length", "complexity"):
        raise UnknownPasswordRules(field=name)
    return str(value)


RULES: dict[str, Callable[[str, Any], Any]] = {
    "name": _name,
    "time_zone": _time_zone,
    "number_format": _number_format,
    "near_days": whole(0, 30),
    "lag_tolerance": whole(0, 100),
    "papers_for_all": _yes_or_no,
    "reassignment_days": whole(1, 30),
    "decision_days": whole(1, 30),
    "answer_days": whole(1, 30),
    "urge_pause_hours": whole(0, 240),
    "second_factor_roles": _roles,
    "password_rules": _password_rules,
    "password_days": whole(7, 730),
    "watermark": _yes_or_no,
    "seven_s_rankings": _yes_or_no,
    "seven_s_ranking_roles": _roles,
    "remind_at": _time,
    "digest_at": _time,
    "quiet_from": _time,
    "quiet_until": _time,
    "bulletin_number": _number_format,
    "good_examples": _good_examples,
    "sources": _choices,
    "forms": _choices,
    "urge_forms": _choices,
    "key_grounds": _choices,
}
