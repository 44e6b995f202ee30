"""A list brought in: looked through first, what is wrong said cell by cell; then all of it or nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from core import tasks
from core.errors import Conflict, DomainError, InvalidInput
from core.i18n import N_, Text, _
from core.intake import known, office
from core.intake.columns import Column
from core.intake.comparing import Comparison, with_doubles
from core.intake.known import plain_facts
from core.intake.lines import PASTED, Entry, Fault, Given, Line, Preview, Sheet, digest_of, shown
from core.intake.pasted import read_text
from core.intake.reading import read_file
from core.intake.similar import open_items
from core.text import clean_line, clean_text
from core.work import Work
from db.models import Batch, BatchItem, Matter

NAMED = 8


class HasFaults(Conflict):
    message = N_("Cells with errors: {count}. Nothing was brought in.")


class UpdatesUnconfirmed(Conflict):
    message = N_("{count} items are known already. Confirm that they are to be changed.")
    field = "update"


class ReasonMissing(InvalidInput):
    message = N_("Due days of issued items change: say why.")
    field = "reason"


class NotAsSeen(Conflict):
    message = N_("This is no longer what the preview showed. Nothing was brought in; please look again.")


class ChangedSinceSeen(Conflict):
    message = N_("Changed by somebody after the preview: {items}. Nothing was brought in; please look again.")


class RowRefused(Conflict):
    message = N_("Row {row}: {said} Nothing was brought in.")


class NothingToDo(InvalidInput):
    message = N_("There is nothing new in it.")


def preview(work: Work, *, given: Given) -> Preview:
    """What it would do. Raises what reading it raises; errors in cells are in the preview."""
    work.must("intake.preview")
    reading = office.reader(work)
    if given.content:
        sheet = read_file(given.content, name=clean_line(given.name[:100]))
    else:
        sheet = read_text(given.text, reading.words, reading.clock)
    lines = [_mended(line, given.fixes) for line in sheet.lines if line.row not in set(given.left_out)]
    numbers = [shown(line.cells.get(Column.NUMBER)) for line in lines]
    comparison = Comparison(
        reading,
        known.by_number(work, [one for one in numbers if one]),
        _still_wrong(sheet, given.fixes),
        work.today,
    )
    entries = with_doubles([comparison.entry(line) for line in lines], open_items(work))
    return Preview(given.name or _(PASTED), tuple(entries), sheet, digest_of(given))


def commit(
    work: Work,
    *,
    given: Given,
    update: bool = False,
    reason: str = "",
    digest: str = "",
    editions: Mapping[int, str] | None = None,
) -> int:
    """Write it: all rows or none. Returns the number of the batch, by which it can be undone.

    `update` confirms that items known already are changed, `reason` says why their days move; `digest` and
    `editions` are those of the preview that the reader saw.
    """
    work.must("intake.commit")
    if digest and digest != digest_of(given):
        raise NotAsSeen()
    seen = preview(work, given=given)
    if editions is not None:
        _as_seen(seen, editions)
    reason = clean_text(reason, limit=1000, field="reason")
    _ready(seen, update=update, reason=reason)
    batch = Batch(person_id=work.actor.number, at=work.now, name=clean_line(seen.name[:100]))
    batch.added, batch.changed = len(seen.additions), len(seen.updates)
    work.session.add(batch)
    work.session.flush()
    _draft_all(work, batch, seen.additions)
    _change_all(work, batch, seen.updates, reason)
    work.record("batch.brought_in", batch.id, name=batch.name, added=batch.added, changed=batch.changed)
    return batch.id


def _mended(line: Line, fixes: Mapping[str, str]) -> Line:
    """The row with what was corrected on the screen."""
    own = {column: fixes[key] for column in Column if (key := f"{line.row}:{column}") in fixes}
    return Line(line.row, {**line.cells, **own}) if own else line


def _still_wrong(sheet: Sheet, fixes: Mapping[str, str]) -> dict[int, list[Fault]]:
    wrong: dict[int, list[Fault]] = defaultdict(list)
    for fault in sheet.faults:
        if f"{fault.row}:{fault.column}" not in fixes:
            wrong[fault.row].append(fault)
    return wrong


def _as_seen(now: Preview, editions: Mapping[int, str]) -> None:
    """What stood there when the reader looked still stands there."""
    if dict(editions) == now.editions:
        return
    names = {one.task_id: one.number for one in now.entries if one.task_id is not None}
    moved = [names[one] for one, edition in now.editions.items() if editions.get(one) != edition]
    if not moved:
        raise NotAsSeen()
    raise ChangedSinceSeen(items=_listed(moved))


def _ready(seen: Preview, *, update: bool, reason: str) -> None:
    if seen.faults:
        raise HasFaults(count=len(seen.faults))
    if not seen.additions and not seen.updates:
        raise NothingToDo()
    if seen.updates and not update:
        raise UpdatesUnconfirmed(count=len(seen.updates))
    if seen.wants_reason and not reason:
        raise ReasonMissing()


def _draft_all(work: Work, batch: Batch, entries: list[Entry]) -> None:
    rows: dict[int, int] = {}
    for entry in entries:
        assert entry.facts is not None
        try:
            rows[tasks.draft(work, facts=entry.facts)] = entry.row
        except DomainError as error:
            raise _refused(entry, error) from error
    for number, version in _versions(work, list(rows)):
        item = BatchItem(batch_id=batch.id, matter_id=number, row=rows[number], matter_version=version)
        work.session.add(item)


def _versions(work: Work, numbers: list[int]) -> Iterator[tuple[int, int]]:
    for start in range(0, len(numbers), known.CHUNK):
        chunk = select(Matter.id, Matter.version).where(Matter.id.in_(numbers[start : start + known.CHUNK]))
        yield from work.session.execute(chunk).tuples()


def _change_all(work: Work, batch: Batch, entries: list[Entry], reason: str) -> None:
    standing = {one.id: one for one in known.load(work, ids=[one.task_id or 0 for one in entries])}
    for entry in entries:
        before = standing[entry.task_id or 0]
        assert entry.facts is not None
        try:
            if before.issued:
                why = entry.reason or reason
                tasks.edit(work, task_id=before.id, facts=entry.facts, version=before.version, reason=why)
            else:
                tasks.edit_draft(work, task_id=before.id, facts=entry.facts, version=before.version)
        except DomainError as error:
            raise _refused(entry, error) from error
        old, new = plain_facts(before.facts), plain_facts(entry.facts)
        matter = work.session.get_one(Matter, before.id)
        work.session.add(
            BatchItem(
                batch_id=batch.id,
                matter_id=before.id,
                row=entry.row,
                matter_version=matter.version,
                changes={name: [old[name], new[name]] for name in entry.changed},
            )
        )


def _refused(entry: Entry, error: DomainError) -> RowRefused:
    return RowRefused(row=entry.row, said=Text(error.for_user))


def _listed(items: list[str]) -> str:
    return _(", ").join(items[:NAMED]) + (" …" if len(items) > NAMED else "")
