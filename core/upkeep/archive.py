"""The file a backup is: a zip whose manifest, written last, names every member with its size and hash."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from core.errors import Conflict, InvalidInput
from core.i18n import N_

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20
# Photos and PDFs are compressed already; a database is not.
FAST = 3


class NotABackup(InvalidInput):
    message = N_("{file} is not a complete backup of Luoshi.")


class BackupDamaged(Conflict):
    message = N_("{file} is damaged: {member} is not what was backed up. Please take another backup.")


class AlreadyThere(Conflict):
    message = N_("{file} is there already. Please give another name.")


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    size: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """What the backup holds. `kind` says how the database lies in it: sqlite, pg_dump or portable.

    `damaged` are files that were damaged or gone already: they must not keep the rest from being saved.
    """

    made_at: str
    kind: str
    revision: str
    events: int
    head: str
    server: str
    format: int = FORMAT
    members: list[Member] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at).astimezone(UTC)

    def inside(self, folder: str) -> list[Member]:
        return [member for member in self.members if member.name.startswith(folder + "/")]


class Writer:
    def __init__(self, out: zipfile.ZipFile) -> None:
        self._zip = out
        self.members: list[Member] = []

    def add(self, name: str, chunks: Iterable[bytes], *, packed: bool) -> None:
        entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        entry._compresslevel = FAST  # type: ignore[attr-defined]
        content, size = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=True) as out:
            for chunk in chunks:
                out.write(chunk)
                content.update(chunk)
                size += len(chunk)
        self.members.append(Member(name, size, content.hexdigest()))

    def finish(self, manifest: Manifest) -> None:
        manifest.members = self.members
        self._zip.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))


@contextmanager
def written(target: Path) -> Iterator[Writer]:
    """The file appears under its name when it is whole and on the disk, or not at all."""
    if target.exists():
        raise AlreadyThere(file=target)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        with _private(part) as file:
            with zipfile.ZipFile(file, "w", allowZip64=True) as out:
                yield Writer(out)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b")


class Reader:
    def __init__(self, file: Path, source: zipfile.ZipFile) -> None:
        self._file = file
        self._zip = source
        self.manifest = self._manifest()

    def _manifest(self) -> Manifest:
        try:
            told = json.loads(self._zip.read(MANIFEST))
            members = [Member(**member) for member in told.pop("members")]
            manifest = Manifest(**told, members=members)
        except (KeyError, TypeError, ValueError, AttributeError, zipfile.BadZipFile) as error:
            raise NotABackup(file=self._file) from error
        if manifest.format != FORMAT or any(_strange(member.name) for member in members):
            raise NotABackup(file=self._file)
        return manifest

    def chunks(self, member: Member) -> Iterator[bytes]:
        """The content, as a stream. Raises BackupDamaged at its end when it is not what was put in."""
        content = hashlib.sha256()
        try:
            with self._zip.open(member.name) as source:
                while chunk := source.read(CHUNK):
                    content.update(chunk)
                    yield chunk
        except (KeyError, EOFError, OSError, zipfile.BadZipFile, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
            raise BackupDamaged(file=self._file, member=member.name) from error
        if content.hexdigest() != member.sha256:
            raise BackupDamaged(file=self._file, member=member.name)

    def check(self) -> None:
        """Read everything once, before anything is done with it."""
        for member in self.manifest.members:
            for _chunk in self.chunks(member):
                pass

    def save(self, member: Member, target: Path) -> Path:
        with target.open("wb") as out:
            out.writelines(self.chunks(member))
        return target


def _strange(name: str) -> bool:
    """Names lead into database/ or files/ and nowhere else."""
    parts = name.split("/")
    return (
        parts[0] not in ("database", "files")
        or len(parts) < 2
        or any(part in ("", ".", "..") for part in parts)
    )


@contextmanager
def opened(file: Path) -> Iterator[Reader]:
    try:
        source = zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile) as error:
        raise NotABackup(file=file) from error
    with source:
        yield Reader(file, source)


def chunks_of(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk


def lines_as_chunks(lines: Iterable[Any]) -> Iterator[bytes]:
    """Each value as one line of JSON, gathered to larger pieces."""
    gathered: list[str] = []
    for line in lines:
        gathered.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")))
        if len(gathered) == 1000:
            yield ("\n".join(gathered) + "\n").encode()
            gathered = []
    if gathered:
        yield ("\n".join(gathered) + "\n").encode()
