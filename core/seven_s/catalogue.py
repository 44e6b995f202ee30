"""The catalogue of items: read, changed, published as a new edition; what was asked is never altered."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path as FilePath
from typing import Any

from sqlalchemy import func, or_, select

from core.seven_s.refusals import ItemGone, ItemTaken, NothingToPublish, UnknownValue
from core.seven_s.rules import AreaKind, Item, Path, Pillar, Severity
from core.text import clean_line
from core.work import Work
from db.models import CatalogueEdition, CheckItem, ItemChange

DEFAULT = FilePath(__file__).parent / "catalogue.toml"
MOST_PHRASES = 8
# What an item says; a new wording keeps the meaning, a new meaning draws a line in every trend.
SAYS = (
    "pillar",
    "wording",
    "wording_en",
    "severity",
    "path",
    "photo_forbidden",
    "phrases",
    "area_kinds",
    "owner_department_id",
)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    pillar: str
    wording: str
    severity: str = Severity.SLIGHT
    path: str = Path.ONSITE
    area_kinds: Collection[str] = ()
    phrases: Collection[str] = ()
    wording_en: str = ""
    photo_forbidden: bool = False
    owner_department_id: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What an edition says differently about one item: added, worded, changed in meaning, retired."""

    key: str
    verb: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    version: int = 0


@dataclass(frozen=True, slots=True)
class Edition:
    number: int
    published_at: datetime
    note: str
    changes: tuple[Difference, ...]


def items(work: Work, *, edition: int | None = None, english: bool = False) -> list[Item]:
    """The items of an edition, the newest by default."""
    work.must("seven_s.items")
    return asked(work, edition if edition is not None else newest(work), english=english)


def editions(work: Work) -> list[Edition]:
    """The newest first, with what each said differently."""
    work.must("seven_s.editions")
    rows = work.session.scalars(select(CatalogueEdition).order_by(CatalogueEdition.number.desc()).limit(50))
    return [
        Edition(row.number, row.published_at, row.note, tuple(Difference(**one) for one in row.changes))
        for row in rows
    ]


def pending_changes(work: Work) -> list[Difference]:
    """What publishing now would change: the diff to look at before."""
    work.must("seven_s.pending_changes")
    return _differences(work)


def change_item(
    work: Work, *, key: str, facts: ItemFacts | None, new_meaning: bool = False, is_new: bool = False
) -> None:
    """Word an item anew, change its meaning, add one, or retire it (no facts). It waits for publishing."""
    work.must("seven_s.change_item")
    key = clean_line(key, limit=20, field="key", required=True)
    current = {item.key: item for item in current_rows(work)}
    if is_new and key in current:
        raise ItemTaken()
    if not is_new and key not in current:
        raise ItemGone()
    verb = "added" if is_new else "retired" if facts is None else "meant" if new_meaning else "worded"
    values = asdict(_clean(facts)) if facts is not None else {}
    row = work.session.scalars(select(ItemChange).where(ItemChange.key == key)).one_or_none()
    if row is None:
        row = ItemChange(key=key)
        work.session.add(row)
    row.verb, row.values = verb, values
    row.changed_by, row.changed_at = work.actor.number, work.now
    work.session.flush()
    work.record("item_change.noted", row.id, key=key, verb=verb)


def drop_change(work: Work, *, key: str) -> None:
    work.must("seven_s.drop_change")
    key = clean_line(key, field="key")
    row = work.session.scalars(select(ItemChange).where(ItemChange.key == key)).one_or_none()
    if row is None:
        raise ItemGone()
    work.record("item_change.dropped", row.id, key=key)
    work.session.delete(row)


def publish(work: Work, *, note: str = "") -> int:
    """The changes become the next edition; rounds that are under way keep theirs. Returns its number."""
    work.must("seven_s.publish")
    changes = _differences(work)
    if not changes:
        raise NothingToPublish()
    number = newest(work) + 1
    rows = {row.key: row for row in current_rows(work)}
    last = max((row.position for row in rows.values()), default=0)
    for one in changes:
        old = rows.get(one.key)
        if old is not None:
            old.edition_until = number
        if one.verb != "retired":
            last += 1
            work.session.add(_written(one, old, number, last))
    for change in work.session.scalars(select(ItemChange)):
        work.session.delete(change)
    _edition(work, number, note, changes)
    return number


