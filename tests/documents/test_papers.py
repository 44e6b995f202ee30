"""The notice of assignment and the one-page sheet as Word, and templates of the office's own."""

from io import BytesIO

import pytest
from docx import Document

from core import documents
from core.documents import fields, originals, rendering
from core.documents.own import NotWord
from core.documents.papers import NotIssued
from core.documents.rendering import LeadsOutside, TemplateBroken, TemplateTooClever, UnknownField
from core.errors import NotPermitted
from core.work import begin, look
from tests import make
from tests.documents.conftest import BRACES, part, words
from tests.tasks import scenes

KEY = "template-0123456789"


def template(*lines: str) -> bytes:
    paper, content = Document(), BytesIO()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(content)
    return content.getvalue()


def notice(house, task_id, actor=None) -> bytes:
    with look(actor or house.clerk, now=make.at(5)) as work:
        return documents.notice(work, task_id=task_id)


def one_page(house, task_id, actor=None) -> bytes:
    with look(actor or house.clerk, now=make.at(5)) as work:
        return documents.one_page(work, task_id=task_id)


def test_the_notice_says_what_whose_and_by_when(house, task_id):
    said = words(notice(house, task_id))

    for expected in (
        "测试办公室",
        "督办〔2026〕1号",
        "交办事项通知书",
        "财务部：",
        "根据会议议定，现将下列事项交由你部门主责办理",
        "2026年3月23日前办结。",
        "1.后勤部：提供清单（2026年3月16日前）",
        "请于2026年3月4日前签收",
        "办公室",
        "2026年3月2日",
    ):
        assert expected in said, expected


def test_words_of_people_stand_there_as_they_were_typed(house, task_id):
    assert words(notice(house, task_id)).count(BRACES) == 2
    assert words(one_page(house, task_id)).count(BRACES) == 3


def test_each_line_of_a_text_is_a_paragraph_of_its_own(house, task_id):
    assert f"第一条\n第二条 {BRACES}" in words(notice(house, task_id))


def test_papers_have_the_look_of_the_standard(house, task_id):
    content = notice(house, task_id)
    section = Document(BytesIO(content)).sections[0]

    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    document = part(content, "word/document.xml")
    for named in ("方正小标宋简体", "仿宋_GB2312", "黑体"):
        assert f'w:eastAsia="{named}"' in document
    assert 'w:line="560"' in document
    assert 'w:lineRule="exact"' in document


def test_the_one_page_sheet_keeps_long_texts_short(house):
    number = scenes.issued(house, title="长" * 200, standard="标准。" * 600)

    said = words(one_page(house, number))

    assert "……（余略）" in said
    assert len(said) < 700


def test_there_is_no_notice_of_a_draft(house):
    number = scenes.drafted(house)

    with pytest.raises(NotIssued):
        notice(house, number)
    assert "督办事项单" in words(one_page(house, number))


@pytest.mark.parametrize("draw", [notice, one_page])
def test_papers_are_for_those_who_may_read_them(house, stranger, task_id, draw):
    for name in ("clerk", "director", "head", "staff", "leader", "other_head"):
        assert draw(house, task_id, getattr(house, name))
    for actor in (stranger, house.screen):
        with pytest.raises(NotPermitted):
            draw(house, task_id, actor)


def test_papers_are_chinese_whoever_prints_them(house, task_id):
    make.setting("language", "en")

    assert "状态：办理中" in words(one_page(house, task_id))


def test_the_office_prints_with_a_template_of_its_own(house, task_id):
    own = template("我局通知：{{编号}}", "{%p for 项 in 协办 %}", "{{项.部门}}", "{%p endfor %}")
    with begin(house.admin, now=make.at(5)) as work:
        documents.keep_template(work, kind="notice", content=own, name="我局通知.docx", key=KEY)

    assert words(notice(house, task_id)) == "我局通知：督办〔2026〕1号\n后勤部"
    with look(house.admin, now=make.at(5)) as work:
        present = documents.own_template(work, kind="notice")
    assert (present.name, present.by) == ("我局通知.docx", "管理员")

    with begin(house.admin, now=make.at(6)) as work:
        documents.drop_template(work, kind="notice")
    assert "交办事项通知书" in words(notice(house, task_id))


def test_the_newest_template_counts(house, task_id):
    for number, text in enumerate(("第一版", "第二版")):
        with begin(house.admin, now=make.at(5)) as work:
            key = f"{KEY}{number}"
            documents.keep_template(work, kind="one_page", content=template(text), name="单.docx", key=key)

    assert words(one_page(house, task_id)) == "第二版"


REFUSED = {
    "{{密级}}": UnknownField,
    "{% for 项 in 人员 %}{% endfor %}": UnknownField,
    "{% for 项 in 协办 %}{{项.电话}}{% endfor %}": UnknownField,
    "{{编号.__class__}}": TemplateTooClever,
    "{{''.__class__.__mro__}}": TemplateTooClever,
    "{{7*7}}": TemplateTooClever,
    "{{range(9)}}": TemplateTooClever,
    "{{编号|length}}": TemplateTooClever,
    "{% set x = 编号 %}": TemplateTooClever,
    "{% include '/etc/passwd' %}": TemplateTooClever,
    "{% import 'os' as os %}": TemplateTooClever,
    "{% macro m() %}{% endmacro %}": TemplateTooClever,
    "{% for a in 协办 %}{% for b in 协办 %}{% endfor %}{% endfor %}": TemplateTooClever,
    "{% for a in 协办 recursive %}{% endfor %}": TemplateTooClever,
    "{{编号": TemplateBroken,
    "{% if 编号 %}": TemplateBroken,
}


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize("where", ["body", "footer"])
def test_a_template_knows_our_fields_and_nothing_else(text, where):
    paper, content = Document(), BytesIO()
    line = paper.add_paragraph() if where == "body" else paper.sections[0].footer.paragraphs[0]
    line.add_run(text)
    paper.save(content)

    with pytest.raises(REFUSED[text]):
        rendering.check(content.getvalue(), "notice")


def test_a_template_may_not_load_from_outside():
    paper, content = Document(), BytesIO()
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    paper.part.relate_to("http://127.0.0.1:9/x.png", relation, is_external=True)
    paper.save(content)

    with pytest.raises(LeadsOutside):
        rendering.check(content.getvalue(), "notice")


def test_a_refused_template_changes_nothing(house, task_id):
    with begin(house.admin, now=make.at(5)) as work, pytest.raises(UnknownField):
        content = template("{{密级}}")
        documents.keep_template(work, kind="notice", content=content, name="x.docx", key=KEY)
    with begin(house.admin, now=make.at(5)) as work, pytest.raises(NotWord):
        documents.keep_template(work, kind="notice", content=b"%PDF-1.7\n%%EOF\n", name="x.pdf", key=KEY)

    assert "交办事项通知书" in words(notice(house, task_id))


def test_the_house_brings_templates_that_use_every_kind_of_field():
    for kind, build in originals.ORIGINALS.items():
        rendering.check(build(), kind)
    used = "".join(part(build(), "word/document.xml") for build in originals.ORIGINALS.values())
    assert {name for name in fields.LISTS if name in used} == set(fields.LISTS)
