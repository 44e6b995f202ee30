"""A second, empty place to restore into, and an office with something in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core import files
from core.work import begin
from db.session import Database, connect
from tests import make, pg
from tests.conftest import leave, point_to

Elsewhere = Callable[[str], Database]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    """Moves this test to an empty place of the asked kind: no tables, no files."""
    made: list[str] = []

    def go(kind: str) -> Database:
        folder = tmp_path / f"新的 place {len(made)}"
        folder.mkdir()
        url = pg.new(template="template0") if kind == "postgres" else f"sqlite:///{folder / 'luoshi.db'}"
        made.append(url)
        point_to(url, folder, monkeypatch)
        return connect(url)

    yield go
    for url in made:
        leave(url)


@pytest.fixture
def worked_in(office: Database) -> make.Office:
    """People, a turn, three files and thirty rows of history."""
    house = make.office()
    make.turn("修订财务制度", house, person_id=house.staff.id)
    for number in range(3):
        with begin(house.staff) as work:
            content = f"证明材料第{number}页".encode()
            keep(work, content, number)
    for number in range(27):
        with begin(house.clerk) as work:
            work.record("task.reported", number, reason="进展正常", percent=[number, number + 1])
    return house


def keep(work, content: bytes, number: int) -> int:
    return files.keep(
        work,
        content=content,
        name=f"材料{number}.txt",
        subject="draft",
        subject_id=number,
        matter_id=None,
        key=f"{number:032x}",
    )
