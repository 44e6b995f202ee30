"""People from an Excel sheet: a preview with an error per cell, then all of it or nothing.

A row whose user name is known already updates that person; empty cells leave things as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from core.errors import Conflict
from core.i18n import N_
from core.people import accounts, loading
from core.people.entries import Comparison, Entry, Fault
from core.people.sheet import Column, Sheet, read
from core.text import clean_line, name_key
from core.work import SomebodyWasFaster, Work
from db.models import Department, Person


class HasFaults(Conflict):
    message = N_("Cells with errors: {count}. Nothing was imported.")


class UpdatesUnconfirmed(Conflict):
    message = N_("{count} people are known already. Confirm that they are to be updated.")
    field = "update"


@dataclass(frozen=True, slots=True)
class Preview:
    entries: tuple[Entry, ...]
    unknown_headers: tuple[str, ...]

    @property
    def faults(self) -> list[Fault]:
        return [fault for entry in self.entries for fault in entry.faults]

    @property
    def additions(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.details and entry.person_id is None]

    @property
    def updates(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.details and entry.changed]

    @property
    def versions(self) -> dict[int, int]:
        """Those who would be updated, as the reader saw them."""
        return {one.person_id: one.version for one in self.updates if one.person_id and one.version}


def preview_import(work: Work, *, content: bytes, name: str) -> Preview:
    """What the sheet would do. Raises what reading it raises; errors in cells are in the preview."""
    work.must("people.preview_import")
    sheet = read(content, name=name)
    office = _office(work, sheet)
    return Preview(tuple(office.entry(line) for line in sheet.lines), sheet.unknown_headers)


def commit_import(
    work: Work,
    *,
    content: bytes,
    name: str,
    update: bool = False,
    versions: Mapping[int, int] | None = None,
) -> list[int]:
    """Write the sheet: all rows or none. Returns the numbers of those who were added.

    `update` confirms that people known already are changed; `versions` is Preview.versions as it was shown.
    """
    work.must("people.commit_import")
    preview = preview_import(work, content=content, name=name)
    if preview.faults:
        raise HasFaults(count=len(preview.faults))
    if preview.updates and not update:
        raise UpdatesUnconfirmed(count=len(preview.updates))
    if versions is not None and dict(versions) != preview.versions:
        raise SomebodyWasFaster()
    added = [accounts.add_person(work, details=one.details) for one in preview.additions if one.details]
    for entry in preview.updates:
        _update(work, entry)
    sheet = clean_line(name[:100])
    work.record("person.imported", 0, sheet=sheet, added=len(added), updated=len(preview.updates))
    return added


def _update(work: Work, entry: Entry) -> None:
    """The row is locked and as the preview saw it; who came before us in this import may have touched it."""
    if entry.details is None or entry.person_id is None:
        return
    version = loading.person(work, entry.person_id).version
    accounts.edit_person(work, person_id=entry.person_id, details=entry.details, version=version)


def _office(work: Work, sheet: Sheet) -> Comparison:
    departments = select(Department.name, Department.id).where(Department.closed_at.is_(None))
    given = (line.cells.get(Column.USER_NAME, "") for line in sheet.lines)
    return Comparison(
        departments={name: number for name, number in work.session.execute(departments)},
        people={person.user_key: person for person in work.session.scalars(select(Person))},
        own_id=work.actor.id,
        given=frozenset(name_key(one) for one in given if one),
    )
