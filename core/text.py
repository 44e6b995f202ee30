"""The border of core: every text that people type passes here once."""

import re
import unicodedata

from core.errors import InvalidInput
from core.i18n import N_

LINE = 200
PARAGRAPH = 5000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
_BLANK = re.compile(r"[^\S\n]+")


class TextMissing(InvalidInput):
    message = N_("Please fill this in.")


class TextTooLong(InvalidInput):
    message = N_("This is too long: {length} characters, at most {limit}.")


def clean_text(value: str | None, *, limit: int = PARAGRAPH, field: str = "", required: bool = False) -> str:
    """NFC, without control, surrogate, invisible and bidi characters, trimmed, bounded.

    Raises TextMissing where `required` and nothing is left, TextTooLong beyond `limit`: it never cuts.
    """
    text = (value or "").replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(char for char in text if not 0xD800 <= ord(char) <= 0xDFFF)
    text = _INVISIBLE.sub("", _CONTROL.sub("", text))
    text = unicodedata.normalize("NFC", text).strip()
    if required and not text:
        raise TextMissing(field=field)
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit, field=field)
    return text


def clean_line(value: str | None, *, limit: int = LINE, field: str = "", required: bool = False) -> str:
    """The same on one line: breaks and runs of blanks become one space."""
    flat = _BLANK.sub(" ", (value or "").replace("\n", " ").replace("\r", " ").replace("\t", " "))
    return clean_text(flat, limit=limit, field=field, required=required)


def name_key(name: str) -> str:
    """The form under which two user names count as the same: NFKC, casefolded, nothing invisible."""
    return unicodedata.normalize("NFKC", clean_line(name)).casefold()
