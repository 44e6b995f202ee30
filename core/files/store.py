"""Where the bytes are: a folder or an S3-compatible store, each file once, under its hash.

Files in a folder are flushed to the disk before anybody is told that they were kept.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from core.files.rules import FileDamaged, StoreUnreachable
from core.settings import settings

if TYPE_CHECKING:
    from obstore.store import RetryConfig

# By itself a store far away is asked again for three minutes; somebody waits for the answer.
PATIENCE: "RetryConfig" = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}


class Store:
    def __init__(self, place: str) -> None:
        self.folder = None if "://" in place else Path(place)
        self._objects: ObjectStore = (
            from_url(place, retry_config=PATIENCE)
            if self.folder is None
            else LocalStore(self.folder, mkdir=True)
        )

    def put(self, content: bytes) -> str:
        """Keep the bytes and return their hash. Keeping the same bytes twice is no mistake."""
        digest = hashlib.sha256(content).hexdigest()
        try:
            self._objects.put(path(digest), content, mode="create")
        except AlreadyExistsError:
            return digest
        except (BaseError, OSError) as error:
            raise StoreUnreachable() from error
        if self.folder is not None:
            _flush(self.folder / path(digest))
        return digest

    def get(self, digest: str, *, name: str = "") -> bytes:
        """Raises FileDamaged when the bytes are gone or no longer have this hash."""
        try:
            content = bytes(self._objects.get(path(digest)).bytes())
        except FileNotFoundError as error:
            raise FileDamaged(name=name or digest) from error
        except (BaseError, OSError) as error:
            raise StoreUnreachable() from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise FileDamaged(name=name or digest)
        return content

    def list(self) -> Iterator[str]:
        """The hashes of all that is kept."""
        for batch in self._objects.list():
            for one in batch:
                yield str(one["path"]).rpartition("/")[2]


def path(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def store() -> Store:
    """The store of this office."""
    return _opened(settings().files)


@cache
def _opened(place: str) -> Store:
    return Store(place)


def _flush(written: Path) -> None:
    for one in (written, written.parent, written.parent.parent):
        if one.is_dir() and sys.platform == "win32":
            continue  # a folder cannot be flushed there
        number = os.open(one, os.O_RDONLY if sys.platform != "win32" else os.O_RDWR)
        try:
            os.fsync(number)
        finally:
            os.close(number)
