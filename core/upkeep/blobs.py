"""The stored files, one by one: out of the store, into it, and against the hashes that the rows name."""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.orm import Session

from core import files
from core.i18n import N_
from core.upkeep.damage import Check, Damage
from db.models import File

BATCH = 500


def digests() -> Iterator[str]:
    return files.store().list()


def known(connection: Connection) -> int:
    """Bytes of all files that rows name, also in a database of another revision."""
    if not inspect(connection).has_table("files"):
        return 0
    return int(connection.scalar(text("select coalesce(sum(size), 0) from files")) or 0)


def damages(session: Session) -> tuple[list[Damage], int]:
    """Every file, removed ones too since their bytes stay: there, and with the content that was handed in."""
    found: list[Damage] = []
    count = 0
    query = select(File.sha256, File.name).order_by(File.sha256)
    last = ""
    for digest, name in session.execute(query, execution_options={"yield_per": BATCH}):
        if digest == last:
            continue
        last, count = digest, count + 1
        if not sound(digest):
            message = N_("The file “{name}” is missing or was changed ({digest}).")
            found.append(Damage(Check.FILES, message, {"name": name, "digest": digest[:12]}))
    return found, count


def sound(digest: str) -> bool:
    return content(digest) is not None


def content(digest: str) -> bytes | None:
    """The bytes; None when they are gone or are not what was handed in."""
    try:
        return files.store().get(digest)
    except files.FileDamaged:
        return None
