"""Files and photos: checked by content, kept once under their hash, seen by those who may read the papers.

rules.py     kinds, sizes, names, refusals
content.py   what a file really is: checked
images.py    photos written anew, upright and without what they carried
zips.py      archives looked at before they are unpacked
sheets.py    Excel sheets read as rows, for imports: rows
books.py     a table found by its headings in Excel or CSV: table
store.py     the bytes: store() with put, get, list
places.py    what files belong to: readers, adders
service.py   what people do: keep, remove
queries.py   what is shown: of, of_matter, read, may_add

Tables: db/models/files.py. Route: web/files.py. Component: pages/ui/photo/. Tests: tests/files/.
"""

from core.files import policy as policy
from core.files.books import Area, Table, table
from core.files.content import checked
from core.files.images import emblem
from core.files.places import adders, readers
from core.files.queries import FileFact, may_add, of, of_matter, read
from core.files.rules import (
    LARGEST,
    PER_SUBJECT,
    SHOWN_IN_PLACE,
    Checked,
    FileDamaged,
    FileGone,
    FileTooLarge,
    StoreUnreachable,
    safe_name,
)
from core.files.service import keep, remove
from core.files.sheets import rows
from core.files.store import Store, store

__all__ = [
    "LARGEST",
    "PER_SUBJECT",
    "SHOWN_IN_PLACE",
    "Area",
    "Checked",
    "FileDamaged",
    "FileFact",
    "FileGone",
    "FileTooLarge",
    "Store",
    "StoreUnreachable",
    "Table",
    "adders",
    "checked",
    "emblem",
    "keep",
    "may_add",
    "of",
    "of_matter",
    "read",
    "readers",
    "remove",
    "rows",
    "safe_name",
    "store",
    "table",
]
