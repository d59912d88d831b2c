"""What an import stands on, as small as it can be: a data set, its source, kinds, two actors."""

from __future__ import annotations

from incidents.models import Actor, Kind
from tests import factories

KINDS = {
    "armed_clash": "battles",
    "attack_on_civilians": "civilians",
    "sexual_violence": "civilians",
    "abduction": "civilians",
}


def lay_ground() -> None:
    """Rows that the imports of UCDP and ACLED need; the names of actors are the data sets' own."""
    for dataset, source in (("ucdp_ged", "ucdp"), ("acled", "acled")):
        factories.make_dataset(key=dataset, may_show=dataset == "ucdp_ged", may_export=False)
        factories.make_source(key=source, name_en=source.upper(), name_fr=source.upper())
    for sub_kind, kind in KINDS.items():
        factories.make_kind(sub_kind, kind)
    Kind.objects.filter(key="armed_clash").update(name_fr="Affrontement armé")
    for key, name in (("jnim", "JNIM"), ("ml_government", "Government of Mali")):
        actor = Actor.objects.create(key=key, type="rebel", name_en=name, name_fr=name)
        factories.make_actor_name(actor=actor, name=name, kind="ucdp", language="mul")
