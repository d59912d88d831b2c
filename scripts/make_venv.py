"""Have a .venv in the checkout with the pinned requirements; without network once it stands.

    python3 scripts/make_venv.py [--dev]

Runs on the machine's own Python, before anything is installed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)


def main(arguments: list[str]) -> None:
    """Install what is missing or has changed; exit with the remedy where that cannot be."""
    if sys.version_info < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        sys.exit(
            f"Python {wanted} or newer is needed; this one is {sys.version.split()[0]}. "
            f"Name another: make run PYTHON=python{wanted}"
        )
    prepare(CHECKOUT / ".venv", dev="--dev" in arguments)


def prepare(venv: Path, *, dev: bool) -> None:
    """Make or complete `venv`; nothing is asked of pip when the requirements are the same."""
    names = ["requirements.txt", "requirements-dev.txt"][: 2 if dev else 1]
    stamp = venv / f"installed-{'dev' if dev else 'run'}"
    python = venv / "bin" / "python"
    version = version_of(python)
    if version and stamp.exists() and stamp.read_text() == fingerprint(names, version):
        return
    if not version:
        make(venv)
        version = version_of(python) or ""
    print(f"Installing {names[-1]} into {venv.name} …", flush=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if subprocess.run([*pip, "-r", str(CHECKOUT / names[-1])], check=False).returncode:
        sys.exit("The requirements could not be installed: the first start needs the network.")
    stamp.write_text(fingerprint(names, version))
    if dev:
        (venv / "installed-run").write_text(fingerprint(names[:1], version))


def make(venv: Path) -> None:
    """Make an empty environment, in place of one that is broken."""
    shutil.rmtree(venv, ignore_errors=True)
    if subprocess.run([sys.executable, "-m", "venv", str(venv)], check=False).returncode:
        shutil.rmtree(venv, ignore_errors=True)
        sys.exit("No environment could be made. On Debian and Ubuntu: apt install python3-venv")


def version_of(python: Path) -> str | None:
    """The version of an environment's Python; None where it does not run or has no pip."""
    if not python.exists():
        return None
    question = "import sys; from importlib.util import find_spec; print(sys.version)"
    question += "; sys.exit(find_spec('pip') is None)"
    asked = subprocess.run([python, "-c", question], capture_output=True, text=True, check=False)
    return None if asked.returncode else asked.stdout.strip()


def fingerprint(names: list[str], version: str) -> str:
    """What an installation depends on: the pinned versions and the Python that has them."""
    pins = b"".join((CHECKOUT / name).read_bytes() for name in names)
    return hashlib.sha256(pins + version.encode()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
