"""incidents/ the usual way of Django REST framework, tuned fairly: to compare with, nothing else.

Model serializers with what they need prefetched, no column read that is not shown, no session and
no middleware; the same filters on the same tables and indexes (our own conditions). By limit and
offset, which counts the matches as ours does, and by cursor, which does not.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework import generics, pagination, serializers

from incidents.filters import INCIDENTS
from incidents.models import Actor, AdminUnit, Incident, Participation, Site, Term
from incidents.readers.incidents import find

NAMED = ["key", "name_en", "name_fr"]
FILTERS = ("bbox", "after", "before", "kind")


class Unit(serializers.ModelSerializer):
    class Meta:
        model = AdminUnit
        fields = NAMED


class Who(serializers.ModelSerializer):
    class Meta:
        model = Actor
        fields = [*NAMED, "type"]


class Where(serializers.ModelSerializer):
    admin1, admin2 = Unit(), Unit()

    class Meta:
        model = Site
        fields = [
            "order", "name_en", "name_fr", "country", "admin1", "admin2", "admin1_literal",
            "admin2_literal", "latitude", "longitude", "precision", "radius_km", "generalised",
            "local_time", "part_of_day",
        ]  # fmt: skip


class Involved(serializers.ModelSerializer):
    actor = Who()

    class Meta:
        model = Participation
        fields = [
            "actor", "description_en", "description_fr", "literal", "role", "attribution",
            "alternative", "attributed_by", "attributed_by_fr", "note", "note_fr",
        ]  # fmt: skip


class Row(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    kind = serializers.CharField(source="kind_id")
    sub_kind = serializers.CharField(source="sub_kind_id")
    dataset = serializers.SlugRelatedField("key", read_only=True)
    episode = serializers.SlugRelatedField("key", read_only=True)
    tags = serializers.SlugRelatedField("key", many=True, read_only=True)
    sites = Where(many=True)
    participations = Involved(many=True)

    class Meta:
        model = Incident
        fields = [
            "id", "title_en", "title_fr", "kind", "sub_kind", "start", "end", "local_time",
            "date_precision", "part_of_day", "end_part_of_day", "zone", "status", "certainty",
            "contested", "flags", "version", "dataset", "dataset_key", "deaths_state",
            "deaths_low", "deaths_retained", "deaths_high", "deaths_rule", "sites",
            "participations", "tags", "sensitive", "episode", "updated_at",
        ]  # fmt: skip


LISTS = ("sites", "participations", "tags")
OWN = ["pk", "public_id", "dataset__key", "episode__key"]
OWN += [name for name in Row.Meta.fields if name not in ("id", *LISTS)]


class Counted(pagination.LimitOffsetPagination):
    default_limit = 100


class ByCursor(pagination.CursorPagination):
    page_size = 100
    ordering = ("-start", "-id")


class Listed(generics.ListAPIView):
    serializer_class = Row

    def get_queryset(self) -> QuerySet[Incident]:
        asked = self.request.query_params
        filters = INCIDENTS.parse({name: [asked[name]] for name in FILTERS if name in asked})
        units = AdminUnit.objects.only(*NAMED)
        sites = Site.objects.prefetch_related(Prefetch("admin1", units), Prefetch("admin2", units))
        actors = Actor.objects.only(*NAMED, "type")
        return (
            find(filters, AnonymousUser())
            .select_related("dataset", "episode")
            .only(*OWN)
            .prefetch_related(
                Prefetch("sites", sites),
                Prefetch(
                    "participations",
                    Participation.objects.prefetch_related(Prefetch("actor", actors)),
                ),
                Prefetch("tags", Term.objects.only("key")),
            )
            .order_by("-start", "-id")
        )


def nothing(request: HttpRequest) -> HttpResponse:
    """A view that does nothing: the limit of what the server can do."""
    return HttpResponse(b"{}", content_type="application/json")


@cache
def _kept() -> bytes:
    return Path(os.environ["BENCH_BYTES"]).read_bytes()


def bytes_of(request: HttpRequest) -> HttpResponse:
    """The same bytes for everybody, from memory: the limit of sending them."""
    return HttpResponse(_kept(), content_type="application/json")


urlpatterns = [
    path("counted/", Listed.as_view(pagination_class=Counted)),
    path("cursor/", Listed.as_view(pagination_class=ByCursor)),
    path("nothing/", nothing),
    path("bytes/", bytes_of),
]
