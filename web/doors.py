"""Who may pass: the decision of the gate, in the order in which it is taken.

Signed out, nothing of Streamlit can be reached: documents are led to the sign-in page, all else is refused.
"""

import socket
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from starlette.datastructures import QueryParams
from starlette.requests import HTTPConnection

from core.access import Visitor
from core.settings import settings

HEALTH = ("/healthz", "/readyz")
ASSETS = "/door/"
SET_UP, SIGN_IN, PASSWORD, SIGN_OUT = "/set-up", "/sign-in", "/password", "/sign-out"
TWO_STEP, SECOND_FACTOR = "/two-step", "/second-factor"
ONE_TIME = "/go/"  # carries its own key, and opens one item to be read
FEED = "/feed/"  # carries its own key: a telephone's calendar signs in nowhere
# A screen on a wall signs nobody in: its link is looked at by the route itself (web/wall.py).
WALL, SCREEN_LINK = ("/wall", "/wall/live"), "screen"
# Streamlit's own, open to nobody: figures, its agents, a check that runs the script.
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check", "/app/static")
STREAMLIT = ("_stcore", "static", "media", "component")
READING = ("GET", "HEAD")


class Verdict(StrEnum):
    PASS = "pass"
    LEAD = "lead"  # to `where`
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Decision:
    verdict: Verdict
    status: int = 200
    where: str = ""


PASS = Decision(Verdict.PASS)
WRONG_HOST = Decision(Verdict.REFUSE, 400)
FOREIGN = Decision(Verdict.REFUSE, 403)
GONE = Decision(Verdict.REFUSE, 404)
SIGNED_OUT = Decision(Verdict.REFUSE, 401)
NOT_YET = Decision(Verdict.REFUSE, 403)


@dataclass(frozen=True, slots=True)
class Knock:
    """A request, or the opening of a websocket, as far as the decision needs it."""

    path: str
    query: str
    method: str
    is_document: bool
    is_same_origin: bool
    is_right_host: bool

    @property
    def target(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


def knock(connection: HTTPConnection) -> Knock:
    scope = connection.scope
    method = str(scope.get("method", "WEBSOCKET"))
    return Knock(
        path=str(scope["path"]),
        query=scope.get("query_string", b"").decode("latin-1"),
        method=method,
        is_document=method in READING and _wants_document(connection),
        is_same_origin=_is_same_origin(connection),
        is_right_host=is_right_host(connection.headers.get("host", "")),
    )


def at_the_door(asked: Knock) -> Decision | None:
    """What can be said before anybody is looked up; None where that is needed."""
    if asked.path in HEALTH and asked.method in READING:
        return PASS
    if not asked.is_right_host:
        return WRONG_HOST
    if asked.method not in READING and not asked.is_same_origin:
        return FOREIGN
    if asked.path.startswith(CLOSED):
        return GONE
    if asked.path in WALL and asked.method in (*READING, "WEBSOCKET") and _names_a_link(asked.query):
        return PASS
    return PASS if asked.path.startswith((ASSETS, FEED)) and asked.method in READING else None


def before_set_up(asked: Knock) -> Decision:
    return PASS if asked.path == SET_UP else _led(asked, SET_UP, SIGNED_OUT)


def decide(asked: Knock, visitor: Visitor | None, own: frozenset[str]) -> Decision:
    """For an office that is set up."""
    if asked.path == SET_UP:
        return GONE
    if visitor is None:
        if asked.path in (SIGN_IN, TWO_STEP) or asked.path.startswith(ONE_TIME):
            return PASS
        return _led(asked, f"{SIGN_IN}?next={quote(asked.target, safe='')}", SIGNED_OUT)
    if visitor.must_change_password and asked.path not in (PASSWORD, SIGN_OUT, SIGN_IN):
        return _led(asked, PASSWORD, NOT_YET)
    if visitor.must_add_factor and asked.path not in (SECOND_FACTOR, PASSWORD, SIGN_OUT, SIGN_IN):
        return _led(asked, SECOND_FACTOR, NOT_YET)
    return _astray(asked, own)


def _names_a_link(query: str) -> bool:
    """Read as the route reads it: what passes here for its link must have one there."""
    return bool(QueryParams(query).get(SCREEN_LINK))


def _astray(asked: Knock, own: frozenset[str]) -> Decision:
    """Streamlit shows a blank page on paths of several segments that it does not know."""
    first, _, rest = asked.path.strip("/").partition("/")
    known = not rest or first in own or first in STREAMLIT or "/_stcore/" in asked.path
    return PASS if known or asked.method not in READING else Decision(Verdict.LEAD, 303, "/")


def _led(asked: Knock, where: str, otherwise: Decision) -> Decision:
    return Decision(Verdict.LEAD, 303, where) if asked.is_document else otherwise


def _wants_document(connection: HTTPConnection) -> bool:
    destination = connection.headers.get("sec-fetch-dest")
    if destination is not None:
        return destination == "document"
    return "text/html" in connection.headers.get("accept", "")


def _is_same_origin(connection: HTTPConnection) -> bool:
    """A browser says where a request comes from; one that says nothing at all is not a browser of ours."""
    origin = connection.headers.get("origin")
    if origin is None:
        return connection.headers.get("sec-fetch-site") == "same-origin"
    if settings().public_url and _authority(origin) == _authority(settings().public_url):
        return True
    downgraded = origin.startswith("http://") and connection.url.scheme in ("https", "wss")
    here = _authority(f"//{connection.headers.get('host', '')}", origin.partition(":")[0])
    return not downgraded and here != ("", None) and _authority(origin) == here


def _authority(url: str, scheme: str = "") -> tuple[str, int | None]:
    try:
        parts = urlsplit(url)
        usual = {"http": 80, "https": 443, "ws": 80, "wss": 443}.get(parts.scheme or scheme)
        return (parts.hostname or "").rstrip("."), parts.port or usual
    except ValueError:
        return "", None


def is_right_host(host: str) -> bool:
    """An address, this machine's own name, or one that the office has set: no name that a stranger made."""
    name, _ = _authority(f"//{host}")
    return bool(name) and (_is_address(name) or any(_fits(name, one) for one in host_names()))


def host_names() -> frozenset[str]:
    wanted = {one.strip().lower() for one in settings().allowed_hosts.split(",") if one.strip()}
    public, _ = _authority(settings().public_url)
    return frozenset({*wanted, *_machine(), public} - {""})


@cache
def _machine() -> frozenset[str]:
    own = socket.gethostname().lower()
    return frozenset({"localhost", own, f"{own}.local", own.partition(".")[0]})


def _fits(name: str, allowed: str) -> bool:
    return allowed == "*" or name == allowed or (allowed.startswith("*.") and name.endswith(allowed[1:]))


def _is_address(name: str) -> bool:
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True
