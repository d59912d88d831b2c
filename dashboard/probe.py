"""Ask the site on this machine whether it is ready: `python -m dashboard.probe` exits 1 if not."""

from __future__ import annotations

import http.client
import os
import sys


def ready(port: int) -> bool:
    """True when the pages on `port` of this machine reach their database."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", "/ready")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not ready(int(os.environ.get("PORT", "8000"))))
