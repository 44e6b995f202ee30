"""The papers as the house brings them, as Word templates; the office may replace each by its own.

The fields stand in core/documents/fields.py; Chinese, because the office edits them in Word.
"""

from collections.abc import Callable
from functools import cache
from io import BytesIO

from docx.document import Document as Paper
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from core.documents import bulletin_original, minutes_original, slip_original
from core.documents import official as look
from core.documents.official import CENTER, LEFT, RED, RIGHT, SIZE_2, SIZE_SMALL_4, paper, run, shape, text

CELL_LINE = Pt(16)
WIDTHS = (26, 54, 26, 54)


@cache
def notice() -> bytes:
    """交办事项通知书: goes out with the item."""
    made = paper()
    text(made, "{{机关名称}}", font=look.TITLE, size=Pt(36), color=RED, align=CENTER, indent=0, exactly=None)
    number = text(made, "{{编号}}", align=CENTER, indent=0)
    look.rule_below(number)
    text(made, indent=0)
    text(made, "交办事项通知书", font=look.TITLE, size=SIZE_2, align=CENTER, indent=0, exactly=Pt(35))
    text(made, indent=0)
    text(made, "{{主责部门}}：", indent=0)
    text(
        made,
        "{% if 来源 %}根据{{来源}}{% if 来源文号 %}（{{来源文号}}）{% endif %}，{% endif %}"
        "现将下列事项交由你部门主责办理，请认真组织落实。",
    )
    _section(made, "一、事项名称", "{{事项名称}}")
    _optional(made, "背景", "{{背景}}")
    _section(made, "二、完成标准", "{{完成标准}}")
    text(made, "完成形式：{{完成形式}}。{% if 目标数量 %}目标数量：{{目标数量}}。{% endif %}")
    _section(made, "三、完成时限", "{{完成时限}}前办结。")
    _each(made, "节点", "{{loop.index}}.{{项.名称}}：{{项.时限}}前。")
    _section(
        made, "四、协办分工", "{% if 协办部门 %}由下列部门协助办理：{% else %}本事项无协办部门。{% endif %}"
    )
    _each(made, "协办", "{{loop.index}}.{{项.部门}}：{{项.任务}}{% if 项.时限 %}（{{项.时限}}前）{% endif %}")
    _section(
        made,
        "五、有关要求",
        "1.请于{{签收时限}}前签收，并明确承办人。不属本部门职责的，应在规定期限内说明理由、申请改派。",
    )
    text(made, "2.{{反馈要求}}")
    text(made, "3.办结后及时申请办结并附佐证材料，由{{督办部门}}审核销号。")
    text(made, indent=0)
    text(made, "{{督办部门}}", align=RIGHT, indent=0, right=400)
    text(made, "{{下达日期}}", align=RIGHT, indent=0, right=400)
    look.page_numbers(made)
    return _saved(made)


@cache
def one_page() -> bytes:
    """督办事项单: all of an item on one page, with room for an instruction by hand."""
    made = paper(margins=(20, 15, 25, 25))
    text(made, "督办事项单", font=look.TITLE, size=SIZE_2, align=CENTER, indent=0, exactly=Pt(35))
    line = text(made, "{{机关名称}}", size=SIZE_SMALL_4, align=LEFT, indent=0, exactly=Pt(24))
    _right_tab(line, Mm(160))
    run(line, "\t编号：{{编号}}", size=SIZE_SMALL_4)
    table = made.add_table(rows=0, cols=4)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    _wide(table, "事项名称", "{{事项摘要}}", 14)
    _pair(table, "事项来源", "{{来源摘要}}", "交办领导", "{{交办领导}}")
    _pair(table, "重要程度", "{{重要程度}}", "紧急程度", "{{紧急程度}}")
    _pair(table, "主责部门", "{{主责部门}}", "承 办 人", "{{承办人}}")
    _pair(table, "协办部门", "{{协办摘要}}", "督办部门", "{{督办部门}}")
    _pair(
        table,
        "下达日期",
        "{{下达日期}}",
        "完成时限",
        "{{完成时限}}{% if 延期次数 %}（原定{{原定时限}}，延期{{延期次数}}次）{% endif %}",
    )
    _wide(table, "完成标准", "{{完成标准摘要}}", 24)
    _pair(table, "完成形式", "{{完成形式}}", "目标数量", "{{目标数量}}")
    _wide(table, "进展情况", "{% if 反馈日期 %}（{{反馈日期}}，进度{{进度}}）{% endif %}{{进展摘要}}", 28)
    _wide(table, "存在困难", "{{困难摘要}}", 14)
    _wide(table, "办结意见", "{{办结意见}}", 16)
    _wide(table, "领导批示", "", 32)
    foot = text(made, "状态：{{状态}}", size=SIZE_SMALL_4, align=LEFT, indent=0, exactly=Pt(24))
    _right_tab(foot, Mm(160))
    run(foot, "\t打印日期：{{打印日期}}", size=SIZE_SMALL_4)
    return _saved(made)


ORIGINALS: dict[str, Callable[[], bytes]] = {
    "notice": notice,
    "one_page": one_page,
    "slip": slip_original.slip,
    "bulletin": bulletin_original.bulletin,
    "minutes": minutes_original.minutes,
}


def _section(made: Paper, heading: str, words: str) -> None:
    text(made, heading, font=look.HEADING)
    text(made, words)


def _optional(made: Paper, field: str, words: str) -> None:
    text(made, f"{{%p if {field} %}}")
    text(made, words)
    text(made, "{%p endif %}")


def _each(made: Paper, field: str, words: str) -> None:
    text(made, f"{{%p for 项 in {field} %}}")
    text(made, words)
    text(made, "{%p endfor %}")


def _pair(table: Table, label: str, words: str, other: str, other_words: str) -> None:
    cells = table.add_row().cells
    table.rows[-1].height = Mm(10)
    for cell, said, width, head in zip(
        cells, (label, words, other, other_words), WIDTHS, (True, False, True, False), strict=True
    ):
        _fill(cell, said, width, head=head)


def _wide(table: Table, label: str, words: str, height: float) -> None:
    row = table.add_row()
    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    _fill(row.cells[0], label, WIDTHS[0], head=True)
    merged = row.cells[1].merge(row.cells[3])
    _fill(merged, words, sum(WIDTHS[1:]), head=False)


def _fill(cell: _Cell, words: str, width: float, *, head: bool) -> None:
    cell.width = Mm(width)
    middle = OxmlElement("w:vAlign")
    middle.set(qn("w:val"), "center")
    cell._tc.get_or_add_tcPr().append(middle)
    line = cell.paragraphs[0]
    shape(line, align=CENTER if head else LEFT, exactly=CELL_LINE)
    run(line, words, font=look.HEADING if head else look.BODY, size=look.SIZE_5)


def _right_tab(line: object, position: object) -> None:
    line.paragraph_format.tab_stops.add_tab_stop(position, 2)  # type: ignore[attr-defined]


def _saved(made: Paper) -> bytes:
    content = BytesIO()
    made.save(content)
    return content.getvalue()
