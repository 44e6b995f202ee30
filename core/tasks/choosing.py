"""What a form about a task offers to choose from."""

from dataclasses import dataclass

from core import office
from core.work import Work


@dataclass(frozen=True, slots=True)
class Choices:
    """The office's own lists, in the order that it gave them."""

    sources: tuple[str, ...]
    forms: tuple[str, ...]
    urge_forms: tuple[str, ...]
    key_grounds: tuple[str, ...]


def choices(work: Work) -> Choices:
    work.must("tasks.choices")
    profile = office.profile(work.session)
    return Choices(profile.sources, profile.forms, profile.urge_forms, profile.key_grounds)
