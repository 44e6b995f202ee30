"""An SMS gateway over HTTP: what is sent is a pattern of JSON, signed with a secret of both sides.

The signature is the HMAC-SHA256, in hexadecimal, of the time in seconds, a line break, and the body.
"""

import hashlib
import hmac
import json
from typing import Any

from core.channels.parcel import NotDelivered, Parcel, Way
from core.channels.post import call
from core.errors import InvalidInput
from core.i18n import N_

LONGEST = 300


class OddPattern(InvalidInput):
    message = N_("What is sent must be JSON with {phone} and {text} in it.")


def send(way: Way, parcel: Parcel) -> None:
    """The key of the message goes along, so that a gateway which looks at it never sends twice."""
    stamp = str(int(parcel.at.timestamp()))
    values = {"phone": parcel.to, "text": parcel.text[:LONGEST], "time": stamp, "key": parcel.key}
    body = json.dumps(_filled(json.loads(way["body"]), values), ensure_ascii=False).encode()
    sign = hmac.new(way["secret"].encode(), stamp.encode() + b"\n" + body, hashlib.sha256).hexdigest()
    headers = {way["sign_name"]: sign, way["time_name"]: stamp}
    answer = call("POST", way["url"], raw=body, headers=headers)
    if way["success"] not in answer:
        raise NotDelivered("refused")


def check_pattern(text: str) -> None:
    try:
        json.loads(text)
    except ValueError:
        raise OddPattern(phone="{phone}", text="{text}", field="body") from None
    if "{phone}" not in text or "{text}" not in text:
        raise OddPattern(phone="{phone}", text="{text}", field="body")


def _filled(pattern: Any, values: dict[str, str]) -> Any:
    """Filled in after it was read: no text can break out of its place."""
    if isinstance(pattern, str):
        for name, value in values.items():
            if pattern == "{" + name + "}":
                return value
        return _each(pattern, values)
    if isinstance(pattern, list):
        return [_filled(one, values) for one in pattern]
    if isinstance(pattern, dict):
        return {name: _filled(one, values) for name, one in pattern.items()}
    return pattern


def _each(pattern: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        if name != "text":
            pattern = pattern.replace("{" + name + "}", value)
    return pattern.replace("{text}", values["text"])
