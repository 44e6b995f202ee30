"""The session cookie: HttpOnly, SameSite=Lax; on https also Secure and bound to the host by its name."""

from collections.abc import Iterable

from starlette.requests import HTTPConnection
from starlette.responses import Response

from core import access
from core.settings import settings

NAME = "luoshi_session"
LANGUAGE = "luoshi_lang"

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


def take_back(response: Response, connection: HTTPConnection) -> None:
    response.delete_cookie(
        name(connection), path="/", secure=is_secure(connection), httponly=True, samesite="lax"
    )


def keep_language(response: Response, language: str) -> None:
    response.set_cookie(LANGUAGE, language, max_age=365 * 86_400, path="/", samesite="lax")


def without_session(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """The same headers, the token taken out: no script of ours ever holds what opens the office."""
    kept: Headers = []
    for key, value in headers:
        if key == b"cookie":
            parts = [part for part in value.split(b";") if not _is_ours(part)]
            value = b";".join(parts).strip()
        kept.append((key, value))
    return kept


def _is_ours(part: bytes) -> bool:
    return part.partition(b"=")[0].strip().removeprefix(b"__Host-") == NAME.encode()
