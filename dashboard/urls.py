from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from dashboard import accounts
from incidents.api.docs import page as api_docs

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", accounts.SignIn.as_view(), name="sign-in"),
    path("sign-out/", accounts.SignOut.as_view(), name="sign-out"),
    path("setup/<str:secret>/", accounts.set_up, name="set-up"),
    path("admin/", admin.site.urls),
    path("api/docs/", api_docs, name="api-docs"),
    path("api/v1/", include("incidents.urls")),
    path("", include("dashboard.pages.urls")),
]
handler400 = "dashboard.errors.bad_request"
handler403 = "dashboard.errors.permission_denied"
handler404 = "dashboard.errors.page_not_found"
handler500 = "dashboard.errors.server_error"