def install_catalogue(work: Work) -> int:
    """The default catalogue as the first edition, once; returns how many items it has."""
    work.must("seven_s.install_catalogue")
    if newest(work):
        return len(current_rows(work))
    listed = tomllib.loads(DEFAULT.read_text("utf-8"))["items"]
    for position, one in enumerate(listed, start=1):
        facts = _clean(ItemFacts(**{name: value for name, value in one.items() if name != "key"}))
        work.session.add(CheckItem(key=one["key"], position=position, edition_from=1, **asdict(facts)))
    _edition(work, 1, "", [])
    return len(listed)


def newest(work: Work) -> int:
    return work.session.scalar(select(func.max(CatalogueEdition.number))) or 0


def asked(work: Work, edition: int, *, english: bool = False) -> list[Item]:
    """The items of an edition, in order."""
    rows = work.session.scalars(
        select(CheckItem)
        .where(CheckItem.edition_from <= edition)
        .where(or_(CheckItem.edition_until.is_(None), CheckItem.edition_until > edition))
        .order_by(CheckItem.position, CheckItem.id)
    )
    return [as_item(row, english=english) for row in rows]


def current_rows(work: Work) -> list[CheckItem]:
    return list(work.session.scalars(select(CheckItem).where(CheckItem.edition_until.is_(None))))


def as_item(row: CheckItem, *, english: bool = False) -> Item:
    return Item(
        row.id,
        row.key,
        row.revision,
        row.pillar,
        (row.wording_en if english else "") or row.wording,
        row.severity,
        row.path,
        row.photo_forbidden,
        tuple(row.phrases),
        tuple(row.area_kinds),
        row.owner_department_id,
    )


def _differences(work: Work) -> list[Difference]:
    current = {row.key: row for row in current_rows(work)}
    waiting = work.session.scalars(select(ItemChange).order_by(ItemChange.key))
    found = []
    for change in waiting:
        old = current.get(change.key)
        before = {name: getattr(old, name) for name in SAYS} if old is not None else {}
        found.append(Difference(change.key, change.verb, before, change.values, change.version))
    return [one for one in found if one.before != one.after]


def _written(one: Difference, old: CheckItem | None, number: int, position: int) -> CheckItem:
    revision = 1 if old is None else old.revision + (one.verb == "meant")
    place = position if old is None else old.position
    return CheckItem(key=one.key, revision=revision, position=place, edition_from=number, **one.after)


def _edition(work: Work, number: int, note: str, changes: list[Difference]) -> None:
    row = CatalogueEdition(
        number=number,
        published_at=work.now,
        published_by=work.actor.id,
        note=clean_line(note, field="note"),
        changes=[asdict(one) for one in changes],
    )
    work.session.add(row)
    work.session.flush()
    work.record("edition.published", row.id, number=number, changed=[one.key for one in changes])


def _clean(facts: ItemFacts) -> ItemFacts:
    choices: dict[str, set[str]] = {
        "pillar": {*Pillar},
        "severity": {*Severity},
        "path": {*Path},
    }
    for field, allowed in choices.items():
        if getattr(facts, field) not in allowed:
            raise UnknownValue(field=field)
    kinds = list(dict.fromkeys(facts.area_kinds))
    if not kinds or set(kinds) - set(AreaKind):
        raise UnknownValue(field="area_kinds")
    phrases = [clean_line(one, limit=40, field="phrases") for one in facts.phrases]
    return ItemFacts(
        str(facts.pillar),
        clean_line(facts.wording, limit=120, field="wording", required=True),
        str(facts.severity),
        str(facts.path),
        [str(kind) for kind in kinds],
        [one for one in dict.fromkeys(phrases) if one][:MOST_PHRASES],
        clean_line(facts.wording_en, limit=200, field="wording_en"),
        bool(facts.photo_forbidden),
        facts.owner_department_id,
    )
