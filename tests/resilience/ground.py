"""An empty office outside pytest, for the long variants in benchmarks/."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from db.session import Database, connect
from tests import conftest, pg


@contextmanager
def folder_with_template() -> Iterator[tuple[Path, Path]]:
    """A folder for everything, and a migrated SQLite file in it; Postgres ends with the block."""
    with TemporaryDirectory(prefix="luoshi-bench-") as place:
        folder = Path(place)
        template = folder / "template.db"
        conftest._migrate(f"sqlite:///{template}")
        try:
            yield folder, template
        finally:
            pg.stop()


@contextmanager
def ground(backend: str, folder: Path, template: Path) -> Iterator[Database]:
    with pytest.MonkeyPatch.context() as patch:
        url = conftest.new_database(backend, folder, template)
        conftest.point_to(url, folder, patch)
        yield connect(url)
        conftest.leave(url)
