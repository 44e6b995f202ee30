"""The session cookie: HttpOnly, SameSite=Lax; on https also Secure and bound to the host by its name."""

from collections.abc import Iterable

from starlette.requests import HTTPConnection
from starlette.responses import Response

from core import access
from core.settings import settings

NAME = "luoshi_session"
HALF = "luoshi_half"
LANGUAGE = "luoshi_lang"
HALF_SECONDS = 300

Headers = list[tuple[bytes, bytes]]


def is_secure(connection: HTTPConnection) -> bool:
    return connection.url.scheme in ("https", "wss")


def name(connection: HTTPConnection) -> str:
    """Plain http must work in a house network; the prefix is for https alone."""
    return f"__Host-{NAME}" if is_secure(connection) else NAME


def session_digest(connection: HTTPConnection) -> str | None:
    token = connection.cookies.get(name(connection))
    return access.digest(token) if token else None


def give(response: Response, connection: HTTPConnection, token: str) -> None:
    response.set_cookie(
        name(connection),
        token,
        max_age=settings().session_hours * 3600,
        path="/",
        secure=is_secure(connection),
        httponly=True,
        samesite="lax",
    )


def half_token(connection: HTTPConnection) -> str:
    """Of somebody whose password was right and whose code is still to come."""
    return connection.cookies.get(_half(connection), "")


def give_half(response: Response, connection: HTTPConnection, token: str) -> None:
    """An empty token takes it back."""
    response.set_cookie(
        _half(connection),
        token,
        max_age=HALF_SECONDS if token else 0,
        path="/",
        secure=is_secure(connection),
        httponly=True,
        samesite="lax",
    )


def _half(connection: HTTPConnection) -> str:
    return f"__Host-{HALF}" if is_secure(connection) else HALF


def take_back(response: Response, connection: HTTPConnection) -> None:
    response.delete_cookie(
        name(connection), path="/", secure=is_secure(connection), httponly=True, samesite="lax"
    )


def keep_language(response: Response, language: str) -> None:
    response.set_cookie(LANGUAGE, language, max_age=365 * 86_400, path="/", samesite="lax")


def without_session(headers: Iterable[tuple[bytes, bytes]], *, keep_half: bool = False) -> Headers:
    """The same headers, the tokens taken out: no script of ours ever holds what opens the office.

    The second step alone needs the half one.
    """
    ours = {NAME.encode()} if keep_half else {NAME.encode(), HALF.encode()}
    kept: Headers = []
    for key, value in headers:
        if key == b"cookie":
            parts = [part for part in value.split(b";") if _name_in(part) not in ours]
            value = b";".join(parts).strip()
        kept.append((key, value))
    return kept


def _name_in(part: bytes) -> bytes:
    return part.partition(b"=")[0].strip().removeprefix(b"__Host-")
