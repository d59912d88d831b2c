"""Writing: drafts, corrections, and the way to publication.

Every write is signed, names the version that was read (If-Match), and answers the incident as it
stands then.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django.http import Http404, HttpResponse
from rest_framework.request import Request

from incidents.actions import workflow
from incidents.actions.drafting import change, draft
from incidents.actions.linking import link_incidents, unlink_incidents
from incidents.actions.refusals import refused
from incidents.actions.signing import Signature
from incidents.api import answers
from incidents.api.base import ApiView
from incidents.api.negotiation import Json
from incidents.api.openapi import WRITING, Operation
from incidents.api.typed import read, read_some
from incidents.api.versions import expected_version, version_tag
from incidents.api.writing_bodies import Correction, DeathsChoice, NewLink, Note, Nothing
from incidents.filters.known import refuse_unknown
from incidents.models import Incident, Source, User
from incidents.readers import incidents as reader
from incidents.serializers import incident_detail, sees_grades
from incidents.serializers.names import Answer
from incidents.values import NewIncident, Role, canonical_id

OWN = "own"
"""The data set of what people write here."""
EMPTY_WORDS = ("part_of_day", "end_part_of_day", "zone", "sensitive", "remarks_en", "remarks_fr")
"""Columns of words that hold "" where they are empty."""


@dataclass(frozen=True, slots=True)
class Held:
    """An incident that a writer may see, at the version that was read, and who writes."""

    incident: Incident
    version: int
    by: Signature

    def signed(self) -> dict[str, Any]:
        """What every action on an incident is given."""
        return {"incident": self.incident, "by": self.by, "expected_version": self.version}


def hold(request: Request, public_id: str) -> Held:
    """The incident to write to. Raises Http404, VersionMissing or VersionStale."""
    incident = reader.incident_for(public_id, request.user)
    if incident is None:
        raise Http404
    version = expected_version(request, detail_of(request, public_id))
    return Held(incident, version, sign(request))


def sign(request: Request) -> Signature:
    """In whose name it is written; permissions have let nobody through who is not signed in."""
    return Signature(user=cast(User, request.user))


def detail_of(request: Request, public_id: str) -> Answer:
    found = reader.dossier(public_id, request.user)
    if found is None:
        raise Http404
    return incident_detail(found, grades=sees_grades(request.user))


def written(request: Request, public_id: str, *, status: int = 200) -> HttpResponse:
    """The incident as it stands after a write, under its new name."""
    detail = detail_of(request, public_id)
    return answers.answer(
        request,
        answers.json_bytes(detail),
        etag=version_tag(detail),
        content_type=Json.media_type,
        status=status,
    )


def create(request: Request) -> HttpResponse:
    """A draft of the body, for analysts and above. Sources must be known to the writer."""
    by = sign(request)
    by.require(Role.ANALYST)
    row = read(NewIncident, request.data, dataset=OWN, key=str(uuid.uuid4()))
    named = {row.report.source}
    for claim in row.claims:
        named |= {claim.speaker_source, claim.carrier}
        named |= {claim.report.source} if claim.report else set()
    sources = Source.objects.visible_to(request.user).filter(key__in=named)
    known = set(sources.values_list("key", flat=True))
    refuse_unknown("source", sorted(named - {""}), known, "sources/")
    made = draft(row=row, by=by)
    response = written(request, made.public_id, status=201)
    response["Location"] = f"/api/v1/incidents/{made.public_id}/"
    return response


def correct(request: Request, public_id: str) -> HttpResponse:
    """Change what the body names, and nothing else."""
    target = hold(request, public_id)
    changes = read_some(Correction, cast(dict[str, Any], request.data))
    tags = changes.pop("tags", None)
    for name in EMPTY_WORDS:
        if name in changes:
            changes[name] = changes[name] or ""
    if "contested" in changes:
        changes["contested"] = list(changes["contested"])
    change(changes=changes, tags=tags, **target.signed())
    return written(request, public_id)


class Step(ApiView):
    """One step on the way of an incident."""

    body: ClassVar[type] = Nothing

    def post(self, request: Request, public_id: str) -> HttpResponse:
        target = hold(request, public_id)
        self.take(target, read(self.body, request.data))
        return written(request, public_id)

    def take(self, target: Held, body: Any) -> None:
        raise NotImplementedError


def _describes(body: str) -> dict[str, Operation]:
    return {"post": Operation("IncidentDetail", body=body, fails=WRITING, versioned=True)}


class Review(Step):
    """Send a draft to review: for analysts."""

    describes = _describes("Nothing")

    def take(self, target: Held, body: Nothing) -> None:
        workflow.send_for_review(**target.signed())


class SendBack(Step):
    """Send it back to its author with a note, which stays with the desk: for editors."""

    body = Note
    describes = _describes("Note")

    def take(self, target: Held, body: Note) -> None:
        workflow.send_back(note=body.note, **target.signed())


class Publish(Step):
    """Publish what is in review: for editors."""

    describes = _describes("Nothing")

    def take(self, target: Held, body: Nothing) -> None:
        workflow.publish(**target.signed())


class Retract(Step):
    """Withdraw what is published, with the reason: for editors."""

    body = Note
    describes = _describes("Note")

    def take(self, target: Held, body: Note) -> None:
        workflow.retract(note=body.note, **target.signed())


class Deaths(Step):
    """Retain a figure of deaths by hand, with the reason. DELETE gives the choice up again."""

    body = DeathsChoice
    describes = {
        **_describes("DeathsChoice"),
        "delete": Operation("IncidentDetail", fails=WRITING, versioned=True),
    }

    def take(self, target: Held, body: DeathsChoice) -> None:
        claim = reader.claim_of(target.incident, canonical_id(body.claim)) if body.claim else None
        if body.claim and claim is None:
            raise refused(
                "claim", f"There is no {body.claim[:20]} here.", "Name one of its own claims."
            )
        self.choose(target, workflow.Choice(body.number, body.because, claim))

    def delete(self, request: Request, public_id: str) -> HttpResponse:
        self.choose(hold(request, public_id), None)
        return written(request, public_id)

    def choose(self, target: Held, choice: workflow.Choice | None) -> None:
        workflow.choose_deaths(choice=choice, **target.signed())


class Links(Step):
    """Say that another incident is the same (both count once), or only related."""

    body = NewLink
    describes = _describes("NewLink")

    def post(self, request: Request, public_id: str) -> HttpResponse:
        target = hold(request, public_id)
        body = read(NewLink, request.data)
        other = reader.incident_for(canonical_id(body.other), request.user)
        if other is None:
            raise refused("other", "There is no such incident.", "Name one that you may see.")
        link_incidents(
            first=target.incident, second=other, same=body.same, reason=body.reason, by=target.by
        )
        return written(request, public_id)


class Link(ApiView):
    """Take a link back."""

    describes = {"delete": Operation("IncidentDetail", fails=WRITING, versioned=True)}

    def delete(self, request: Request, public_id: str, other_id: str) -> HttpResponse:
        target = hold(request, public_id)
        other = reader.incident_for(other_id, request.user)
        if other is None:
            raise Http404
        unlink_incidents(first=target.incident, second=other, by=target.by)
        return written(request, public_id)
