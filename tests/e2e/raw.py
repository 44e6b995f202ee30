"""Clients without a browser: they send what an attacker would, and tell what comes back."""

import http.client
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

STREAM = "/_stcore/stream"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str


def ask(url: str, path: str, *, method: str = "GET", body: str = "", **headers: str) -> Answer:
    """One request, no redirect followed, no header added that a browser would add."""
    where = urlsplit(url)
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=30)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body=body.encode() or None, headers=sent)
    response = connection.getresponse()
    text = response.read().decode("utf-8", "replace")
    connection.close()
    return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, text)


def cookie_of(url: str, user_name: str, password: str) -> str:
    """Sign in as a form does; the cookie as a header."""
    body = urlencode({"user_name": user_name, "password": password})
    form = {"content_type": "application/x-www-form-urlencoded", "origin": url}
    answer = ask(url, "/sign-in", method="POST", body=body, **form)
    assert answer.status == 303, answer
    return answer.headers["set-cookie"].partition(";")[0]


def join(url: str, *, session: str = "", cookie: str = "", **headers: str) -> ClientConnection | None:
    """Streamlit's websocket, asking for the session with this id; None when the handshake is refused."""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {"Origin": url, **({"Cookie": cookie} if cookie else {}), **more}
    spoken = [Subprotocol(word) for word in ("streamlit", "PLACEHOLDER_AUTH_TOKEN", session) if word]
    try:
        return connect(
            url.replace("http", "ws") + STREAM,
            additional_headers=sent,
            subprotocols=spoken,
            max_size=None,
            legacy=True,
        )
    except (InvalidStatus, ConnectionClosed):
        return None


def run(socket: ClientConnection, page: str = "") -> tuple[str, bytes]:
    """Ask for a run of the script; the session's id and everything that was drawn."""
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = ""
    socket.send(message.SerializeToString())
    drawn, session = b"", ""
    for content in _until_finished(socket):
        drawn += content
        forward = ForwardMsg.FromString(content)
        if forward.WhichOneof("type") == "new_session":
            session = forward.new_session.initialize.session_id
    return session, drawn


def _until_finished(socket: ClientConnection) -> Iterable[bytes]:
    while True:
        content = socket.recv(timeout=30)
        assert isinstance(content, bytes)
        yield content
        if ForwardMsg.FromString(content).WhichOneof("type") == "script_finished":
            return
