from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig, apps
from django.contrib.admin.apps import SimpleAdminConfig
from django.db.backends.signals import connection_created
from django.utils.module_loading import module_has_submodule

from dashboard.connections import take_role

NEEDS_GDAL = "leaflet"


class DashboardConfig(AppConfig):
    name = "dashboard"

    def ready(self) -> None:
        connection_created.connect(take_role, dispatch_uid="dashboard.take_role")


class AdministrationConfig(SimpleAdminConfig):
    """The administration site of every app but django-leaflet's, which needs GDAL to import."""

    def ready(self) -> None:
        super().ready()
        for app in apps.get_app_configs():
            if app.label != NEEDS_GDAL and module_has_submodule(app.module, "admin"):
                import_module(f"{app.name}.admin")
