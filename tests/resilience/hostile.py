"""Hostile text through every function of core that takes text, on both databases side by side.

The scene of the matrix stands in both. A text goes into one place of the arguments of a call that would
otherwise go through; what comes back, what is refused and what is stored must be equal.
"""

import enum
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import Session

from core import calendar, history, tasks
from core.documents import CaseFile, Sheet
from core.errors import DomainError
from core.i18n import LANGUAGES, speaking
from core.work import Work
from db.session import Database, connect
from tests import conftest, matrix, policy_scene, policy_tasks
from tests.policy_arguments import ARGUMENTS, INNER
from tests.policy_scene import Cell, Scene

Path_ = tuple[str | int, ...]
Welcome = tuple[str, Any]

NASTY = (
    "\x00", "\ud800", "\udfff\ud83d", "\u202egnp.exe", "\u200b", "\ufeff", "\u0301" * 40, "e\u0301",
    "ﬁ", "𠮷", "👩‍👩‍👧‍👦", "\r\n\r", "\t", "\u2028", "\x1b[31m", "\x85", "\xa0", "   ", "{0}",
    "{value}", "{", "}}", "%s", "%(name)s", "${x}", "{{7*7}}", "'; drop table people; --", '"',
    "\\", "\\u0000", "%", "_", "<script>alert(1)</script>", "=1+1", "＝1+1", "-1", "@x",
    "[a](javascript:x)", "../../etc/passwd", "C:\\", "CON", "null", "None", "nan", "inf", "1e999",
    "０１", "-0", "9" * 400, "１２３", "true", "2026-02-30", "a" * 201, "字" * 5001, "字" * 200,
    "\U0010ffff", "\ufdfa" * 300,
)  # fmt: skip
# Set by the house, never typed: digests, places of files, kinds of papers, what read_list has cleaned.
NOT_TYPED = {
    ("access.change_password", "keep"),
    ("access.end_sessions", "keep"),
    ("access.my_sessions", "this"),
    ("files.of", "subject"),
    ("files.may_add", "subject"),
    ("documents.note_export", "kind"),
    ("documents.keep_template", "key"),
    ("calendar.import_holidays", "holidays"),
    ("calendar.preview_holidays", "holidays"),
    ("roster.keep_result", "outcome"),
}
# Drawn by lot: keys, tokens and digests differ between two databases, whatever was typed.
DRAWN = {"token", "sealed", "digest", "cause"}
GIVES_A_SECRET = {"wall.make_link", "feeds.make_feed"}
NUMBER = re.compile(r"\b(\w*id)=\d+")
anything = st.characters()
hostile = st.one_of(
    st.sampled_from(NASTY),
    st.text(anything, max_size=12),
    st.lists(st.sampled_from(NASTY) | st.text(anything, max_size=4), max_size=5).map("".join),
)


@dataclass(slots=True)
class Stand:
    """The scene on one database; every call is in a transaction of its own that is never committed."""

    scene: Scene
    connection: Connection


@dataclass(frozen=True, slots=True)
class Answer:
    refusal: str = ""
    said: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    stored: tuple[str, ...] = ()


@contextmanager
def stands(folder: Path, template: Path) -> Iterator[list[Stand]]:
    """Both databases at once, each with its scene."""
    with pytest.MonkeyPatch.context() as patch:
        opened = [_open(backend, folder, template, patch) for backend in conftest.DATABASES]
        yield [stand for stand, _, _ in opened]
        for stand, database, url in opened:
            stand.connection.close()
            database.dispose()
            conftest.leave(url)


def _open(
    backend: str, folder: Path, template: Path, patch: pytest.MonkeyPatch
) -> tuple[Stand, Database, str]:
    url = conftest.new_database(backend, folder, template)
    conftest.point_to(url, folder, patch)
    database = connect(url)
    scene = policy_scene.build(ARGUMENTS)
    policy_tasks.bring(scene)
    with database.writing() as session:
        calendar.ensure(session)  # else setting up would write twenty years of days at every text
    connection = database.writes.connect()
    return Stand(scene, connection), database, url


def functions() -> list[str]:
    """Every function that takes text, and somebody who may call it."""
    return sorted(name for name in set(matrix.functions()) - INNER if matrix.welcome(name))


