"""通报 as the house brings it: red head, the sections in the usual order, tables, the items as an annex."""

from functools import cache
from io import BytesIO

from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row

from core.documents import official as look
from core.documents.official import CENTER, JUSTIFY, LEFT, RED, RIGHT, SIZE_2, paper, run, shape, text

LINE = Pt(17)
SECTIONS = (
    ("一、总体情况", "总体情况"),
    ("二、各部门办理情况", "部门情况说明"),
    ("三、存在问题", "存在问题"),
    ("四、表扬事项", "表扬事项"),
    ("五、督办单下发情况", "督办单情况"),
    ("六、下一步要求", "下一步要求"),
)
# Heading, field of the row, width in millimetres.
DEPARTMENTS = (
    ("部门", "部门", 32),
    ("承办", "承办", 15),
    ("办结", "办结", 15),
    ("在办", "在办", 15),
    ("超时", "超时", 15),
    ("办结率", "办结率", 20),
    ("按期\n办结率", "按期办结率", 20),
    ("协办", "协办", 15),
)
ITEMS = (
    ("序号", "序号", 13),
    ("编号", "编号", 36),
    ("事项名称", "事项名称", 39),
    ("主责部门", "主责部门", 20),
    ("完成时限", "完成时限", 24),
    ("办理情况", "办理情况", 24),
)


@cache
def bulletin() -> bytes:
    made = paper()
    text(made, "{{机关名称}}", font=look.TITLE, size=Pt(36), color=RED, align=CENTER, indent=0, exactly=None)
    number = text(made, "{{通报编号}}", align=CENTER, indent=0)
    look.rule_below(number)
    text(made, indent=0)
    text(made, "{{标题}}", font=look.TITLE, size=SIZE_2, align=CENTER, indent=0, exactly=Pt(35))
    text(made, indent=0)
    text(made, "{{主送}}", indent=0)
    text(made, "{{导语}}")
    for heading, field in SECTIONS:
        text(made, heading, font=look.HEADING)
        text(made, f"{{{{{field}}}}}")
        if field == "部门情况说明":
            _table(made, DEPARTMENTS, "部门情况")
    text(made, indent=0)
    text(made, "附件：督办事项办理情况表", align=JUSTIFY)
    text(made, indent=0)
    text(made, "{{机关名称}}", align=RIGHT, indent=0, right=400)
    text(made, "{{印发日期}}", align=RIGHT, indent=0, right=400)
    _annex(made)
    look.page_numbers(made)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def _annex(made: Paper) -> None:
    head = text(made, "附件", font=look.HEADING, indent=0)
    head.paragraph_format.page_break_before = True
    text(made, "督办事项办理情况表", font=look.TITLE, size=SIZE_2, align=CENTER, indent=0, exactly=Pt(35))
    text(made, indent=0)
    _table(made, ITEMS, "事项")


def _table(made: Paper, columns: tuple[tuple[str, str, int], ...], field: str) -> None:
    """A row of headings that repeats on every page, and one row for each of the list."""
    table = made.add_table(rows=4, cols=len(columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    heads, begin, row, end = table.rows
    _repeat(heads)
    for place, (label, name, width) in enumerate(columns):
        table.columns[place].width = Mm(width)
        _fill(heads.cells[place], label, width, font=look.HEADING)
        _fill(row.cells[place], f"{{{{项.{name}}}}}", width, left=name == "事项名称")
        for edge in (begin, end):
            edge.cells[place].width = Mm(width)
    begin.cells[0].paragraphs[0].text = f"{{%tr for 项 in {field} %}}"
    end.cells[0].paragraphs[0].text = "{%tr endfor %}"
    for one in table.rows:
        _keep_together(one)
    _centre(table)


def _fill(cell: _Cell, words: str, width: int, *, font: str = look.BODY, left: bool = False) -> None:
    cell.width = Mm(width)
    middle = OxmlElement("w:vAlign")
    middle.set(qn("w:val"), "center")
    cell._tc.get_or_add_tcPr().append(middle)
    line = cell.paragraphs[0]
    shape(line, align=LEFT if left else CENTER, exactly=LINE)
    run(line, words, font=font, size=look.SIZE_5)


def _repeat(row: _Row) -> None:
    mark = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(mark)


def _keep_together(row: _Row) -> None:
    """A row is not torn apart at the end of a page."""
    mark = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().insert(0, mark)


def _centre(table: Table) -> None:
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
