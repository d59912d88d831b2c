"""What the server adds to "wipe this device": scripts reach neither cache nor session cookie."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

OURS = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME)


@csrf_exempt
@login_not_required
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """End the session, take our cookies back, and have the browser drop its copies of this site.

    A page of another site cannot send `X-Forget`, so it signs nobody out. The cookies go by name:
    `Clear-Site-Data: "cookies"` would take those of the whole domain, other sites' among them.
    """
    if "X-Forget" not in request.headers:
        return HttpResponseForbidden("X-Forget is missing\n", content_type="text/plain")
    logout(request)
    response = HttpResponse(status=204)
    response["Cache-Control"] = "no-store"
    response["Clear-Site-Data"] = '"cache", "storage"'
    for name in OURS:
        response.delete_cookie(name, samesite="Lax")
    return response
