"""What a reader sees: areas without the restricted rooms of others, rankings only where they are on."""

from core import office, seven_s
from core.seven_s import AreaRow
from core.seven_s_figures.policy import KEEPERS
from core.work import Work


def shown_areas(work: Work) -> dict[int, AreaRow]:
    """Along the route. A restricted room is there for its owner, its inspectors and who keeps 7S."""
    return {one.id: one for one in seven_s.areas(work) if _shown(work, one)}


def ranked(work: Work) -> bool:
    """Off unless the office has turned it on, and then for the roles it chose."""
    profile = office.profile(work.session)
    return profile.seven_s_rankings and work.actor.role in profile.seven_s_ranking_roles


def _shown(work: Work, area: AreaRow) -> bool:
    actor = work.actor
    if not area.restricted or KEEPERS & actor.grants():
        return True
    people = {area.owner_person_id, *area.inspector_ids}
    return bool(people & set(actor.selves))
