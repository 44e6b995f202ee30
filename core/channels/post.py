"""Calling a service: a listed host, no redirect, no proxy from the environment, a bounded answer, an end."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Timer
from typing import Any

import httpx

from core.channels import hosts
from core.channels.hosts import HostNotAllowed
from core.channels.parcel import SECONDS, NotDelivered

MOST = 64 * 1024


def call(
    method: str,
    url: str,
    *,
    content: Any = None,
    raw: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
) -> str:
    """The text of a 2xx answer; everything else is NotDelivered, without a word of what was said."""
    body = raw if raw is not None else None if content is None else json.dumps(content).encode()
    kinds = {"content-type": "application/json"} if body is not None else {}
    try:
        hosts.check_addresses(hosts.check_url(url))
        with (
            _client() as client,
            client.stream(
                method, url, content=body, headers={**kinds, **(headers or {})}, params=query or None
            ) as answer,
        ):
            return _read(answer)
    except HostNotAllowed:
        raise NotDelivered("forbidden") from None
    except httpx.TimeoutException:
        raise NotDelivered("timeout") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, RuntimeError, UnicodeError):
        raise NotDelivered("unreachable") from None


def call_json(method: str, url: str, **what: Any) -> dict[str, Any]:
    text = call(method, url, **what)
    try:
        answer = json.loads(text)
    except ValueError:
        raise NotDelivered("odd") from None
    if not isinstance(answer, dict):
        raise NotDelivered("odd")
    return answer


@contextmanager
def _client() -> Iterator[httpx.Client]:
    """Closed from outside when the time is over: a server that drips byte by byte holds nobody."""
    client = httpx.Client(timeout=SECONDS / 2, follow_redirects=False, trust_env=False)
    end = Timer(SECONDS, client.close)
    end.daemon = True
    end.start()
    try:
        yield client
    finally:
        end.cancel()
        client.close()


def _read(answer: httpx.Response) -> str:
    if not 200 <= answer.status_code < 300:
        raise NotDelivered("status", answer.status_code)
    content = b""
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > MOST:
            raise NotDelivered("odd")
    return content.decode("utf-8", "replace")
