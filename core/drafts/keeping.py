"""Keep, show again and drop the draft of one form of one person.

Drafts leave no trace in the history: they are not yet anything the office did.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.errors import InvalidInput
from core.history import plain
from core.i18n import N_
from core.text import clean_line, clean_text
from core.work import Work
from db.models import Draft

LIMIT = 200_000
NAME = 120


class DraftTooLarge(InvalidInput):
    message = N_("This is too much text to be kept as a draft. Please hand it in or shorten it.")


@dataclass(frozen=True, slots=True)
class Kept:
    values: dict[str, Any]
    at: datetime


def keep(work: Work, *, form: str, values: Mapping[str, Any]) -> None:
    """Remember `values` as what now stands in this form; the last word counts."""
    work.must("drafts.keep")
    name = clean_line(form, limit=NAME, required=True)
    wanted = {str(field): _plain(value) for field, value in values.items()}
    if len(json.dumps(wanted, ensure_ascii=False)) > LIMIT:
        raise DraftTooLarge()
    draft = _load(work, name)
    if draft is None:
        draft = Draft(person_id=work.actor.number, form=name)
        work.session.add(draft)
    draft.values, draft.at = wanted, work.now


def latest(work: Work, *, form: str) -> Kept | None:
    """What the reader left in this form, if anything."""
    work.must("drafts.latest")
    draft = _load(work, clean_line(form, limit=NAME))
    return Kept(dict(draft.values), draft.at) if draft else None


def drop(work: Work, *, form: str) -> None:
    """The form was handed in, or its text is not wanted any more."""
    work.must("drafts.drop")
    draft = _load(work, clean_line(form, limit=NAME))
    if draft is not None:
        work.session.delete(draft)


def _load(work: Work, name: str) -> Draft | None:
    return work.session.get(Draft, (work.actor.number, name))


def _plain(value: Any) -> Any:
    """As JSON keeps it, and without the characters that a database refuses."""
    if isinstance(value, str):
        return clean_text(value, limit=LIMIT)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    return plain(value)
