"""The morning round on a phone, in a real browser against a real server that is killed on the way."""

import pytest
from sqlalchemy import func, select

from core import calendar, seven_s
from core.actor import SYSTEM
from core.work import begin, look
from db.models import Finding, FormKey, Visit
from tests.seven_s import house as sevens
from tests.seven_s.walker import Walker

pytestmark = pytest.mark.browser


@pytest.fixture
def round_id(house) -> int:
    """Four areas in the office that is being served, and a round that its clerk leads."""
    people = house.people
    with begin(SYSTEM) as work:
        calendar.ensure(work.session)
    with begin(people.director) as work:
        seven_s.install_catalogue(work)
        for number in range(1, 5):
            facts = sevens.facts(f"{number}号房", floor=number, owner_person_id=people.staff.number)
            seven_s.add_area(work, facts=facts)
        inspector = people.clerk.number
        areas = [one.id for one in seven_s.areas(work)]
        return seven_s.start_mutual_check(work, day=work.today, inspector_id=inspector, area_ids=areas)


def test_a_round_on_a_phone_whose_server_is_killed_on_the_way(
    house, open_page, signed_in, tmp_path, round_id
):
    """Nothing that was tapped is lost or counts twice; a finding takes six taps; the address resumes."""
    page = signed_in(open_page(width=390, height=844, has_touch=True, is_mobile=True), house.people.clerk)
    walker = Walker(page, tmp_path)
    walker.open(house.url, round_id)
    walker.area()
    walker.settled()
    before = walker.counted

    server = house.server
    server.process.kill()
    server.process.wait()
    walker.area(finding="dated")  # nobody is there: every tap waits on the phone
    assert walker.counted - before == 3 + 6 + 1
    page.wait_for_selector(".walk .chip.waiting")
    assert "待上传" in page.locator(".chip").inner_text()
    server.start()
    walker.settled()
    page.reload()  # a locked phone that lost its page: the address knows the round and the area
    page.wait_for_selector(".walk .actions", timeout=30_000)
    assert page.locator(".walk h2").inner_text() == "3号房"
    for _area in range(2):
        walker.area()
    walker.tap("hand in", page.locator(".walk .ending button.go"))
    walker.settled()
    page.wait_for_selector(".walk .handed")

    assert walker.counted == 4 * 4 + 6 + 1, walker.told()
    with look(house.people.director) as work:
        sheet = seven_s.walk_sheet(work, round_id=round_id)
        assert all(stop.finished for stop in sheet.stops)
        assert sheet.handed_in_at is not None
        [finding] = [one for stop in sheet.stops for one in stop.findings]
        assert (finding.saved, finding.photos) == (True, 1)
        assert work.session.scalar(select(func.count(Finding.id))) == 1
        assert work.session.scalar(select(func.count(Visit.id))) == 4
        assert work.session.scalar(select(func.count(FormKey.key))) >= 4 * 4 + 6


def test_a_tap_of_a_stranger_or_from_elsewhere_is_refused(house, open_page, signed_in, round_id_of_others):
    page = signed_in(open_page(), house.people.other_staff)
    ask = """async ([round, headers]) => (await fetch(`/rounds/${round}/taps`, {method: "POST", headers,
        body: JSON.stringify({key: "k".repeat(32), do: "hand_in"})})).status"""
    assert page.evaluate(ask, [round_id_of_others, {"X-Luoshi": "1"}]) == 403
    assert page.evaluate(ask, [round_id_of_others, {}]) == 403
    read = "async round => (await fetch(`/rounds/${round}`)).status"
    assert page.evaluate(read, round_id_of_others) == 403


@pytest.fixture
def round_id_of_others(house) -> int:
    with look(house.people.director) as work:
        return seven_s.my_rounds(work)[0].id
