"""The rules of the house: pages and web → core → db, short files, no shortcuts around the guards."""

import ast
import re
from graphlib import CycleError, TopologicalSorter
from importlib import import_module

import pytest

from db.base import Base
from tests.sources import ROOT, Function, Source, sources

OUT_OF_BOUNDS = {
    "app": {"db", "sqlalchemy"},
    "run": {"core", "db", "pages", "web", "sqlalchemy", "streamlit"},
    "pages": {"db", "sqlalchemy", "web", "tools", "app", "tests"},
    "web": {"db", "sqlalchemy", "pages", "tools", "app", "tests"},
    "core": {"streamlit", "starlette", "pages", "web", "tools", "app", "tests"},
    "db": {"core", "streamlit", "starlette", "pages", "web", "tools", "app", "tests"},
    "tools": {"streamlit", "pages", "tests"},
}
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
BANNED = {"manager", "helper", "helpers", "util", "utils", "process", "data", "info", "base", "misc"}
FOREIGN = {"db.base", "Base", "process_bind_param", "process_result_value"}  # SQLAlchemy's own words
UNSAFE_MODULES = {"pickle", "joblib", "shelve", "marshal", "dill"}
UNSAFE_CALLS = {
    "eval",
    "exec",
    "yaml.load",
    "yaml.unsafe_load",
    "st.html",
    "st.components.v1.html",
    "st.cache_data",
}
RAW_SQL = {"text", "literal_column", "exec_driver_sql"}
CLOCKS = {"date.today", "datetime.now", "datetime.utcnow", "datetime.today", "time.time"}
CLOCK_KEEPERS = {"core.work", "core.i18n"}  # the one reads the clock, the other shortens this year's dates


@pytest.mark.parametrize("layer", OUT_OF_BOUNDS)
def test_a_layer_never_looks_up(layer):
    found = [
        f"{source.at(node)} imports {name}"
        for source in sources(layer)
        for name, node in source.imports()
        if name.partition(".")[0] in OUT_OF_BOUNDS[layer]
    ]
    assert not found, "\n".join(found)


def test_no_two_parts_of_core_need_each_other():
    needs: dict[str, set[str]] = {}
    for source in sources("core"):
        own = needs.setdefault(source.feature, set())
        own |= {feature(name) for name, _ in source.imports() if name.startswith("core.")} - {source.feature}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as cycle:
        pytest.fail(" → ".join(cycle.args[1]))


def feature(module: str) -> str:
    return ".".join(module.split(".")[:2])


def test_a_feature_of_core_is_reached_only_through_its_package():
    found = [
        f"{source.at(node)} imports {name}"
        for source in sources()
        for name, node in source.imports()
        if name.startswith("core.") and name.count(".") > 1 and feature(name) != source.feature
        if not promised(name)
    ]
    assert not found, "\n".join(found)


def promised(module: str) -> bool:
    """Does the package itself hand this module of its own to others, in __all__?"""
    package, _, name = module.rpartition(".")
    return name in getattr(import_module(package), "__all__", ())


def test_a_screen_needs_no_other_screen():
    found = [
        f"{source.at(node)} imports {name}"
        for source in sources("pages")
        for name, node in source.imports()
        if name.startswith("pages.") and feature(name) != "pages.ui"
    ]
    assert not found, "\n".join(found)


