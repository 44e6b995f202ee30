"""Bulletins on screen: one click drafts, every figure opens its items, a second person publishes."""

import random
from io import BytesIO

import pytest
from docx import Document

from core import bulletins, documents
from core.work import begin, look
from tests import make
from tests.bulletins import history
from tests.screens import open_screen, texts

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


def drafted(house) -> bulletins.BulletinSheet:
    history.write(house, random.Random(8), 30)
    with begin(house.clerk, now=make.at(history.TODAY)) as work:
        number = bulletins.draft(work, first=history.FIRST, last=history.LAST)
    return sheet(house, number)


def sheet(house, number) -> bulletins.BulletinSheet:
    with look(house.director) as work:
        return bulletins.sheet(work, bulletin_id=number)


def opened(actor, **query):
    screen = open_screen("bulletins/bulletin.py", actor, **query)
    assert not screen.exception, screen.exception
    return screen


def test_one_click_drafts_last_month(house):
    screen = open_screen("bulletins/list.py", house.clerk)
    assert not screen.exception
    screen = screen.button(key="last-month").click().run()
    assert not screen.exception
    with look(house.clerk) as work:
        assert bulletins.listed(work).total == 1


def test_every_figure_opens_the_items_that_pandas_counts(house, office):
    one, frame = drafted(house), history.independent(office)
    for figure in ("handled", "closed", "open", "overdue", "due", "on_time", "late"):
        screen = opened(house.clerk, id=str(one.row.id), figure=figure)
        count = int(frame[frame[figure]].shape[0])
        assert any(part.endswith(f"　{count}") for part in texts(screen).split("\n")), figure


def test_words_are_edited_reviewed_and_published_and_stand_in_word(house):
    one = drafted(house)
    number = one.row.id
    screen = opened(house.clerk, id=str(number))
    screen.text_area(key=f"bulletin-{number}:demands").set_value("请各部门月底前补齐。").run()
    screen = screen.button(key=f"bulletin-{number}:submit").click().run()
    screen = screen.button(key="do-submit").click().run()
    assert not screen.exception
    assert sheet(house, number).row.state == "reviewing"

    screen = opened(house.leader, id=str(number)).button(key="do-publish").click().run()
    assert not screen.exception
    assert (
        sheet(house, number).row.number
        == "通报〔" + str(sheet(house, number).row.published_at.year) + "〕1号"
    )
    with look(house.staff) as work:
        paper = Document(BytesIO(documents.bulletin(work, bulletin_id=number)))
    assert "请各部门月底前补齐。" in [line.text for line in paper.paragraphs]
