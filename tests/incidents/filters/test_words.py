"""The text search finds what a person means, in whatever spelling, and nothing private."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from incidents.filters import INCIDENTS
from incidents.folding import fold
from incidents.readers.incidents import find
from tests import factories

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def found(text: str) -> list[str]:
    filters = INCIDENTS.parse({"q": [text]})
    return sorted(find(filters, NOBODY).values_list("title_en", flat=True))


def make(title: str, text: str = "") -> object:
    return factories.make_incident(title_en=title, search=fold(text or title))


@pytest.fixture
def record() -> None:
    tombouctou = factories.make_place(name="Tombouctou")
    for name in ("Tombouctou", "Timbuktu", "تمبكتو"):
        factories.make_place_name(place=tombouctou, name=name, folded=fold(name))
    jnim = factories.make_actor(key="jnim")
    for name in ("JNIM", "GSIM", "Jama'at Nusrat al-Islam wal-Muslimin"):
        factories.make_actor_name(actor=jnim, name=name, folded=fold(name))
    gao = factories.make_unit(key="ML-gao", folded=fold("Région de Gao"))

    shelling = factories.make_incident(title_en="Shelling of the port", search=fold("Shelling"))
    factories.make_site(incident=shelling, place=tombouctou, admin1=None)
    claimed = factories.make_incident(title_en="Attack in Ménaka", search=fold("Attack in Ménaka"))
    factories.make_participation(incident=claimed, actor=jnim)
    factories.make_site(incident=claimed, admin1=gao)
    factories.make_incident(title_en="Ber", search=fold("Attack at Ber"))
    factories.make_incident(title_en="Berger", search=fold("Attaque de bergers à Kati"))


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("menaka", ["Attack in Ménaka"]),
        ("MÉNAKA", ["Attack in Ménaka"]),
        ("Tombouctou", ["Shelling of the port"]),
        ("timbuktu", ["Shelling of the port"]),
        ("تمبكتو", ["Shelling of the port"]),
        ("GSIM", ["Attack in Ménaka"]),
        ("jnim", ["Attack in Ménaka"]),
        ("Jamaat nusrat", ["Attack in Ménaka"]),
        ("gao", ["Attack in Ménaka"]),
        ("gsim gao attack", ["Attack in Ménaka"]),
        ("gsim timbuktu", []),
        ("ber", ["Ber"]),
        ("attaque berg", ["Berger"]),
        ("aka", []),
        ("mbouctou", ["Shelling of the port"]),
        ("100%", []),
        ("(shell.*)", ["Shelling of the port"]),
    ],
)
def test_every_word_must_occur_somewhere(text: str, titles: list[str]) -> None:
    assert found(text) == titles


@pytest.mark.usefixtures("record")
def test_nothing_private_is_searched() -> None:
    incident = factories.make_incident(title_en="Plain", search="plain")
    incident.notes.create(text="canarynote")
    claim = factories.make_claim(incident=incident, text_en="canarytext")
    claim.report.__class__.objects.filter(pk=claim.report_id).update(title="canarytitle")
    for word in ("canarynote", "canarytext", "canarytitle"):
        assert found(word) == []
