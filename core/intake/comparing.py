"""The rows compared with the office: what each would write, what is wrong with it, what is there already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from core.errors import Conflict, DomainError, InvalidInput, NotFound, NotPermitted
from core.i18n import N_, Text
from core.intake.columns import Column
from core.intake.known import Known, number_key, plain_facts
from core.intake.likeness import Index
from core.intake.lines import Alike, Entry, Fault, Line, shown
from core.intake.similar import with_share
from core.intake.values import Reader
from core.tasks import STATE_NAMES, Facts, Support
from core.text import TextMissing, clean_text

# Said about the row, not about the item.
ABOUT_THE_ROW = frozenset({Column.NUMBER, Column.REASON, Column.SEEN})
FIXED = {
    "lead_department_id": Column.LEAD,
    "supervising_department_id": Column.SUPERVISING,
    "supporting": Column.SUPPORTING,
}


class NumberUnknown(NotFound):
    message = N_("There is no item “{number}” that you may see. Leave this empty for a new item.")


class NumberTwice(InvalidInput):
    message = N_("Row {row} has the same number.")


class NotYoursToChange(NotPermitted):
    message = N_("“{number}” is not yours to change.")


class NotOpen(Conflict):
    message = N_("“{number}” is “{state}” and cannot be changed now.")


class FixedOnceIssued(Conflict):
    message = N_("Once an item is issued this changes on its own page (by handing it on), not by a sheet.")


class LeadSupportsToo(InvalidInput):
    message = N_("The lead department cannot support itself.")


class DayGone(InvalidInput):
    message = N_("The day {day} lies in the past.")


class EditedMeanwhile(Conflict):
    message = N_(
        "Somebody changed “{number}” after this sheet was taken out. Take it out anew; or empty this cell to "
        "overwrite what is there."
    )


@dataclass(slots=True)
class Comparison:
    """The office as the rows are compared with it; `rows` are the numbers met so far."""

    reader: Reader
    known: Mapping[str, Known]
    wrong: Mapping[int, list[Fault]]
    today: date
    rows: dict[str, int] = field(default_factory=dict)

    def entry(self, line: Line) -> Entry:
        """The row read cell by cell: every fault is found, not only the first."""
        cells = {column: shown(cell) for column, cell in line.cells.items()}
        values, faults = self._values(line)
        faults += self.wrong.get(line.row, [])
        entry = Entry(line.row, cells)
        try:
            known = self._whose(line.row, cells)
            entry = self._changed(entry, known, values) if known else self._new(entry, values)
        except DomainError as error:
            faults.append(Fault(line.row, Column(error.field or Column.NUMBER), error))
        if faults:
            places = list(Column)
            faults.sort(key=lambda fault: places.index(fault.column))
            return Entry(line.row, cells, faults=_first_of_each(faults))
        return entry

    def _values(self, line: Line) -> tuple[dict[str, Any], list[Fault]]:
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        doomed = {fault.column for fault in self.wrong.get(line.row, [])}
        for column, cell in line.cells.items():
            if column in ABOUT_THE_ROW or column in doomed or not shown(cell):
                continue
            try:
                values = {**self.reader.value(column, cell), **values}
            except DomainError as error:
                faults.append(Fault(line.row, column, error))
        return values, faults

    def _whose(self, row: int, cells: Mapping[Column, str]) -> Known | None:
        typed = cells.get(Column.NUMBER, "")
        if not typed:
            return None
        key = number_key(typed)
        known = self.known.get(key)
        # By its own number: #12 and 督办〔2026〕15号 may be the same item.
        key = str(known.id) if known else key
        if key in self.rows:
            raise NumberTwice(row=self.rows[key])
        self.rows[key] = row
        if known is None:
            raise NumberUnknown(number=typed)
        return known

    def _new(self, entry: Entry, values: dict[str, Any]) -> Entry:
        if not values.get("title"):
            if not entry.cells.get(Column.TITLE):
                raise TextMissing(field=Column.TITLE)
            return entry  # the cell is wrong, and that is said already
        supporting = tuple(Support(one) for one in values.pop("supporting", ()))
        return replace(entry, facts=_sound(Facts(**values, supporting=supporting)))

    def _changed(self, entry: Entry, known: Known, values: dict[str, Any]) -> Entry:
        before = known.facts
        if "supporting" in values:
            values["supporting"] = _kept_parts(before, values["supporting"])
        after = replace(before, **values)
        changed = _differing(before, after)
        name = known.number or f"#{known.id}"
        entry = replace(entry, task_id=known.id, number=name, edition=known.edition)
        if not changed:
            return replace(entry, facts=before)
        self._may_change(entry, known, changed, after)
        reason = clean_text(entry.cells.get(Column.REASON), limit=1000, field=Column.REASON)
        wants = known.issued and "due_day" in changed and not reason
        return replace(entry, facts=_sound(after), changed=changed, reason=reason, wants_reason=wants)

    def _may_change(self, entry: Entry, known: Known, changed: tuple[str, ...], after: Facts) -> None:
        if not known.changes:
            raise NotOpen(number=entry.number, state=Text(STATE_NAMES[known.state]))
        if not known.may_change:
            raise NotYoursToChange(number=entry.number)
        seen = entry.cells.get(Column.SEEN, "")
        if seen and seen != known.edition:
            raise EditedMeanwhile(number=entry.number, field=Column.SEEN)
        if not known.issued:
            return
        for name in changed:
            if name in FIXED:
                raise FixedOnceIssued(field=FIXED[name])
        if "due_day" in changed and after.due_day is not None and after.due_day < self.today:
            raise DayGone(day=after.due_day, field=Column.DUE_DAY)


def with_doubles(entries: Iterable[Entry], standing: Iterable[Alike]) -> list[Entry]:
    """New rows beside what is called much the same: open items, and rows further up."""
    known = {one.task_id: one for one in standing}
    office: Index[int | None] = Index((number, one.title) for number, one in known.items())
    above: Index[int] = Index()
    titles: dict[int, str] = {}
    found = []
    for entry in entries:
        if entry.facts is not None and entry.task_id is None:
            title = entry.facts.title
            alike = [with_share(known[number], share) for number, share in office.like(title)]
            alike += [Alike(titles[row], share, row=row) for row, share in above.like(title)]
            entry = replace(entry, alike=tuple(sorted(alike, key=lambda one: -one.share)))
            titles[entry.row] = title
            above.add(entry.row, title)
        found.append(entry)
    return found


def _sound(facts: Facts) -> Facts:
    if facts.lead_department_id in [one.department_id for one in facts.supporting]:
        raise LeadSupportsToo(field=Column.SUPPORTING)
    return facts


def _kept_parts(before: Facts, wanted: Iterable[int]) -> tuple[Support, ...]:
    """What a department was asked for stays with it."""
    parts = {one.department_id: one for one in before.supporting}
    same = [parts.get(one, Support(one)) for one in wanted]
    return tuple(before.supporting) if set(same) == set(before.supporting) else tuple(same)


def _differing(before: Facts, after: Facts) -> tuple[str, ...]:
    old, new = plain_facts(before), plain_facts(after)
    return tuple(name for name in new if new[name] != old[name])


def _first_of_each(faults: list[Fault]) -> tuple[Fault, ...]:
    """One sentence a cell."""
    return tuple({fault.column: fault for fault in reversed(faults)}.values())[::-1]
