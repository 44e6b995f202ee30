"""What verifying found wrong: one sentence each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.i18n import _


class Check(StrEnum):
    SHAPE = "shape"
    DATABASE = "database"
    HISTORY = "history"
    OUTSIDE = "outside"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Damage:
    check: Check
    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def for_user(self) -> str:
        return _(self.text, **self.values) if self.values else _(self.text)
