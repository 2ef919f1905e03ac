"""The committed look is compared with what its sources give, file by file."""

from pathlib import Path

import pytest

from door import frontend
from door.speech import CannotGoOn


def filled(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(content)
    return folder


def test_a_changed_a_lacking_and_a_surplus_file_are_named(tmp_path: Path) -> None:
    committed = filled(tmp_path / "a", same="1", changed="1", surplus="1")
    built = filled(tmp_path / "b", same="1", changed="2", lacking="1")
    assert frontend.difference(committed, built) == ["changed", "lacking", "surplus"]
    assert frontend.difference(committed, committed) == []


def test_an_old_node_is_no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    for version, expected in (((18, 20), False), ((20, 18), False), ((20, 19), True), ((24, 0), True), ((), False)):
        monkeypatch.setattr(frontend, "node_version", lambda version=version: version)
        assert frontend.is_there() is expected
    monkeypatch.setattr(frontend, "node_version", lambda: ())
    frontend.check()  # nothing to build with: said elsewhere, and no failure


def test_a_build_that_fails_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontend, "node_version", lambda: frontend.OLDEST)
    monkeypatch.setattr(frontend.subprocess, "call", lambda *_, **__: 1)
    with pytest.raises(CannotGoOn, match="npm ci"):
        frontend.check()
