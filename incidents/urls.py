"""The addresses of the API, mounted at /api/v1/."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path, register_converter

from incidents.api import (
    aggregates,
    docs,
    incidents,
    lists,
    root,
    snapshot,
    vocabulary,
    writes,
)
from incidents.values import canonical_id


class PublicId:
    """The permanent id of an incident or a document, in any case and with I, L, O for 1, 1, 0."""

    regex = "(?:[Vv][Ss]|[Rr][Pp])-[0-9A-TV-Za-tv-z]{12}"

    def to_python(self, value: str) -> str:
        return canonical_id(value)

    def to_url(self, value: str) -> str:
        return value


class Address:
    """The address of a file of the snapshot."""

    regex = "[0-9a-f]{40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PublicId, "public_id")
register_converter(Address, "address")

urlpatterns: list[URLPattern] = [
    path("", root.Index.as_view(), name="api-index"),
    path("incidents/", incidents.IncidentList.as_view(), name="api-incidents"),
    path(
        "incidents/<public_id:public_id>/", incidents.IncidentDetail.as_view(), name="api-incident"
    ),
    *[
        path(f"incidents/<public_id:public_id>/{name}/", view.as_view(), name=f"api-{name}")
        for name, view in (
            ("review", writes.Review),
            ("send-back", writes.SendBack),
            ("publish", writes.Publish),
            ("retract", writes.Retract),
            ("deaths", writes.Deaths),
            ("links", writes.Links),
        )
    ],
    path(
        "incidents/<public_id:public_id>/links/<public_id:other_id>/",
        writes.Link.as_view(),
        name="api-link",
    ),
    path("claims/", lists.ClaimList.as_view(), name="api-claims"),
    path("reports/", lists.ReportList.as_view(), name="api-reports"),
    path("reports/<public_id:public_id>/", lists.ReportDetail.as_view(), name="api-report"),
    path("sources/", lists.SourceList.as_view(), name="api-sources"),
    path("sources/<slug:key>/", lists.SourceDetail.as_view(), name="api-source"),
    path("actors/", lists.ActorList.as_view(), name="api-actors"),
    path("actors/<slug:key>/", lists.ActorDetail.as_view(), name="api-actor"),
    path("places/", lists.PlaceList.as_view(), name="api-places"),
    path("admin-units/", lists.UnitList.as_view(), name="api-admin-units"),
    path("kinds/", vocabulary.KindList.as_view(), name="api-kinds"),
    path("terms/", vocabulary.TermList.as_view(), name="api-terms"),
    path("datasets/", vocabulary.DatasetList.as_view(), name="api-datasets"),
    path("timeline/", aggregates.Timeline.as_view(), name="api-timeline"),
    path("facets/", aggregates.Facets.as_view(), name="api-facets"),
    path("search/", vocabulary.SearchView.as_view(), name="api-search"),
    path("snapshot/", snapshot.Manifest.as_view(), name="api-snapshot"),
    path(
        "snapshot/files/<address:address>/", snapshot.File.as_view(), name="api-snapshot-file"
    ),
    path("snapshot/arrow/", snapshot.Arrow.as_view(), name="api-snapshot-arrow"),
    path("snapshot/parquet/", snapshot.Parquet.as_view(), name="api-snapshot-parquet"),
    path("snapshot/matches/", snapshot.Matches.as_view(), name="api-snapshot-matches"),
    path("dictionary/", vocabulary.Dictionary.as_view(), name="api-dictionary"),
    path("schema/", docs.Schema.as_view(), name="api-schema"),
    re_path(r"^(?P<path>.*)$", root.Nowhere.as_view(), name="api-nowhere"),
]
