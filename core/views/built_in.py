"""The views that everybody has, as of today: nothing of them is stored."""

from dataclasses import dataclass
from datetime import timedelta

from core.i18n import N_, Text
from core.tasks import Filter
from core.work import Work


@dataclass(frozen=True, slots=True)
class BuiltIn:
    key: str
    name: Text
    wanted: Filter


def built_in(work: Work) -> list[BuiltIn]:
    """Mine, my department's, due this week, to sign, to check."""
    work.must("views.built_in")
    me = work.actor
    monday = work.today - timedelta(days=work.today.weekday())
    week = Filter(due_from=monday, due_to=monday + timedelta(days=6))
    found = [
        BuiltIn("mine", N_("Handled by me"), Filter(person_id=me.id)),
        BuiltIn("department", N_("My department"), Filter(department_id=me.department_id)),
        BuiltIn("week", N_("Due this week"), week),
        BuiltIn("sign", N_("For me to sign for"), Filter(waits="sign")),
        BuiltIn("check", N_("For me to check"), Filter(waits="check")),
    ]
    return [one for one in found if one.key != "department" or me.department_id is not None]
