"""Who imports what, where import-linter and ruff cannot see it."""

import ast
import tomllib

from tests.house.source import GROUND, PACKAGE, ROOT, functions, modules, outside_rooms

IMPORTS = (ast.Import, ast.ImportFrom)


def test_there_is_a_house_to_look_at() -> None:
    assert modules(), "no module was found below src/tuntas: these tests would all pass by looking at nothing"


def test_imports_are_absolute() -> None:
    relative = [
        module.place(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative, f"Write the full name (from tuntas.x import y): {relative}"


def test_imports_stand_at_the_top() -> None:
    inside = [
        module.place(node)
        for module in outside_rooms("cli")
        for function in functions(module.tree)
        for node in ast.walk(function)
        if isinstance(node, IMPORTS)
    ]
    assert not inside, f"Move the import to the top; a cycle means one of the two is in the wrong room: {inside}"


def test_folders_with_code_are_packages() -> None:
    folders = {module.path.parent for module in modules()}
    bare = [str(folder.relative_to(ROOT)) for folder in sorted(folders) if not (folder / "__init__.py").exists()]
    assert not bare, f"Add __init__.py, else the wheel leaves the folder out: {bare}"


def test_every_ground_floor_room_is_under_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    pure = next(contract for contract in contracts if contract["name"].startswith("pure ground"))
    standing = {f"tuntas.{room}" for room in GROUND if (PACKAGE / room / "__init__.py").exists()}
    missing = standing - set(pure["source_modules"])
    assert not missing, f"Add to the contract 'pure ground' in pyproject.toml: {sorted(missing)}"
