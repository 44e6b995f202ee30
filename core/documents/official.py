"""The look of an official paper (GB/T 9704): A4, 37/35/28/26 mm, 仿宋 三号 on 28 points.

Fonts are named, not shipped.
"""

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TITLE, HEADING, BODY, KAI, SONG = "方正小标宋简体", "黑体", "仿宋_GB2312", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4, SIZE_5 = Pt(22), Pt(16), Pt(14), Pt(12), Pt(10.5)  # 二号 … 五号
TWIPS = 320  # a character of 三号, for readers that do not count in characters
LINE = Pt(28)
RED = RGBColor(0xC8, 0x10, 0x2E)
CENTER, RIGHT, LEFT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def paper(*, margins: tuple[float, float, float, float] = (37, 35, 28, 26)) -> Paper:
    """An empty sheet of A4; margins are top, bottom, left, right in millimetres."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, margins)
    section.footer_distance = Mm(max(margins[1] - 7, 8))
    style = made.styles["Normal"]
    style.font.name, style.font.size = LATIN, SIZE_3
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    made.core_properties.author = made.core_properties.comments = ""
    made.core_properties.language = "zh-CN"
    return made


def text(
    made: Paper,
    words: str = "",
    *,
    font: str = BODY,
    size: Pt = SIZE_3,
    align: WD_ALIGN_PARAGRAPH = JUSTIFY,
    indent: int = 200,
    right: int = 0,
    color: RGBColor | None = None,
    exactly: Pt | None = LINE,
) -> Paragraph:
    """A paragraph; `indent` and `right` are hundredths of a character, as Word counts them."""
    line = made.add_paragraph()
    shape(line, align=align, indent=indent, right=right, exactly=exactly)
    run(line, words, font=font, size=size, color=color)
    return line


def shape(
    line: Paragraph,
    *,
    align: WD_ALIGN_PARAGRAPH = JUSTIFY,
    indent: int = 0,
    right: int = 0,
    exactly: Pt | None = LINE,
) -> None:
    line.alignment = align
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)
    if exactly is not None:
        line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        line.paragraph_format.line_spacing = exactly
    if indent or right:
        indents = line._p.get_or_add_pPr().get_or_add_ind()
        if indent:
            indents.set(qn("w:firstLineChars"), str(indent))
            indents.set(qn("w:firstLine"), str(indent * TWIPS // 100))
        if right:
            indents.set(qn("w:rightChars"), str(right))
            indents.set(qn("w:right"), str(right * TWIPS // 100))


def run(
    line: Paragraph, words: str, *, font: str = BODY, size: Pt = SIZE_3, color: RGBColor | None = None
) -> Run:
    made = line.add_run(words)
    made.font.name, made.font.size = LATIN, size
    made._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if color is not None:
        made.font.color.rgb = color
    return made


def rule_below(line: Paragraph, *, color: str = "C8102E", eighths: int = 18) -> None:
    """The red line under the head."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "6"), ("color", color)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    line._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def page_numbers(made: Paper) -> None:
    """— 1 — outside: odd pages on the right, even ones on the left, one character in."""
    made.settings.odd_and_even_pages_header_footer = True
    section = made.sections[0]
    for footer, align in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        line = footer.paragraphs[0]
        shape(line, align=align, exactly=None)
        indents = line._p.get_or_add_pPr().get_or_add_ind()
        indents.set(qn("w:rightChars" if align == RIGHT else "w:leftChars"), "100")
        run(line, "— ", font=SONG, size=SIZE_4)
        _field(line, "PAGE")
        run(line, " —", font=SONG, size=SIZE_4)


def _field(line: Paragraph, instruction: str) -> None:
    for kind in ("begin", "", "end"):
        piece = run(line, "", font=SONG, size=SIZE_4)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = instruction
        piece._r.append(mark)
