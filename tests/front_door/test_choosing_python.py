"""run.py finds an interpreter that fits, by trying and not by believing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import run
from door.speech import CannotGoOn
from tests.front_door.stand_ins import put_program

READ_BY_OLD_PYTHON = ("run.py", "door/__init__.py", "door/speech.py")


@pytest.mark.parametrize("name", READ_BY_OLD_PYTHON)
def test_an_old_python_can_read_the_door(repository: Path, name: str) -> None:
    ast.parse((repository / name).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_the_door_needs_nothing_installed(repository: Path) -> None:
    for path in [repository / "run.py", *(repository / "door").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.split(".")[0] in {*sys.stdlib_module_names, "door"}, f"{path.name} imports {name}"


@pytest.mark.parametrize(
    ("version", "fitting"),
    [((3, 10), False), ((3, 11), True), ((3, 13, 7), True), ((3, 14), False), (None, False)],
)
def test_python_3_11_to_3_13_fits(version: tuple[int, ...] | None, fitting: bool) -> None:
    assert run.fits(version) is fitting


def test_a_command_that_does_not_run_has_no_version(tmp_path: Path) -> None:
    shim = put_program(tmp_path, "python3.13", "echo 'python3.13: command not found' >&2", "exit 127")
    assert run.version_of([str(shim)]) is None
    assert run.version_of([str(tmp_path / "nothing")]) is None
    assert run.version_of([sys.executable]) == sys.version_info[:2]


def test_a_failing_shim_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_program(tmp_path, "python3.13", "exit 127")
    put_program(tmp_path, "python3.12", "echo 3 12")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run.fitting_python() == ["python3.12"]


def test_a_version_kept_by_pyenv_is_found_though_not_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_program(tmp_path / "bin", "python3", "echo 3 9")
    kept = put_program(tmp_path / "pyenv/versions/3.12.4/bin", "python", "echo 3 12")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    assert run.fitting_python() == [str(kept)]


def test_no_fitting_python_is_told_in_both_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    with pytest.raises(CannotGoOn) as refusal:
        run.fitting_python()
    assert "memerlukan Python 3.11 sampai 3.13" in refusal.value.indonesian
    assert "needs Python 3.11 to 3.13" in refusal.value.english


def test_the_shell_script_hands_over_every_argument(repository: Path, tmp_path: Path) -> None:
    put_program(tmp_path, "python3", 'case "$1" in -c) exit 0 ;; esac', 'printf "%s|" "$@"')
    path = f"{tmp_path}:/usr/bin:/bin"
    answer = subprocess.run(
        [str(repository / "run"), "tuntas", "a b", "*"],
        env={"PATH": path},
        capture_output=True,
        text=True,
        cwd="/",
    )
    assert answer.stdout.split("|")[1:4] == ["tuntas", "a b", "*"]
