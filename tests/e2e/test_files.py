"""Photos on their way from a phone, in a real browser against a real server."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from db.models import Matter
from db.session import database
from tests import make
from tests.e2e import office
from tests.e2e.conftest import House
from tests.e2e.test_typing import session_of
from tests.files import samples

WAITING = "text=1 个文件尚未发送"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The office of photo_office.py, which can be switched off and on again."""
    folder = tmp_path_factory.mktemp("photos")
    people = office.furnish(folder)
    server = office.Server(folder, office.free_port(), module="tests.e2e.photo_office").start()
    yield House(server, people)
    server.stop()
    office.leave()


@pytest.fixture
def phone(house: House, open_page: Callable[..., Page]) -> Page:
    """Zhang Min's, open at an empty folder that she may add to."""
    with database().writing() as session:
        folder = Matter(
            kind="folder",
            title="材料",
            supervising_department_id=house.people.bureau,
            created_by=house.people.head.number,
            created_at=make.at(0),
        )
        session.add(folder)
        session.flush()
        number = folder.id
    page = open_page(width=390, height=844, has_touch=True)
    sign_in(page, house)
    return opened(page, f"{house.url}/?folder={number}")


def sign_in(page: Page, house: House) -> None:
    token = session_of(house.people.staff)
    page.context.add_cookies([{"name": "luoshi_session", "value": token, "url": house.url}])


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.get_by_role("button", name="选择照片或文件").wait_for()
    return page


def pick(page: Page, name: str, content: bytes, kind: str = "image/jpeg") -> None:
    handed: Any = {"name": name, "mimeType": kind, "buffer": content}
    page.locator("input.any").set_input_files([handed])


def kept(page: Page, count: int) -> None:
    page.locator(f"text=已存 {count} 个").wait_for()


def test_photos_survive_a_dead_line_a_dead_server_and_a_closed_tab(house, phone):
    pick(phone, "现场.jpg", samples.phone_photo())
    kept(phone, 1)

    phone.context.set_offline(True)
    pick(phone, "离线.png", samples.picture("PNG", size=(3000, 1000)), "image/png")
    phone.locator(WAITING).wait_for()
    phone.context.set_offline(False)
    kept(phone, 2)

    house.server.stop()
    pick(phone, "断电.jpg", samples.picture())
    phone.locator(WAITING).wait_for()
    address, context = phone.url, phone.context
    phone.close()
    house.server.start()
    kept(opened(context.new_page(), address), 3)


def test_what_is_refused_is_said_beside_the_file_and_nothing_is_kept(phone):
    pick(phone, "坏.jpg", b"not a picture")
    phone.get_by_text("“坏.jpg”的内容与扩展名不符").wait_for()
    pick(phone, "空.pdf", b"", "application/pdf")
    phone.get_by_text("文件为空（0 字节）").wait_for()
    phone.get_by_role("button", name="从列表中移除： 坏.jpg").press("Enter")
    phone.get_by_text("“坏.jpg”的内容与扩展名不符").wait_for(state="detached")
    kept(phone, 0)


def test_a_photo_is_scaled_on_the_phone_and_opens_in_place(phone):
    with phone.expect_request(lambda request: request.method == "PUT") as sent:
        pick(phone, "大图.jpg", samples.noise(size=(4000, 3000)))
    assert len(sent.value.post_data_buffer or b"") < 2 * 1024 * 1024
    kept(phone, 1)
    phone.get_by_role("link", name="大图.jpg").click()
    shown = phone.locator("dialog img")
    shown.wait_for()
    phone.wait_for_function(
        "find => find.naturalWidth > 1000 && find.naturalWidth <= 1600", arg=shown.element_handle()
    )


def test_who_was_signed_out_keeps_the_photo_until_signing_in_again(house, phone):
    phone.context.clear_cookies()
    pick(phone, "现场.jpg", samples.phone_photo())
    phone.get_by_text("您已退出登录。文件保存在本机").wait_for()
    sign_in(phone, house)
    kept(phone, 1)
