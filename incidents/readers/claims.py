"""Reading claims: only through incidents that the user may see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from incidents.filters import open_sources, shown_datasets
from incidents.filters.kinds import NONE
from incidents.filters.known import refuse_unknown
from incidents.filters.lists import ClaimFilters
from incidents.models import Actor, Claim, ClaimLink, Incident, Site, Source
from incidents.readers.json_rows import Json, JsonList, JsonOne
from incidents.readers.paging import Page, by_day, counted_by, filled, page_of, walk
from incidents.readers.rows import Rows
from incidents.values import ClaimLinkKind

COLUMNS = (
    "id",
    "public_id",
    "order",
    "speaker_actor_id",
    "speaker_source_id",
    "speaker_voice_en",
    "speaker_voice_fr",
    "carrier_id",
    "about",
    "measure",
    "group",
    "group_fr",
    "side",
    "scope",
    "low",
    "best",
    "high",
    "words",
    "state",
    "stance",
    "standing",
    "said_on",
    "said_at",
    "said_part_of_day",
    "said_precision",
    "credibility",
    "text_en",
    "text_fr",
    "wording",
    "wording_language",
    "translation",
    "translation_by",
    "flags",
)
NAMES = Json(key="key", en="name_en", fr="name_fr")
SOURCE = Json(
    key="key",
    kind="kind",
    protected="protected",
    reliability="reliability",
    en="name_en",
    fr="name_fr",
)
LINKS = {
    "contradicts": ("claim", "other", ClaimLinkKind.CONTRADICTS),
    "contradicted_by": ("other", "claim", ClaimLinkKind.CONTRADICTS),
    "supersedes": ("claim", "other", ClaimLinkKind.SUPERSEDES),
    "superseded_by": ("other", "claim", ClaimLinkKind.SUPERSEDES),
}


def shown_claims(user: Any) -> QuerySet[Claim]:
    """Claims about incidents that `user` may see."""
    return Claim.objects.filter(incident__in=Incident.objects.visible_to(user))


def find_claims(filters: ClaimFilters, user: Any) -> QuerySet[Claim]:
    """Claims that match and that `user` may see; one statement first for each key filter."""
    keyed = (_speakers(filters, user), _carriers(filters, user), _of_datasets(filters, user))
    found = shown_claims(user).filter(*keyed, _words(filters))
    if filters.incident:
        found = found.filter(incident__public_id=filters.incident)
    if filters.report:
        found = found.filter(report__public_id=filters.report, report__source__protected=False)
    if filters.said_after:
        found = found.filter(said_on__gte=filters.said_after)
    if filters.said_before:
        found = found.filter(said_on__lt=filters.said_before)
    return found


def claim_page(found: QuerySet[Claim], filters: ClaimFilters) -> Page:
    """Two statements: which claims, then what is said in them."""
    key = by_day("said_on", descending=filters.order == "-said", nullable=True)
    page = page_of(
        found.values("id", "said_on"),
        key,
        cursor=filters.cursor,
        digest=filters.digest(),
        size=filters.page_size,
    )
    return filled(page, lambda ids: claim_rows(Claim.objects.filter(pk__in=ids)))


def stream(found: QuerySet[Claim], filters: ClaimFilters) -> Iterator[dict[str, Any]]:
    """All rows in order, whatever page the filters ask for."""
    return walk(lambda part: claim_page(found, part), filters)


def exportable(found: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those about incidents that may leave in files, by the licence of their data set."""
    return found.filter(incident__dataset__may_export=True)


def withheld(found: QuerySet[Claim]) -> tuple[int, list[str]]:
    """How many stay behind, and of which data sets: one statement."""
    return counted_by(found.filter(incident__dataset__may_export=False), "incident__dataset__key")


def _words(filters: ClaimFilters) -> Q:
    found = Q()
    for name in ("about", "side", "scope", "state", "stance", "standing"):
        if asked := getattr(filters, name):
            found &= Q(**{f"{name}__in": asked})
    if filters.measure:
        found &= Q(measure__in=["" if word == NONE else word for word in filters.measure])
    return found


def _speakers(filters: ClaimFilters, user: Any) -> Q:
    keys = [key for key in filters.speaker if key != NONE]
    if not filters.speaker:
        return Q()
    actors = dict(Actor.objects.filter(key__in=keys).values_list("key", "id"))
    sources = dict(open_sources(user).filter(key__in=keys).values_list("key", "id"))
    refuse_unknown("speaker", keys, {**actors, **sources}, "actors/")
    found = Q(speaker_actor__in=actors.values()) | Q(speaker_source__in=sources.values())
    if NONE in filters.speaker:
        found |= Q(speaker_actor=None, speaker_source=None)
    return found


def _carriers(filters: ClaimFilters, user: Any) -> Q:
    if not filters.carrier:
        return Q()
    sources = dict(open_sources(user).filter(key__in=filters.carrier).values_list("key", "id"))
    refuse_unknown("carrier", filters.carrier, sources, "sources/")
    return Q(carrier__in=sources.values()) | Q(carrier=None, report__source__in=sources.values())


def _of_datasets(filters: ClaimFilters, user: Any) -> Q:
    if not filters.dataset:
        return Q()
    rows = shown_datasets(user).filter(key__in=filters.dataset)
    known = dict(rows.values_list("key", "id"))
    refuse_unknown("dataset", filters.dataset, known, "datasets/")
    return Q(incident__dataset__in=known.values())


def claim_rows(found: QuerySet[Claim]) -> Rows:
    """The rows that `serializers.claim` takes; one statement whatever their number."""
    joined = {
        "of_incident": F("incident__public_id"),
        "of_report": F("report__public_id"),
        "of_report_origin": Coalesce("report__origin_id", "report_id"),
        "carried_by": Coalesce("carrier_id", "report__source_id"),
        "of_site": _one(Site, "site", F("order")),
        "of_actor": _one(Actor, "speaker_actor", NAMES),
        "of_source": _one(Source, "speaker_source", SOURCE),
        "of_report_source": _one(Source, "report__source", SOURCE),
        "of_carrier": _one(Source, "carrier", SOURCE),
        "of_part": _in_same_incident("part_of"),
        "of_statement": _in_same_incident("same_statement_as"),
        **{name: _linked(*ends) for name, ends in LINKS.items()},
    }
    rows: Rows = found.annotate(**joined).values(*COLUMNS, *joined)
    return rows


def _one(model: type[Model], path: str, member: Combinable) -> JsonOne:
    """Of the one row at the end of a foreign key. No join: the planner has enough of them."""
    return JsonOne(model._default_manager.filter(pk=OuterRef(path)), member)


def _in_same_incident(path: str) -> JsonOne:
    """Public id of another claim, where it is about the same incident."""
    other = Claim.objects.filter(pk=OuterRef(path), incident=OuterRef("incident"))
    return JsonOne(other, F("public_id"))


def _linked(here: str, there: str, kind: ClaimLinkKind) -> JsonList:
    """Public ids of the claims about the same incident at the other end."""
    rows = ClaimLink.objects.filter(
        **{here: OuterRef("pk"), "kind": kind, f"{there}__incident": OuterRef("incident")}
    )
    return JsonList(rows.order_by(f"{there}__order", f"{there}_id"), F(f"{there}__public_id"))
