"""What somebody types is kept until it is handed in, for them alone."""

import pytest

from core import drafts
from core.drafts import DraftTooLarge
from core.errors import DomainError
from core.work import begin, look
from tests import make


@pytest.fixture
def writer(office):
    return make.person("张敏")


def test_what_was_typed_is_there_again(writer):
    with begin(writer, now=make.at(0)) as work:
        drafts.keep(work, form="report-1", values={"text": "写到一半", "percent": 40, "day": make.day(3)})

    with look(writer) as work:
        kept = drafts.latest(work, form="report-1")
    assert kept.values == {"text": "写到一半", "percent": 40, "day": "2026-03-05"}
    assert kept.at == make.at(0)


def test_the_last_word_counts(writer):
    for text in ("一", "二"):
        with begin(writer) as work:
            drafts.keep(work, form="report-1", values={"text": text})

    with look(writer) as work:
        assert drafts.latest(work, form="report-1").values == {"text": "二"}


def test_a_draft_is_nobody_elses(writer):
    with begin(writer) as work:
        drafts.keep(work, form="report-1", values={"text": "我的"})

    with look(make.person("李伟")) as work:
        assert drafts.latest(work, form="report-1") is None


def test_a_form_that_was_handed_in_leaves_nothing(writer):
    with begin(writer) as work:
        drafts.keep(work, form="report-1", values={"text": "一"})
    with begin(writer) as work:
        drafts.drop(work, form="report-1")
        drafts.drop(work, form="never-typed")

    with look(writer) as work:
        assert drafts.latest(work, form="report-1") is None


def test_signs_that_a_database_refuses_are_left_out(writer):
    with begin(writer) as work:
        drafts.keep(work, form="report-1", values={"text": "a\x00b\ud800c", "list": ["\x00x", 1, None]})

    with look(writer) as work:
        assert drafts.latest(work, form="report-1").values == {"text": "abc", "list": ["x", 1, None]}


def test_a_draft_has_an_end(writer):
    with pytest.raises(DomainError), begin(writer) as work:
        drafts.keep(work, form="report-1", values={"text": "长" * 200_001})
    with pytest.raises(DraftTooLarge), begin(writer) as work:
        drafts.keep(work, form="report-1", values={str(n): "长" * 100_000 for n in range(3)})
