"""People: they come, change, move and leave; nobody is deleted, and an administrator always remains."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from core import access, people
from core.actor import Charge, Role
from core.people.accounts import LastAdministrator, OwnAccount, StandsInFor, UserNameTaken
from core.people.charges import NotALeader, RecordsForSelf
from core.people.leaving import HandedToSelf, NeedsALeader
from core.people.loading import NoSuchPerson, PersonDisabled
from core.people.rules import EmailUnusable, PhoneUnusable, UserNameUnusable
from core.policy import NotYours
from core.text import TextMissing, TextTooLong
from core.work import SomebodyWasFaster, TooBusy, begin, look
from db.models import Department, Event, Person, Recorder
from tests import make
from tests.screens import sign_in


@pytest.fixture
def house(office):
    return make.office()


def version(work, person_id: int) -> int:
    return work.session.get_one(Person, person_id).version


def details(house, **changes) -> people.Details:
    return replace(people.Details(name="孙悦", department_id=house.finance), **changes)


def test_a_new_colleague_can_be_found_by_characters_pinyin_and_initials(house):
    with begin(house.admin) as work:
        number = people.add_person(work, details=details(house, name="单雄信", post="科员"))

    with look(house.staff) as work:
        for text in ("单雄", "sxx", "Shan Xiong", "科员"):
            assert [one.id for one in people.find(work, text)] == [number]
        assert people.find(work, "%") == []
        assert people.find(work, "  ") == []


def test_the_user_name_is_spelled_when_none_is_given(house):
    with begin(house.admin) as work:
        number = people.add_person(work, details=details(house))
        again = people.add_person(work, details=details(house, name="孙越"))
        names = [people.person(work, one).details.user_name for one in (number, again)]

    assert names == ["sunyue", "sunyue2"]


@pytest.mark.parametrize("name", ["zhang.san", "张三", "ＺＨＡＮＧ＿ｓａｎ", "阿卜杜·热西提"])
def test_user_names_may_be_chinese(house, name):
    with begin(house.admin) as work:
        assert people.add_person(work, details=details(house, user_name=name))


@pytest.mark.parametrize("name", ["аdmin", "a", "张 三", "o'neil", "x" * 41, "é-mile", "①②③😀"])
def test_user_names_that_could_be_taken_for_another_are_refused(house, name):
    with pytest.raises(UserNameUnusable), begin(house.admin) as work:
        people.add_person(work, details=details(house, user_name=name))


@pytest.mark.parametrize("name", ["Zhang.San", "ｚｈａｎｇ.ｓａｎ", "zhang.\u200bsan"])
def test_a_user_name_that_looks_the_same_belongs_to_one_person(house, name):
    with begin(house.admin) as work:
        people.add_person(work, details=details(house, user_name="zhang.san"))

    with pytest.raises(UserNameTaken, match="孙悦"), begin(house.admin) as work:
        people.add_person(work, details=details(house, user_name=name))


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"name": ""}, TextMissing, "name"),
        ({"name": "长" * 51}, TextTooLong, "name"),
        ({"phone": "打总机"}, PhoneUnusable, "phone"),
        ({"email": "sun@"}, EmailUnusable, "email"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(house, changes, refusal, field):
    with pytest.raises(refusal) as refused, begin(house.admin) as work:
        people.add_person(work, details=details(house, **changes))

    assert refused.value.field == field


def test_an_edit_says_in_the_history_what_it_was_before_but_never_the_telephone(house):
    with begin(house.admin) as work:
        card = people.person(work, house.staff.id)
        changed = replace(card.details, post="会计", phone="13800138000", department_id=house.works)
        people.edit_person(work, person_id=card.id, details=changed, version=card.version)

    with look(house.admin) as work:
        moved, edited = work.session.query(Event).order_by(Event.id)
        assert (moved.action, moved.particulars) == (
            "person.moved",
            {"department_id": [house.finance, house.works]},
        )
        assert edited.particulars["post"] == ["", "会计"]
        assert edited.particulars["phone"] is True


def test_the_second_of_two_who_edit_is_told(house):
    with look(house.admin) as work:
        card = people.person(work, house.staff.id)
    with begin(house.admin) as work:
        people.give_role(work, person_id=card.id, role=Role.HEAD, version=card.version)

    with pytest.raises(SomebodyWasFaster), begin(house.admin) as work:
        people.edit_person(work, person_id=card.id, details=card.details, version=card.version)


def test_a_liaison_who_moves_is_liaison_no_more(house):
    with begin(house.admin) as work:
        people.move_person(
            work,
            person_id=house.liaison.id,
            department_id=house.works,
            version=version(work, house.liaison.id),
        )
        assert work.session.get_one(Department, house.finance).liaison_id is None

    assert make.actor(house.liaison.id).role == Role.STAFF


def test_a_leaver_is_disabled_and_keeps_nothing_that_needs_presence(house):
    with begin(house.admin) as work:
        people.set_recorders(work, leader_id=house.leader.id, recorder_ids=[house.liaison.id])
        people.disable_person(work, person_id=house.liaison.id, version=version(work, house.liaison.id))

    with look(house.admin) as work:
        assert people.actor(work.session, house.liaison.id, today=work.today) is None
        assert work.session.get_one(Department, house.finance).liaison_id is None
        assert work.session.query(Recorder).all() == []
        assert people.names(work, [house.liaison.id]) == {house.liaison.id: "刘洋"}
        assert [row.id for row in people.roll(work, disabled=True).rows] == [house.liaison.id]

    with begin(house.admin) as work:
        people.enable_person(work, person_id=house.liaison.id, version=version(work, house.liaison.id))
    assert make.actor(house.liaison.id).name == "刘洋"


def test_a_session_from_before_the_leave_does_not_come_back_with_the_account(house):
    digest = sign_in(house.staff)
    assert access.person(digest)
    with begin(house.admin) as work:
        disable(work, house.staff.id)
        people.enable_person(work, person_id=house.staff.id, version=version(work, house.staff.id))

    assert access.person(digest) is None


def test_nobody_disables_the_own_account(house):
    with pytest.raises(OwnAccount), begin(house.admin) as work:
        people.disable_person(work, person_id=house.admin.id, version=version(work, house.admin.id))
    with pytest.raises(OwnAccount), begin(house.admin) as work:
        people.give_role(
            work, person_id=house.admin.id, role=Role.STAFF, version=version(work, house.admin.id)
        )


def test_the_last_administrator_stays(house):
    second = make.person("孙备", Role.ADMINISTRATOR, house.bureau)
    with begin(second) as work:
        people.disable_person(work, person_id=house.admin.id, version=version(work, house.admin.id))

    from_before = house.admin  # signed in until a moment ago
    for command in (disable, demote):
        with pytest.raises(LastAdministrator, match="孙备"), begin(from_before) as work:
            command(work, second.id)


def test_two_administrators_who_disable_each_other_at_once_leave_one(house):
    second = make.person("孙备", Role.ADMINISTRATOR, house.bureau)
    pairs = [(house.admin, second), (second, house.admin)]

    def one_disables_the_other(pair) -> bool:
        actor, other = pair
        try:
            with begin(actor) as work:
                disable(work, other.id)
        except (LastAdministrator, TooBusy):
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(one_disables_the_other, pairs)) == [False, True]


def disable(work, person_id: int) -> None:
    people.disable_person(work, person_id=person_id, version=version(work, person_id))


def demote(work, person_id: int) -> None:
    people.give_role(work, person_id=person_id, role=Role.STAFF, version=version(work, person_id))


def test_whoever_stands_in_for_somebody_is_not_disabled(house):
    with begin(house.staff, now=make.at()) as work:
        people.set_absence(
            work,
            person_id=house.staff.id,
            stand_in_id=house.head.id,
            first_day=work.today,
            last_day=work.today + timedelta(3),
        )

    with pytest.raises(StandsInFor, match="张敏"), begin(house.admin, now=make.at(1)) as work:
        disable(work, house.head.id)


def test_charges_are_granted_and_withdrawn(house):
    with begin(house.admin) as work:
        people.set_charges(work, person_id=house.clerk.id, charges=[Charge.SUPERVISION, Charge.ROSTER])
    assert make.actor(house.clerk.id).charges == {Charge.SUPERVISION, Charge.ROSTER}

    with begin(house.admin) as work:
        people.set_charges(work, person_id=house.clerk.id, charges=[Charge.SEVEN_S])
    assert make.actor(house.clerk.id).charges == {Charge.SEVEN_S}
    with pytest.raises(NotYours), begin(house.director) as work:
        people.set_charges(work, person_id=house.director.id, charges=[Charge.SUPERVISION])


def test_a_leader_answers_for_departments_and_what_is_below_them(house):
    with begin(house.admin) as work:
        section = people.add_department(work, name="会计科", parent_id=house.finance)
        people.set_lines(work, leader_id=house.other_leader.id, department_ids=[house.finance])

    assert make.actor(house.other_leader.id).lines == {house.finance, section}
    with look(house.staff) as work:
        assert [one.name for one in people.line_leaders(work, section)] == ["赵局长", "钱副局长"]
        assert people.line_leaders(work, house.works) == []
    with pytest.raises(NotALeader), begin(house.admin) as work:
        people.set_lines(work, leader_id=house.head.id, department_ids=[house.finance])


def test_a_leader_who_becomes_something_else_answers_for_nothing(house):
    with begin(house.admin) as work:
        people.set_recorders(work, leader_id=house.leader.id, recorder_ids=[house.clerk.id])
        demote(work, house.leader.id)

    assert make.actor(house.leader.id).lines == frozenset()
    assert make.actor(house.clerk.id).records_for == frozenset()


def test_recorders_are_named_and_withdrawn(house):
    with begin(house.admin) as work:
        people.set_recorders(
            work, leader_id=house.leader.id, recorder_ids=[house.clerk.id, house.director.id]
        )
        people.set_recorders(work, leader_id=house.leader.id, recorder_ids=[house.clerk.id])

    assert make.actor(house.clerk.id).records_for == {house.leader.id}
    assert make.actor(house.director.id).records_for == frozenset()
    with pytest.raises(RecordsForSelf), begin(house.admin) as work:
        people.set_recorders(work, leader_id=house.leader.id, recorder_ids=[house.leader.id])


def test_a_leavers_open_turns_are_listed_and_handed_over_in_one_step(house):
    for title in ("整理档案", "清查资产"):
        make.turn(title, house, person_id=house.staff.id)
    with look(house.admin) as work:
        assert [one.title for one in people.open_turns_of(work, person_id=house.staff.id)] == [
            "整理档案",
            "清查资产",
        ]

    with begin(house.admin) as work:
        disable(work, house.staff.id)
        assert people.hand_over(work, from_person_id=house.staff.id, to_person_id=house.head.id) == 2

    with look(house.admin) as work:
        assert people.open_turns_of(work, person_id=house.staff.id) == []
        assert len(people.open_turns_of(work, person_id=house.head.id)) == 2


def test_turns_are_not_handed_to_somebody_disabled_nor_to_oneself(house):
    with begin(house.admin) as work:
        disable(work, house.head.id)

    for successor, refusal in ((house.head, PersonDisabled), (house.staff, HandedToSelf)):
        with pytest.raises(refusal), begin(house.admin) as work:
            people.hand_over(work, from_person_id=house.staff.id, to_person_id=successor.id)


def test_what_waits_for_a_leader_goes_to_a_leader(house):
    with pytest.raises(NeedsALeader), begin(house.director) as work:
        people.hand_over(work, from_person_id=house.leader.id, to_person_id=house.director.id)


def test_the_roll_is_filtered_and_comes_in_pages(house):
    with begin(house.admin) as work:
        for number in range(60):
            people.add_person(
                work, details=details(house, name=f"职工{number:02}", department_id=house.works)
            )

    with look(house.director) as work:
        roll = people.roll(work, department_id=house.works, page=2)
        assert (roll.total, roll.pages, len(roll.rows)) == (63, 2, 13)
        assert people.roll(work, page=99).page == 2
        assert [row.name for row in people.roll(work, role=Role.LEADER).rows] == ["赵局长", "钱副局长"]
        assert [row.name for row in people.roll(work, text="职工07").rows] == ["职工07"]


def test_colleagues_see_who_is_who_but_neither_telephones_nor_leavers(house):
    with begin(house.admin) as work:
        people.add_person(work, details=details(house, phone="13800138000", email="sun@example.cn"))
        disable(work, house.staff.id)

    with look(house.other_staff) as work:
        [row] = people.roll(work, text="孙悦").rows
        assert (row.user_name, row.phone, row.email) == ("", "", "")
        assert "张敏" not in [one.name for one in people.roll(work, disabled=True).rows]
    with pytest.raises(NotYours), look(house.screen) as work:
        people.roll(work)


def test_pickers_offer_only_who_is_there_and_can_act(house):
    with begin(house.admin) as work:
        disable(work, house.staff.id)

    with look(house.head) as work:
        assert [one.name for one in people.people_of(work, house.finance)] == ["王芳", "刘洋"]
        assert [one.name for one in people.leaders(work)] == ["赵局长", "钱副局长"]
        assert "大厅屏幕" not in [one.name for one in people.everybody(work)]
        assert people.office(work) == house.bureau


def test_a_person_who_was_never_there_is_not_found(house):
    with pytest.raises(NoSuchPerson), look(house.admin) as work:
        people.person(work, 4040)
    with pytest.raises(NotYours), look(house.staff) as work:
        people.person(work, house.head.id)
