"""A one-time link shows its item once, to be read, and opens nothing else."""

import re

import pytest
from sqlalchemy import select

from core import messages, tasks
from core.channels import Kind
from core.settings import settings
from core.work import begin
from db.models import Matter, OneTimeLink, SignInSession
from db.session import database
from tests import make
from tests.messages import desk
from tests.messages.servers import mail_server
from tests.web.conftest import DOCUMENT, SAME

LINK = re.compile(r"https://luoshi\.example\.cn(/go/\S+)")


@pytest.fixture
def told(people, monkeypatch):
    """A message about a task with a one-time link, and the link."""
    monkeypatch.setenv("LUOSHI_OUTGOING_HOSTS", "127.0.0.1")
    monkeypatch.setenv("LUOSHI_PUBLIC_URL", "https://luoshi.example.cn")
    settings.cache_clear()
    desk.reachable(people.staff)
    with mail_server() as mail:
        desk.channel(people, Kind.MAIL, mail.port, one_time_links=True)
        number = make.task(people)
        messages.send_due()

        def links():
            messages.send_due()
            return LINK.findall("\n".join(one.get_content() for one in mail.letters))

        yield number, links


def test_a_link_opens_its_item_once_and_signs_nobody_in(told, stranger):
    _number, links = told
    [path] = links()
    for _ in range(2):  # programs that look into links use nothing up
        page = stranger.get(path, headers=DOCUMENT)
        assert page.status_code == 200
        assert "完善值班制度" not in page.text
    assert stranger.post(path).status_code == 403  # from a page of another house
    shown = stranger.post(path, headers=SAME)
    assert "完善值班制度" in shown.text
    assert "督办〔" in shown.text
    assert "set-cookie" not in shown.headers
    assert stranger.post(path, headers=SAME).status_code == 404
    assert stranger.get(path, headers=DOCUMENT).status_code == 404
    assert stranger.get("/task?id=1", headers=DOCUMENT).headers["location"].startswith("/sign-in")
    with database().reading() as session:
        assert session.scalars(select(SignInSession)).all() == []
        kept = session.scalars(select(OneTimeLink)).one()
    assert path.rpartition("/")[2] not in repr(vars(kept))


def test_who_is_signed_in_goes_to_the_item_and_the_link_stays(told, browser):
    number, links = told
    [path] = links()
    assert browser.get(path, headers=DOCUMENT).headers["location"] == f"/task?id={number}"
    assert browser.get(path, headers=DOCUMENT).status_code == 303


def test_a_link_is_dead_when_old_foreign_or_of_somebody_who_left(told, stranger, people):
    number, links = told
    [path] = links()
    assert stranger.post("/go/nonsense", headers=SAME).status_code == 404
    with database().writing() as session:
        row = session.scalars(select(OneTimeLink)).one()
        row.expires_at, was = make.at(-400), row.expires_at
    assert stranger.post(path, headers=SAME).status_code == 404
    with database().writing() as session:
        session.scalars(select(OneTimeLink)).one().expires_at = was
        make_internal(session, number)
    assert stranger.post(path, headers=SAME).status_code == 404


def make_internal(session, number):
    session.get_one(Matter, number).internal = True


@pytest.mark.parametrize("backend", ["sqlite"])
def test_there_is_none_for_internal_items_and_for_roles_with_two_steps(told, people):
    _number, links = told
    before = len(links())
    with begin(people.director) as work:
        draft = tasks.draft(
            work,
            facts=tasks.Facts(
                title="内部",
                lead_department_id=people.finance,
                due_day=make.day(900),
                standard="完成",
                form="其他",
                internal=True,
            ),
        )
        tasks.issue(work, task_id=draft, version=1)
    assert len(links()) == before
    make.setting("second_factor_roles", ["staff"])
    make.task(people, title="第二项")
    assert len(links()) == before
