"""The secrets of a channel, sealed with the office's key (core/sealing.py) and bound to that channel."""

import json
from collections.abc import Mapping

from core import sealing
from core.channels.parcel import NotDelivered


def sealed(secrets: Mapping[str, str], channel_id: int) -> str:
    return sealing.sealed(json.dumps(dict(secrets)), _whose(channel_id))


def opened(seal: str, channel_id: int) -> dict[str, str]:
    if not seal:
        return {}
    content = sealing.opened(seal, _whose(channel_id))
    if content is None:
        raise NotDelivered("no_key")
    secrets: dict[str, str] = json.loads(content)
    return secrets


def _whose(channel_id: int) -> str:
    return f"channel {channel_id}"
