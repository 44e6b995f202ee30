"""One line of the doctor: what was looked at, how it is, what to do."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


SIGNS = {State.OK: "✓", State.WARN: "!", State.BAD: "✗"}


@dataclass(frozen=True, slots=True)
class Line:
    what: str
    state: State
    said: str
    to_do: str = ""


def ok(what: str, said: object = "") -> Line:
    return Line(what, State.OK, str(said))


def warn(what: str, said: object, to_do: str) -> Line:
    return Line(what, State.WARN, str(said), to_do)


def bad(what: str, said: object, to_do: str) -> Line:
    return Line(what, State.BAD, str(said), to_do)
