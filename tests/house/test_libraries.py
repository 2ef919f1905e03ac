"""Each library is declared, locked and credited."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import tuntas
from tests.house.source import ROOT, modules

IMPORTED_AS = {
    "django-csp": "csp", "django-ninja": "ninja", "python-calamine": "python_calamine", "python-docx": "docx",
    "python-pptx": "pptx",
}  # fmt: skip
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(requirements: list[str]) -> set[str]:
    """Import names of some requirements."""
    found = (re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower() for requirement in requirements)
    return {IMPORTED_AS.get(name, name.replace("-", "_")) for name in found}


def roots(tree: ast.AST) -> dict[str, ast.AST]:
    """First part of each imported name, with where it is imported."""
    found: dict[str, ast.AST] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update({alias.name.split(".")[0]: node for alias in node.names})
        elif isinstance(node, ast.ImportFrom) and node.module:
            found[node.module.split(".")[0]] = node
    return found


def test_the_package_imports_only_what_it_declares() -> None:
    extras = PROJECT["optional-dependencies"]
    declared = names(PROJECT["dependencies"]) | names(extras["web"]) | names(extras["spark"])
    allowed = declared | set(sys.stdlib_module_names) | {"tuntas"}
    strange = [
        f"{module.place(node)} {name}"
        for module in modules()
        for name, node in roots(module.tree).items()
        if name not in allowed
    ]
    assert not strange, f"Declare it in pyproject.toml and run ./run lock: {strange}"


def test_every_locked_library_is_credited(repository: Path) -> None:
    locks = "".join(path.read_text(encoding="utf-8") for path in repository.glob("requirements*.lock"))
    locked = set(re.findall(r"^([a-z0-9._-]+)==", locks, re.MULTILINE))
    credited = set(re.findall(r"^\| ([a-z0-9._-]+) \|", (repository / "THIRD_PARTY.md").read_text(), re.MULTILINE))
    credited.discard("package")
    assert locked == credited, f"Make THIRD_PARTY.md fit the locks: {sorted(locked ^ credited)}"


def test_the_version_is_one(repository: Path) -> None:
    citation = (repository / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {tuntas.__version__}\n" in citation