def places(stand: Stand, name: str) -> list[Path_]:
    """Where text goes in: arguments, fields of what is typed, items of lists."""
    with _cell(stand, name) as (_, arguments):
        found = list(_texts(arguments))
    for parameter in signature(matrix.functions()[name]).parameters.values():
        if type(parameter.default) is str and (parameter.name,) not in found:
            found.append((parameter.name,))
    return [place for place in found if (name, place[0]) not in NOT_TYPED]


def answer(stand: Stand, name: str, place: Path_, text: str) -> Answer:
    """The call with `text` in its place. Whatever is not a refusal comes out as the bug it is."""
    with _cell(stand, name) as (work, arguments):
        changed = _put({place[0]: "", **arguments}, place, text)
        rows = _written(work.session)
        try:
            result = matrix.functions()[name](work, **changed)
            work.session.flush()
            history.write(work.session, work.traces)
        except DomainError as refusal:
            return Answer(type(refusal).__name__, tuple(_said(refusal)))
        shown = () if name in GIVES_A_SECRET else _shown(result)
        return Answer(shown=shown, stored=tuple(sorted(_stored(work.session, rows))))


@contextmanager
def _cell(stand: Stand, name: str) -> Iterator[tuple[Work, dict[str, Any]]]:
    relation, grant = matrix.welcome(name)[0]
    bind = stand.connection
    with (
        bind.begin() as transaction,
        Session(bind, join_transaction_mode="create_savepoint", expire_on_commit=False) as session,
    ):
        work = Work(session, stand.scene.actor(relation, grant), stand.scene.now)
        yield work, stand.scene.arguments(name, Cell(stand.scene, work, relation))
        session.rollback()
        # A savepoint rolled back to is still there on Postgres: the next would stand inside it, and so on.
        transaction.rollback()


def _texts(value: Any, at: Path_ = ()) -> Iterator[Path_]:
    if type(value) is str:
        yield at
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*at, key))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _texts(item, (*at, number))
    elif is_dataclass(value) and not isinstance(value, enum.Enum):
        for one in fields(value):
            yield from _texts(getattr(value, one.name), (*at, one.name))


def _put(value: Any, place: Path_, text: str) -> Any:
    if not place:
        return text
    first, rest = place[0], place[1:]
    if isinstance(value, dict):
        return {**value, first: _put(value.get(first), rest, text)}
    if isinstance(value, list | tuple):
        items = [_put(item, rest, text) if number == first else item for number, item in enumerate(value)]
        return type(value)(items)
    if isinstance(value, tasks.Filter):
        return tasks.asked_for({**tasks.as_query(value), str(first): text})  # as the address line has it
    return replace(value, **{str(first): _put(getattr(value, str(first)), rest, text)})


def _said(refusal: DomainError) -> Iterator[str]:
    """The refusal in every language: saying it must not fail either."""
    yield refusal.field
    for language in LANGUAGES:
        with speaking(language):
            yield refusal.for_user


def _shown(result: Any) -> tuple[str, ...]:
    """What a query gives back; new numbers differ between databases and are left out."""
    if isinstance(result, list | tuple | set | frozenset):
        return tuple(sorted(repr(item) for item in result if not isinstance(item, int)))
    # A workbook carries the second in which it was written.
    made = isinstance(result, int | bytes | Sheet | CaseFile | None) or hasattr(result, "content")
    return () if made else (NUMBER.sub(r"\1", repr(result)),)


def _written(session: Session) -> list[Any]:
    rows: list[Any] = []

    @event.listens_for(session, "before_flush")
    def flushing(flushed: Session, *_: object) -> None:
        rows.extend(row for row in (*flushed.new, *flushed.dirty) if row not in rows)

    return rows


def _stored(session: Session, rows: list[Any]) -> Iterator[str]:
    """The texts of all rows that were written, read back from the database."""
    session.expire_all()
    for row in rows:
        if type(row).__name__ in ("Event", "Head") or not inspect(row).persistent:
            continue
        for column in inspect(type(row)).columns:
            value = getattr(row, inspect(type(row)).get_property_by_column(column).key)
            if isinstance(value, str) and column.name not in DRAWN:
                yield f"{column.table.name}.{column.name}={value!r}"
