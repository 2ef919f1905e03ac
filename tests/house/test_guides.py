"""The guides speak of what is there: buttons by their own words, commands that the program takes, pages that exist."""

import re
import shlex
from pathlib import Path

import pytest

from tests.house.marked import marked
from tests.house.source import ROOT
from tuntas.cli.program import COMMANDS, _parser

GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
PAPERS = [*GUIDES, ROOT / "README.md", *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
#: What the pages say comes from marked sentences; `daftar-bangunan` and `api` speak of files and programs.
OF_PAGES = [path for path in GUIDES if path.stem not in ("daftar-bangunan", "api", "operasi")]
CALL = re.compile(r"(?:\./run )?\btuntas +([a-z][a-z-]+(?: [^`#|&\n]+?)?)(?= +#|`|\n| &&|$)")


def words_of_pages() -> set[str]:
    """Every sentence that a page can show."""
    return {sentence.msgid for sentence in marked() if isinstance(sentence.msgid, str)}


def bold(text: str) -> list[str]:
    """What a guide prints in bold, one line each; a whole sentence is emphasis and no button."""
    found = (" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL))
    return [words for words in found if not words.endswith(".")]


def calls(text: str) -> list[list[str]]:
    """Every call of the program, as the shell would split it."""
    found = [shlex.split(call) for call in CALL.findall(text)]
    # `tuntas token create` in a sentence names a command and calls none.
    return [call for call in found if call[0] in COMMANDS and len(call) != 2]


@pytest.mark.parametrize("path", OF_PAGES, ids=lambda path: path.stem)
def test_a_guide_names_buttons_and_pages_as_they_are_called(path: Path) -> None:
    known = words_of_pages()
    strange = [words for words in bold(path.read_text(encoding="utf-8")) if words not in known]
    assert not strange, f"No page says: {strange}"


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_every_command_in_a_guide_is_one_that_the_program_takes(path: Path) -> None:
    for call in calls(path.read_text(encoding="utf-8")):
        try:
            _parser(call, "id").parse_args(call)
        except SystemExit as left:
            assert left.code == 0, f"tuntas {' '.join(call)}"


def test_commands_are_found_in_the_guides() -> None:
    found = [call[0] for path in GUIDES for call in calls(path.read_text(encoding="utf-8"))]
    assert {"migrate", "backup", "restore", "doctor", "serve", "admin"} <= set(found)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_every_link_between_papers_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)\)", path.read_text(encoding="utf-8"))
    dead = [link for link in links if "://" not in link and not (path.parent / link).exists()]
    assert not dead


def test_a_guide_fits_on_two_screens() -> None:
    long_ones = [path.name for path in OF_PAGES if len(path.read_text(encoding="utf-8").splitlines()) > 80]
    assert not long_ones, f"Cut it, or make two: {long_ones}"
