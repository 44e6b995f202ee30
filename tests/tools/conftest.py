"""Commands are typed as people type them; what they printed comes back."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from tests.upkeep.conftest import elsewhere as elsewhere
from tests.upkeep.conftest import worked_in as worked_in
from tools.__main__ import main


@dataclass(frozen=True, slots=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Typed = Callable[..., Answer]


@pytest.fixture
def typed(tmp_path, monkeypatch, capsys) -> Iterator[Typed]:
    monkeypatch.setenv("LUOSHI_TYPED_IN", str(tmp_path))

    def type_in(*words: str | Sequence[str]) -> Answer:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    before = os.umask(0o022)
    yield type_in
    os.umask(before)
