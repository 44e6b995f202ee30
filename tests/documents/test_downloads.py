"""The routes behind the download links: by right, with a trace, and refused as a page one can read."""

from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.models import Credential, Event
from db.session import database
from tests import make
from tests.documents.conftest import book, words
from tests.screens import sign_in
from tests.tasks import scenes
from web import downloads


def browser(actor=None, *, language: str = "zh_CN") -> TestClient:
    """What the gate hands on for somebody who is signed in."""
    client = TestClient(Starlette(routes=downloads.ROUTES), follow_redirects=False)
    if actor is not None:
        with database().writing() as session:
            if session.get(Credential, actor.number) is None:
                session.add(Credential(person_id=actor.number, password_hash="x", changed_at=make.at()))
        client.headers["x-luoshi-session"] = sign_in(actor, language=language)
    return client


def traces(action: str) -> list[Event]:
    with database().reading() as session:
        return list(session.scalars(select(Event).where(Event.action == action)))


def name_of(answer) -> str:
    return unquote(answer.headers["content-disposition"].partition("filename*=UTF-8''")[2])


@pytest.mark.parametrize("what", ["ledger", "list"])
def test_a_list_comes_as_excel_and_leaves_a_trace(house, what):
    scenes.issued(house, title="甲事项")
    scenes.issued(house, title="乙事项", lead_department_id=house.works)

    answer = browser(house.head).get(f"/download/{what}?scope=all&department={house.finance}&sort=title")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-store"
    assert name_of(answer).endswith(".xlsx")
    assert book(answer.content).worksheets[0].max_row == 4
    [trace] = traces(f"export.{what}")
    assert trace.person_id == house.head.number
    assert trace.particulars["rows"] == 1
    assert trace.particulars["filter"] == {
        "scope": "all",
        "department": str(house.finance),
        "sort": "title",
    }


def test_papers_come_under_the_number_of_the_item(house, task_id):
    client = browser(house.head)

    notice, sheet = (client.get(f"/download/{what}?id={task_id}") for what in ("notice", "sheet"))

    assert name_of(notice) == "督办〔2026〕1号 交办事项通知书.docx"
    assert name_of(sheet) == "督办〔2026〕1号 督办事项单.docx"
    assert "交办事项通知书" in words(notice.content)
    assert [trace.matter_id for trace in traces("export.notice")] == [task_id]


def test_the_case_file_comes_as_a_zip(house, task_id):
    answer = browser(house.head).get(f"/download/case?id={task_id}")

    assert answer.headers["content-type"] == "application/zip"
    assert len(ZipFile(BytesIO(answer.content)).namelist()) == 5
    assert [trace.matter_id for trace in traces("export.case_file")] == [task_id]


@pytest.mark.parametrize("what", ["notice", "sheet", "case"])
def test_a_stranger_reads_why_not_and_no_trace_is_left(stranger, task_id, what):
    answer = browser(stranger, language="en").get(f"/download/{what}?id={task_id}")

    assert answer.status_code == 403
    assert "Your role does not allow this." in answer.text
    assert "content-disposition" not in answer.headers
    assert [
        trace.action for kind in ("notice", "one_page", "case_file") for trace in traces(f"export.{kind}")
    ] == []


@pytest.mark.parametrize(
    "path", ["notice?id=999", "notice?id=x", "notice", "case?id=-1", "nothing", "template?kind=x"]
)
def test_what_is_not_there_is_said(house, path):
    answer = browser(house.clerk if "template" not in path else house.admin).get(f"/download/{path}")

    assert answer.status_code == 404
    assert "未" in answer.text or "不" in answer.text or "没有" in answer.text


def test_signed_out_there_is_only_the_way_in(house):
    answer = browser().get("/download/ledger")

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_a_senseless_filter_narrows_nothing(house):
    scenes.issued(house)

    answer = browser(house.clerk).get("/download/list?scope=%00&department=1e9&from=x&sort=password&page=-1")

    assert answer.status_code == 200
    assert book(answer.content).worksheets[0].max_row == 4


def test_the_templates_are_for_administrators(house):
    assert "{{编号}}" in words(browser(house.admin).get("/download/template?kind=notice").content)
    assert browser(house.director).get("/download/template?kind=notice").status_code == 403
