"""Names that say what a thing is."""

from pathlib import Path

from tests.house.source import functions, is_public, modules

EMPTY_WORDS = {
    "common",
    "data",
    "handler",
    "helper",
    "helpers",
    "info",
    "manager",
    "misc",
    "service",
    "util",
    "utils",
}


def test_no_file_is_named_after_nothing(tracked_files: list[Path]) -> None:
    vague = [path.name for path in tracked_files if path.suffix == ".py" and path.stem in EMPTY_WORDS]
    assert not vague, f"Name the file after what it holds; if no name fits, it holds two things: {vague}"


def test_readers_are_nouns() -> None:
    getters = [
        f"{module.place(function)} {function.name}"
        for module in modules()
        for function in functions(module.tree)
        if is_public(function.name) and function.name.startswith("get_")
    ]
    assert not getters, f"Name a reader after what it returns, without get_: {getters}"
