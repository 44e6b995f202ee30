"""Who reads is looked up once a run, and never longer."""

from core import access
from core.work import begin
from tests import make
from tests.screens import open_screen


def test_a_run_looks_the_reader_up_once_and_the_next_run_again(office, monkeypatch):
    people = make.office()
    screen = open_screen("tasks/board.py", people.clerk)
    asked: list[str] = []
    person = access.person

    def counted(digest: str, **how: object) -> object:
        asked.append(digest)
        return person(digest, **how)

    monkeypatch.setattr(access, "person", counted)
    screen.run()
    assert len(asked) == 1
    screen.run()
    assert len(asked) == 2


def test_a_session_that_ended_shows_nothing_in_the_very_next_run(office):
    people = make.office()
    screen = open_screen("tasks/board.py", people.clerk)

    with begin(people.clerk) as work:
        access.end_sessions(work, person_id=people.clerk.number)
    screen.run()

    names = [one.proto.component_name for one in screen.get("bidi_component")]
    assert "luoshi_board" not in names
