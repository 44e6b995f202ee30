"""Where the office may call out to: a list that no screen can lengthen.

The three services are on it, at public addresses only. An own mail server or gateway is named by whoever
runs the machine, in LUOSHI_OUTGOING_HOSTS; those may stand in the house network and speak plain http there.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from core.errors import InvalidInput
from core.i18n import N_
from core.settings import settings

SERVICES = ("qyapi.weixin.qq.com", "oapi.dingtalk.com", "open.feishu.cn")


class HostNotAllowed(InvalidInput):
    message = N_(
        "The office does not call this address. Who runs the machine allows a host in LUOSHI_OUTGOING_HOSTS."
    )


@dataclass(frozen=True, slots=True)
class Target:
    host: str
    port: int


def allowed_hosts() -> tuple[str, ...]:
    return (*SERVICES, *_named())


def check_url(url: str, *, field: str = "") -> Target:
    """The address as far as it may be called; raises HostNotAllowed."""
    try:
        parts = urlsplit(url)
        port = parts.port or (80 if parts.scheme == "http" else 443)
    except ValueError:
        raise HostNotAllowed(field=field) from None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not url.isascii() or "\\" in url:
        raise HostNotAllowed(field=field)
    target = check_host(parts.hostname or "", port, field=field)
    if parts.scheme == "http" and not _is_named(target):
        raise HostNotAllowed(field=field)
    return target


def check_host(host: str, port: int, *, field: str = "") -> Target:
    target = Target(host.rstrip(".").lower(), port)
    service = target.host in SERVICES and port == 443
    if not (service or _is_named(target)):
        raise HostNotAllowed(field=field)
    return target


def check_addresses(target: Target) -> None:
    """Before calling: what the name stands for now. Raises HostNotAllowed, or OSError where it is unknown."""
    for found in socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM):
        address = plain(ip_address(str(found[4][0]).partition("%")[0]))
        if address.is_link_local or address.is_multicast or address.is_unspecified:
            raise HostNotAllowed()
        if not _is_named(target) and not address.is_global:
            raise HostNotAllowed()


def plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """An IPv4 address that hides in an IPv6 one, as what it is."""
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or address.sixtofour or address
    return address


def _is_named(target: Target) -> bool:
    return target.host in _named() or f"{target.host}:{target.port}" in _named()


def _named() -> tuple[str, ...]:
    return tuple(one.strip().lower() for one in settings().outgoing_hosts.split(",") if one.strip())
