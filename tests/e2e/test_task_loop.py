"""One task in a real browser: four people, a phone, two who save at once, the back button, both languages."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from core import account, people, tasks
from core.tasks import Facts, Step, Support
from core.work import begin, look
from tests.e2e.conftest import House, idle
from tests.tasks import desk

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
MOST_TAPS = 6
# Everything that stands on the page, in the shadows of components too.
READ = """() => {
  const said = []
  const walk = node => {
    if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent)
    if (["STYLE", "SCRIPT", "title", "KBD"].includes(node.nodeName) || node.translate === false) return
    if (node.dataset?.testid?.includes("Icon")) return
    if (node.shadowRoot) walk(node.shadowRoot)
    node.childNodes.forEach(walk)
  }
  walk(document.querySelector("[data-testid=stMain]"))
  return said.join("\\n")
}"""


class Thumb:
    """One thumb on a phone: counts its taps."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, where: Locator, **options: object) -> None:
        where.scroll_into_view_if_needed()
        where.tap(**options)  # type: ignore[arg-type]
        self.taps += 1


def rest(page: Page) -> None:
    """What was typed has gone to the office, and the page has answered."""
    page.wait_for_timeout(150)
    idle(page)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def press(page: Page, name: str) -> None:
    button(page, name).last.click()
    idle(page)


