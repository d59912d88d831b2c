"""The settings of the usual way: ours, without the middleware of pages."""

from __future__ import annotations

from dashboard.settings import *  # noqa: F403, TID251  (these are settings themselves)

ROOT_URLCONF = "usual.api"
WSGI_APPLICATION = "usual.wsgi.application"
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "UNAUTHENTICATED_USER": None,
}
