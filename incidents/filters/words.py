"""The text search: every word must occur in what the public may read of an incident."""

from __future__ import annotations

import re

from django.db.models import Func, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower

from incidents.folding import search_terms
from incidents.models import ActorName, AdminUnit, Participation, PlaceName, Site

SHORT = 3
"""Words up to this length match whole words only: Ber is not Berger, Say is not Sayed."""


def word_conditions(text: str) -> Q:
    """Incidents in which every word of `text` occurs, whatever its accents and spelling.

    A word may stand in the title or a public place, in any name of an actor involved (GSIM finds
    the incidents of JNIM), in any name of a place (Timbuktu, تمبكتو), or in a unit's name.
    """
    found = Q()
    for word in search_terms(text):
        found &= _occurs(word)
    return found


def every_word(text: str, field: str, *, whole: bool = True) -> Q:
    """Rows whose folded `field` has every word of `text`; `whole=False` for a word in typing."""
    found = Q()
    for word in search_terms(text):
        found &= Q(**{f"{field}__regex": pattern(word, whole=whole)})
    return found


def pattern(word: str, *, whole: bool = True) -> str:
    """A folded word anywhere in the text (Zaouaten in Tinzaouaten); a short one as a whole word."""
    if len(word) > SHORT:
        return re.escape(word)
    return f"(^| ){re.escape(word)}{'( |$)' if whole else ''}"


def _occurs(word: str) -> Q:
    wanted = {"folded__regex": pattern(word)}
    names = ActorName.objects.filter(**wanted).values("actor")
    places = PlaceName.objects.filter(**wanted).values("place")
    units = AdminUnit.objects.filter(**wanted).values("id")
    involved = Participation.objects.filter(actor__in=names)
    at = Site.objects.filter(Q(place__in=places) | Q(admin1__in=units) | Q(admin2__in=units))
    return (
        Q(search__regex=pattern(word))
        | Q(pk__in=involved.order_by().values("incident_id"))
        | Q(pk__in=at.order_by().values("incident_id"))
    )


ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿœæ"
PLAIN = "aaaaaaceeeeiiiinooooouuuuyyoa"


def plainly(column: str | Combinable) -> Func:
    """A column in small letters without accents, for texts that are not stored folded."""
    return Func(
        Lower(column), Value(ACCENTED), Value(PLAIN), function="translate", output_field=TextField()
    )


def plain_word(word: str) -> str:
    """A word of the query, written as `plainly` writes the column."""
    return word.lower().translate(str.maketrans(ACCENTED, PLAIN))
