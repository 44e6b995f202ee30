"""Today's duty team and today's 7S on the wall: only where the office uses them."""

from core import wall
from core.seven_s import AreaFacts
from core.wall import Facts
from db.models import Area, Duty, DutyRole, Roster
from db.session import database
from tests import make
from tests.seven_s import house as sevens
from tests.wall.conftest import hangs


def said(name: str, day: int = 0) -> dict[str, str]:
    panel = hangs(make.at(day, hour=17)).panels[name]
    assert isinstance(panel, Facts)
    return {one.label: one.value for one in panel.rows}


def rostered(house: make.Office, *, published: bool) -> None:
    with database().writing() as session:
        roster = Roster(
            name="三月", first_day=make.day(), last_day=make.day(29), made_by=1, made_at=make.at()
        )
        roster.published_at = make.at() if published else None
        roles = [DutyRole(name="带班领导", position=1), DutyRole(name="值班员", position=2)]
        session.add_all([roster, *roles])
        session.flush()
        team = ((0, house.leader), (1, house.staff), (1, house.other_staff))
        for place, person in team:
            session.add(
                Duty(roster_id=roster.id, role_id=roles[place].id, day=make.day(), person_id=person.number)
            )


def test_the_duty_team_hangs_there_once_the_roster_is_published(house):
    rostered(house, published=False)
    assert "duty" not in hangs().panels
    with database().writing() as session:
        session.query(Roster).one().published_at = make.at()
    assert said("duty") == {"带班领导": "赵局长", "值班员": "张敏、郑浩"}
    assert "duty" not in hangs(make.at(1)).panels, "nobody is planned for the next day"
    with database().writing() as session:
        session.query(Duty).filter_by(person_id=house.staff.number).one().actual_person_id = house.head.number
    assert said("duty")["值班员"] == "王芳、郑浩"


def test_seven_s_says_how_far_the_round_is_and_what_is_to_be_mended(office):
    open_rooms = [AreaFacts(f"{n}室", floor=n) for n in (1, 2)]
    house = sevens.house(*open_rooms, AreaFacts("机要室", floor=3, restricted=True))
    keys = ("Areas looked at today", "Found today", "Waiting to be mended", "Mending overdue")
    assert tuple(said("seven_s")) == keys
    assert list(said("seven_s").values()) == ["0 / 2", "0", "0", "0"], "restricted rooms are left out"

    assert said("seven_s", 5)["Areas looked at today"] == "no round today", "a Saturday"

    round_id = sevens.start(house)
    stops = sevens.sheet(house, round_id).stops
    sevens.all_fine(house, next(one.visit_id for one in stops if one.area_id == house.areas[0]))
    assert said("seven_s")["Areas looked at today"] == "1 / 2"

    visit = next(one.visit_id for one in stops if one.area_id == house.areas[1])
    sevens.find(house, visit, "finding-1")
    assert said("seven_s")["Found today"] == said("seven_s")["Waiting to be mended"] == "1"
    assert said("seven_s", 25)["Mending overdue"] == "1"
    with database().writing() as session:
        session.get_one(Area, house.areas[1]).restricted = True
    assert said("seven_s", 25)["Mending overdue"] == "0", "what is found there is for its inspectors alone"


def test_who_uses_neither_has_neither_page(house):
    assert {"duty", "seven_s"} & set(hangs().panels) == set()
    assert {"duty", "seven_s"} <= set(wall.WIDGETS)