def write(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.blur()
    rest(page)


def choose_day(page: Page, label: str, day: date) -> None:
    page.get_by_role("group", name=label).get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{day:%Y%m%d}")
    page.keyboard.press("Tab")
    rest(page)


def pick(page: Page, label: str, choice: str) -> None:
    page.get_by_role("combobox", name=label).first.click()
    page.get_by_role("option", name=choice, exact=True).click()
    rest(page)


def number_of(page: Page) -> int:
    page.wait_for_url(re.compile(r"/task\?id=\d+"))
    return int(re.findall(r"id=(\d+)", page.url)[0])


def attach(page: Page, name: str, content: bytes, *, kind: str = "application/pdf") -> None:
    page.locator("input.any").first.set_input_files({"name": name, "mimeType": kind, "buffer": content})


def test_one_task_goes_through_four_hands(
    house: House, open_page: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    people = house.people

    clerk = signed_in(open_page(), people.clerk, at="/new")
    write(clerk, "事项名称 *", "开展办公用房清查")
    pick(clerk, "主责部门 *", "财务部")
    pick(clerk, "完成形式 *", "书面报告")
    write(clerk, "完成标准 *", "底数清楚、问题清零")
    choose_day(clerk, "完成时限 *", desk.soon(30))
    button(clerk, "下达").last.dblclick()
    task_id = number_of(clerk)
    expect(clerk.get_by_text("待签收").first).to_be_visible()

    head = signed_in(open_page(), people.head, at=f"/task?id={task_id}")
    press(head, "签收")
    pick(head, "承办人", "张敏")
    press(head, "签收")
    expect(head.get_by_text("承办人：张敏")).to_be_visible()

    phone = open_page(width=390, height=844, has_touch=True, is_mobile=True)
    signed_in(phone, people.staff, at=f"/task?id={task_id}")
    assert report_by_thumb(phone) <= MOST_TAPS
    apply_with_a_file(phone)

    director = signed_in(open_page(), people.director, at=f"/task?id={task_id}")
    press(director, "审核通过")
    expect(director.get_by_text("清查.pdf").first).to_be_visible()
    press(director, "审核通过")
    expect(director.get_by_text("已办结").first).to_be_visible()

    with look(people.clerk) as work:
        told = [line.action for line in tasks.timeline(work, task_id=task_id)][::-1]
    steps = ("drafted", "issued", "signed_for", "reported", "applied_to_close", "closed")
    assert [one for one in told if one in {f"task.{step}" for step in steps}] == [f"task.{s}" for s in steps]


def report_by_thumb(phone: Page) -> int:
    """From the task to the report that was handed in; how many taps it took beyond its text."""
    thumb = Thumb()
    thumb.tap(button(phone, "反馈"))
    text = phone.get_by_label("工作进展")
    text.wait_for()
    rail = phone.get_by_test_id("stSlider")
    width = (rail.bounding_box() or {"width": 300})["width"]
    thumb.tap(rail, position={"x": width * 0.4, "y": 30})
    idle(phone)
    thumb.tap(text)
    phone.keyboard.type("已完成三层以下房间测量")
    thumb.tap(button(phone, "提交反馈"))
    expect(phone.get_by_text("反馈已提交。").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    return thumb.taps


def apply_with_a_file(phone: Page) -> None:
    """Without evidence it is refused; empty and disguised files too; then it goes through."""
    button(phone, "申请办结").tap()
    summary = phone.get_by_label("工作进展")
    summary.fill("清查完成，报告已印发")
    summary.blur()
    idle(phone)
    button(phone, "申请办结").tap()
    expect(phone.get_by_text("请至少上传一份本轮办理的佐证材料").first).to_be_visible()
    assert phone.get_by_label("工作进展").input_value() == "清查完成，报告已印发"

    attach(phone, "空.pdf", b"")
    expect(phone.get_by_text("0 字节").first).to_be_visible()
    attach(phone, "程序.pdf", b"MZ\x90\x00" + b"\x00" * 200)
    expect(phone.locator("li.refused")).to_have_count(2)
    attach(phone, "清查.pdf", PDF)
    expect(phone.locator("li.sent")).to_have_count(1)
    idle(phone)
    button(phone, "申请办结").tap()
    expect(phone.get_by_text("已申请办结。").first).to_be_visible()


def signed(house: House, **changes: object) -> int:
    people = house.people
    facts = Facts(
        title="Quarterly check",
        source="会议议定",
        lead_department_id=people.finance,
        due_day=desk.soon(30),
        standard="All of it done",
        form="其他",
        supporting=[Support(people.works, "Plans", desk.soon(20))],
        steps=[Step("First draft", desk.soon(10), 40)],
    )
    with begin(people.clerk) as work:
        task_id = tasks.draft(work, facts=facts)
    with begin(people.clerk) as work:
        tasks.issue(work, task_id=task_id, version=tasks.face(work, task_id=task_id).version)
    with begin(people.head) as work:
        tasks.sign_for(work, task_id=task_id, handler_id=people.staff.id)
    return task_id


def test_the_second_of_two_savers_keeps_mine_and_takes_theirs(
    house: House, open_page: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    task_id = signed(house)
    mine = signed_in(open_page(), house.people.clerk, at=f"/new?id={task_id}")
    theirs = signed_in(open_page(), house.people.director, at=f"/new?id={task_id}")
    write(mine, "事项名称 *", "我的标题")
    write(mine, "完成标准 *", "我的标准")
    write(theirs, "事项名称 *", "他的标题")
    write(theirs, "完成标准 *", "他的标准")
    write(theirs, "单位", "份")
    press(theirs, "保存")
    expect(theirs.get_by_role("heading", name="他的标题")).to_be_visible()

    press(mine, "保存")
    expect(mine.get_by_text("陈主任于")).to_be_visible()
    mine.get_by_role("radio", name="采用对方的").last.click()
    idle(mine)
    press(mine, "按以上选择保存")

    expect(mine.get_by_role("heading", name="我的标题")).to_be_visible()
    with look(house.people.clerk) as work:
        facts = tasks.papers(work, task_id=task_id).facts
    assert (facts["title"], facts["standard"], facts["unit"]) == ("我的标题", "他的标准", "份")


def test_the_back_button_leaves_a_form_and_nothing_is_lost(
    house: House, open_page: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    task_id = signed(house)
    page = signed_in(open_page(), house.people.staff, at=f"/task?id={task_id}")
    press(page, "反馈")
    write(page, "工作进展", "写到一半")

    page.go_back()
    expect(button(page, "反馈")).to_be_visible()
    page.go_forward()
    expect(page.get_by_label("工作进展")).to_have_value("写到一半")
    page.reload()
    expect(page.get_by_label("工作进展")).to_have_value("写到一半")


def test_two_clicks_are_one_report(
    house: House, open_page: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    task_id = signed(house)
    page = signed_in(open_page(), house.people.staff, at=f"/task?id={task_id}&do=report")
    write(page, "工作进展", "完成初稿")

    button(page, "提交反馈").click(click_count=4, delay=30)
    expect(page.get_by_text("反馈已提交。").first).to_be_visible()
    idle(page)

    with look(house.people.staff) as work:
        assert len(tasks.papers(work, task_id=task_id).reports) == 1


SECTIONS = ("overview", "reports", "files", "decisions", "receipts", "conversation", "timeline")
# Names of formats, and what an empty day field of Streamlit shows.
FOREIGN_WORDS = {"PDF", "Word", "Excel", "PowerPoint", "MB", "JPEG", "PNG", "WEBP", "yyyy", "mm", "dd"}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_is_said_in_the_other_language(
    language: str, house: House, open_page: Callable[..., Page], signed_in: Callable[..., Page]
) -> None:
    task_id = signed(house)
    busy(house, task_id)
    speak(house, language)
    page = signed_in(open_page(), house.people.director)
    ways = [f"/task?id={task_id}&tab={tab}" for tab in SECTIONS]
    ways += [
        f"/task?id={task_id}&do={move}" for move in ("urge", "open_fast_track", "decide_extension", "cancel")
    ]
    said = []
    for way in [*ways, "/new", f"/new?id={task_id}"]:
        page.goto(house.url + way)
        idle(page)
        page.wait_for_timeout(300)
        said.append(page.evaluate(READ))

    found = foreign("\n".join(said), language, known(house))
    assert found == [], sorted(set(found))


def busy(house: House, task_id: int) -> None:
    """Something of everything, in words that are neither language's screen text."""
    with begin(house.people.staff) as work:
        progress = tasks.Progress(30, "～", difficulty="～", next_step="～")
        tasks.report(work, task_id=task_id, progress=progress)
        tasks.ask_extension(work, task_id=task_id, to_day=desk.soon(30) + timedelta(9), reason="～")
        tasks.comment(work, task_id=task_id, text="～")
    with begin(house.people.director) as work:
        tasks.urge(work, task_id=task_id, form="电话", found="～")


def speak(house: House, language: str) -> None:
    with begin(house.people.director) as work:
        account.speak(work, language=language)


def known(house: House) -> list[str]:
    """What the office itself has named: people, departments, lists."""
    with look(house.people.director) as work:
        lists = tasks.choices(work)
        names = [one.name for one in people.everybody(work)] + list(people.departments(work).values())
        number = tasks.face(work, task_id=1).row.number
    offered = (*lists.sources, *lists.forms, *lists.urge_forms, *lists.key_grounds)
    typed = ("Quarterly check", "All of it done", "Plans", "First draft", "督办", "号", "测试办公室", number)
    return sorted([*names, *offered, *typed], key=len, reverse=True)


def foreign(text: str, language: str, names: list[str]) -> list[str]:
    for name in names:
        text = text.replace(name, " ")
    if language == "en":
        return re.findall(r"[\u4e00-\u9fff]+", text)
    return [word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in FOREIGN_WORDS]
