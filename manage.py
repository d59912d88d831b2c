#!/usr/bin/env python
"""Run a command of Vigie Sahel: `python manage.py help` lists them."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError


def main() -> None:
    """Run the command in `sys.argv`; what the environment got wrong is told in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except OperationalError:
        from dashboard.connections import missing_database

        remedy = missing_database()
        if remedy is None:
            raise
        sys.exit(remedy)


if __name__ == "__main__":
    main()
