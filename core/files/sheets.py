"""Excel sheets that people hand in, read as plain rows within bounds."""

from io import BytesIO
from zipfile import BadZipFile

import defusedxml  # noqa: F401  # openpyxl refuses entities only where this is installed
from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import InvalidInput
from core.files.zips import ArchiveBroken, look_into, refuse_programs
from core.i18n import N_

ROWS, COLUMNS = 20_000, 60
LARGEST = 5 * 1024 * 1024
WORKBOOK = "xl/workbook.xml"
# What openpyxl and the libraries below it raise over a book that is broken.
NOTHING_READABLE = (
    BadZipFile,
    InvalidFileException,
    SyntaxError,  # what the XML parser raises
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
)


class NotASheet(InvalidInput):
    message = N_("“{name}” is not an Excel file (.xlsx).")


class SheetTooLong(InvalidInput):
    message = N_("“{name}” has more than {limit} rows. Please split it.")


class SheetTooLarge(InvalidInput):
    message = N_("“{name}” is larger than {limit} MB. Please split it.")


def rows(content: bytes, *, name: str) -> list[tuple[object, ...]]:
    """The rows of the first sheet, values instead of formulas, all of one width, the empty end left out.

    Raises what look_into raises, and NotASheet, SheetTooLong, SheetTooLarge.
    """
    if not content.startswith(b"PK\x03\x04"):
        raise NotASheet(name=name)
    if len(content) > LARGEST:
        raise SheetTooLarge(name=name, limit=LARGEST // 1024 // 1024)
    members = look_into(content, name)
    if WORKBOOK not in members:
        raise NotASheet(name=name)
    refuse_programs(members, name)
    found = _read(content, name)
    while found and not _used(found[-1]):
        found.pop()
    width = max(map(_used, found), default=0)
    return [row[:width] + (None,) * (width - len(row)) for row in found]


def _used(row: tuple[object, ...]) -> int:
    """How many cells from the left, up to the last that holds something."""
    return max((at for at, value in enumerate(row, start=1) if value not in (None, "")), default=0)


def _read(content: bytes, name: str) -> list[tuple[object, ...]]:
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            found: list[tuple[object, ...]] = list(
                sheet.iter_rows(max_row=ROWS + 1, max_col=COLUMNS, values_only=True)
            )
        finally:
            book.close()
    except (*NOTHING_READABLE, DefusedXmlException) as error:
        raise ArchiveBroken(name=name) from error
    if len(found) > ROWS:
        raise SheetTooLong(name=name, limit=ROWS)
    return found
