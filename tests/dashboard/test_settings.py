"""What the environment may say, and what a production start refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
KEY = "Yk3vR8mQz1tXw6bNc9dLf2gHj5sPa7eUo4iTzVxKyBnMqWrEtY"
PRODUCTION = {
    "MODE": "production",
    "SECRET_KEY": KEY,
    "PUBLIC_URL": "https://vigie.example.org",
    "DATABASE_URL": "postgresql://vigie_app:p%40ss@db.example.org:5433/vigie?sslmode=require",
    "DATABASE_OWNER_URL": "postgresql://vigie_owner:o@db.example.org:5433/vigie",
}
REPORT = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


def run(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=CHECKOUT,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def settings_of(environment: dict[str, str], *names: str) -> dict[str, Any]:
    """The named settings, as a process with this environment alone sees them."""
    module = {"DJANGO_SETTINGS_MODULE": "dashboard.settings"}
    asked = run({**module, **environment}, "-W", "error", "-c", REPORT, *names)
    assert asked.returncode == 0, asked.stderr
    return json.loads(asked.stdout)  # type: ignore[no-any-return]


def refusal_of(environment: dict[str, str]) -> str:
    asked = run(environment, "manage.py", "check")
    assert asked.returncode == 1
    assert "Traceback" not in asked.stderr
    return asked.stderr


def test_a_production_site_passes_djangos_own_checks_without_a_word() -> None:
    asked = run(PRODUCTION, "-W", "error", "manage.py", "check", "--deploy", "--fail-level=DEBUG")
    assert asked.returncode == 0, asked.stderr
    assert "no issues" in asked.stdout
    assert asked.stderr == ""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is a sample or too short"),
        ({"SECRET_KEY": "change-me-" * 8}, "SECRET_KEY is a sample or too short"),
        ({"SECRET_KEY": "django-insecure-" + KEY}, "SECRET_KEY is a sample or too short"),
        ({"SECRET_KEY": "ab" * 30}, "SECRET_KEY is a sample or too short"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS holds *"),
        ({"ALLOWED_HOSTS": "vigie.example.org,*"}, "ALLOWED_HOSTS holds *"),
        ({"PUBLIC_URL": ""}, "set PUBLIC_URL"),
        ({"DEBUG": "true"}, "DEBUG is on"),
        ({"DEBUG": "1"}, "DEBUG is on"),
        ({"PUBLIC_URL": "vigie.example.org"}, "give the whole address"),
        ({"DATABASE_URL": "sqlite:///x.db"}, "only postgresql://"),
        ({"DATABASE_URL": "postgresql://a b:c@[/x"}, "DATABASE_URL cannot be read"),
        ({"MODE": "prod"}, "set it to local or production"),
        ({"DEFAULT_LANGUAGE": "de"}, "set it to en or fr"),
    ],
)
def test_a_production_start_refuses(change: dict[str, str], says: str) -> None:
    assert says in refusal_of({**PRODUCTION, **change})


def test_every_refusal_is_told_at_once() -> None:
    said = refusal_of({"MODE": "production", "DEBUG": "true", "ALLOWED_HOSTS": "*"})
    assert all(name in said for name in ("SECRET_KEY", "DEBUG", "ALLOWED_HOSTS"))


def test_a_local_start_refuses_an_address_that_others_reach(tmp_path: Path) -> None:
    environment = {"PUBLIC_URL": "http://vigie.example.org", "DATA_DIR": str(tmp_path)}
    assert "set MODE=production" in refusal_of(environment)


def test_a_local_site_makes_its_own_key_and_answers_to_loopback_names_only(
    tmp_path: Path,
) -> None:
    names = ("SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    first = settings_of({"DATA_DIR": str(tmp_path / "var")}, *names)
    assert first == settings_of({"DATA_DIR": str(tmp_path / "var")}, *names)
    assert len(first.pop("SECRET_KEY")) >= 50
    assert first == {
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "DEBUG": False,
        "SESSION_COOKIE_SECURE": False,
        "SECURE_HSTS_SECONDS": 0,
    }


def test_https_makes_cookies_secure_and_binds_browsers_to_it() -> None:
    assert settings_of(
        PRODUCTION,
        *("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS"),
        *("SECURE_SSL_REDIRECT", "CSRF_TRUSTED_ORIGINS", "ALLOWED_HOSTS"),
    ) == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_SSL_REDIRECT": True,
        "CSRF_TRUSTED_ORIGINS": ["https://vigie.example.org"],
        "ALLOWED_HOSTS": ["vigie.example.org"],
    }


def test_an_address_of_our_own_database_takes_the_place_of_the_embedded_one() -> None:
    told = settings_of(PRODUCTION, "DATABASES", "DATABASE_OWNER", "EMBEDDED_DATABASE")
    database = told["DATABASES"]["default"]
    assert told["EMBEDDED_DATABASE"] is False
    assert [database[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        *("vigie", "vigie_app", "p@ss", "db.example.org", "5433"),
    ]
    assert database["OPTIONS"]["sslmode"] == "require"
    assert told["DATABASE_OWNER"]["USER"] == "vigie_owner"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://vigie@%2Frun%2Fpostgresql/vigie",
        "postgres://vigie@/vigie?host=/run/postgresql",
    ],
)
def test_an_address_may_name_a_socket(address: str) -> None:
    database = settings_of({**PRODUCTION, "DATABASE_URL": address}, "DATABASES")["DATABASES"]
    assert database["default"]["HOST"] == "/run/postgresql"
    assert database["default"]["NAME"] == "vigie"


def test_without_an_owner_the_application_migrates_as_itself() -> None:
    environment = {**PRODUCTION, "DATABASE_OWNER_URL": ""}
    told = settings_of(environment, "DATABASE_OWNER", "DATABASES")
    assert told["DATABASE_OWNER"]["USER"] == "vigie_app"


def test_filters_get_a_plan_of_their_own_each_time() -> None:
    options = settings_of(PRODUCTION, "DATABASES")["DATABASES"]["default"]["OPTIONS"]
    assert options["prepare_threshold"] is None
    assert options["server_side_binding"] is False


def test_no_page_asks_a_third_party_for_tiles() -> None:
    assert settings_of(PRODUCTION, "LEAFLET_CONFIG")["LEAFLET_CONFIG"] == {
        "TILES": [],
        "ATTRIBUTION_PREFIX": "Leaflet",
    }


@pytest.mark.parametrize(
    ("value", "permission"), [("true", "IsAuthenticated"), ("false", "IsAuthenticatedOrReadOnly")]
)
def test_a_site_can_require_sign_in_for_everything(value: str, permission: str) -> None:
    told = settings_of({**PRODUCTION, "REQUIRE_SIGN_IN": value}, "REST_FRAMEWORK", "MIDDLEWARE")
    assert told["REST_FRAMEWORK"]["DEFAULT_PERMISSION_CLASSES"][0].endswith("." + permission)
    required = "django.contrib.auth.middleware.LoginRequiredMiddleware" in told["MIDDLEWARE"]
    assert required == (value == "true")
