"""A list with wrong cells in a real browser: corrected where it is said, brought in, undone."""

from sqlalchemy import select

from db.models import Matter
from db.session import database
from tests.e2e.conftest import idle


def states() -> set[str]:
    with database().reading() as session:
        return set(session.scalars(select(Matter.state).where(Matter.title.in_(["修订制度", "更换电梯"]))))


def test_a_list_is_corrected_brought_in_and_undone(house, page, signed_in, screenshot):
    signed_in(page, house.people.clerk, at="/intake")
    page.locator("textarea").fill("@财务部 2月30日前 修订制度\n@后勤 更换电梯")
    page.get_by_role("button", name="识别").click()
    page.get_by_text("有 1 个单元格有误").wait_for()
    screenshot(idle(page), "intake-wrong")
    field = page.get_by_label("第 1 行，完成时限")
    field.fill("2035-09-28")
    field.press("Enter")
    page.get_by_role("button", name="导入 2 项").click()
    page.get_by_text("最近导入").wait_for()
    screenshot(idle(page), "intake-done")
    assert states() == {"draft"}

    page.get_by_role("button", name="撤销").click()
    page.get_by_role("main").get_by_text("已撤销", exact=True).first.wait_for()
    assert states() == {"cancelled"}
