"""The Chinese catalog is complete, compiled, keeps the placeholders, and speaks the office's own words."""

import re

import pytest

from core.i18n import LANGUAGES, _, speaking
from tools import translate

# What DOMAIN.md calls a thing: where the English says the one, the Chinese says (one of) the other.
TERMS = {
    r"lead department": "主责|牵头",
    r"supporting department": "协办",
    r"supervising department": "督办",
    r"handler": "承办人",
    r"liaison": "联络员",
    r"line leader(?! of)": "分管领导",
    r"stand-?in": "代理|AB角|代班|替",
    r"recorded for": "代录",
    r"fast[- ]track": "特事特办",
    r"notice of assignment": "交办事项通知书",
    r"ledger": "台账",
    r"reassign": "改派",
    r"recall": "撤回",
    r"^(?!.*\bcells\b).*merge": "并案|并入",
    r"\burge[ds]?\b|\burging\b": "催办",
    r"extension|extend": "延期",
    r"sign(ed)? for\b": "签收",
    r"apply to close|applied to close": "办结",
    r"archive": "归档|档案",
    r"\bevaluat": "评价",
    r"\bstandard\b": "标准",
    r"(?<!make-up )\bworkday": "工作日",
    r"\bsign out\b": "退出",
    r"\bpassword": "密码|口令",
}
# Words that the office does not use for its own things, and common slips.
SLIPS = {
    "督办任务": "督办事项",
    "协办任务": "协办工作",
    "交办任务": "交办事项",
    "经办人": "承办人",
    "主办部门": "主责部门",
    "登陆": "登录",
    "帐号": "账号",
    "缺省": "默认",
}
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]|(?<![\s、，])[,;:?!][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(\s|$)")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return translate.translations()


def test_the_catalog_is_complete_and_current():
    assert translate.faults() == []


def test_a_thing_has_one_name(texts):
    astray = [
        f"{english!r}: {chinese} should say {wanted}"
        for english, chinese in texts.items()
        for pattern, wanted in TERMS.items()
        if re.search(pattern, english, re.IGNORECASE) and not re.search(wanted, chinese)
    ]
    assert not astray, "\n".join(astray)


def test_chinese_texts_use_the_words_of_the_office(texts):
    slips = [
        f"{english!r}: {chinese} ({wrong} → {right})"
        for english, chinese in texts.items()
        for wrong, right in SLIPS.items()
        if wrong in chinese
    ]
    assert not slips, "\n".join(slips)


def test_chinese_texts_have_chinese_punctuation(texts):
    odd = [f"{english!r}: {chinese}" for english, chinese in texts.items() if HALF_WIDTH.search(chinese)]
    assert not odd, "\n".join(odd)


def test_a_reader_gets_their_language():
    said = set()
    for language in LANGUAGES:
        with speaking(language):
            said.add(_("This is too long: {length} characters, at most {limit}.", length=3, limit=2))
    assert said == {"内容过长：共3字，最多2字。", "This is too long: 3 characters, at most 2."}


def test_a_translation_with_other_placeholders_is_refused(tmp_path):
    line = tmp_path / "line.tsv"
    line.write_text("At most {limit}.\t最多{limt}。\n", "utf-8")

    with pytest.raises(translate.Unfit, match="placeholders differ"):
        translate.lines(line)


def test_a_text_inside_an_f_string_is_found_too(tmp_path):
    script = tmp_path / "screen.py"
    script.write_text("title = f\"{_('Nothing due')} ({N_('ordinary')})\"\n", "utf-8")
    assert translate._said_by(script) == {"Nothing due", "ordinary"}
