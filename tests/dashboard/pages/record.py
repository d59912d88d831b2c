"""One incident with rival figures, a contradiction, a silence and a protected source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from incidents import models
from incidents.folding import fold
from tests import factories as make

EVIL = "<script>alert('x')</script><img src=x onerror=alert(1)>"
HIDDEN = "Our man in Djibo"


@dataclass
class Told:
    incident: models.Incident
    jnim: models.Actor
    army: models.Actor
    bbc: models.Source
    partner: models.Source
    holds: models.Claim
    calm: models.Claim


def make_told() -> Told:
    """Everything is published; the partner is protected and its name stands in its identity."""
    incident = make.make_incident(
        title_en="Attack on the camp, Djibo",
        title_fr="Attaque contre le camp, Djibo",
        contested=["toll", "control"],
        deaths_state="rival",
        deaths_low=20,
        deaths_high=77,
        certainty="corroborated",
        signed="demo import",
        search=fold("Attack on the camp, Djibo"),
    )
    make.make_site(incident=incident, name_en="Djibo camp", name_fr="Camp de Djibo")
    jnim = make.make_actor(key="jnim", name_en="JNIM", name_fr="GSIM (JNIM)")
    army = make.make_actor(key="bf_army", type="state", name_en="Army", name_fr="Armée")
    make.make_participation(incident=incident, actor=jnim)
    make.make_participation(incident=incident, actor=army, role="target", attribution="stated")
    bbc = make.make_source(key="bbc", name_en="BBC", name_fr="BBC")
    partner = make.make_source(
        key="partner-7", protected=True, name_en="", name_fr="", kind="local_partner"
    )
    models.SourceIdentity.objects.create(source=partner, name=HIDDEN, contact="+226 70 00 00 00")
    article = make.make_report(source=bbc, address="https://news.example/djibo")
    private = make.make_report(
        source=partner, title="Message from the partner", address="https://chat.example/7"
    )
    incident.reports.add(article, private)
    holds, calm = _opposed(incident, article, jnim=jnim, army=army)
    _figures(incident, article, private, army=army)
    return Told(incident, jnim, army, bbc, partner, holds, calm)


def _opposed(
    incident: models.Incident, article: models.Report, *, jnim: models.Actor, army: models.Actor
) -> tuple[models.Claim, models.Claim]:
    """One says that it holds the camp, the other that all is under control."""
    holds = make.make_claim(
        incident=incident,
        report=article,
        speaker_actor=jnim,
        about="control",
        measure="",
        state="not_a_figure",
        text_en="says it holds the camp",
        text_fr="affirme contrôler le camp",
    )
    calm = make.make_claim(
        incident=incident,
        report=article,
        speaker_actor=army,
        about="control",
        measure="",
        state="not_a_figure",
        text_en="says the situation is under control",
        text_fr="affirme que la situation est sous contrôle",
        said_at=datetime(2024, 9, 17, 8, 0, tzinfo=UTC),
        said_precision="hour",
    )
    models.ClaimLink.objects.create(claim=calm, kind="contradicts", other=holds)
    return holds, calm


def _figures(
    incident: models.Incident,
    article: models.Report,
    private: models.Report,
    *,
    army: models.Actor,
) -> None:
    """Two rival figures, one on the word of the partner, and a silence."""
    figures = {"text_en": "", "text_fr": ""}
    make.make_claim(
        incident=incident, report=article, speaker_actor=army, low=20, high=20, **figures
    )
    make.make_claim(
        incident=incident, report=private, speaker_source=private.source, low=77, high=77, **figures
    )
    make.make_claim(
        incident=incident,
        report=article,
        speaker_voice_en="government",
        speaker_voice_fr="le gouvernement",
        state="withheld",
        **figures,
    )


def make_draft(told: Told) -> models.Incident:
    """A draft of the day after, in which the same actor and source stand."""
    draft = make.make_incident(
        title_en="Secret draft",
        title_fr="Brouillon secret",
        status="draft",
        start=date(2024, 9, 18),
    )
    make.make_site(incident=draft)
    make.make_participation(incident=draft, actor=told.jnim)
    report = make.make_report(source=told.bbc, title="Article about the draft")
    draft.reports.add(report)
    make.make_claim(incident=draft, report=report, text_en="says the secret thing")
    return draft
