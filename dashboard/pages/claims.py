"""Who said what, over all incidents: by speaker, carrier, subject, standing and day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboard.dossier import Reader
from dashboard.dossier.lines import line_of
from dashboard.dossier.speakers import speaker_of
from dashboard.pages.forms import Option, fields_of
from dashboard.pages.lists import Asked, asked, first_address, next_address
from dashboard.pages.reading import reader_of
from dashboard.writing import labels, named
from incidents.filters import Refused
from incidents.filters.lists import CLAIMS, ClaimFilters
from incidents.readers.claim_choices import Choice, carriers, datasets, speakers
from incidents.readers.claims import claim_page, find_claims
from incidents.readers.wordings import titles
from incidents.serializers import claim, sees_grades


@require_safe
def claim_list(request: HttpRequest) -> HttpResponse:
    wanted = asked(CLAIMS, request)
    try:
        return _listed(request, wanted)
    except Refused as refused:
        return _listed(request, Asked(ClaimFilters(), refused.refusals))


def _listed(request: HttpRequest, wanted: Asked[ClaimFilters]) -> HttpResponse:
    context: dict[str, Any] = {
        "fields": fields_of(
            CLAIMS,
            request.GET,
            {
                "speaker": _options(speakers(request.user)),
                "carrier": _options(carriers(request.user)),
                "dataset": _options(datasets(request.user)),
            },
        ),
        "refusals": wanted.refusals,
        "first": first_address(request),
    }
    if not wanted.refusals:
        found = find_claims(wanted.filters, request.user)
        page = claim_page(found, wanted.filters)
        rows = [claim(row, grades=sees_grades(request.user)) for row in page.rows]
        told = titles({row["incident"] for row in rows}, request.user)
        reader = reader_of(request, {"source_kind": _source_kinds(rows)})
        context |= {
            "rows": [_row(row, told, reader) for row in rows],
            "count": found.count(),
            "next": next_address(request, page.next),
        }
    return render(request, "claims/list.html", context, status=400 if wanted.refusals else 200)


def _row(
    row: Mapping[str, Any], told: Mapping[str, Mapping[str, str]], reader: Reader
) -> dict[str, Any]:
    incident = row["incident"]
    return {
        "speaker": speaker_of(row, reader),
        "line": line_of(row, reader, others={row["id"]: row}),
        "about": labels.about(row["about"]),
        "incident": named(told[incident]),
        "address": reader.link(f"/incidents/{incident}/") + f"#{row['id']}",
        "contradictions": len(row["contradicts"]) + len(row["contradicted_by"]),
    }


def _options(choices: Sequence[Choice]) -> list[Option]:
    return [
        Option(
            value=one.key,
            words=named({"en": one.name_en, "fr": one.name_fr or one.name_en}),
            count=one.claims,
        )
        for one in choices
    ]


def _source_kinds(rows: Sequence[Mapping[str, Any]]) -> set[str]:
    sources = [row["carrier"] for row in rows if row["carrier"]]
    sources += [row["speaker"] for row in rows if "kind" in row["speaker"]]
    return {source["kind"] for source in sources}
