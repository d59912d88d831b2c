from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from dashboard.writing.figures import figure
from incidents.values import Measure


def said(**fields: Any) -> dict[str, Any]:
    claim: dict[str, Any] = {
        "measure": "killed",
        "state": "stated",
        "low": None,
        "best": None,
        "high": None,
        "words": "",
        "group": {"en": "", "fr": ""},
    }
    return claim | fields


SOLDIERS = {"en": "soldiers", "fr": "militaires"}


@pytest.mark.parametrize(
    ("claim", "english", "french"),
    [
        (said(low=77, high=77), "77 killed", "77 tués"),
        (said(low=1, high=1), "1 killed", "1 tué"),
        (said(low=0, high=0), "0 killed", "0 tué"),
        (
            said(low=77, high=100, group=SOLDIERS),
            "77 to 100 killed (soldiers)",
            "77 à 100 tués (militaires)",
        ),
        (said(low=100), "at least 100 killed", "au moins 100 tués"),
        (said(high=15), "up to 15 killed", "jusqu'à 15 tués"),
        (said(low=3, best=5, high=8), "5 (3 to 8) killed", "5 (3 à 8) tués"),
        (said(low=5, best=5, high=5), "5 killed", "5 tués"),
        (said(best=5), "5 killed", "5 tués"),
        (said(words="hundreds"), "“hundreds” killed", "tués\u202f: «\u202fdes centaines\u202f»"),
        (
            said(words="a good many"),
            "“a good many” killed",
            "tués\u202f: «\u202fa good many\u202f»",
        ),
        (said(), "killed: no number given", "tués\u202f: aucun nombre donné"),
        (said(state="none"), "nobody killed", "aucun mort"),
        (said(state="none", measure="wounded"), "nobody wounded", "aucun blessé"),
        (said(state="none", measure="missing"), "none", "aucun"),
        (said(state="unknown"), "toll not known", "bilan inconnu"),
        (said(state="withheld"), "gives no figure", "ne communique pas de bilan"),
        (
            said(measure="killed_or_wounded", low=9, high=9),
            "9 killed or wounded",
            "9 tués ou blessés",
        ),
        (
            said(measure="detained", low=20, high=20, words="about 20"),
            "about 20 detained",
            "environ 20 interpellés",
        ),
        (
            said(measure="neutralised", low=20, high=20),
            "20 “neutralised”",
            "20 «\u202fneutralisés\u202f»",
        ),
    ],
)
def test_a_figure_is_written_as_it_was_stated(
    claim: dict[str, Any], english: str, french: str
) -> None:
    with override("en"):
        assert figure(claim) == english
    with override("fr"):
        assert figure(claim) == french


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_measure_says_what_it_counts(measure: str, language: str) -> None:
    with override(language):
        one, many = (figure(said(measure=measure, low=n, high=n)) for n in (1, 3))
    assert one.startswith("1 ")
    assert many.startswith("3 ")
    assert len(many) > 4
