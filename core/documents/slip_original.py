"""督办单 as the house brings it: the warning above, the department's reply below, on one page."""

from functools import cache
from io import BytesIO

from docx.shared import Pt

from core.documents import official as look
from core.documents.official import CENTER, RED, RIGHT, SIZE_2, paper, text


@cache
def slip() -> bytes:
    made = paper()
    text(made, "{{机关名称}}", font=look.TITLE, size=Pt(36), color=RED, align=CENTER, indent=0, exactly=None)
    number = text(made, "{{督办单编号}}", align=CENTER, indent=0)
    look.rule_below(number)
    text(made, indent=0)
    text(made, "{{督办单名称}}", font=look.TITLE, size=SIZE_2, align=CENTER, indent=0, exactly=Pt(35))
    text(made, "{{被督办部门}}：", indent=0)
    text(made, "你部门承担的下列督办事项，经查未按要求推进，现予督办。")
    for heading, words in (
        ("一、督办事项", "{{事项名称}}（{{编号}}），完成时限{{完成时限}}。"),
        ("二、督办事由", "{{督办事由}}"),
        ("三、督办要求", "{{督办要求}}请于{{回复时限}}前回复。"),
    ):
        text(made, heading, font=look.HEADING)
        text(made, words)
    text(made, indent=0)
    text(made, "{{督办部门}}", align=RIGHT, indent=0, right=400)
    text(made, "{{签发日期}}", align=RIGHT, indent=0, right=400)
    text(made, "{%p if 部门回复 %}")
    text(made, "部门回复", font=look.HEADING).paragraph_format.keep_with_next = True
    text(made, "{{部门回复}}")
    text(made, "{{回复人}}  {{回复日期}}", align=RIGHT, indent=0, right=400)
    text(made, "{%p endif %}")
    look.page_numbers(made)
    content = BytesIO()
    made.save(content)
    return content.getvalue()
