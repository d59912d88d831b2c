"""What an operator copies says what the code does: compose file, units, guides, Dockerfile."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

CHECKOUT = Path(__file__).resolve().parents[2]
GUIDES = [CHECKOUT / "docs" / name for name in ("operations.md", "operations.fr.md")]
UNITS = sorted((CHECKOUT / "deploy").glob("*.service"))
READ = re.compile(
    r"""(?:env\.\w+\(\s*|environ\.get\(\s*|environ\[)["']([A-Z][A-Z_]+)["']""",
)
NOT_SETTINGS = {"PATH", "SERVED_BY", "DJANGO_SETTINGS_MODULE"}


def settings_read() -> set[str]:
    """Every variable of the environment that the product reads."""
    sources = (CHECKOUT / "dashboard").rglob("*.py")
    found = {name for path in sources for name in READ.findall(path.read_text())}
    return found - NOT_SETTINGS


def settings_told(guide: Path) -> set[str]:
    """The variables in the guide's table of settings."""
    return set(re.findall(r"(?m)^\| `([A-Z_]+)` \|", guide.read_text()))


def compose() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
    return parsed


def test_the_settings_are_found_in_the_code() -> None:
    assert {"MODE", "SECRET_KEY", "DATABASE_URL", "WEB_WORKERS", "PORT"} <= settings_read()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_each_guide_tells_every_setting_and_no_other(guide: Path) -> None:
    assert settings_told(guide) == settings_read()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_each_command_of_the_guides_exists(guide: Path) -> None:
    named = set(re.findall(r"manage\.py (\w+)", guide.read_text()))
    assert {"migrate", "serve", "database", "administrator_link"} <= named
    assert named <= set(get_commands())


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_each_file_that_the_guides_copy_exists(guide: Path) -> None:
    named = re.findall(r"/opt/vigie/(deploy/\S+)", guide.read_text())
    assert named
    assert all(list(CHECKOUT.glob(name)) for name in named)


def test_both_guides_hold_the_same_commands() -> None:
    english, french = (re.findall(r"(?s)```sh\n(.*?)```", path.read_text()) for path in GUIDES)
    assert len(english) == len(french)
    for one, other in zip(english, french, strict=True):
        assert _without_words(one) == _without_words(other)


def _without_words(block: str) -> list[str]:
    lines = (re.sub(r"\s+# .*", "", line) for line in block.splitlines())
    return [re.sub(r"(DEFAULT_LANGUAGE=)\w+", r"\1", line) for line in lines]


def test_compose_runs_web_worker_and_database() -> None:
    services = compose()["services"]
    assert {"web", "worker", "database"} <= services.keys()
    assert set(compose()["volumes"]) == {"database", "data"}


def test_compose_sets_only_variables_that_exist() -> None:
    for name, service in compose()["services"].items():
        if name != "database":
            assert set(service["environment"]) <= settings_read(), name


def test_compose_keeps_the_owners_password_from_the_pages() -> None:
    services = compose()["services"]
    holders = {n for n, s in services.items() if "DATABASE_OWNER_URL" in s["environment"]}
    assert holders == {"migrate"}
    for name in ("web", "worker"):
        assert "://vigie_app:" in services[name]["environment"]["DATABASE_URL"]
        assert "OWNER_PASSWORD" not in str(services[name])


def test_compose_holds_no_secret_and_both_guides_name_each() -> None:
    text = (CHECKOUT / "docker-compose.yml").read_text()
    secrets = set(re.findall(r"\$\{(\w+):\?", text))
    assert secrets == {
        *("SECRET_KEY", "PUBLIC_URL"),
        *("SUPERUSER_PASSWORD", "OWNER_PASSWORD", "APPLICATION_PASSWORD"),
    }
    for line in text.splitlines():
        if re.search(r"(PASSWORD|KEY): ", line):
            assert "${" in line
    for guide in GUIDES:
        assert all(f"{name}=" in guide.read_text() for name in secrets)


def test_compose_services_are_watched_confined_and_pinned() -> None:
    services = compose()["services"]
    for name in ("database", "web", "worker"):
        assert services[name]["healthcheck"]["test"]
        assert services[name]["restart"] == "unless-stopped"
    for name in ("migrate", "web", "worker"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["volumes"] == ["data:/data"]
    assert re.fullmatch(r"postgres:\d+\.\d+-\w+", services["database"]["image"])
    assert services["web"]["ports"] == ["127.0.0.1:8000:8000"]


def test_compose_makes_a_production_start_that_is_not_refused() -> None:
    given = {
        "SECRET_KEY": "Yk3vR8mQz1tXw6bNc9dLf2gHj5sPa7eUo4iTzVxKyBnMqWrEtY",
        "PUBLIC_URL": "https://vigie.example.org",
        "APPLICATION_PASSWORD": "a1",
        "OWNER_PASSWORD": "o1",
    }
    for name in ("migrate", "web", "worker"):
        environment = {
            key: re.sub(r"\$\{(\w+):[-?]([^}]*)\}", lambda m: given.get(m[1], m[2]), str(value))
            for key, value in compose()["services"][name]["environment"].items()
        }
        asked = subprocess.run(
            [sys.executable, "manage.py", "check", "--deploy", "--fail-level=WARNING"],
            cwd=CHECKOUT,
            env={"PATH": "/usr/bin:/bin", **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert asked.returncode == 0, asked.stderr


def test_the_commands_of_compose_exist() -> None:
    for service in compose()["services"].values():
        command = service.get("command", [])
        if command[:2] == ["python", "manage.py"]:
            assert command[2] in get_commands()


def test_the_image_is_pinned_runs_as_nobody_special_and_has_no_secret() -> None:
    text = (CHECKOUT / "Dockerfile").read_text()
    images = re.findall(r"(?m)^FROM (\S+)", text)
    assert all(re.fullmatch(r"python:\d+\.\d+\.\d+-slim-\w+", image) for image in images)
    assert len(set(images)) == 1
    assert re.search(r"(?m)^USER vigie$", text)
    assert "SECRET_KEY" not in text
    assert "HEALTHCHECK" in text


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_what_exists_as_an_ordinary_user(unit: Path) -> None:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment]
    parser.read(unit)
    service = parser["Service"]
    assert service["User"] == "vigie"
    assert service["NoNewPrivileges"] == "true"
    named = re.findall(r"manage\.py (\w+)", unit.read_text())
    assert set(named) <= set(get_commands())
    for path in re.findall(r"--config (\S+)", unit.read_text()):
        assert (CHECKOUT / path).exists()


def test_only_the_migrating_unit_reads_the_owners_address() -> None:
    readers = [unit.name for unit in UNITS if "owner.env" in unit.read_text()]
    assert readers == ["vigie-migrate.service"]
