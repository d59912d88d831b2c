"""What a server of pages loads."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
application = get_wsgi_application()

from dashboard.connections import serve_pages  # noqa: E402  (needs the settings of the line above)

serve_pages()
