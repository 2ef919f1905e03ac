"""The project's `.venv`: made from the hashed locks, with pip alone or with uv, and only when they changed.

It is built in layers. `base` is the application and its test tools, `project` is Tuntas itself, `bench` and
`spark` come on top on demand. Each layer leaves its key behind when it is complete, so an interrupted or
outdated one is seen and made again.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from door import apt
from door.speech import CannotGoOn, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {
    "base": "requirements-test.lock",
    "bench": "requirements-bench.lock",
    "spark": "requirements-spark.lock",
}


def program(name: str) -> str:
    """Path of a program inside .venv, as in `program("python")`."""
    return str(VENV / "Scripts" / f"{name}.exe") if os.name == "nt" else str(VENV / "bin" / name)


def layer_key(layer: str) -> str:
    """What a layer was made from: the locks, the Python version and the folder (a venv cannot move)."""
    parts = [f"{sys.version_info[:2]} {sys.platform} {ROOT}".encode(), (ROOT / LOCKS["base"]).read_bytes()]
    if layer == "project":
        parts += [(ROOT / "pyproject.toml").read_bytes(), (ROOT / "src/tuntas/__init__.py").read_bytes()]
    elif layer != "base":
        parts.append((ROOT / LOCKS[layer]).read_bytes())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_ready(layer: str) -> bool:
    """Whether the layer is complete and made from what lies here now."""
    mark = VENV / ".layers" / layer
    return Path(program("python")).exists() and mark.is_file() and mark.read_text() == layer_key(layer)


def mark_ready(layer: str) -> None:
    """Say that the layer is complete; the last step of making it."""
    (VENV / ".layers").mkdir(exist_ok=True)
    (VENV / ".layers" / layer).write_text(layer_key(layer))


def set_up(*extra_layers: str) -> None:
    """Make .venv ready with the base, Tuntas itself and the extra layers; no work where nothing changed."""
    layers = ["base", "project", *extra_layers]
    missing = [layer for layer in layers if not is_ready(layer)]
    if missing and missing[0] != "base" and made_by_uv() and not shutil.which("uv"):
        missing = layers  # uv left no pip behind, and uv is gone: begin again with pip
    if "base" in missing:
        missing = layers
        build_base()
        mark_ready("base")
    for layer in missing:
        if layer != "base":
            add_layer(layer)
            mark_ready(layer)


def build_base() -> None:
    """Make .venv anew and install the base lock: by uv where present, else (or where uv fails) by pip."""
    say("Menyiapkan .venv dari daftar pustaka terkunci ...", "Preparing .venv from the locked libraries ...")
    if shutil.which("uv"):
        if fresh_venv_by("uv", "venv", "--quiet", "--python", sys.executable, str(VENV)) and install_lock("base"):
            return
        say("uv tidak berhasil; dicoba dengan pip.", "uv did not succeed; trying pip.")
    make_venv_with_pip()
    if not install_lock("base"):
        raise not_installed(LOCKS["base"])


def add_layer(layer: str) -> None:
    """Install one layer above the base; raises CannotGoOn where it fails."""
    if layer == "project":
        # The build backend stands in the base lock, so this needs no network.
        done = install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    else:
        say(f"Menambahkan pustaka {layer} ...", f"Adding the {layer} libraries ...")
        done = install_lock(layer)
    if not done:
        raise not_installed(LOCKS.get(layer, "pyproject.toml"))


def make_venv_with_pip() -> None:
    """Make an empty .venv that has pip; a bare Debian python3 cannot, and gets help or advice."""
    by_virtualenv = [sys.executable, "-m", "virtualenv"]
    if not has_modules("ensurepip", "venv") and has_modules("virtualenv"):
        made = fresh_venv_by(*by_virtualenv, "--quiet", str(VENV))
    elif not has_modules("ensurepip", "venv") and shutil.which("virtualenv"):
        made = fresh_venv_by("virtualenv", "--quiet", "--python", sys.executable, str(VENV))
    else:
        get_ensurepip()
        made = fresh_venv_by(sys.executable, "-m", "venv", str(VENV))
    if not made:
        raise CannotGoOn(".venv tidak dapat dibuat; lihat pesan di atas.", ".venv could not be made; see above.")


def get_ensurepip() -> None:
    """Install python3-venv as root where this Python came without it; else say the one command that does."""
    if has_modules("ensurepip", "venv"):
        return
    if apt.can_install():
        say("Memasang python3-venv ...", "Installing python3-venv ...")
        if apt.install("python3-venv") and has_modules("ensurepip", "venv"):
            return
    command = "sudo apt-get update && sudo apt-get install -y python3-venv"
    raise CannotGoOn(
        f"Python ini tidak membawa pip dan ensurepip. Jalankan sekali: {command}",
        f"This Python came without pip and ensurepip. Run once: {command}",
    )


def has_modules(*names: str) -> bool:
    """Whether a fresh process of this Python can import them all (it may have learned since we started)."""
    ask = [sys.executable, "-c", f"import {', '.join(names)}"]
    return subprocess.call(ask, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def fresh_venv_by(*command: str) -> bool:
    """Remove what is there and let the command make .venv; whether it succeeded."""
    shutil.rmtree(VENV, ignore_errors=True)
    return subprocess.call(command, stdout=2) == 0


def made_by_uv() -> bool:
    """Whether uv made this .venv; such a one has no pip inside."""
    settings = VENV / "pyvenv.cfg"
    return settings.is_file() and "\nuv = " in settings.read_text(encoding="utf-8")


def install_lock(layer: str) -> bool:
    """Install a lock, every file checked against its hash; whether it succeeded."""
    # pyspark comes as source only; setuptools from the base lock builds it, not one fetched unchecked.
    return install("--no-build-isolation", "--require-hashes", "--requirement", str(ROOT / LOCKS[layer]))


def install(*what: str, python: str = "") -> bool:
    """Install into .venv, or the environment of another `python`, by its installer; whether it succeeded."""
    target = python or program("python")
    if made_by_uv() and shutil.which("uv"):
        command = ["uv", "pip", "install", "--quiet", "--compile-bytecode", "--python", target, *what]
    else:
        quiet = ["--quiet", "--no-input", "--disable-pip-version-check", "--use-pep517"]
        command = [target, "-m", "pip", "install", *quiet, *what]
    return subprocess.call(command, stdout=2) == 0


def not_installed(lock: str) -> CannotGoOn:
    """The refusal when libraries could not be installed."""
    return CannotGoOn(
        f"Pustaka dari {lock} tidak dapat dipasang. Periksa sambungan ke gudang pustaka, lalu ulangi.",
        f"The libraries of {lock} could not be installed. Check the connection, then try again.",
    )
