"""A claim: who says what, carried by whom, and where it stands."""

from __future__ import annotations

from incidents.serializers.names import Answer, Row, both, moment, named, translated
from incidents.serializers.sources import source

PLAIN = (
    "order",
    "about",
    "measure",
    "side",
    "scope",
    "low",
    "best",
    "high",
    "words",
    "state",
    "stance",
    "standing",
    "said_part_of_day",
    "said_precision",
    "credibility",
    "wording",
    "wording_language",
    "translation",
    "translation_by",
    "flags",
    "contradicts",
    "contradicted_by",
    "supersedes",
    "superseded_by",
)


def claim(row: Row, *, grades: bool) -> Answer:
    """One attributed statement; a document of a protected source stays unnamed."""
    hidden = row["of_report_source"]["protected"]
    return {
        "id": row["public_id"],
        "incident": row["of_incident"],
        "report": None if hidden else row["of_report"],
        "site": row["of_site"],
        "speaker": speaker(row, grades=grades),
        "carrier": carrier(row, grades=grades),
        "part_of": row["of_part"],
        "same_statement_as": row["of_statement"],
        "group": translated(row, "group"),
        "text": both(row, "text"),
        "said_on": moment(row["said_on"]),
        "said_at": moment(row["said_at"]),
        **{name: row[name] for name in PLAIN},
    }


def speaker(row: Row, *, grades: bool) -> Answer:
    """Who says it: an actor, a source, or a voice in words.

    Where a person speaks for an actor or a source, `voice` names that person.
    """
    words = {
        "en": row["speaker_voice_en"],
        "fr": row["speaker_voice_fr"] or row["speaker_voice_en"],
    }
    if row["speaker_actor_id"]:
        shown = {"type": "actor", **(named(row["of_actor"]) or {})}
    elif row["speaker_source_id"]:
        shown = {"type": "source", **source(row["of_source"], grades=grades)}
    else:
        return {"type": "voice", "key": None, "name": words}
    if words["en"] and not shown.get("protected"):
        shown["voice"] = words
    return shown


def carrier(row: Row, *, grades: bool) -> Answer | None:
    """The source that quotes the speaker; None where the speaker is that source."""
    if row["carried_by"] == row["speaker_source_id"]:
        return None
    return source(row["of_carrier"] or row["of_report_source"], grades=grades)


def voice(row: Row) -> tuple[str, object]:
    """Names the speaker for counting: two carriers of one speaker are one voice."""
    if row["speaker_actor_id"]:
        return "actor", row["speaker_actor_id"]
    if row["speaker_source_id"]:
        return "source", row["speaker_source_id"]
    return "voice", row["speaker_voice_en"].casefold()
