"""The Word template of the minutes (会议纪要) that the house brings: red head, items counted in Chinese."""

from collections.abc import Callable
from functools import cache
from io import BytesIO

from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from core.documents import official as look
from core.documents.official import CENTER, LEFT, RED, RIGHT, SIZE_2, paper, run, shape, text

CELL_LINE = Pt(17)
# Heading, field of the row, width in millimetres.
TASKS = (
    ("序号", "序号", 13),
    ("编号", "编号", 36),
    ("事项名称", "事项名称", 53),
    ("主责部门", "主责部门", 27),
    ("完成时限", "完成时限", 27),
)
FACTS = (
    ("时　　间", "会议时间"),
    ("地　　点", "会议地点"),
    ("主　　持", "主持人"),
    ("记　　录", "记录人"),
    ("出　　席", "出席人员"),
)


@cache
def minutes() -> bytes:
    made = paper()
    text(made, "会议纪要", font=look.TITLE, size=Pt(48), color=RED, align=CENTER, indent=0, exactly=None)
    number = text(made, "{{纪要编号}}", align=CENTER, indent=0)
    look.rule_below(number)
    text(made, indent=0)
    text(made, "{{会议名称}}纪要", font=look.TITLE, size=SIZE_2, align=CENTER, indent=0, exactly=Pt(35))
    text(made, indent=0)
    for label, field in FACTS:
        _fact(made, label, field)
    _when(made, "请假人员", lambda: _fact(made, "请　　假", "请假人员"))
    text(made, indent=0)
    _when(made, "开头", lambda: text(made, "{{开头}}"))
    _items(made)
    _when(made, "结尾", lambda: text(made, "{{结尾}}"))
    _when(made, "决定事项", lambda: _tasks(made))
    text(made, indent=0)
    text(made, "{{机关名称}}", align=RIGHT, indent=0, right=400)
    text(made, "{{印发日期}}", align=RIGHT, indent=0, right=400)
    look.page_numbers(made)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def _fact(made: Paper, label: str, field: str) -> None:
    line = text(made, label, font=look.HEADING, indent=0, align=LEFT)
    run(line, f"：{{{{{field}}}}}")
    indents = line._p.get_or_add_pPr().get_or_add_ind()
    indents.set(qn("w:left"), str(5 * look.TWIPS))
    indents.set(qn("w:hanging"), str(5 * look.TWIPS))


def _when(made: Paper, field: str, write: Callable[[], object]) -> None:
    text(made, f"{{%p if {field} %}}")
    write()
    text(made, "{%p endif %}")


def _items(made: Paper) -> None:
    text(made, "{%p for 项 in 议题 %}")
    text(made, "{{项.序号}}、{{项.名称}}", font=look.HEADING)
    _when(made, "项.提出人", lambda: text(made, "提出人：{{项.提出人}}。"))
    _when(made, "项.讨论情况", lambda: text(made, "{{项.讨论情况}}"))
    _when(made, "项.决定", lambda: _decision(made))
    _when(made, "项.答复", lambda: text(made, "答复情况：{{项.答复}}"))
    _when(made, "项.结转", lambda: text(made, "{{项.结转}}"))
    text(made, "{%p endfor %}")


def _decision(made: Paper) -> None:
    line = text(made, "会议决定：", font=look.KAI)
    run(line, "{{项.决定}}")


def _tasks(made: Paper) -> None:
    head = text(made, "会议决定事项分工", font=look.HEADING)
    head.paragraph_format.keep_with_next = True
    table = made.add_table(rows=4, cols=len(TASKS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    heads, begin, row, end = table.rows
    repeat = OxmlElement("w:tblHeader")
    heads._tr.get_or_add_trPr().append(repeat)
    for place, (label, name, width) in enumerate(TASKS):
        table.columns[place].width = Mm(width)
        _fill(heads.cells[place], label, width, font=look.HEADING)
        _fill(row.cells[place], f"{{{{项.{name}}}}}", width, left=name == "事项名称")
        for edge in (begin, end):
            edge.cells[place].width = Mm(width)
    begin.cells[0].paragraphs[0].text = "{%tr for 项 in 决定事项 %}"
    end.cells[0].paragraphs[0].text = "{%tr endfor %}"


def _fill(cell: _Cell, words: str, width: int, *, font: str = look.BODY, left: bool = False) -> None:
    cell.width = Mm(width)
    middle = OxmlElement("w:vAlign")
    middle.set(qn("w:val"), "center")
    cell._tc.get_or_add_tcPr().append(middle)
    line = cell.paragraphs[0]
    shape(line, align=LEFT if left else CENTER, exactly=CELL_LINE)
    run(line, words, font=font, size=look.SIZE_5)
