"""Where the office can be reached: a free port, the machine's address in the LAN, a QR for phones."""

import io
import ipaddress
import socket
import sys
from collections.abc import Callable

import segno

from core.errors import Conflict, InvalidInput
from core.i18n import N_

EVERYWHERE = {"0.0.0.0", "::", ""}


class PortTaken(Conflict):
    message = N_("Port {port} is in use already. Stop the other program, or choose another one with --port.")


class PortForbidden(Conflict):
    message = N_("Port {port} may not be opened by this user. Choose one above 1023 with --port.")


class NotThisMachine(InvalidInput):
    message = N_("{host} is not an address of this machine.")


class OnlyHere(InvalidInput):
    message = N_("The demo has public passwords and serves this machine only, not {host}.")


def ensure_free(host: str, port: int) -> None:
    """Raises the sentence that says why the port cannot be opened."""
    try:
        found = socket.getaddrinfo(host or "0.0.0.0", port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise NotThisMachine(host=host) from error
    family, kind, protocol, _name, address = found[0]
    with socket.socket(family, kind, protocol) as one:
        if sys.platform != "win32":
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(address)
        except PermissionError as error:
            raise PortForbidden(port=port) from error
        except OSError as error:
            raise (NotThisMachine(host=host) if unknown_address(error) else PortTaken(port=port)) from error


def unknown_address(error: OSError) -> bool:
    """EADDRNOTAVAIL on Linux, macOS and Windows."""
    return error.errno in (99, 49, 10049)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def links(host: str, port: int, lan: Callable[[], str | None] | None = None) -> list[str]:
    """What to type into a browser: here, and in the LAN where the office is open to it."""
    if host not in EVERYWHERE:
        return [f"http://{_shown(host)}:{port}"]
    address = (lan or lan_address)()
    return [f"http://localhost:{port}", *([f"http://{address}:{port}"] if address else [])]


def _shown(host: str) -> str:
    if is_loopback(host) and ":" not in host:
        return "localhost"
    return f"[{host}]" if ":" in host else host


def lan_address() -> str | None:
    """The address under which others see this machine. Choosing a route for UDP sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(("192.0.2.1", 9))
            found = str(one.getsockname()[0])
        except OSError:
            return None
    return None if is_loopback(found) else found


def qr(link: str) -> str:
    """For the terminal: dark on light, as scanners expect it."""
    out = io.StringIO()
    segno.make(link, micro=False).terminal(out=out, compact=True)
    return out.getvalue()
