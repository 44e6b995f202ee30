"""The database as lines of JSON, one file per table: goes out of and into SQLite and PostgreSQL alike.

The tables are read from the database itself, not from the models, so that a backup can be taken before an
upgrade, and an old one can be put back and upgraded afterwards.
"""

import base64
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    URL,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    LargeBinary,
    MetaData,
    NullPool,
    Numeric,
    Table,
    create_engine,
    delete,
    insert,
    null,
    select,
    text,
)

BATCH = 1000
# Kept by the migrations themselves.
NOT_OURS = {"alembic_version"}

Written = Callable[[Any], Any]

WRITTEN: dict[str, Written] = {
    "moment": lambda value: _utc(value).isoformat(),
    "day": lambda value: value.isoformat(),
    "decimal": str,
    "bytes": lambda value: base64.b64encode(value).decode(),
}
READ: dict[str, Written] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "decimal": Decimal,
    "bytes": base64.b64decode,
}


def _utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def kind(column: Column[Any]) -> str:
    """How a value of this column stands in JSON."""
    for shape, name in ((DateTime, "moment"), (Date, "day"), (LargeBinary, "bytes"), (JSON, "json")):
        if isinstance(column.type, shape):
            return name
    return "decimal" if isinstance(column.type, Numeric) and column.type.asdecimal else "plain"


def tables(connection: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(connection)
    return sorted(
        (table for table in found.tables.values() if table.name not in NOT_OURS), key=lambda one: one.name
    )


def lines(connection: Connection, table: Table) -> Iterator[Any]:
    """First {column: kind}, then a list of values per row, in the order of the primary key."""
    kinds = [kind(column) for column in table.columns]
    yield dict(zip(table.columns.keys(), kinds, strict=True))
    written = [WRITTEN.get(name) for name in kinds]
    query = select(table).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=BATCH).execute(query):
        yield [
            value if value is None or convert is None else convert(value)
            for value, convert in zip(row, written, strict=True)
        ]


def load(connection: Connection, contents: Iterable[tuple[str, Iterator[Any]]]) -> dict[str, int]:
    """Fill the tables of an office nobody works in yet; what the migrations put there makes way."""
    here = {table.name: table for table in tables(connection)}
    counts: dict[str, int] = {}
    with _references_later(connection, list(here.values())):
        for table in here.values():
            connection.execute(delete(table))
        for name, content in contents:
            counts[name] = _fill(connection, here[name], content)
    if connection.dialect.name == "postgresql":
        for table in here.values():
            _continue_numbering(connection, table)
    return counts


def _fill(connection: Connection, table: Table, content: Iterator[Any]) -> int:
    kinds: dict[str, str] = next(content)
    read = {name: READ.get(as_what) for name, as_what in kinds.items()}
    nothing = {name for name, as_what in kinds.items() if as_what == "json" and table.c[name].nullable}
    count = 0
    while batch := list(islice(content, BATCH)):
        connection.execute(insert(table), [_row(read, nothing, values) for values in batch])
        count += len(batch)
    return count


def _row(read: dict[str, Written | None], nothing: set[str], values: list[Any]) -> dict[str, Any]:
    row = {}
    for (name, convert), value in zip(read.items(), values, strict=True):
        if value is None:
            row[name] = null() if name in nothing else None
        else:
            row[name] = convert(value) if convert else value
    return row


@contextmanager
def _references_later(connection: Connection, all_tables: list[Table]) -> Iterator[None]:
    """Foreign keys are checked at the end: departments name people and people name departments."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield
        return
    keys = [(table, str(key.name)) for table in all_tables for key in table.foreign_key_constraints]
    for table, key in keys:
        connection.execute(_alter(key, "deferrable initially deferred", connection).against(table))
    yield
    connection.exec_driver_sql("set constraints all immediate")
    for table, key in keys:
        connection.execute(_alter(key, "not deferrable", connection).against(table))


def _alter(key: str, how: str, connection: Connection) -> DDL:
    """The names come from the database itself and are quoted as it wants them."""
    quoted = connection.dialect.identifier_preparer.quote(key)
    return DDL(
        "alter table %(fullname)s alter constraint %(key)s %(how)s", context={"key": quoted, "how": how}
    )


def _continue_numbering(connection: Connection, table: Table) -> None:
    for column in table.primary_key.columns:
        named = text("select pg_get_serial_sequence(:table, :column)")
        sequence = connection.scalar(named, {"table": f'"{table.name}"', "column": column.name})
        if sequence:
            highest = connection.scalar(select(column).order_by(column.desc()).limit(1))
            move = text("select setval(cast(:sequence as regclass), :number, :used)")
            connection.execute(
                move, {"sequence": sequence, "number": highest or 1, "used": highest is not None}
            )


def engine_of(copy: Path) -> Engine:
    """A SQLite file beside the office's own, to be read and nothing else."""
    return create_engine(URL.create("sqlite", database=str(copy)), poolclass=NullPool)
