"""A small record for the tests of the page: what stands where is written out here.

In 2024: 24 incidents, of which two are one in two data sets, one is known to its region only, three
lie on one spot in Djibo. In 2023: 12, one a month. In 2012: one.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from incidents.folding import fold
from incidents.models import Actor, Dataset, Incident
from tests import factories as make

YEAR = 23
"""Incidents that the newest year counts: 24 rows, two of them the same."""
HOSTILE = "<img src=x onerror=alert(1)> & Kidal"
ONE_FIGURE = {"deaths_state": "single", "deaths_low": 4, "deaths_high": 4}
REFERENCE = "Attack on a gendarmerie school, Bamako"


def make_record() -> Incident:
    """Everything; returns the incident with rival figures and three places."""
    own, ucdp = (make.make_dataset(key=key, rank=rank) for key, rank in (("own", 0), ("ucdp", 3)))
    for key, sub in (("civilians", "attack_on_civilians"), ("explosions", "remote_explosive")):
        make.make_kind(sub, key)
    jnim = make.make_actor(key="jnim", name_en="JNIM", name_fr="GSIM (JNIM)")
    make.make_actor_name(actor=jnim, name="JNIM")
    army = make.make_actor(
        key="ml_army", name_en="Malian Armed Forces", name_fr="Forces armées maliennes (FAMa)"
    )
    _year_before(own, jnim)
    _months(own, jnim)
    _djibo(own, army)
    _same_in_two(own, ucdp)
    _region_only(own)
    incident(own, HOSTILE, date(2012, 3, 30), (18.44, 1.41, "ML"), retained=5)
    return _reference(own, jnim, army)


def incident(
    dataset: Dataset,
    title: str,
    day: date,
    place: tuple[float, float, str],
    **fields: Any,
) -> Incident:
    retained = fields.pop("retained", None)
    figures = {
        "deaths_state": "unknown" if retained is None else "retained",
        "deaths_low": retained,
        "deaths_retained": retained,
        "deaths_high": retained,
        "deaths_rule": "none" if retained is None else "dataset_best",
    }
    made = make.make_incident(
        dataset=dataset,
        title_en=title,
        title_fr=f"{title} (fr)",
        search=fold(title),
        start=day,
        **(figures | fields),
    )
    latitude, longitude, country = place
    name = title.rsplit(" ", 1)[-1]
    make.make_site(
        incident=made,
        latitude=latitude,
        longitude=longitude,
        country=country,
        name_en=name,
        name_fr=name,
    )
    return made


def _year_before(own: Dataset, jnim: Actor) -> None:
    for month in range(1, 13):
        made = incident(
            own, f"Ambush {month} near Gao", date(2023, month, 5), (16.27, -0.04, "ML"), retained=2
        )
        make.make_participation(
            incident=made, actor=jnim, role="perpetrator", attribution="attributed"
        )


def _months(own: Dataset, jnim: Actor) -> None:
    """One in each month of 2024 at Niamey; the even ones attributed to an actor."""
    for month in range(1, 13):
        made = incident(
            own,
            f"Killing of villagers {month} at Tillabéri",
            date(2024, month, 10),
            (14.2, 1.45, "NE"),
            kind="civilians",
            sub_kind="attack_on_civilians",
            retained=month,
            certainty="verified" if month <= 3 else "single_origin",
        )
        if month % 2 == 0:
            make.make_participation(
                incident=made, actor=jnim, role="perpetrator", attribution="attributed"
            )


def _djibo(own: Dataset, army: Actor) -> None:
    for number in (1, 2, 3):
        made = incident(
            own,
            f"Mine {number} near Djibo",
            date(2024, 4, number),
            (14.1, -1.63, "BF"),
            kind="explosions",
            sub_kind="remote_explosive",
            **(ONE_FIGURE if number == 1 else {}),
        )
        make.make_participation(incident=made, actor=army, role="target", attribution="stated")
    militia = make.make_actor(key="militia", name_en="Local militia", name_fr="Milice locale")
    for number in range(4, 9):
        made = incident(
            own,
            f"Clash {number} at Arbinda",
            date(2024, 5, number),
            (14.23, -0.86, "BF"),
            retained=10,
            contested=["toll"],
        )
        make.make_participation(incident=made, actor=militia, role="party", attribution="stated")


def _same_in_two(own: Dataset, ucdp: Dataset) -> None:
    first = incident(own, "Raid on Ayorou", date(2024, 6, 1), (14.73, 0.92, "NE"), retained=4)
    second = incident(ucdp, "Battle at Ayorou", date(2024, 6, 1), (14.73, 0.92, "NE"), retained=9)
    Incident.objects.filter(pk__in=(first.pk, second.pk)).update(same_group=first.pk)


def _region_only(own: Dataset) -> None:
    unit = make.make_unit(key="ML-gao", name_en="Gao", name_fr="Gao", country="ML")
    made = make.make_incident(
        dataset=own,
        title_en="Abduction in Gao region",
        title_fr="Enlèvement, région de Gao",
        start=date(2024, 7, 1),
        kind="civilians",
        sub_kind="abduction",
    )
    make.make_site(
        incident=made,
        name_en="",
        name_fr="",
        country="ML",
        admin1=unit,
        latitude=None,
        longitude=None,
        precision="admin1",
    )


def _reference(own: Dataset, jnim: Actor, army: Actor) -> Incident:
    made = make.make_incident(
        dataset=own,
        title_en=REFERENCE,
        title_fr="Attaque contre une école de gendarmerie, Bamako",
        search=fold(REFERENCE),
        start=date(2024, 9, 17),
        certainty="corroborated",
        contested=["toll", "control"],
        deaths_state="rival",
        deaths_low=70,
        deaths_high=100,
    )
    for latitude, longitude, name in (
        (12.594, -7.947, "Military school"),
        (12.529, -7.929, "Military airport"),
        (12.535, -7.950, "Police station"),
    ):
        make.make_site(
            incident=made,
            latitude=latitude,
            longitude=longitude,
            country="ML",
            name_en=name,
            name_fr=name,
        )
    make.make_participation(incident=made, actor=jnim, role="perpetrator", attribution="claimed")
    make.make_participation(incident=made, actor=army, role="target", attribution="stated")
    make.make_claim(incident=made, speaker_actor=jnim, state="stated", low=None, words="hundreds")
    make.make_claim(incident=made, speaker_actor=army, state="withheld", text_en="gives no figure")
    return made
