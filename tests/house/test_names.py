"""Names that say what a thing is."""

from pathlib import Path

from tests.house.source import functions, modules

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


#: Names that Django calls; it chose them.
CALLED_BY_DJANGO = {
    "get_absolute_url",
    "get_by_natural_key",
    "get_help_text",
    "get_model_class",
    "get_session_store_class",
    "get_user",
}


def test_readers_are_nouns() -> None:
    getters = [
        f"{module.place(function)} {function.name}"
        for module in modules()
        for function in functions(module.tree)
        if function.name.startswith("get_") and function.name not in CALLED_BY_DJANGO
    ]
    assert not getters, f"Name a reader after what it returns, without get_: {getters}"
