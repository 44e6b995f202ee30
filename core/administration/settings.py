"""The settings of the office: read them all, change some."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from core import office
from core.administration.rules import checked
from core.errors import Conflict
from core.i18n import N_
from core.office import Profile
from core.work import Work
from db.models import Setting


class ChangedMeanwhile(Conflict):
    message = N_("Somebody else has changed this setting meanwhile; it is now: {now}")


@dataclass(frozen=True, slots=True)
class House:
    """What stands around every screen."""

    name: str
    watermark: bool
    logo: str
    time_zone: str


def house(work: Work) -> House:
    work.must("administration.house")
    profile = office.profile(work.session)
    return House(profile.name, profile.watermark, profile.logo, str(work.zone))


def settings(work: Work) -> Profile:
    work.must("administration.settings")
    return office.profile(work.session)


def change_settings(work: Work, *, wanted: Mapping[str, Any], seen: Mapping[str, Any]) -> list[str]:
    """Set what differs from what the reader saw; returns the names of what was changed.

    Refused when somebody else changed one of these settings since.
    """
    work.must("administration.change_settings")
    values = {name: checked(name, value) for name, value in wanted.items()}
    profile = office.profile(work.session)
    now = {name: _plain(getattr(profile, name)) for name in values}
    changes = {name: value for name, value in values.items() if value != _plain(seen.get(name, now[name]))}
    for name in changes:
        if now[name] not in (_plain(seen.get(name, now[name])), changes[name]):
            raise ChangedMeanwhile(now=_shown(now[name]), field=name)
    changes = {name: value for name, value in changes.items() if value != now[name]}
    for name, value in changes.items():
        keep(work, name, value)
    if changes:
        particulars: dict[str, Any] = {name: [now[name], value] for name, value in changes.items()}
        work.record("office.settings_changed", 0, **particulars)
    return list(changes)


def keep(work: Work, name: str, value: Any) -> None:
    row = work.session.scalar(select(Setting).where(Setting.name == name))
    if row is None:
        work.session.add(Setting(name=name, value=value))
    else:
        row.value = value


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _shown(value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else str(value)
