"""Passwords: which are good enough, and their hashes (bcrypt, by streamlit-authenticator's Hasher).

bcrypt reads 72 bytes at most. What it is given is base64(sha256(NFC(password))): always 44 characters, so
a long sentence counts to its last character and no blank at its ends is lost.
"""

import base64
import hashlib
import importlib
import logging
import re
import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from core.errors import InvalidInput
from core.i18n import N_

SHORTEST = 8
LONGEST = 256
# Nothing that reads alike: a first password is passed on by mouth or on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz"
DIGITS = "23456789"
ROWS = ("01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv")


class Hashed(str):
    """A password that was hashed already, outside the transaction: bcrypt takes a fifth of a second."""


class PasswordTooShort(InvalidInput):
    message = N_("A password has at least {least} characters.")


class PasswordTooPlain(InvalidInput):
    message = N_("A password needs three of these: small letters, capital letters, digits, other signs.")


class PasswordTooLong(InvalidInput):
    message = N_("A password has at most {most} characters.")


class PasswordTooCommon(InvalidInput):
    message = N_("This password is one of those that are guessed first. Please choose another one.")


class PasswordNamesYou(InvalidInput):
    message = N_("A password must not contain your name, your user name or the name of the office.")


def hashed(password: str) -> Hashed:
    return password if isinstance(password, Hashed) else Hashed(_hasher().hash(_prepared(password)))


def matches(password: str, stored: str) -> bool:
    return bool(_hasher().check_pw(_prepared(password), stored))


@cache
def nobody() -> Hashed:
    """The hash of a password that nobody knows: an unknown user name costs the same time as a known one."""
    return hashed(secrets.token_hex())


def first_password() -> str:
    """A password to pass on by hand, changed at the first sign-in: letters, letters, digits."""
    group = ["".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(2)]
    return "-".join([*group, "".join(secrets.choice(DIGITS) for _ in range(4))])


def check(password: str, *, names: Iterable[str] = (), field: str = "password", mixed: bool = False) -> None:
    """Refuse what is guessed first. `names` are the person's and the office's: they may not stand in it.

    `mixed` asks for several kinds of signs as well, where the office must follow such a rule.
    """
    if len(password) < SHORTEST:
        raise PasswordTooShort(least=SHORTEST, field=field)
    if len(password) > LONGEST:
        raise PasswordTooLong(most=LONGEST, field=field)
    if mixed and _kinds(password) < 3:
        raise PasswordTooPlain(field=field)
    plain = _plain(password)
    if any(_stands_in(name, plain) for name in map(_plain, names)):
        raise PasswordNamesYou(field=field)
    if _is_common(plain):
        raise PasswordTooCommon(field=field)


def _kinds(password: str) -> int:
    """Chinese characters and blanks are other signs."""
    found = {
        "small" if char.islower() else "capital" if char.isupper() else "digit" if char.isdigit() else "other"
        for char in password
    }
    return len(found)


@cache
def _hasher() -> Any:
    """Loaded when first needed: it brings Streamlit along, which remarks that no page is being drawn."""
    logging.disable(logging.WARNING)
    try:
        return importlib.import_module("streamlit_authenticator.utilities.hasher").Hasher
    finally:
        logging.disable(logging.NOTSET)


def _stands_in(name: str, plain: str) -> bool:
    """Two Chinese characters are a name already, two Latin letters stand in many a word."""
    return len(name) >= (4 if name.isascii() else 2) and name in plain


def _is_common(plain: str) -> bool:
    """Also a common one with digits behind it, one character repeated, a run of keys, digits alone."""
    word = re.sub(r"[0-9!@#.。_-]{1,6}$", "", plain)
    if plain in _common() or word in _common():
        return True
    if len(set(plain)) <= 3 or (plain.isdigit() and len(plain) < 12):
        return True
    return any(plain in row * 2 or plain in row[::-1] * 2 for row in ROWS)


@cache
def _common() -> frozenset[str]:
    lines = Path(__file__).with_name("common_passwords.txt").read_text("utf-8").split()
    return frozenset(map(_plain, lines))


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).casefold())


def _prepared(password: str) -> str:
    text = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return base64.b64encode(hashlib.sha256(text).digest()).decode()
