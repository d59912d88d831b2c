"""The environment that `make` keeps: made once, completed when the pins change, quiet otherwise."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "make_venv.py"
PYTHON = """#!/bin/sh
echo "$@" >> {log}
case "$1" in
-c) echo "3.11.7 (fake)"; exit {broken} ;;
esac
exit {failing}
"""


@pytest.fixture
def script(tmp_path: Path) -> ModuleType:
    """The script, for a checkout with pins of its own."""
    spec = importlib.util.spec_from_file_location("make_venv", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    vars(module)["CHECKOUT"] = tmp_path
    (tmp_path / "requirements.txt").write_text("Django==5.2.19\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\npytest==9.2.0\n")
    return module


def lay(venv: Path, *, broken: int = 0, failing: int = 0) -> Path:
    """An environment whose Python only writes down what it is asked; returns that log."""
    log = venv.parent / "asked.log"
    log.write_text("")
    (venv / "bin").mkdir(parents=True, exist_ok=True)
    python = venv / "bin" / "python"
    python.write_text(PYTHON.format(log=log, broken=broken, failing=failing))
    python.chmod(0o755)
    return log


def pip_calls(log: Path) -> list[str]:
    return [line for line in log.read_text().splitlines() if "pip" in line and "install" in line]


def test_the_second_start_asks_pip_for_nothing(script: ModuleType, tmp_path: Path) -> None:
    log = lay(tmp_path / ".venv")
    script.prepare(tmp_path / ".venv", dev=False)
    assert len(pip_calls(log)) == 1
    script.prepare(tmp_path / ".venv", dev=False)
    assert len(pip_calls(log)) == 1


def test_changed_pins_are_installed(script: ModuleType, tmp_path: Path) -> None:
    log = lay(tmp_path / ".venv")
    script.prepare(tmp_path / ".venv", dev=False)
    (tmp_path / "requirements.txt").write_text("Django==5.2.20\n")
    script.prepare(tmp_path / ".venv", dev=False)
    assert len(pip_calls(log)) == 2


def test_what_the_tests_need_holds_what_a_run_needs(script: ModuleType, tmp_path: Path) -> None:
    log = lay(tmp_path / ".venv")
    script.prepare(tmp_path / ".venv", dev=True)
    script.prepare(tmp_path / ".venv", dev=False)
    script.prepare(tmp_path / ".venv", dev=True)
    assert [line.rsplit("/", 1)[1] for line in pip_calls(log)] == ["requirements-dev.txt"]


def test_a_failed_installation_is_told_and_tried_again(script: ModuleType, tmp_path: Path) -> None:
    log = lay(tmp_path / ".venv", failing=1)
    with pytest.raises(SystemExit, match="the first start needs the network"):
        script.prepare(tmp_path / ".venv", dev=False)
    lay(tmp_path / ".venv")
    script.prepare(tmp_path / ".venv", dev=False)
    assert len(pip_calls(log)) == 1


def test_a_broken_environment_is_made_anew(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path / ".venv", broken=1)
    (tmp_path / ".venv" / "old").write_text("")
    maker = tmp_path / "maker"
    maker.write_text(f'#!/bin/sh\nmkdir -p "$3/bin" && cp {tmp_path}/sound "$3/bin/python"\n')
    maker.chmod(0o755)
    log = lay(tmp_path / "other")
    (tmp_path / "other" / "bin" / "python").rename(tmp_path / "sound")
    monkeypatch.setattr(sys, "executable", str(maker))

    script.prepare(tmp_path / ".venv", dev=False)

    assert not (tmp_path / ".venv" / "old").exists()
    assert len(pip_calls(log)) == 1


def test_where_none_can_be_made_the_package_is_named(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        script.prepare(tmp_path / ".venv", dev=False)
    assert not (tmp_path / ".venv").exists()


def test_an_old_python_is_refused_with_the_remedy(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    with pytest.raises(SystemExit, match=r"make run PYTHON=python3\.11"):
        script.main([])


def test_the_pins_are_exact() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (SCRIPT.parent.parent / name).read_text().splitlines()
        pins = [line for line in lines if line and not line.startswith(("#", "-r"))]
        assert pins
        assert all("==" in pin and "*" not in pin for pin in pins)
