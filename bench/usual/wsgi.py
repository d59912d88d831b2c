from __future__ import annotations

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from dashboard.connections import serve_pages  # noqa: E402  (needs the settings of the line above)

serve_pages()
