""".venv on machines that lack something, and no work where nothing changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from door import apt, environment
from door.speech import CannotGoOn
from tests.front_door.stand_ins import hide_modules, put_program

ADVICE = "apt-get install -y python3-venv"


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose Python has no ensurepip, and which has nothing else either; returns its only PATH."""
    hide_modules(tmp_path / "hidden", "ensurepip", "virtualenv")
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "hidden"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    return tmp_path / "bin"


@pytest.fixture
def small_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root with locks of its own and a .venv that is ready."""
    (tmp_path / "src/tuntas").mkdir(parents=True)
    for name in ("pyproject.toml", "src/tuntas/__init__.py", *environment.LOCKS.values()):
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    python = Path(environment.program("python"))
    python.parent.mkdir(parents=True)
    python.touch()
    environment.mark_ready("base")
    environment.mark_ready("project")
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The layers that were made, instead of making them."""
    layers: list[str] = []
    monkeypatch.setattr(environment, "build_base", lambda: layers.append("base"))
    monkeypatch.setattr(environment, "add_layer", layers.append)
    return layers


def test_without_ensurepip_the_one_command_is_told_in_both_languages(repository: Path, bare: Path) -> None:
    copy = bare.parent / "copy"
    shutil.copytree(repository / "door", copy / "door")
    for name in ("run.py", "requirements-test.lock", "pyproject.toml"):
        shutil.copy(repository / name, copy / name)
    (copy / "src/tuntas").mkdir(parents=True)
    (copy / "src/tuntas/__init__.py").touch()
    answer = subprocess.run([sys.executable, str(copy / "run.py"), "setup"], capture_output=True, text=True)
    assert answer.returncode == 1
    assert f"Jalankan sekali: sudo apt-get update && sudo {ADVICE}" in answer.stderr
    assert f"Run once: sudo apt-get update && sudo {ADVICE}" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (copy / ".venv").exists()


def test_root_on_debian_gets_python3_venv_installed(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log, hidden = bare.parent / "log", bare.parent / "hidden/ensurepip.py"
    put_program(
        bare,
        "apt-get",
        f'echo "$@" >> {log}',
        f'[ "$1" = update ] || {shutil.which("rm", path=os.defpath)} {hidden}',
    )
    monkeypatch.setattr(apt, "is_root", lambda: True)
    environment.get_ensurepip()
    update, install = log.read_text().splitlines()
    assert update.startswith("update")
    assert install.startswith("install -y") and install.endswith("python3-venv")


def test_an_installation_that_changes_nothing_is_not_believed(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_program(bare, "apt-get", "exit 0")
    monkeypatch.setattr(apt, "is_root", lambda: True)
    with pytest.raises(CannotGoOn, match=ADVICE):
        environment.get_ensurepip()


def test_an_ordinary_user_never_calls_apt(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_program(bare, "apt-get", f"touch {bare.parent / 'called'}")
    monkeypatch.setattr(apt, "is_root", lambda: False)
    with pytest.raises(CannotGoOn, match=ADVICE):
        environment.get_ensurepip()
    assert not (bare.parent / "called").exists()


def test_virtualenv_serves_where_ensurepip_is_missing(bare: Path) -> None:
    put_program(bare, "virtualenv", f'echo "$@" > {bare.parent / "log"}')
    environment.make_venv_with_pip()
    assert (bare.parent / "log").read_text().split()[-1] == str(environment.VENV)


def test_uv_serves_where_ensurepip_is_missing(bare: Path) -> None:
    log = bare.parent / "log"
    put_program(
        bare,
        "uv",
        f'echo "$@" >> {log}',
        '[ "$1" = pip ] && exit 0',
        f"/bin/mkdir {environment.VENV}",
        f'printf "\\nuv = 1\\n" > {environment.VENV}/pyvenv.cfg',
    )
    environment.build_base()
    venv, install = log.read_text().splitlines()
    assert venv.startswith("venv")
    assert install.startswith("pip install") and "--require-hashes" in install


def test_nothing_changed_is_no_work(small_house: Path, made: list[str]) -> None:
    environment.set_up()
    assert made == []


@pytest.mark.parametrize(
    ("changed", "layers"),
    [
        ("requirements-test.lock", ["base", "project"]),
        ("pyproject.toml", ["project"]),
        ("src/tuntas/__init__.py", ["project"]),
        ("requirements-bench.lock", []),
    ],
)
def test_a_change_makes_what_depends_on_it(small_house: Path, made: list[str], changed: str, layers: list[str]) -> None:
    (small_house / changed).write_text("other", encoding="utf-8")
    environment.set_up()
    assert made == layers
    environment.set_up()
    assert made == layers


def test_an_interrupted_layer_is_made_again(small_house: Path, made: list[str]) -> None:
    (environment.VENV / ".layers/base").unlink()
    environment.set_up("spark")
    assert made == ["base", "project", "spark"]


def test_another_python_gets_another_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    before = environment.layer_key("base")
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert environment.layer_key("base") != before


def test_uv_gone_begins_again_with_pip(small_house: Path, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (environment.VENV / "pyvenv.cfg").write_text("home = x\nuv = 1\n", encoding="utf-8")
    monkeypatch.setenv("PATH", str(small_house))
    environment.set_up("bench")
    assert made == ["base", "project", "bench"]
