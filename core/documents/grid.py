"""A ruled table on paper: headings that repeat, widths in shares of the line."""

from collections.abc import Sequence

from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from core.documents import official

SIZE, LINE = Pt(10.5), Pt(16)


def grid(
    made: Paper,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[object]],
    *,
    width: int = 156,
    left: Sequence[int] = (0,),
) -> None:
    """Columns are heading and share of the width; those in `left` stand on the left, the rest centred."""
    table = made.add_table(rows=1, cols=len(columns))
    table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
    whole = sum(share for _name, share in columns)
    widths = [Mm(width * share / whole) for _name, share in columns]
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    _repeat(table.rows[0]._tr)
    for place, values in enumerate([[name for name, _share in columns], *rows]):
        row = table.rows[0] if place == 0 else table.add_row()
        for number, (cell, value, wide) in enumerate(zip(row.cells, values, widths, strict=True)):
            cell.width = wide
            _fill(cell, value, head=place == 0, on_left=place > 0 and number in left)
    official.text(made, indent=0, exactly=Pt(10))


def _fill(cell: _Cell, value: object, *, head: bool, on_left: bool) -> None:
    line = cell.paragraphs[0]
    official.shape(line, align=official.LEFT if on_left else official.CENTER, exactly=LINE)
    words = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    official.run(line, words, font=official.HEADING if head else official.SONG, size=SIZE)


def _repeat(row: object) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]
