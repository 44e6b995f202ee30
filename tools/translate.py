"""The Chinese catalog: collect the texts of the code, add translations, see what is missing.

python -m tools.translate add FILE.tsv   lines "English<TAB>中文", breaks written as \\n
python -m tools.translate missing        texts of the code without a translation
python -m tools.translate collect        take in new texts, drop those that the code no longer has
python -m tools.translate check          exit code 1 unless complete, without stale texts, and compiled

Several people may add at once: every change happens behind a lock. The files carry no dates and no
places in the code, so that a difference shows translations and nothing else.
"""

import argparse
import ast
import string
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from core.i18n import LOCALES
from core.settings import ROOT
from db.filelock import FileLock

PO = LOCALES / "zh_CN" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "N_": None}
LAYERS = ("core", "pages", "web", "tools")
TEMPLATES = [("**/templates/**.html", "jinja2.ext:babel_extract")]
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = 'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'

Texts = dict[str, str]


class Unfit(Exception):
    """A line that cannot go into the catalog."""


def in_the_code() -> set[str]:
    """Every text that the product can say."""
    found = _said_by(ROOT / "app.py")
    for layer in LAYERS:
        for script in (ROOT / layer).rglob("*.py"):
            found |= _said_by(script)
        for _file, _line, text, *_ in extract_from_dir(ROOT / layer, TEMPLATES, keywords=KEYWORDS):
            found.add(str(text))
    return found - {""}


def _said_by(script: Path) -> set[str]:
    """From the syntax tree: a reader of tokens overlooks what stands inside an f-string."""
    return {
        str(node.args[0].value)
        for node in ast.walk(ast.parse(script.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KEYWORDS
        if node.args and isinstance(node.args[0], ast.Constant)
    }


def translations() -> Texts:
    if not PO.exists():
        return {}
    with PO.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def compiled() -> Texts:
    if not MO.exists():
        return {}
    with MO.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_mo(file) if message.id}


def placeholders(text: str) -> Counter[str]:
    """The names in braces; raises Unfit where the braces do not match."""
    try:
        return Counter({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})
    except ValueError as error:
        raise Unfit(f"braces do not match: {text!r}") from error


def write(texts: Texts) -> None:
    """Both files, sorted, each replaced in one step."""
    catalog = Catalog("zh_CN", creation_date=NO_DATE, revision_date=NO_DATE)
    for english in sorted(texts):
        catalog.add(english, texts[english])
    source, binary = BytesIO(), BytesIO()
    write_po(source, catalog, omit_header=True, sort_output=True, width=100)
    write_mo(binary, catalog)
    PO.parent.mkdir(parents=True, exist_ok=True)
    _replace(PO, HEADER.encode() + source.getvalue())
    _replace(MO, binary.getvalue())


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(content)
    beside.replace(path)


@contextmanager
def alone() -> Iterator[None]:
    LOCALES.mkdir(parents=True, exist_ok=True)
    with FileLock(LOCALES / ".lock"):
        yield


def lines(path: Path) -> Texts:
    """The translations of a TSV file; raises Unfit at the first line that cannot be taken."""
    found: Texts = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            english, tab, chinese = line.partition("\t")
            if not tab or not english or not chinese.strip():
                raise Unfit(f"{path}:{number}: needs English, a tab and Chinese")
            found[english.replace("\\n", "\n")] = chinese.strip().replace("\\n", "\n")
    for english, chinese in found.items():
        if placeholders(english) != placeholders(chinese):
            raise Unfit(f"{path}: placeholders differ: {english!r} and {chinese!r}")
    return found


def add(path: Path) -> int:
    new = lines(path)
    with alone():
        texts = translations()
        for english, chinese in new.items():
            if texts.get(english) not in (None, "", chinese):
                print(f"changed: {english!r}: {texts[english]} → {chinese}")
        write({**texts, **new})
    print(f"{len(new)} added, {len(untranslated())} still missing")
    return 0


def collect() -> int:
    with alone():
        texts, code = translations(), in_the_code()
        write({english: texts.get(english, "") for english in code})
    for english in sorted(texts.keys() - code):
        print(f"dropped: {english!r}")
    print(f"{len(code)} texts, {len(untranslated())} not translated")
    return 0


def untranslated() -> list[str]:
    texts = translations()
    return sorted(english for english in in_the_code() if not texts.get(english))


def missing() -> int:
    for english in untranslated():
        print(english.replace("\n", "\\n"))
    return 0


def faults() -> list[str]:
    """What keeps the catalog from being complete and current, a line each."""
    texts, code = translations(), in_the_code()
    found = [f"not translated: {english!r}" for english in sorted(code) if not texts.get(english)]
    found += [f"no longer in the code: {english!r}" for english in sorted(texts.keys() - code)]
    found += [
        f"placeholders differ: {english!r}"
        for english, chinese in sorted(texts.items())
        if chinese and placeholders(english) != placeholders(chinese)
    ]
    if compiled() != {english: chinese for english, chinese in texts.items() if chinese}:
        found.append("the compiled catalog is not current")
    return found


def check() -> int:
    found = faults()
    for line in found:
        print(line)
    return 1 if found else 0


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="translate", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("action", choices=["add", "missing", "collect", "check"])
    parser.add_argument("file", nargs="?", type=Path, help="a TSV file, for add")
    asked = parser.parse_args(argv)
    if asked.action == "add" and asked.file is None:
        parser.error("add needs a file")
    try:
        return add(asked.file) if asked.action == "add" else ACTIONS[asked.action]()
    except Unfit as unfit:
        print(unfit, file=sys.stderr)
        return 2


ACTIONS = {"missing": missing, "collect": collect, "check": check}

if __name__ == "__main__":
    sys.exit(main())
