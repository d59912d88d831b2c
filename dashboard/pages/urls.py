"""The pages that people read, besides the dashboard itself."""

from __future__ import annotations

from django.urls import path

from dashboard.pages import about, actors, claims, forget, home, incidents, said, sources

urlpatterns = [
    path("", home.dashboard, name="dashboard"),
    path("incidents/", incidents.incident_list, name="incidents"),
    path("incidents/<str:public_id>/", incidents.incident, name="incident"),
    path("incidents/<str:public_id>/fragment/", incidents.fragment, name="incident-fragment"),
    path("actors/", actors.actor_list, name="actors"),
    path("actors/<slug:key>/", actors.actor, name="actor"),
    path("sources/", sources.source_list, name="sources"),
    path("sources/<slug:key>/", sources.source, name="source"),
    path("claims/", claims.claim_list, name="claims"),
    path("about/", about.about, name="about"),
    path("summary/", home.summarised, name="summary"),
    path("words/<slug:language>/<slug:version>/", said.sentences, name="sentences"),
    path("forget/", forget.forget, name="forget"),
]
