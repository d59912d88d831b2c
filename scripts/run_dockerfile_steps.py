"""Carry out the Dockerfile without an engine: each step in an empty layer over this machine.

    sudo python scripts/run_dockerfile_steps.py

The layer is an overlay that is thrown away; a step sees no variable of ours, and of the checkout
only what .dockerignore lets through. It ends by running CMD as USER until the site answers.
Needs root and Debian; elsewhere it says so and exits 0.
"""

from __future__ import annotations

import fnmatch
import json
import os
import secrets
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
HIDDEN = ("/work", "/root", str(CHECKOUT))
"""A container has none of these; an empty folder stands in their place."""


class StepFailed(Exception):
    """A step that would fail in the image too."""


@dataclass
class Image:
    """The state that instructions change, and the overlay that they write to."""

    root: Path
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": PATH})
    folder: str = "/"
    user: str = "root"
    command: list[str] = field(default_factory=list)

    def take(self, name: str, rest: str) -> None:
        """One instruction, as an engine would carry it out."""
        handler = getattr(self, f"_{name.lower()}", None)
        if handler is None:
            raise StepFailed(f"{name}: this script does not know the instruction")
        handler(rest)

    def _from(self, rest: str) -> None:
        """Stages share one layer here: what the last one copies from the first is in its place."""
        self.environment, self.folder, self.user = {"PATH": PATH}, "/", "root"

    def _workdir(self, rest: str) -> None:
        self.folder = rest
        self._inside("/").joinpath(rest.lstrip("/")).mkdir(parents=True, exist_ok=True)

    def _env(self, rest: str) -> None:
        for pair in shlex.split(rest):
            name, _, value = pair.partition("=")
            self.environment[name] = value.replace("$PATH", self.environment["PATH"])

    def _copy(self, rest: str) -> None:
        *sources, target = shlex.split(rest)
        if sources[0].startswith("--from="):
            self._run(f"test -e {shlex.quote(sources[1])}")
            return
        place = self._inside(target)
        place.mkdir(parents=True, exist_ok=True)
        for source in sources:
            for path in build_context():
                if source in (".", "./") or path == Path(source):
                    (place / path).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(CHECKOUT / path, place / path)

    def _run(self, rest: str) -> None:
        if self._process(["/bin/sh", "-c", rest], dict(self.environment)).wait():
            raise StepFailed(f"RUN {rest}")

    def _user(self, rest: str) -> None:
        self.user = rest

    def _cmd(self, rest: str) -> None:
        self.command = json.loads(rest)

    def _volume(self, rest: str) -> None:
        self._run(f"test -d {shlex.quote(rest)}")

    def _expose(self, rest: str) -> None:
        self.environment["PORT"] = rest

    def _healthcheck(self, rest: str) -> None:
        self.probe = json.loads(rest.partition("CMD")[2])

    def _inside(self, path: str) -> Path:
        return self.root / os.path.normpath(os.path.join(self.folder, path)).lstrip("/")

    def _process(self, command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        pairs = [f"{name}={value}" for name, value in environment.items()]
        switch = (
            [] if self.user == "root" else ["setpriv", f"--reuid={self.user}", "--clear-groups"]
        )
        inside = ["env", "-i", f"--chdir={self.folder}", *pairs, *switch, *command]
        return subprocess.Popen(["chroot", str(self.root), *inside], stdin=subprocess.DEVNULL)

    def serve(self) -> None:
        """Run CMD with the settings of a production site, until HEALTHCHECK's address is live."""
        port = self.environment["PORT"]
        settings = {
            "SECRET_KEY": secrets.token_urlsafe(60),
            "PUBLIC_URL": "https://vigie.example.org",
            "DATABASE_URL": "postgresql://vigie_app@127.0.0.1:1/vigie",
        }
        web = self._process(self.command, {**self.environment, **settings})
        try:
            self._until_live(web, port)
            if not self._process(self.probe, dict(self.environment)).wait():
                raise StepFailed("HEALTHCHECK calls a site ready that has no database")
        finally:
            web.terminate()
            web.wait()

    def _until_live(self, web: subprocess.Popen[bytes], port: str) -> None:
        asking = f"import urllib.request as u; u.urlopen('http://127.0.0.1:{port}/live', timeout=2)"
        limit = time.monotonic() + 60
        while web.poll() is None and time.monotonic() < limit:
            asked = subprocess.run([sys.executable, "-c", asking], capture_output=True, check=False)
            if not asked.returncode:
                return
            time.sleep(0.5)
        raise StepFailed(f"CMD {self.command} does not answer")


def instructions(text: str) -> list[tuple[str, str]]:
    """The Dockerfile's instructions in order: (name, the rest), continued lines joined."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [
        (name, " ".join(rest.split()))
        for name, _, rest in (line.strip().partition(" ") for line in joined.splitlines())
        if name
    ]


def build_context() -> list[Path]:
    """The files of the checkout that .dockerignore lets through."""
    rules = [
        line
        for line in (CHECKOUT / ".dockerignore").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [Path(name) for name in listed if _let_through(name, rules)]


def _let_through(name: str, rules: list[str]) -> bool:
    kept = True
    for rule in rules:
        pattern = rule.removeprefix("!").removeprefix("**/")
        ancestors = [name, *map(str, Path(name).parents)]
        if any(fnmatch.fnmatch(part, pattern) for part in ancestors):
            kept = rule.startswith("!")
    return kept


def main() -> None:
    """Mount the overlay in a namespace of its own, and carry out every instruction in it."""
    if os.geteuid() != 0 or not shutil.which("unshare") or not Path("/etc/debian_version").exists():
        print("The Dockerfile's steps were NOT run: that needs root on Debian.")
        return
    if "--inside" not in sys.argv:
        again = [sys.executable, __file__, "--inside"]
        sys.exit(subprocess.run(["unshare", "--mount", *again], check=False).returncode)
    with tempfile.TemporaryDirectory(prefix="vigie-image-") as name:
        image = Image(_overlay(Path(name)))
        try:
            for instruction, rest in instructions((CHECKOUT / "Dockerfile").read_text()):
                print(f"{instruction} {rest}", flush=True)
                image.take(instruction, rest)
            image.serve()
        except StepFailed as failure:
            sys.exit(f"FAILED: {failure}")
        finally:
            subprocess.run(["umount", "--recursive", "--lazy", name], check=False)
    print("The Dockerfile's steps ran, and its command serves.")


def _overlay(folder: Path) -> Path:
    """An empty layer over this machine's system, without its homes and its work."""
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=True)
    for part in ("upper", "scratch", "root"):
        (folder / part).mkdir()
    layers = f"lowerdir=/,upperdir={folder}/upper,workdir={folder}/scratch"
    root = folder / "root"
    subprocess.run(["mount", "-t", "overlay", "overlay", "-o", layers, root], check=True)
    for hidden in HIDDEN:
        if (root / hidden.lstrip("/")).is_dir():
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", root / hidden.lstrip("/")], check=True)
    for device in ("proc", "dev"):
        subprocess.run(["mount", "--rbind", f"/{device}", root / device], check=True)
    return root


if __name__ == "__main__":
    main()
