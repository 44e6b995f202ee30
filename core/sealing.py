"""Secrets that the database keeps and that nobody who reads it, or a backup of it, may know.

They are sealed with a key that stands outside: LUOSHI_SECRET_KEY, or else the file secret.key in the
office's folder, made at the first use and readable by its owner only. A seal is bound to whose it is: copied
into another row it does not open.
"""

import base64
import binascii
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import Conflict
from core.i18n import N_
from core.settings import settings

LENGTH, NONCE = 32, 12


class KeyUnusable(Conflict):
    message = N_("The secret key is not usable: it must be 32 bytes as base64. See LUOSHI_SECRET_KEY.")


def sealed(secret: str, whose: str) -> str:
    key = _key() or _made(settings().secret_key_file)
    nonce = os.urandom(NONCE)
    return _text(nonce + AESGCM(key).encrypt(nonce, secret.encode(), whose.encode()))


def opened(seal: str, whose: str) -> str | None:
    """None where the key is another one, or missing."""
    key = _key()
    if key is None:
        return None
    content = base64.urlsafe_b64decode(seal)
    try:
        return AESGCM(key).decrypt(content[:NONCE], content[NONCE:], whose.encode()).decode()
    except InvalidTag:
        return None


def _key() -> bytes | None:
    """Read each time: seals are opened when somebody types a code, and a key may be put back meanwhile."""
    kept, file = settings().secret_key.get_secret_value(), settings().secret_key_file
    if not kept and file.exists():
        kept = file.read_text("ascii", "replace")
    if not kept.strip():
        return None
    try:
        key = base64.urlsafe_b64decode(kept.strip())
    except (binascii.Error, ValueError) as error:
        raise KeyUnusable() from error
    if len(key) != LENGTH:
        raise KeyUnusable()
    return key


def _made(file: Path) -> bytes:
    """One key even if two processes make it at once: only one of them may create the file."""
    key = os.urandom(LENGTH)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        opened_file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _key() or _made(file)
    with os.fdopen(opened_file, "w") as writing:
        writing.write(_text(key))
        writing.flush()
        os.fsync(writing.fileno())
    return key


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode()
