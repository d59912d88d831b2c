"""New incidents written out, for the actions that store them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from incidents.values import (
    About,
    Attribution,
    DatePrecision,
    FigureState,
    Measure,
    NewClaim,
    NewIncident,
    NewParticipation,
    NewReport,
    NewSite,
    ParticipationRole,
    Precision,
    Side,
)

SITE = NewSite(
    name="Boulikessi", country="ML", precision=Precision.EXACT, latitude=15.03, longitude=-1.45
)
ROW = NewReport(source="ucdp", kind="dataset_row", title="Row", dataset_key="7", release="21.1")


def new_claim(number: int = 4, **said: Any) -> NewClaim:
    """UCDP's own figure for the whole incident."""
    plain: dict[str, Any] = {
        "about": About.CASUALTIES,
        "key": "7:deaths",
        "speaker_source": "ucdp",
        "measure": Measure.KILLED,
        "side": Side.ALL,
        "low": number - 1,
        "best": number,
        "high": number + 2,
        "state": FigureState.STATED,
    }
    return NewClaim(**(plain | said))


def new_incident(key: str = "7", **said: Any) -> NewIncident:
    plain: dict[str, Any] = {
        "dataset": "ucdp_ged",
        "key": key,
        "kind": "battles",
        "sub_kind": "armed_clash",
        "start": date(2017, 3, 29),
        "end": date(2017, 3, 29),
        "date_precision": DatePrecision.DAY,
        "sites": (SITE,),
        "participations": (
            NewParticipation(
                role=ParticipationRole.PERPETRATOR,
                attribution=Attribution.ATTRIBUTED,
                actor="jnim",
                literal="JNIM",
                attributed_by="UCDP GED",
            ),
        ),
        "claims": (new_claim(key=f"{key}:deaths"),),
        "report": replace(ROW, dataset_key=key),
    }
    return NewIncident(**(plain | said))
