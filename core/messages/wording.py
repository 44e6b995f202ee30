"""How lines become one message: a subject, a text, a link to each item."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.channels import Kind
from core.i18n import _
from core.settings import settings

MOST = 20


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    matter_id: int | None
    place: str = ""  # the screen of what it is about


def subject(lines: Sequence[Said]) -> str:
    if len(lines) == 1:
        return lines[0].text
    return _("{count} items wait for your attention", count=len(lines))


def body(kind: str, lines: Sequence[Said], links: dict[int, str]) -> str:
    """A text message by telephone is short and has one link at most."""
    if kind == Kind.GATEWAY:
        return _short(lines)
    if len(lines) == 1:
        return _with_link(lines[0], links)
    shown = [_with_link(line, links, f"{place}. ") for place, line in enumerate(lines[:MOST], 1)]
    more = len(lines) - MOST
    rest = [_("… and {count} more, in your inbox.", count=more)] if more > 0 else []
    return "\n".join([subject(lines), *shown, *rest])


def link(place: str) -> str:
    """Opens it after signing in. Without a public address of the office there is none."""
    where = settings().public_url.rstrip("/")
    return f"{where}{place}" if where and place else ""


def _with_link(line: Said, links: dict[int, str], mark: str = "") -> str:
    address = links.get(line.matter_id or 0) or link(line.place)
    return f"{mark}{line.text}\n{address}" if address else f"{mark}{line.text}"


def _short(lines: Sequence[Said]) -> str:
    if len(lines) == 1:
        return lines[0].text
    return _("{count} items wait for you, first: {text}", count=len(lines), text=lines[0].text)
