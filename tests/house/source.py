"""The sources as the house's tests read them: parsed once, each place named so that it can be found."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "tuntas"
DOORS = ("cli", "web", "api", "project")
GROUND = ("domain", "rules", "ledger", "planning", "rollup", "sheets")


@dataclass(frozen=True)
class Module:
    """One parsed file of the package."""

    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        """Its folder directly below the package; empty for the package's own file."""
        parts = self.path.relative_to(PACKAGE).parts
        return parts[0] if len(parts) > 1 else ""

    def place(self, node: ast.AST) -> str:
        """Where a node stands, as in `src/tuntas/rules/scoring.py:12`."""
        return f"{self.path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 1)}"


@cache
def modules() -> tuple[Module, ...]:
    """All modules of the package."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return tuple(Module(path, ast.parse(path.read_text(encoding="utf-8"), str(path))) for path in paths)


def in_rooms(*rooms: str) -> list[Module]:
    """The modules of some rooms."""
    return [module for module in modules() if module.room in rooms]


def outside_rooms(*rooms: str) -> list[Module]:
    """The modules of all other rooms."""
    return [module for module in modules() if module.room not in rooms]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods below a node."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def classes(tree: ast.AST) -> Iterator[ast.ClassDef]:
    """All classes below a node."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def is_public(name: str) -> bool:
    """Whether a name is meant for others."""
    return not name.startswith("_")


def dotted(node: ast.AST) -> str:
    """The dotted name that an expression spells, as in `date.today`; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""