def test_nothing_is_imported_inside_a_function():
    found = [
        source.at(node)
        for source in sources()
        for function in source.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not found, "\n".join(found)


def test_files_and_functions_stay_short():
    long = [f"{s.at(s.tree)}: {lines(s)} lines" for s in sources() if lines(s) > LONGEST_FILE]
    for source in sources():
        for function in source.functions():
            length = (function.end_lineno or 0) - function.lineno + 1
            if length > LONGEST_FUNCTION:
                long.append(f"{source.at(function)} {function.name}: {length} lines")
    assert not long, "\n".join(long)


def lines(source: Source) -> int:
    return source.text.count("\n")


def test_every_file_says_what_it_is():
    silent = [s.at(s.tree) for s in sources() if s.text.strip() and not ast.get_docstring(s.tree)]
    assert not silent, "\n".join(silent)


def test_names_are_words_of_the_office():
    found = [f"{s.at(node)} {name}" for s in sources() for name, node in names(s) if banned(name)]
    assert not found, "\n".join(found)


def names(source: Source) -> list[tuple[str, ast.AST]]:
    found: list[tuple[str, ast.AST]] = [(source.module, source.tree)]
    for node in source.walk():
        if isinstance(node, Function | ast.ClassDef):
            found.append((node.name, node))
        elif isinstance(node, ast.arg):
            found.append((node.arg, node))
    return found


def banned(name: str) -> bool:
    """`common` is banned as a drawer for things, not as what a password may be."""
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    drawer = name.rpartition(".")[2] == "common"
    return name not in FOREIGN and (drawer or bool({word.lower() for word in words} & BANNED))


def test_refusals_are_named_as_situations():
    found = [
        f"{source.at(node)} {node.name}"
        for source in sources()
        for node in source.walk()
        if isinstance(node, ast.ClassDef) and re.search(r"(Error|Exception)$", node.name)
    ]
    assert [one for one in found if not one.endswith(" DomainError")] == []


def test_a_bug_is_never_swallowed():
    found = [
        source.at(node)
        for source in sources()
        for node in source.walk()
        if isinstance(node, ast.ExceptHandler) and broad(node) and not raised_again(node)
    ]
    assert not found, "\n".join(found)


def broad(handler: ast.ExceptHandler) -> bool:
    caught = "BaseException" if handler.type is None else ast.unparse(handler.type)
    return bool(re.search(r"\b(Base)?Exception\b", caught))


def raised_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_nothing_unsafe_is_called():
    found = [f"{s.at(call)} {name}" for s in sources() for name, call in s.calls() if name in UNSAFE_CALLS]
    found += [
        f"{source.at(call)} {word.arg}"
        for source in sources()
        for _, call in source.calls()
        for word in call.keywords
        if word.arg in ("unsafe_allow_html", "unsafe_allow_javascript")
    ]
    found += [
        f"{source.at(node)} {name}"
        for source in sources()
        for name, node in source.imports()
        if name.partition(".")[0] in UNSAFE_MODULES
    ]
    assert not found, "\n".join(found)


def test_no_text_of_people_gets_into_sql():
    found = [
        f"{source.at(call)} {name}"
        for source in sources()
        for name, call in source.calls()
        if name.rpartition(".")[2] in RAW_SQL and call.args and built(call.args[0])
    ]
    assert not found, "\n".join(found)


def built(argument: ast.expr) -> bool:
    """Put together from pieces: an f-string, a sum, % or format()."""
    if isinstance(argument, ast.Call):
        return isinstance(argument.func, ast.Attribute) and argument.func.attr == "format"
    return isinstance(argument, ast.JoinedStr | ast.BinOp)


def test_only_one_place_commits():
    found = [
        source.at(call)
        for source in sources("pages", "web", "core", "app")
        for name, call in source.calls()
        if name.endswith(("session.commit", "connection.commit", ".writing"))
    ]
    assert [one for one in found if not one.startswith("core/work.py")] == []


def test_only_the_work_reads_the_clock():
    found = [
        f"{source.at(call)} {name}"
        for source in sources("core")
        for name, call in clocks(source)
        if source.module not in CLOCK_KEEPERS and ".".join(name.split(".")[-2:]) in CLOCKS
    ]
    assert not found, "\n".join(found)


def clocks(source: Source) -> list[tuple[str, ast.Call]]:
    """Calls outside `now or datetime.now(UTC)`, which lets tests set the time of what has no Work."""
    excused = {
        id(node.values[1])
        for node in source.walk()
        if isinstance(node, ast.BoolOp)
        and isinstance(node.values[0], ast.Name)
        and node.values[0].id == "now"
    }
    return [(name, call) for name, call in source.calls() if id(call) not in excused]


def test_only_the_shell_is_started_by_streamlit():
    """Any other script there would run without the shell for the first visitor after a restart."""
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["shell.py"]


def test_no_folder_of_screens_hides_a_library():
    """pages/ comes first on the path while a screen runs: a package `calendar` would win."""
    packages = {path.parent.relative_to(ROOT).parts[1] for path in (ROOT / "pages").rglob("__init__.py")}
    assert packages == {"ui"}


def test_every_screen_opens_with_the_guard():
    for source in sources("pages"):
        if source.feature not in ("pages.ui", "pages.shell"):
            guard = [guards(statement) for statement in source.tree.body]
            assert True in guard, f"{source.path} never calls ui.open_page"
            before = source.tree.body[: guard.index(True)]
            assert not [source.at(node) for node in before if draws(node)], "drawn before the guard"


def guards(statement: ast.stmt) -> bool:
    value = statement.value if isinstance(statement, ast.Expr | ast.Assign) else None
    return isinstance(value, ast.Call) and ast.unparse(value.func) == "ui.open_page"


def draws(statement: ast.stmt) -> bool:
    """Anything that would happen before the guard; definitions and components only say what will."""
    if isinstance(statement, ast.Import | ast.ImportFrom | Function | ast.ClassDef):
        return False
    called = [ast.unparse(node.func) for node in ast.walk(statement) if isinstance(node, ast.Call)]
    return any(
        name.startswith(("st.", "ui.", "begin", "look")) and "component" not in name for name in called
    )


def test_no_row_loads_another_behind_the_back():
    lazy = [
        str(one) for mapper in Base.registry.mappers for one in mapper.relationships if one.lazy != "raise"
    ]
    assert lazy == []
