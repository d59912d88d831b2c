"""The administration site: people and their roles. The record is read here, never written.

All writes to the record are signed actions; protected identities, private texts, notes and exact
places are not registered at all.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import Model
from django.http import HttpRequest

from incidents import models


@admin.register(models.User)
class PeopleAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "email", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email", "language")}),
        ("Rights", {"fields": ("role", "is_active", "is_staff")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "role", "password1", "password2")}),)
    filter_horizontal = ()


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows rows; every way of changing them is shut."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class VisibleOnly(ReadOnly):
    """Shows what the person may see, by the same door as every other read."""

    def get_queryset(self, request: HttpRequest) -> Any:
        return self.model.objects.visible_to(request.user)


@admin.register(models.Incident)
class IncidentAdmin(VisibleOnly):
    list_display = ("public_id", "start", "kind", "title_en", "status", "dataset")
    list_filter = ("status", "dataset", "kind")
    search_fields = ("public_id", "search")
    fields = (
        "public_id",
        "status",
        "dataset",
        "title_en",
        "title_fr",
        "kind",
        "sub_kind",
        "start",
        "end",
        "certainty",
        "contested",
        "deaths_state",
        "deaths_low",
        "deaths_retained",
        "deaths_high",
        "deaths_rule",
        "version",
        "updated_at",
    )


@admin.register(models.Source)
class SourceAdmin(VisibleOnly):
    list_display = ("key", "name_en", "kind", "country", "reliability", "protected")
    search_fields = ("key", "name_en", "name_fr")


@admin.register(models.Report)
class ReportAdmin(VisibleOnly):
    list_display = ("public_id", "source", "published_on", "title", "release")
    search_fields = ("public_id", "title", "address")
    list_select_related = ("source",)


for model in (
    models.Actor,
    models.AdminUnit,
    models.Kind,
    models.Term,
    models.Dataset,
    models.ImportRun,
    models.Change,
):
    admin.site.register(model, ReadOnly)
