"""Setting up channels and people's addresses, sending, and looking at what became of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from core import channels, messages, notices
from core.actor import SYSTEM, Actor
from core.channels import Kind, Plan, Way
from core.work import begin, look
from db.models import Message, Person
from db.session import database
from tests import make

FACTS: dict[Kind, dict[str, str]] = {
    Kind.WECOM: {"corp_id": "corp", "agent_id": "1000002", "secret": "s3cret-wecom"},
    Kind.WECOM_ROBOT: {"token": "s3cret-key"},
    Kind.DINGTALK: {"token": "s3cret-token", "secret": "s3cret-sign"},
    Kind.FEISHU: {"app_id": "cli_1", "secret": "s3cret-feishu"},
    Kind.FEISHU_ROBOT: {"token": "s3cret-hook", "secret": "s3cret-sign"},
    Kind.GATEWAY: {"secret": "s3cret-gateway", "success": '"errcode": 0'},
}


def channel(house: make.Office, kind: Kind, where: str | int, *, name: str = "", **plan: Any) -> int:
    """`where` is an address, or the port of a mail server."""
    facts = dict(FACTS.get(kind, {}))
    if kind is Kind.MAIL:
        facts |= {"host": "127.0.0.1", "port": str(where), "security": "none", "sender": "luoshi@example.cn"}
    else:
        facts |= {"url" if kind is Kind.GATEWAY else "server": str(where)}
    facts |= plan.pop("facts", {})
    made = Plan(kind, name or f"{kind}", **{"usual": Way.NOW, **plan}, facts=facts)
    with begin(house.admin, now=make.at()) as work:
        return channels.save_channel(work, plan=made)


def reachable(*people: Actor) -> None:
    """They have a telephone and a mailbox."""
    with database().writing() as session:
        for one in people:
            known = {"phone": f"1380000{one.number:04d}", "email": f"p{one.number}@example.cn"}
            session.execute(update(Person).where(Person.id == one.number).values(**known))


def tell(reader: Actor, title: str = "完善值班制度", *, at: datetime | None = None, **values: Any) -> None:
    with begin(SYSTEM, now=at or make.at()) as work:
        key = f"closed:{title}:{reader.number}"
        notices.tell(work, [reader.number], "closed", None, key, title=title, number="督办1号", **values)


def send(days: int = 0, hour: int = 9, minute: int = 0) -> str:
    return messages.send_due(make.at(days, hour, minute))


def states(**which: Any) -> list[str]:
    with look(SYSTEM) as work:
        return list(work.session.scalars(select(Message.state).filter_by(**which).order_by(Message.id)))


def rows() -> list[Message]:
    with look(SYSTEM) as work:
        return list(work.session.scalars(select(Message).order_by(Message.id)))
