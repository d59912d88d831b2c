"""The register of actors: names in each language, relations on whose word, part in incidents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from dashboard.dossier import Reader
from dashboard.pages.forms import fields_of
from dashboard.pages.lists import asked, first_address, next_address
from dashboard.pages.reading import reader_of
from dashboard.writing import day, joined, labels, named, places
from dashboard.writing.bars import by_year
from incidents.filters.lists import ACTORS
from incidents.readers.actor_part import Part, part_of
from incidents.readers.actors import Register, actor_page, find_actors, register_of
from incidents.readers.paging import Page
from incidents.values import TimePrecision

Row = Mapping[str, Any]


@require_safe
def actor_list(request: HttpRequest) -> HttpResponse:
    """All actors; those with most visible incidents first on each page."""
    wanted = asked(ACTORS, request)
    page = Page([], "")
    if not wanted.refusals:
        page = actor_page(find_actors(wanted.filters), wanted.filters, request.user)
    reader = reader_of(request, _types(page.rows))
    return render(
        request,
        "actors/list.html",
        {
            "fields": fields_of(ACTORS, request.GET, {}),
            "refusals": wanted.refusals,
            "rows": sorted(
                (_row(row, reader) for row in page.rows),
                key=lambda row: (-row["incidents"], row["name"].casefold()),
            ),
            "first": first_address(request),
            "next": next_address(request, page.next),
        },
        status=400 if wanted.refusals else 200,
    )


@require_safe
def actor(request: HttpRequest, key: str) -> HttpResponse:
    register = register_of(key, request.user)
    if register is None:
        raise Http404
    part = part_of(register.actor["id"], key, request.user)
    reader = reader_of(request, _types([register.actor]))
    years: Counter[int] = Counter()
    for bar in part.months:
        years[bar.start.year] += bar.incidents
    context = {
        "actor": _row(register.actor, reader),
        "names": _names(register),
        "relations": _relations(register, reader),
        "chart": by_year(years),
        "total": sum(years.values()),
        "roles": [
            {"words": labels.role(role), "incidents": number, "address": _incidents(key, role=role)}
            for role, number in sorted(register.roles.items(), key=lambda pair: -pair[1])
        ],
        "meets": [
            {
                "name": _both(meeting.name_en, meeting.name_fr),
                "address": reader.link(f"/actors/{meeting.key}/"),
                "role": labels.role(meeting.role),
                "its_role": labels.role(meeting.its_role),
                "incidents": meeting.incidents,
            }
            for meeting in part.meets
        ],
        "says": _says(part, key),
        "attributed": [
            {"words": labels.attribution(word), "incidents": number}
            for word, number in sorted(part.attributed.items(), key=lambda pair: -pair[1])
        ],
        "all_incidents": _incidents(key),
        "on_map": "/?" + urlencode({"actor": key, "period": "all"}),
    }
    return render(request, "actors/detail.html", context)


def _types(rows: Any) -> dict[str, set[str]]:
    return {
        "actor_type": {row["type"] for row in rows},
        "actor_subtype": {row["subtype"] for row in rows if row["subtype"]},
    }


def _row(row: Row, reader: Reader) -> dict[str, Any]:
    return {
        "key": row["key"],
        "address": reader.link(f"/actors/{row['key']}/"),
        "name": _both(row["name_en"], row["name_fr"]),
        "type": reader.name("actor_type", row["type"]),
        "subtype": reader.name("actor_subtype", row["subtype"]) if row["subtype"] else "",
        "country": places.country(row["country"]) if row["country"] else "",
        "active": active(
            (row["active_from"], row["active_from_precision"]),
            (row["active_to"], row["active_to_precision"]),
        ),
        "note": _both(row["note_en"], row["note_fr"]),
        "incidents": row["incidents"],
    }


def active(begins: tuple[Any, str], ends: tuple[Any, str]) -> str:
    """From when to when, as well as it is known; empty where nothing is."""
    first, last = day(*begins), day(*ends)
    if first and last:
        return pgettext("days between which something holds", "%(first)s – %(last)s") % {
            "first": first,
            "last": last,
        }
    if first:
        return _since(begins[1]) % {"first": first}
    return _until(ends[1]) % {"last": last} if last else ""


def _since(precision: str) -> str:
    if precision in (TimePrecision.MONTH, TimePrecision.YEAR):
        return pgettext("from a month or year on", "since %(first)s")
    return pgettext("from a day on", "since %(first)s")


def _until(precision: str) -> str:
    if precision in (TimePrecision.MONTH, TimePrecision.YEAR):
        return pgettext("to a month or year", "until %(last)s")
    return pgettext("to a day", "until %(last)s")


def _names(register: Register) -> list[dict[str, Any]]:
    """Usual and full names by language, then other spellings, then the strings of data sets."""
    kinds = ("usual", "full", "former", "alias", "acled", "ucdp")
    rows = sorted(
        register.names,
        key=lambda name: (
            kinds.index(name["kind"]) if name["kind"] in kinds else len(kinds),
            name["language"],
            name["name"],
        ),
    )
    return [{**row, "kind": name_kind(row["kind"])} for row in rows]


def name_kind(kind: str) -> str:
    return {
        "usual": pgettext("kind of a name", "usual name"),
        "full": pgettext("kind of a name", "full name"),
        "former": pgettext("kind of a name", "former name"),
        "alias": pgettext("kind of a name", "also written"),
        "acled": pgettext("kind of a name", "in ACLED"),
        "ucdp": pgettext("kind of a name", "in UCDP"),
    }.get(kind, kind)


def _relations(register: Register, reader: Reader) -> list[dict[str, Any]]:
    there = [(labels.relation(row["kind"]), row) for row in register.relations]
    back = [(labels.relation_back(row["kind"]), row) for row in register.relations_to]
    return [
        {
            "words": words,
            "name": named(row["other"] and {"en": row["other"]["en"], "fr": row["other"]["fr"]}),
            "address": reader.link(f"/actors/{row['other']['key']}/"),
            "notes": joined(
                (
                    active(
                        (row["valid_from"], row["valid_from_precision"]),
                        (row["valid_to"], row["valid_to_precision"]),
                    ),
                    labels.relation_status(row["status"]),
                    row["source"],
                    _both(row["note_en"], row["note_fr"]),
                )
            ),
            "status": row["status"],
        }
        for words, row in there + back
    ]


def _says(part: Part, key: str) -> list[dict[str, Any]]:
    return [
        {
            "words": labels.about(about),
            "claims": number,
            "address": "/claims/?" + urlencode({"speaker": key, "about": about}),
        }
        for about, number in part.says.items()
    ]


def _incidents(key: str, **more: str) -> str:
    return "/incidents/?" + urlencode({"actor": key, **more})


def _both(english: str, french: str) -> str:
    return named({"en": english, "fr": french or english})
