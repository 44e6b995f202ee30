"""Handing a parcel to a channel, whatever kind it is. No transaction is open meanwhile."""

from collections.abc import Callable

from core.channels import gateway, mail, services
from core.channels.kinds import Kind
from core.channels.parcel import NotDelivered, Parcel, Way, to_everybody

SENDERS: dict[str, Callable[[Way, Parcel], None]] = {
    Kind.WECOM: services.wecom,
    Kind.WECOM_ROBOT: services.wecom_robot,
    Kind.DINGTALK: services.dingtalk,
    Kind.FEISHU: services.feishu,
    Kind.FEISHU_ROBOT: services.feishu_robot,
    Kind.MAIL: mail.send,
    Kind.GATEWAY: gateway.send,
}


def deliver(way: Way, parcel: Parcel) -> None:
    """Raises NotDelivered. An empty address is the robot's group, but nobody is everybody."""
    if to_everybody(parcel.to):
        raise NotDelivered("address")
    SENDERS[way.kind](way, parcel)
