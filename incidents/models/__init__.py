from __future__ import annotations

from incidents.models.actors import Actor, ActorName, ActorRelation
from incidents.models.claims import Claim, ClaimLink
from incidents.models.history import Change, ImportedRow, ImportRun, PrivateChange
from incidents.models.incidents import (
    Episode,
    ExactSite,
    Incident,
    IncidentLink,
    IncidentNote,
    Participation,
    Site,
)
from incidents.models.places import AdminUnit, Layer, Place, PlaceName
from incidents.models.snapshot import Outbox, SnapshotEntry, SnapshotFile, SnapshotState
from incidents.models.sources import Dataset, Report, ReportText, Source, SourceIdentity
from incidents.models.users import FirstAdministratorLink, User
from incidents.models.vocabulary import Kind, Term

__all__ = [
    "Actor",
    "ActorName",
    "ActorRelation",
    "AdminUnit",
    "Change",
    "Claim",
    "ClaimLink",
    "Dataset",
    "Episode",
    "ExactSite",
    "FirstAdministratorLink",
    "ImportRun",
    "ImportedRow",
    "Incident",
    "IncidentLink",
    "IncidentNote",
    "Kind",
    "Layer",
    "Outbox",
    "Participation",
    "Place",
    "PlaceName",
    "PrivateChange",
    "Report",
    "ReportText",
    "Site",
    "SnapshotEntry",
    "SnapshotFile",
    "SnapshotState",
    "Source",
    "SourceIdentity",
    "Term",
    "User",
]
