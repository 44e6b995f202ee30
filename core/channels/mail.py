"""E-mail, spoken with the office's own server."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from threading import Timer

from core.channels import hosts
from core.channels.hosts import HostNotAllowed
from core.channels.parcel import SECONDS, NotDelivered, Parcel, Way


def send(way: Way, parcel: Parcel) -> None:
    letter = _letter(way, parcel)
    try:
        target = hosts.check_host(way["host"], int(way["port"]))
        hosts.check_addresses(target)
        with _server(way) as server:
            server.send_message(letter, from_addr=way["sender"], to_addrs=[parcel.to])
    except HostNotAllowed:
        raise NotDelivered("forbidden") from None
    except smtplib.SMTPRecipientsRefused:
        raise NotDelivered("address") from None
    except smtplib.SMTPAuthenticationError:
        raise NotDelivered("sign_in") from None
    except smtplib.SMTPResponseException as answer:
        raise NotDelivered("refused", answer.smtp_code) from None
    except TimeoutError:
        raise NotDelivered("timeout") from None
    except (smtplib.SMTPException, OSError, UnicodeError, ValueError):
        raise NotDelivered("unreachable") from None


def _letter(way: Way, parcel: Parcel) -> EmailMessage:
    letter = EmailMessage()
    try:
        letter["From"], letter["To"] = way["sender"], parcel.to
    except (ValueError, IndexError):
        raise NotDelivered("address") from None
    letter["Subject"] = " ".join(parcel.subject.split())
    letter["Date"] = format_datetime(parcel.at)
    letter["Message-ID"] = make_msgid(idstring=parcel.key, domain=way["sender"].rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(parcel.text)
    return letter


@contextmanager
def _server(way: Way) -> Iterator[smtplib.SMTP]:
    """Cut off from outside when the time is over."""
    trust = ssl.create_default_context()
    host, port, half = way["host"], int(way["port"]), SECONDS / 2
    if way["security"] == "ssl":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=half, context=trust)
    else:
        server = smtplib.SMTP(host, port, timeout=half)
    end = Timer(SECONDS, _cut_off, (server,))
    end.daemon = True
    end.start()
    try:
        if way["security"] == "starttls":
            server.starttls(context=trust)
        if way["user"]:
            server.login(way["user"], way["password"])
        yield server
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
    finally:
        end.cancel()
        server.close()


def _cut_off(server: smtplib.SMTP) -> None:
    with suppress(OSError, AttributeError):
        assert server.sock is not None
        server.sock.shutdown(socket.SHUT_RDWR)
