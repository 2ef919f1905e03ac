"""One concept, one word: each type of the law's vocabulary has its row in the glossary."""

import ast
import re

from tests.house.source import ROOT, classes, dotted, in_rooms, is_public

GLOSSARY = ROOT / "docs" / "glossary.md"
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def words_in_glossary() -> set[str]:
    """Identifiers set as code anywhere in the glossary's tables."""
    rows = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return {word for row in rows for code in re.findall(r"`([^`]+)`", row) for word in IDENTIFIER.findall(code)}


def is_vocabulary(node: ast.ClassDef) -> bool:
    """Whether a class is an enum or a dataclass."""
    bases = {dotted(base).rpartition(".")[2] for base in node.bases}
    marks = {dotted(mark.func if isinstance(mark, ast.Call) else mark) for mark in node.decorator_list}
    return bool(bases & {"Enum", "StrEnum", "IntEnum"}) or bool(marks & {"dataclass", "dataclasses.dataclass"})


def test_the_vocabulary_of_the_law_is_in_the_glossary() -> None:
    known = words_in_glossary()
    missing = sorted(
        f"{node.name} ({module.place(node)})"
        for module in in_rooms("domain", "rules")
        for node in classes(module.tree)
        if is_public(node.name) and is_vocabulary(node) and node.name not in known
    )
    assert not missing, f"Add a row with the Indonesian word and `the name` to docs/glossary.md: {missing}"
