"""The ground floor is for outsiders too: each public thing says what it means."""

import ast

from tests.house.source import GROUND, in_rooms, is_public

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def test_public_names_of_the_ground_floor_say_what_they_mean() -> None:
    silent = [
        f"{module.place(node)} {node.name}"
        for module in in_rooms(*GROUND)
        for node in module.tree.body
        if isinstance(node, DEFINITIONS) and is_public(node.name) and not ast.get_docstring(node)
    ]
    assert not silent, f"Say in one sentence what it means, its units and its errors: {silent}"


def test_modules_say_what_they_hold() -> None:
    silent = [module.place(module.tree) for module in in_rooms(*GROUND, "cli") if not ast.get_docstring(module.tree)]
    assert not silent, f"Begin the file with one sentence about what it holds: {silent}"
