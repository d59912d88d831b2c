from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboard.dossier.parts import Reader, Row, Speaker
from dashboard.writing import named
from dashboard.writing.attributions import filled


def speaker_of(claim: Row, reader: Reader) -> Speaker:
    """Who says it. A protected source is its kind alone, and has no page."""
    given = claim["speaker"]
    if given.get("protected"):
        return Speaker(key=("protected", claim["id"]), name=_capital(source_name(given, reader)))
    name, kind, key = named(given["name"]), given["type"], given["key"]
    if kind == "voice":
        return Speaker(key=("voice", given["name"]["en"].casefold()), name=_capital(name))
    return Speaker(key=(kind, key), name=name, address=reader.link(f"/{kind}s/{key}/"))


def person(claim: Row) -> str:
    """Who spoke for the body that is the speaker: "Oumar Diarra, army chief of staff"."""
    return "" if claim["speaker"]["type"] == "voice" else named(claim["speaker"].get("voice"))


def source_name(source: Row, reader: Reader) -> str:
    """An open source by its name; a protected one by its kind, with a word that says so."""
    if not source.get("protected"):
        return named(source["name"])
    return _("protected source (%(kind)s)") % {"kind": reader.name("source_kind", source["kind"])}


def source_address(source: Row, reader: Reader) -> str:
    return "" if source.get("protected") else reader.link(f"/sources/{source['key']}/")


def carried(claim: Row, reader: Reader) -> str:
    """Who quotes the speaker; empty where the speaker publishes itself."""
    if claim["carrier"] is None:
        return ""
    pattern = pgettext("who quotes a speaker", "cited by %(source)s")
    return filled(pattern, source=source_name(claim["carrier"], reader))


def _capital(name: str) -> str:
    """A voice stands at the head of its line; "ONU" and "l'ONU" both keep what follows."""
    return name[:1].upper() + name[1:]
