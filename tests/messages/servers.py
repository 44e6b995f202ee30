"""Real servers on this machine: a mail server, services with webhooks, one that never answers.

Each notes what it was sent. Ports are free ones of 127.0.0.1, put on the list of hosts by `allow`.
"""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller


@dataclass(slots=True)
class Asked:
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> Any:
        return json.loads(self.body)


@dataclass(slots=True)
class Service:
    """Answers every path with `answers[path]`, else with `usual`; a number is a bare status."""

    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    usual: Any = field(default_factory=lambda: {"errcode": 0, "code": 0})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def said(self) -> list[Asked]:
        return [one for one in self.asked if "oken" not in one.path]


@contextmanager
def service() -> Iterator[Service]:
    made = Service()

    class Answering(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            asked = Asked(parts.path, query, dict(self.headers.items()), self.rfile.read(length))
            made.asked.append(asked)
            answer = made.answers.get(parts.path, made.usual)
            if callable(answer):
                answer = answer(asked)
            self.give(answer)

        def give(self, answer: Any) -> None:
            if isinstance(answer, tuple):  # a redirect
                self.send_response(answer[0])
                self.send_header("location", answer[1])
                self.end_headers()
                return
            self.send_response(answer if isinstance(answer, int) else 200)
            self.end_headers()
            if not isinstance(answer, int):
                self.wfile.write(answer if isinstance(answer, bytes) else json.dumps(answer).encode())

        do_GET = do_POST = answer

        def log_message(self, *_: Any) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    made.port = server.server_address[1]
    with _running(server.serve_forever):
        yield made
        server.shutdown()
    server.server_close()


@dataclass(slots=True)
class MailServer:
    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    refuse: str = ""

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 taken"


@contextmanager
def mail_server() -> Iterator[MailServer]:
    made = MailServer()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        made.port = free.getsockname()[1]
    controller = Controller(made, hostname="127.0.0.1", port=made.port)
    controller.start()
    try:
        yield made
    finally:
        controller.stop()


@contextmanager
def silent(drip: bytes = b"") -> Iterator[int]:
    """Takes every connection and never answers, or byte by byte without an end; gives its port."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        held: list[socket.socket] = []

        def hold() -> None:
            while not over.is_set():
                with suppress(OSError):  # nobody there yet, or the end
                    held.append(listening.accept()[0])
                for one in held if drip else ():
                    try:
                        one.sendall(drip)
                    except OSError:
                        held.remove(one)
                        break

        with _running(hold):
            yield listening.getsockname()[1]
            over.set()
        for one in held:
            one.close()


@contextmanager
def _running(job: Callable[[], None]) -> Iterator[None]:
    thread = threading.Thread(target=job, daemon=True)
    thread.start()
    yield
    thread.join(5)
