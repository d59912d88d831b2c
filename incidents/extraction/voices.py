"""A speaker and, where it is an actor of the register, which."""

from __future__ import annotations

from incidents.extraction.reading import Reading
from incidents.extraction.speakers import Frame


def voice_of(reading: Reading, frame: Frame | None) -> tuple[str, str]:
    """The speaker as the text names it, an actor by its shortest name; and the actor's key."""
    if frame is None:
        return "", ""
    for mention in reversed(reading.mentions.actors):
        written = reading.text[mention.span.start : mention.span.end]
        if not frame.named.covers(mention.span) and written not in frame.speaker:
            continue
        if mention.actor.of_state or mention.actor.type == "external":
            return frame.speaker, mention.actor.key if written == frame.speaker else ""
        names = [
            reading.text[other.span.start : other.span.end]
            for other in reading.mentions.actors
            if other.actor.key == mention.actor.key
        ]
        return min(names, key=len), mention.actor.key
    return frame.speaker, ""
