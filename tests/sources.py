"""The product's own source as trees, for the tests that hold the rules of the house."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent
LAYERS = ("app", "run", "pages", "web", "core", "db", "tools")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One file. Its tree is walked once, however many rules look at it."""

    path: Path
    module: str
    text: str
    tree: ast.Module

    @property
    def layer(self) -> str:
        return self.module.partition(".")[0]

    @property
    def feature(self) -> str:
        """`core.tasks` for everything below it, `core.work` for a single file."""
        return ".".join(self.module.split(".")[:2])

    def at(self, node: ast.AST) -> str:
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    def walk(self) -> list[ast.AST]:
        return self.nodes

    def calls(self) -> list[tuple[str, ast.Call]]:
        """Every call with the name of what is called, as written."""
        return self._calls

    @cached_property
    def _calls(self) -> list[tuple[str, ast.Call]]:
        return [(ast.unparse(node.func), node) for node in self.nodes if isinstance(node, ast.Call)]

    def functions(self) -> Iterator[Function]:
        yield from (node for node in self.nodes if isinstance(node, Function))

    def imports(self) -> list[tuple[str, ast.stmt]]:
        """Every module that is imported; `from core import tasks` counts as core.tasks."""
        return self._imports

    @cached_property
    def _imports(self) -> list[tuple[str, ast.stmt]]:
        found: list[tuple[str, ast.stmt]] = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found += [(alias.name, node) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    inside = f"{node.module}.{alias.name}"
                    found.append((inside if _is_module(inside) else node.module, node))
        return found


@cache
def sources(*layers: str) -> tuple[Source, ...]:
    return tuple(_read(path) for layer in layers or LAYERS for path in _files(layer))


def _files(layer: str) -> list[Path]:
    if (ROOT / f"{layer}.py").exists():
        return [ROOT / f"{layer}.py"]
    return sorted(path for path in (ROOT / layer).rglob("*.py") if "versions" not in path.parts)


def _read(path: Path) -> Source:
    parts = path.relative_to(ROOT).with_suffix("").parts
    module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    text = path.read_text("utf-8")
    return Source(path, module, text, ast.parse(text))


@cache
def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or path.is_dir()
