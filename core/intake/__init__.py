"""Tasks on their way into the office: one line, a pasted list, an Excel sheet.

clock.py       today and the calendar, as days are read by them
spoken.py      days as people say them: a pattern and a meaning each
days.py        the day of a line or of a cell
words.py       names of departments, people, sources, and how short they are said
grammar.py     one line of quick add, read into an order
likeness.py    how much alike two titles are
columns.py     the columns of a sheet and their headings
lines.py       what is handed in, faults, entries, the preview
values.py      what a cell means
               (all of these without a database)
reading.py     a file read into lines: the right sheet, merged cells, formulas
pasted.py      a pasted list read into lines
office.py      the office's names, lists and calendar
known.py       the items that a sheet names by number
comparing.py   the rows compared with the office
similar.py     open items that are called much the same: similar
quick.py       one line read for its reader: read_line
bringing.py    preview, commit: all of it or nothing
batches.py     what came in together: batches, undo
sheets.py      the empty sheet and the sheet of changes: template, changes_sheet

Tables: db/models/intake.py. Screens: pages/tasks/intake.py, quick add on pages/tasks/list.py.
Tests: tests/intake/.
"""

from core.intake import policy as policy
from core.intake.batches import BatchRow, batches, undo
from core.intake.bringing import commit, preview
from core.intake.columns import COLUMN_NAMES, FOR_NEW, Column
from core.intake.lines import MOST, Alike, Entry, Fault, Given, Preview, mark_of
from core.intake.quick import Quick, read_line
from core.intake.sheets import ChangesSheet, changes_sheet, template
from core.intake.similar import similar

__all__ = [
    "COLUMN_NAMES",
    "FOR_NEW",
    "MOST",
    "Alike",
    "BatchRow",
    "ChangesSheet",
    "Column",
    "Entry",
    "Fault",
    "Given",
    "Preview",
    "Quick",
    "batches",
    "changes_sheet",
    "commit",
    "mark_of",
    "preview",
    "read_line",
    "similar",
    "template",
    "undo",
]
