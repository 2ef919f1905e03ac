"""The commands of the front door: what they say, and what they refuse."""

import ast
import os
import subprocess
from pathlib import Path

import pytest

from door import apt, checks, commands, presence
from door.beside import beside
from door.speech import CannotGoOn


def spoken(node: ast.AST) -> bool:
    """Whether a node is something said to a person."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"say", "CannotGoOn"}


def test_everything_is_said_twice(repository: Path) -> None:
    said = 0
    for path in [repository / "run.py", *(repository / "door").glob("*.py")]:
        for node in filter(spoken, ast.walk(ast.parse(path.read_text(encoding="utf-8")))):
            assert isinstance(node, ast.Call) and len(node.args) == 2, f"{path.name}:{node.lineno} Indonesian, English"
            assert ast.dump(node.args[0]) != ast.dump(node.args[1]), f"{path.name}:{node.lineno} is not translated"
            said += 1
    assert said > 10


def test_an_unknown_command_shows_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["buat"]) == 2
    shown = capsys.readouterr().err
    assert all(f"./run {name}" in shown for name in commands.COMMANDS)
    assert commands.main(["--help"]) == 0


def test_a_benchmark_must_be_named() -> None:
    with pytest.raises(CannotGoOn, match="Name one of"):
        commands.bench(["no-such-benchmark"])


def test_the_full_test_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "has_java", lambda: False)
    monkeypatch.setattr(presence, "has_libreoffice", lambda: True)
    monkeypatch.setattr(apt, "is_root", lambda: False)
    with pytest.raises(CannotGoOn, match="default-jre-headless"):
        checks.install_what_tests_need()


def test_what_is_absent_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TUNTAS_SHARED", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    presence.announce()
    shown = capsys.readouterr().err
    assert all(word in shown for word in ("Java", "LibreOffice", "../shared/data", "TIDAK DIUJI", "NOT TESTED"))


def test_a_failing_check_ends_the_run() -> None:
    with pytest.raises(CannotGoOn, match="FAILED: false"):
        checks.step("false", ["false"])


def test_ci_runs_the_full_test(repository: Path) -> None:
    script = repository / ".ci" / "run"
    assert os.access(script, os.X_OK) and os.access(repository / "run", os.X_OK)
    assert "./run test --full" in script.read_text(encoding="utf-8")
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_what_runs_beside_the_tests_is_heard_and_can_fail(capsys: pytest.CaptureFixture[str]) -> None:
    with beside("print('selesai')") as built:
        built.process.wait()
        built.look()
    assert "selesai" in capsys.readouterr().err
    with pytest.raises(CannotGoOn, match="beside the tests"), beside("raise SystemExit('rusak')"):
        pass
    assert "rusak" in capsys.readouterr().err


def test_what_runs_beside_the_tests_ends_with_them() -> None:
    with pytest.raises(KeyError), beside("import time; time.sleep(60)") as built:
        raise KeyError
    assert built.process.poll() is not None
