"""What belongs to the program and what to the office, in a program's folder. Standard library only.

An upgrade replaces the program. What is not the program's is never touched, wherever the office put it.
"""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

# The entries of a program's folder; a test compares them with what git knows.
PROGRAM = frozenset(
    {
        ".ci",
        ".dockerignore",
        ".env.example",
        ".gitignore",
        ".streamlit",
        "README.en.md",
        "README.md",
        "app.py",
        "benchmarks",
        "constraints.txt",
        "core",
        "db",
        "deploy",
        "docs",
        "pages",
        "pyproject.toml",
        "requirements-dev.txt",
        "requirements.txt",
        "run.py",
        "tests",
        "tools",
        "web",
    }
)
WHEELS, SUMS, BUNDLE = "wheels", "SHA256SUMS", "bundle.json"
ENVIRONMENT = ".venv"
CARRIED = frozenset({WHEELS, SUMS, BUNDLE})
NEVER = frozenset(
    {".git", ENVIRONMENT, ".venv.lock", ".env", ".next", ".previous", "office", "demo", "backups"}
)
CACHES = frozenset({"__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"})
CHUNK = 1 << 20


class Damaged(Exception):
    """The name of the first file that is not what was bundled."""


def is_program(folder: Path) -> bool:
    """Is this a Luoshi, and a whole one as far as can be seen?"""
    needed = ("run.py", "app.py", "requirements.txt", "constraints.txt", "tools/launch.py", "db/migrate.py")
    return all((folder / name).is_file() for name in needed)


def files(folder: Path) -> list[Path]:
    """The program's files, relative: what git tracks, a bundle lists, or an unpacked archive holds."""
    if (folder / SUMS).exists():
        return [Path(SUMS), *(Path(name) for name, _sum in sums(folder))]
    if (folder / ".git").exists():
        return [path for path in _in_git(folder) if path.parts[0] in PROGRAM and (folder / path).is_file()]
    return sorted(_walked(folder))


def _in_git(folder: Path) -> list[Path]:
    """Tracked, or new and not ignored: what runs here is what is carried away."""
    command = ["git", "-C", str(folder), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return sorted({Path(name) for name in listed.stdout.split("\0") if name})


def _walked(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        here = Path(place).relative_to(folder)
        hidden = NEVER if here == Path() else frozenset()
        folders[:] = [name for name in folders if name not in CACHES | hidden]
        yield from (here / name for name in names if name not in hidden)


def copy(source: Path, target: Path, chosen: Iterable[Path]) -> None:
    for path in chosen:
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / path, place)
        shutil.copymode(source / path, place)


def entries(folder: Path) -> list[str]:
    """The program's own entries in its folder, and those of a bundle."""
    return sorted(path.name for path in folder.iterdir() if path.name in PROGRAM | CARRIED)


def write_sums(folder: Path) -> None:
    """As sha256sum writes them, so that it can check them as well."""
    lines = [f"{sha256(folder / path)}  {path.as_posix()}\n" for path in sorted(_walked(folder))]
    (folder / SUMS).write_text("".join(lines), "utf-8")


def sums(folder: Path) -> list[tuple[str, str]]:
    lines = (folder / SUMS).read_text("utf-8").splitlines()
    pairs = [(name, digest) for digest, _, name in (line.partition("  ") for line in lines)]
    for name, _digest in pairs:
        if Path(name).is_absolute() or ".." in Path(name).parts or Path(name).parts[0] in NEVER:
            raise Damaged(SUMS)
    return pairs


def check(folder: Path, below: str = "") -> None:
    """Raises Damaged for a file that was changed or lost on the way."""
    for name, digest in sums(folder):
        if name.startswith(below) and not ((folder / name).is_file() and sha256(folder / name) == digest):
            raise Damaged(name)


def sha256(file: Path) -> str:
    content = hashlib.sha256()
    with file.open("rb") as source:
        while chunk := source.read(CHUNK):
            content.update(chunk)
    return content.hexdigest()
