"""Lasting links of screens: made once, kept as a hash, revoked for good."""

import pytest
from sqlalchemy import select

from core import history, wall
from core.text import TextMissing
from core.wall import LinkGone
from core.work import SomebodyWasFaster, begin, look
from db.models import Event, ScreenLink
from db.session import database
from tests import make
from tests.wall.conftest import hangs


def made(house, name="三楼会议室") -> str:
    with begin(house.clerk) as work:
        return wall.make_link(work, name=name)


def test_a_link_works_until_it_is_revoked_and_revoking_moves_the_pulse(house):
    token = made(house)
    assert wall.digest(token) in hangs().links
    assert wall.digest(token) in hangs(make.at(4000)).links, "it does not run out"
    with look(house.clerk) as work:
        [row] = wall.links(work)
        before = history.pulse(work.session)
    with pytest.raises(SomebodyWasFaster), begin(house.admin) as work:
        wall.revoke_link(work, link_id=row.id, version=row.version + 1)

    with begin(house.admin) as work:
        wall.revoke_link(work, link_id=row.id, version=row.version)

    assert hangs().links == frozenset()
    assert hangs().number > before
    with pytest.raises(LinkGone), begin(house.admin) as work:
        wall.revoke_link(work, link_id=row.id, version=row.version + 1)
    with look(house.clerk) as work:
        [row] = wall.links(work)
    assert row.revoked_at is not None


def test_the_token_stands_nowhere_in_the_database(house):
    token = made(house)
    with database().reading() as session:
        kept = [
            str(vars(one)) for one in (*session.scalars(select(ScreenLink)), *session.scalars(select(Event)))
        ]
    assert kept
    assert not any(token in one for one in kept)
    assert token not in repr(hangs())


def test_a_screen_needs_a_name(house):
    with pytest.raises(TextMissing) as refused:
        made(house, name=" \u200b ")
    assert refused.value.field == "name"


def test_when_a_screen_was_last_on_is_noted_without_disturbing_anybody(house):
    token = made(house)
    with look(house.clerk) as work:
        [before] = wall.links(work)
    number = hangs().number

    wall.note_seen([wall.digest(token), wall.digest("nobody's")])

    with look(house.clerk) as work:
        [after] = wall.links(work)
    assert before.seen_at is None
    assert after.seen_at is not None
    assert after.version == before.version
    assert hangs().number == number
