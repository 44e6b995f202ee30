"""pg_dump and pg_restore, where they are installed in the server's own major version."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL

from core.errors import Conflict
from core.i18n import N_

SLOW = 6 * 3600


class ToolFailed(Conflict):
    message = N_("{tool} failed: {said}")


def found(tool: str, major: int) -> str | None:
    """The path of `tool` in exactly this major version; another one may not understand the server."""
    number = str(major)
    places = [None, f"/usr/lib/postgresql/{number}/bin", f"/opt/homebrew/opt/postgresql@{number}/bin"]
    for place in places:
        path = shutil.which(tool, path=place)
        if path and major_of(_output(path)) == major:
            return path
    return None


def major_of(version: str) -> int | None:
    """18 from "pg_dump (PostgreSQL) 18.1 (Debian 18.1-1)"."""
    number = re.search(r"\) (\d+)", version)
    return int(number[1]) if number else None


def _output(path: str) -> str:
    return subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout


def dump(tool: str, url: URL, snapshot: str, target: Path) -> None:
    """What the snapshot of an open transaction sees, in pg_restore's own format."""
    options = [
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--snapshot={snapshot}",
        f"--file={target}",
    ]
    _run([tool, *options], url)


def restore(tool: str, url: URL, source: Path) -> None:
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    _run([tool, *options, f"--dbname={url.database}", str(source)], url)


def _run(command: list[str], url: URL) -> None:
    done = subprocess.run(
        command,
        env={**os.environ, **variables(url)},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=SLOW,
        check=False,
    )
    if done.returncode != 0:
        raise ToolFailed(tool=Path(command[0]).name, said=done.stderr.strip()[-500:])


def variables(url: URL) -> Mapping[str, str]:
    """The connection as libpq's variables: a password on the command line could be read by others."""
    host = url.query.get("host", url.host)
    values = {
        "PGHOST": host if isinstance(host, str) else None,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": str(url.password) if url.password else None,
        "PGDATABASE": url.database,
    }
    options = {
        f"PG{name.upper()}": str(url.query[name]) for name in ("sslmode", "sslrootcert") if name in url.query
    }
    return {name: value for name, value in {**values, **options}.items() if value}
