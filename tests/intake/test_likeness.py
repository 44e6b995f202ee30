"""Which titles mean the same matter, and which only sound like it."""

import pytest

from core.intake.likeness import ALIKE, Index, plain

SAME = [
    ("完成调研报告", "完成年度调研报告"),
    ("修订财务制度", "修订财务管理制度"),
    ("开展安全生产大检查", "安全生产大检查。"),
    ("更换办公楼电梯", "办公楼电梯更换"),
    ("关于做好2026年防汛工作的通知", "做好防汛工作"),
    ("整改消防隐患", "消防隐患整改"),
    ("食堂卫生整治", "食堂卫生专项整治"),
    ("Renew the lifts", "renew the lift"),
]
OTHER = [
    ("完善值班制度", "完善会议制度"),
    ("更换电梯", "更换空调"),
    ("更换1号楼电梯", "更换2号楼电梯"),
    ("报送一季度总结", "报送二季度总结"),
    ("组织春节慰问", "组织国庆慰问"),
    ("做好工作", "做好事项"),
    ("", "更换电梯"),
]


def share(one: str, other: str) -> float:
    found = Index([(1, one)]).like(other, least=0)
    return found[0][1] if found else 0.0


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_matter(one, other):
    assert share(one, other) >= ALIKE
    assert share(one, other) == share(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_matter(one, other):
    assert share(one, other) < ALIKE


def test_the_most_alike_comes_first_and_no_more_than_asked_for():
    index = Index((number, f"修订财务制度第{'甲' * number}稿") for number in range(9))

    found = index.like("修订财务制度第稿", most=3)

    assert [key for key, _share in found] == [0, 1, 2]


def test_a_title_of_nothing_but_empty_words_keeps_them():
    assert plain("落实工作") == "落实工作"
