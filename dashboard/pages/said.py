"""The sentences that the dashboard's scripts say: one file a language, for any cache to keep."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from dashboard.words import words

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def sentences(request: HttpRequest, language: str, version: str) -> HttpResponse:
    """Kept for ever under its version; under an older one, as it is now, and kept by nobody."""
    if not translation.check_for_language(language):
        raise Http404
    body, now = _written(language)
    kept = FOR_EVER if version == now else "no-store"
    return HttpResponse(body, content_type="application/json", headers={"Cache-Control": kept})


def address(language: str) -> str:
    """Where the sentences of a language stand; other sentences have another address."""
    return reverse("sentences", args=[language, _written(language)[1]])


@lru_cache(maxsize=16)
def _written(language: str) -> tuple[bytes, str]:
    with translation.override(language):
        body = json.dumps(words(), ensure_ascii=False, separators=(",", ":")).encode()
    return body, hashlib.sha256(body).hexdigest()[:12]
