"""Files in an S3-compatible store: a small one of its own, on loopback."""

import secrets
from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest
from moto.server import ThreadedMotoServer
from obstore.store import from_url

from core import files, upkeep
from core.files.store import path
from core.settings import settings
from db.session import connect
from tests import make
from tests.conftest import point_to
from tests.files import samples
from tests.files.test_route import OURS, browser

PAPER = {"x-file-name": "a.pdf"}


@pytest.fixture(scope="module")
def objects() -> Iterator[str]:
    """Where the store listens."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def move_in(objects, monkeypatch):
    """From now on the files of this office are in a bucket of its own."""
    for name, value in (
        ("ACCESS_KEY_ID", "nobody"),
        ("SECRET_ACCESS_KEY", "nothing"),
        ("ENDPOINT", objects),
        ("REGION", "us-east-1"),
        ("ALLOW_HTTP", "true"),
    ):
        monkeypatch.setenv(f"AWS_{name}", value)

    def move() -> str:
        bucket = f"office-{secrets.token_hex(4)}"
        urlopen(Request(f"{objects}/{bucket}", method="PUT")).close()
        monkeypatch.setenv("LUOSHI_FILES_URL", f"s3://{bucket}/papers")
        settings.cache_clear()
        return settings().files

    return move


@pytest.fixture
def backend() -> str:
    """Where the bytes are is the same to either database."""
    return "sqlite"


def test_files_in_an_object_store_live_through_a_backup(office, move_in, tmp_path, monkeypatch):
    where, house = move_in(), make.office()
    task, client = make.task(house), browser(house.head)

    def hand_in(key: str) -> int:
        answer = client.put(f"/files/task/{task}/{key}", content=samples.PDF, headers={**OURS, **PAPER})
        return answer.json()["id"]

    number, again = hand_in("0" * 16), hand_in("1" * 16)
    assert client.get(f"/files/{number}").content == client.get(f"/files/{again}").content == samples.PDF
    [digest] = files.store().list()
    assert upkeep.verify().sound
    taken = upkeep.backup(tmp_path / "all.zip")
    assert (taken.files, taken.damaged) == (1, 0)

    from_url(where).put(path(digest), b"something else")
    assert client.get(f"/files/{number}").status_code != 200
    assert [damage.check for damage in upkeep.verify().damages] == [upkeep.Check.FILES]

    (tmp_path / "elsewhere").mkdir()
    url = f"sqlite:///{tmp_path / 'elsewhere' / 'luoshi.db'}"
    point_to(url, tmp_path / "elsewhere", monkeypatch)
    connect(url)
    assert move_in() != where
    verification = upkeep.restore(taken.file)
    assert (verification.sound, verification.files) == (True, 1)
    assert files.store().get(digest) == samples.PDF
