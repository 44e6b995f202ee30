"""What the search box hears: groups, addresses of ours, the reader's language, the reader's right."""

from tests import make


def asked(browser, text):
    return browser.get("/search", params={"q": text}).json()


def test_hits_come_with_where_they_lead(browser, people):
    number = make.task(people)

    answer = asked(browser, "wszb")

    assert [group["name"] for group in answer["groups"]] == ["督办事项"]
    (hit,) = answer["groups"][0]["hits"]
    assert (hit["href"], hit["title"]) == (f"/task?id={number}", "完善值班制度")
    assert "督办〔2026〕1号 · 财务部" in hit["under"]
    assert answer["more"] is None


def test_people_and_departments_lead_to_their_items(browser, people):
    assert asked(browser, "张敏")["groups"][0]["hits"][0]["href"] == f"/tasks?person={people.staff.id}"
    assert asked(browser, "财务部")["groups"][-1]["hits"][0]["href"] == f"/tasks?department={people.finance}"


def test_more_than_fits_leads_to_the_list_with_the_same_words(browser, people):
    for _ in range(9):
        make.task(people, title="整改率 100% & 复查")

    assert asked(browser, "100% & 复")["more"]["href"] == "/tasks?scope=all&text=100%25+%26+%E5%A4%8D"


def test_signed_out_nothing_is_told(stranger):
    assert stranger.get("/search", params={"q": "值班"}).status_code == 401


def test_odd_questions_are_answered_with_nothing(browser):
    for text in ("", "%", "_", "\x00", "🙂", "\ud83d", "x" * 5000):
        assert asked(browser, text.encode("utf-8", "replace").decode()) == {"groups": [], "more": None}
    assert browser.get("/search").json() == {"groups": [], "more": None}
