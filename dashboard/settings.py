"""Every setting of the site, from the environment alone: docs/operations.md lists the variables.

MODE=local (the default) is for one machine: it answers to loopback names only and makes its own
secrets in DATA_DIR. MODE=production starts only with settings that can face a network.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from dashboard.catalogues import languages
from dashboard.embedded import APPLICATION, OWNER, Cluster, ClusterError
from dashboard.keyring import KeyringError, open_keyring

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

MODE = env.str("MODE", "local")
if MODE not in ("local", "production"):
    raise ImproperlyConfigured(f"MODE is {MODE!r}: set it to local or production.")
PRODUCTION = MODE == "production"

DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).expanduser().absolute()

# --- The address -------------------------------------------------------------------------------

PUBLIC_URL = env.str("PUBLIC_URL", "").rstrip("/")
_public = urlsplit(PUBLIC_URL)
if PUBLIC_URL and (_public.scheme not in ("http", "https") or not _public.hostname):
    raise ImproperlyConfigured(
        f"PUBLIC_URL is {PUBLIC_URL!r}: give the whole address, such as https://vigie.example.org."
    )
_LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else _LOOPBACK)
if _public.hostname and _public.hostname not in ALLOWED_HOSTS:
    ALLOWED_HOSTS.append(_public.hostname)

# --- What must not reach a network -------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)


def _secret_key() -> str:
    given = os.environ.get("SECRET_KEY", "")
    if given or PRODUCTION:
        return given
    try:
        return open_keyring(DATA_DIR).secret_key
    except KeyringError as error:
        raise ImproperlyConfigured(str(error)) from error


def _refusals() -> list[str]:
    """What a production start refuses, each with its remedy."""
    sample = any(word in SECRET_KEY.lower() for word in ("change", "insecure", "sample", "example"))
    checks = {
        "SECRET_KEY is missing: set it to 50 or more random characters.": not SECRET_KEY,
        "SECRET_KEY is a sample or too short: set it to 50 or more random characters.": bool(
            SECRET_KEY and (sample or len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10)
        ),
        "ALLOWED_HOSTS holds *: name the hosts that this site answers to.": any(
            "*" in host for host in ALLOWED_HOSTS
        ),
        "ALLOWED_HOSTS and PUBLIC_URL are both empty: set PUBLIC_URL.": not ALLOWED_HOSTS,
        "DEBUG is on: it shows settings and code to anyone. Unset it.": DEBUG,
    }
    return [refusal for refusal, holds in checks.items() if holds]


SECRET_KEY = _secret_key()
if PRODUCTION and (refusals := _refusals()):
    raise ImproperlyConfigured("MODE=production refuses to start. " + " ".join(refusals))
if not PRODUCTION and _public.hostname not in (None, "localhost", "127.0.0.1", "::1"):
    raise ImproperlyConfigured(
        f"PUBLIC_URL names {_public.hostname}, which others can reach: set MODE=production."
    )

# --- The database ------------------------------------------------------------------------------

DATABASE_URL = os.environ.get("DATABASE_URL", "")
EMBEDDED_DATABASE = not DATABASE_URL
DATABASE_ROLE = env.str("DATABASE_ROLE", APPLICATION)
STATEMENT_TIMEOUT = env.int("STATEMENT_TIMEOUT", 10)


def _by_url(url: str) -> dict[str, Any]:
    """Read an address as PostgreSQL's own programs do: sockets, several hosts, every option."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise ImproperlyConfigured("DATABASE_URL: only postgresql://… is supported.")
    try:
        given = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from error
    names = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{name: str(given.pop(keyword, "")) for keyword, name in names.items()},
        "OPTIONS": given,
    }


def _embedded(role: str) -> dict[str, Any]:
    try:
        address = Cluster(DATA_DIR).address(role)
    except ClusterError as error:
        raise ImproperlyConfigured(str(error)) from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address["dbname"],
        "USER": address["user"],
        "PASSWORD": address["password"],
        "HOST": address["host"],
        "PORT": address["port"],
    }


_database = _by_url(DATABASE_URL) if DATABASE_URL else _embedded(APPLICATION)
_owner_url = os.environ.get("DATABASE_OWNER_URL", "") or DATABASE_URL
_owner = _by_url(_owner_url) if _owner_url else _embedded(OWNER)
DATABASE_OWNER = {key: _owner.get(key, "") for key in ("USER", "PASSWORD", "HOST", "PORT")}
DATABASES = {
    "default": {
        **_database,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            # After five uses PostgreSQL may plan once for all values: filters need their own plan.
            "prepare_threshold": None,
            "server_side_binding": False,
            **_database.get("OPTIONS", {}),
        },
    }
}

# --- The application ---------------------------------------------------------------------------

ROOT_URLCONF = "dashboard.urls"
WSGI_APPLICATION = "dashboard.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "dashboard.apps.DashboardConfig",
    "incidents.apps.IncidentsConfig",
    "dashboard.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "leaflet",
    "rest_framework",
]
REQUIRE_SIGN_IN = env.bool("REQUIRE_SIGN_IN", False)
MIDDLEWARE = [
    "dashboard.middleware.health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "dashboard.middleware.CompressPages",
    "dashboard.middleware.same_for_all",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dashboard.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *(["django.contrib.auth.middleware.LoginRequiredMiddleware"] if REQUIRE_SIGN_IN else []),
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dashboard.context.site",
            ]
        },
    }
]

# --- People ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "incidents.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": _VALIDATION + "UserAttributeSimilarityValidator"},
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
    {"NAME": _VALIDATION + "NumericPasswordValidator"},
]

# --- Languages and time ------------------------------------------------------------------------

LANGUAGES = languages(BASE_DIR / "locale")
LANGUAGE_CODE = env.str("DEFAULT_LANGUAGE", "en")
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise ImproperlyConfigured(f"DEFAULT_LANGUAGE is {LANGUAGE_CODE!r}: set it to en or fr.")
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Files -------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(DATA_DIR / "static"))).expanduser().absolute()
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "dashboard.storage.PackageFiles",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "dashboard.storage.HashedStorage"},
}
LEAFLET_CONFIG = {"TILES": [], "ATTRIBUTION_PREFIX": "Leaflet"}

# --- Data from elsewhere -------------------------------------------------------------------------

UCDP_DOWNLOAD = env.str("UCDP_DOWNLOAD", "https://ucdp.uu.se/downloads").rstrip("/")
"""Where `manage.py import ucdp --download` fetches releases."""
GEONAMES_DOWNLOAD = env.str(
    "GEONAMES_DOWNLOAD", "https://download.geonames.org/export/dump"
).rstrip("/")
"""Where `manage.py load_gazetteer --download` fetches country dumps."""

# --- What a browser is told --------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
HTTPS = _public.scheme == "https"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Preloading binds a whole domain for years: that is its owner's to ask for, not a default.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"] if PUBLIC_URL else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

# --- The API -----------------------------------------------------------------------------------

_permission = "IsAuthenticated" if REQUIRE_SIGN_IN else "IsAuthenticatedOrReadOnly"
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PERMISSION_CLASSES": [f"rest_framework.permissions.{_permission}"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
}
if importlib.util.find_spec("incidents.api.problems"):
    REST_FRAMEWORK["EXCEPTION_HANDLER"] = "incidents.api.problems.handle"
SPECTACULAR_SETTINGS = {
    "TITLE": "Vigie Sahel",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# --- What it says ------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "WARNING")},
}
