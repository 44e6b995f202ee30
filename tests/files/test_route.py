"""The route of the files, asked by a browser that went through the gate."""

import pytest
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from core import access, files
from core.files.rules import LARGEST, FileGone, StoreUnreachable
from db.models import Credential, File, Matter, Person
from db.session import database
from tests import make
from tests.files import samples
from tests.screens import sign_in
from web import files as route

KEY = "0123456789abcdef"
OURS = {"x-luoshi": "1", "x-file-name": "%E7%8E%B0%E5%9C%BA.jpg"}


@pytest.fixture
def people(office, monkeypatch):
    made = make.office()

    def reads(work, number: int) -> None:
        if made.finance not in work.actor.departments:
            raise FileGone()

    monkeypatch.setitem(files.readers, "folder", reads)
    monkeypatch.setitem(files.adders, "folder", lambda work, number: reads(work, number) or number)
    return made


@pytest.fixture
def folder(people) -> int:
    with database().writing() as session:
        matter = Matter(
            kind="folder",
            title="材料",
            supervising_department_id=people.bureau,
            created_by=people.head.number,
            created_at=make.at(),
        )
        session.add(matter)
        session.flush()
        return matter.id


def browser(actor=None, *, language: str = "zh_CN") -> TestClient:
    """What the gate hands on for somebody who is signed in."""
    client = TestClient(Starlette(routes=route.ROUTES))
    if actor is not None:
        with database().writing() as session:
            if session.get(Credential, actor.number) is None:
                session.add(Credential(person_id=actor.number, password_hash="x", changed_at=make.at()))
        client.headers["x-luoshi-session"] = sign_in(actor, language=language)
    return client


def put(client: TestClient, folder: int, content: bytes, *, key: str = KEY, **headers: str):
    return client.put(f"/files/folder/{folder}/{key}", content=content, headers={**OURS, **headers})


def test_a_photo_goes_in_and_comes_out_sealed(people, folder):
    client = browser(people.staff)
    answer = put(client, folder, samples.phone_photo())
    shown = client.get(f"/files/{answer.json()['id']}")

    assert answer.status_code == shown.status_code == 200
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["content-disposition"].startswith("inline")
    assert "filename*=UTF-8''%E7%8E%B0%E5%9C%BA.jpg" in shown.headers["content-disposition"]
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["cache-control"] == "private, no-store"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert b"Exif" not in shown.content


def test_the_same_photo_again_is_the_same_file(people, folder):
    client = browser(people.staff)
    numbers = {put(client, folder, samples.phone_photo()).json()["id"] for _ in range(3)}
    assert len(numbers) == 1


def test_pdf_opens_in_place_and_word_is_a_download(people, folder):
    client = browser(people.staff)
    pdf = put(client, folder, samples.PDF, **{"x-file-name": "a.pdf"}).json()["id"]
    word = put(client, folder, samples.word(), key=KEY + "2", **{"x-file-name": "a.docx"}).json()["id"]

    assert client.get(f"/files/{pdf}").headers["content-disposition"].startswith("inline")
    assert client.get(f"/files/{pdf}?download").headers["content-disposition"].startswith("attachment")
    assert client.get(f"/files/{word}").headers["content-disposition"].startswith("attachment")


def test_signed_out_nothing_goes_in_or_out(people, folder):
    number = put(browser(people.staff), folder, samples.PDF, **{"x-file-name": "a.pdf"}).json()["id"]
    stranger = browser()
    assert stranger.get(f"/files/{number}").status_code == 401
    assert put(stranger, folder, samples.PDF).status_code == 401
    stranger.headers["x-luoshi-session"] = "0" * 64
    assert stranger.get(f"/files/{number}").status_code == 401


def test_a_session_that_ended_reads_nothing_more(people, folder):
    client = browser(people.staff)
    number = put(client, folder, samples.phone_photo()).json()["id"]
    access.sign_out(client.headers["x-luoshi-session"])
    assert client.get(f"/files/{number}").status_code == 401


def test_somebody_disabled_reads_nothing_more(people, folder):
    client = browser(people.staff)
    number = put(client, folder, samples.phone_photo()).json()["id"]
    with database().writing() as session:
        session.execute(update(Person).where(Person.id == people.staff.number).values(disabled_at=make.at()))
    assert client.get(f"/files/{number}").status_code == 401


def test_a_request_that_is_not_from_our_pages_is_refused(people, folder):
    client = browser(people.staff)
    answer = client.put(f"/files/folder/{folder}/{KEY}", content=samples.PDF)
    assert answer.status_code == 403
    assert answer.json()["message"]


def test_another_department_gets_and_gives_nothing(people, folder):
    number = put(browser(people.staff), folder, samples.phone_photo()).json()["id"]
    stranger = browser(people.other_staff)
    assert stranger.get(f"/files/{number}").status_code == 404
    assert put(stranger, folder, samples.PDF, key=KEY + "3").status_code == 404
    assert browser(people.screen).get(f"/files/{number}").status_code == 403


@pytest.mark.parametrize(
    "where",
    [
        "/files/0",
        "/files/999999999",
        "/files/-1",
        "/files/1e3",
        "/files/" + "9" * 5000,
        "/files/١",
    ],
)
def test_what_is_no_file_is_not_found(people, where):
    assert browser(people.staff).get(where).status_code == 404


@pytest.mark.parametrize(
    "where", ["nothing/1", "folder/999999", "folder/x", "folder/" + "9" * 5000, "person/1"]
)
def test_what_takes_no_files_takes_none(people, where):
    answer = browser(people.admin).put(f"/files/{where}/{KEY}", content=samples.PDF, headers=OURS)
    assert answer.status_code == 404


def test_too_much_is_refused_while_it_comes_and_before(people, folder):
    client = browser(people.staff)

    def endless():
        for _ in range(LARGEST // 65536 + 2):
            yield bytes(65536)

    assert put(client, folder, bytes(LARGEST + 1)).status_code == 413
    assert put(client, folder, endless()).status_code == 413


@pytest.mark.parametrize(
    "content", [b"", samples.SVG, samples.HTML, samples.PROGRAM, samples.zip_bomb()[:5000]]
)
def test_what_may_not_be_kept_is_named_in_the_readers_language(people, folder, content):
    chinese = put(browser(people.staff), folder, content)
    english = put(browser(people.staff, language="en"), folder, content)
    assert chinese.status_code == english.status_code == 422
    assert "“现场.jpg”" in chinese.json()["message"]
    assert "“现场.jpg”" in english.json()["message"]
    assert chinese.json()["message"] != english.json()["message"]


def test_a_full_subject_and_a_store_that_is_away_are_told_apart(people, folder, monkeypatch):
    client = browser(people.staff)

    def away(*_: object) -> str:
        raise StoreUnreachable()

    monkeypatch.setattr(files.Store, "put", away)
    assert put(client, folder, samples.PDF, **{"x-file-name": "a.pdf"}).status_code == 503
    monkeypatch.undo()
    monkeypatch.setitem(files.adders, "folder", lambda work, number: number)
    with database().writing() as session:
        session.add_all(
            File(
                key=f"full-{n}",
                sha256="0",
                size=1,
                media_type="text/plain",
                name="a.txt",
                subject="folder",
                subject_id=folder,
                matter_id=folder,
                uploaded_by=people.staff.number,
                uploaded_at=make.at(),
            )
            for n in range(20)
        )
    assert put(client, folder, samples.PDF, **{"x-file-name": "a.pdf"}).status_code == 409
