"""WeCom, DingTalk and Feishu, as their documents describe them."""

import base64
import hashlib
import hmac
import time
from typing import Any

from core.channels.parcel import NotDelivered, Parcel, Way
from core.channels.post import call_json

# Tokens of apps live for two hours; a process asks for one, and anew when the service no longer takes it.
TOKEN_SECONDS = 6000.0
STALE = {40014, 42001, 99991663, 99991661}
UNKNOWN_READER = {81013, 40003, 230013, 230001, 60111}
WECOM_MOST = 2000  # bytes

_tokens: dict[str, tuple[float, str]] = {}


def wecom(way: Way, parcel: Parcel) -> None:
    """A message of an app to one person."""
    text = _cut(parcel.text, WECOM_MOST)
    body = {"touser": parcel.to, "msgtype": "text", "agentid": _number(way["agent_id"])}
    _with_token(way, lambda token: _wecom_say(way, token, {**body, "text": {"content": text}}))


def wecom_robot(way: Way, parcel: Parcel) -> None:
    text: dict[str, Any] = {"content": _cut(parcel.text, WECOM_MOST)}
    if parcel.to:
        text["mentioned_mobile_list"] = [parcel.to]
    _judge(
        call_json(
            "POST",
            f"{way['server']}/cgi-bin/webhook/send",
            query={"key": way["token"]},
            content={"msgtype": "text", "text": text},
        )
    )


def dingtalk(way: Way, parcel: Parcel) -> None:
    """A group robot; the mobile number in the text makes the mention."""
    stamp = str(int(parcel.at.timestamp() * 1000))
    sign = _signed(way["secret"].encode(), f"{stamp}\n{way['secret']}".encode())
    mention = f"\n@{parcel.to}" if parcel.to else ""
    _judge(
        call_json(
            "POST",
            f"{way['server']}/robot/send",
            query={"access_token": way["token"], "timestamp": stamp, "sign": sign},
            content={
                "msgtype": "text",
                "text": {"content": _cut(parcel.text, 18_000) + mention},
                "at": {"atMobiles": [parcel.to] if parcel.to else [], "isAtAll": False},
            },
        )
    )


def feishu(way: Way, parcel: Parcel) -> None:
    """A message of an app to one person."""
    content = _json_text(parcel.text)
    body = {"receive_id": parcel.to, "msg_type": "text", "content": content, "uuid": parcel.key[:50]}
    _with_token(way, lambda token: _feishu_say(way, token, body))


def feishu_robot(way: Way, parcel: Parcel) -> None:
    stamp = str(int(parcel.at.timestamp()))
    mention = f'<at user_id="{parcel.to}"></at>\n' if parcel.to else ""
    _judge(
        call_json(
            "POST",
            f"{way['server']}/open-apis/bot/v2/hook/{way['token']}",
            content={
                "timestamp": stamp,
                "sign": _signed(f"{stamp}\n{way['secret']}".encode(), b""),
                "msg_type": "text",
                "content": {"text": mention + _plain_at(parcel.text)},
            },
        ),
        name="code",
    )


def _wecom_say(way: Way, token: str, body: dict[str, Any]) -> None:
    answer = call_json(
        "POST", f"{way['server']}/cgi-bin/message/send", query={"access_token": token}, content=body
    )
    _judge(answer)
    if answer.get("invaliduser"):
        raise NotDelivered("address")


def _feishu_say(way: Way, token: str, body: dict[str, Any]) -> None:
    answer = call_json(
        "POST",
        f"{way['server']}/open-apis/im/v1/messages",
        query={"receive_id_type": "user_id"},
        headers={"authorization": f"Bearer {token}"},
        content=body,
    )
    _judge(answer, name="code")


def _with_token(way: Way, say: Any) -> None:
    kept = hashlib.sha256(repr((way.kind, *sorted(way.facts.items()), way["secret"])).encode()).hexdigest()
    since, token = _tokens.get(kept, (0.0, ""))
    if token and time.monotonic() - since < TOKEN_SECONDS:
        try:
            say(token)
            return
        except NotDelivered as failure:
            if failure.number not in STALE:
                raise
    token = _new_token(way)
    _tokens[kept] = (time.monotonic(), token)
    say(token)


def _new_token(way: Way) -> str:
    if way.kind == "wecom":
        asked = {"corpid": way["corp_id"], "corpsecret": way["secret"]}
        answer = call_json("GET", f"{way['server']}/cgi-bin/gettoken", query=asked)
        name, token = "errcode", answer.get("access_token")
    else:
        asked = {"app_id": way["app_id"], "app_secret": way["secret"]}
        url = f"{way['server']}/open-apis/auth/v3/tenant_access_token/internal"
        answer = call_json("POST", url, content=asked)
        name, token = "code", answer.get("tenant_access_token")
    if answer.get(name, 0) != 0 or not isinstance(token, str):
        raise NotDelivered("sign_in")
    return token


def _judge(answer: dict[str, Any], *, name: str = "errcode") -> None:
    code = answer.get(name)
    if code == 0:
        return
    if not isinstance(code, int):
        raise NotDelivered("odd")
    raise NotDelivered("address" if code in UNKNOWN_READER else "refused", code)


def _signed(key: bytes, text: bytes) -> str:
    return base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


def _number(text: str) -> int | str:
    return int(text) if text.isdecimal() else text


def _json_text(text: str) -> str:
    escaped = _plain_at(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{{"text":"{escaped}"}}'


def _plain_at(text: str) -> str:
    """Nobody's title can call a whole group."""
    return text.replace("<at", "＜at")


def _cut(text: str, most: int) -> str:
    content = text.encode()
    return text if len(content) <= most else content[: most - 3].decode("utf-8", "ignore") + "…"
