"""Django starts on a machine that has no GDAL, although django-leaflet can use it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HIDDEN = """
import ctypes.util
ctypes.util.find_library = lambda name: None
import sys
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", *sys.argv[1:]])
"""
ADMIN = """
import sys
from django.contrib import admin
from django.urls import reverse
has_gis = "django.contrib.gis" in sys.modules
print(reverse("admin:index"), len(admin.site._registry), has_gis)
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", HIDDEN, *arguments],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "dashboard.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_checks_pass() -> None:
    asked = run("check")
    assert (asked.returncode, asked.stderr) == (0, "")


def test_the_administration_site_knows_our_own_tables() -> None:
    asked = run("shell", "-v", "0", "-c", ADMIN)
    address, registered, has_gis = asked.stdout.split()
    assert (address, has_gis) == ("/admin/", "False")
    assert int(registered) > 1
