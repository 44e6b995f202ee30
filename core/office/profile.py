"""What the office has set for itself: name, time zone, lists to choose from, limits."""

from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from core.settings import settings
from db.models import Level, Setting


@dataclass(frozen=True, slots=True)
class Profile:
    """All settings of the office with their defaults; a row in `settings` overrides one."""

    name: str = ""
    time_zone: str = field(default_factory=lambda: settings().time_zone)
    number_format: str = "督办〔{year}〕{sequence}号"
    near_days: int = 3
    lag_tolerance: int = 20
    papers_for_all: bool = False
    reassignment_days: int = 2
    decision_days: int = 2
    answer_days: int = 1
    urge_pause_hours: int = 24
    second_factor_roles: tuple[str, ...] = ()
    password_rules: str = "length"
    password_days: int = 90
    watermark: bool = False
    seven_s_rankings: bool = False
    seven_s_ranking_roles: tuple[str, ...] = ("leader", "director")
    bulletin_number: str = "通报〔{year}〕{sequence}号"
    good_examples: tuple[str, ...] = ("on_time", "no_return", "praised")
    remind_at: str = "08:30"
    digest_at: str = "08:30"
    quiet_from: str = "20:00"
    quiet_until: str = "07:30"
    logo: str = ""
    sources: tuple[str, ...] = (
        "会议议定",
        "领导批示",
        "现场交办",
        "年度目标",
        "上级文件",
        "职工群众意见",
        "7S问题",
        "自身承诺",
    )
    forms: tuple[str, ...] = ("书面报告", "正式文件", "现场完成", "台账资料", "系统上线", "其他")
    urge_forms: tuple[str, ...] = ("电话", "书面", "现场", "会议", "跟踪")
    key_grounds: tuple[str, ...] = ("突发事件", "安全隐患", "上级紧急部署", "重大接待", "民生急事")


def profile(session: Session) -> Profile:
    """The settings as they stand, read once in a transaction."""
    kept = session.info.get("profile")
    if kept is None:
        kept = session.info["profile"] = _read(session)
    return kept


def _read(session: Session) -> Profile:
    known = {item.name for item in fields(Profile)}
    rows = session.execute(select(Setting.name, Setting.value).where(Setting.name.in_(known)))
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in rows
    }
    return Profile(**values)


@event.listens_for(Session, "after_flush")
def _forget(session: Session, _context: object) -> None:
    """What was read before is old once a setting or a level changes."""
    if any(isinstance(one, Setting | Level) for one in (*session.new, *session.dirty)):
        session.info.pop("profile", None)
        session.info.pop("levels", None)


def is_set_up(session: Session) -> bool:
    return session.scalar(select(Setting.id).where(Setting.name == "name")) is not None
