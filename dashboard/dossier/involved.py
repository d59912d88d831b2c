"""Who was involved. The label follows the attribution, always; a people is never an actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboard.dossier.parts import Reader, Row, localised
from dashboard.writing import named
from dashboard.writing.attributions import in_french
from incidents import french
from incidents.values import Attribution, ParticipationRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Involved:
    """One sentence; what it says of actors links to their pages."""

    sentence: SafeString
    note: str = ""


def involved(incident: Row, reader: Reader) -> list[Involved]:
    """One sentence for each participation; alternatives share theirs."""
    rows = sorted(
        enumerate(incident["participations"]),
        key=lambda pair: (list(ParticipationRole).index(pair[1]["role"]), pair[0]),
    )
    found = []
    for _key, group in groupby(rows, lambda pair: _together(*pair)):
        people = [row for _, row in group]
        found.append(
            Involved(
                sentence=_settled(people, _sentence(people, incident, reader)),
                note="; ".join(filter(None, (localised(row.get("note", "")) for row in people))),
            )
        )
    return found


def _together(place: int, row: Row) -> tuple[object, ...]:
    """Rows that carry one alternative number are "A or B, not settled"."""
    if row["alternative"] is None:
        return "alone", place
    return "or", row["role"], row["alternative"]


def _names(people: Sequence[Row], incident: Row, reader: Reader, preposition: str) -> SafeString:
    names = ((_who(row, incident, reader, preposition),) for row in people)
    return format_html_join(pgettext("A or B", " or "), "{}", names)


def _settled(people: Sequence[Row], sentence: SafeString) -> SafeString:
    """Alternatives are never joint actors: the sentence says that it is one or the other."""
    if len(people) == 1:
        return sentence
    return format_html(_("{sentence}, not settled"), sentence=sentence)


def _who(row: Row, incident: Row, reader: Reader, preposition: str) -> SafeString:
    """An actor with its page; people in words; or the data set's own string, marked as such.

    `preposition` is French and brings the article of the name; other languages have none here.
    """
    if row["actor"]:
        address = reader.link(f"/actors/{row['actor']['key']}/")
        lead, name = _led(preposition, named(row["actor"]["name"]))
        return format_html('{}<a href="{}">{}</a>', lead, address, name)
    description = named(row["description"])
    if description or not row["literal"]:
        return format_html("{}{}", *_led(preposition, description)) if description else SafeString()
    local = format_html(
        _("local armed group ({dataset}: {literal})"),
        dataset=_short(incident["dataset"], reader),
        literal=row["literal"],
    )
    return format_html("{}{}", _led(preposition, "groupe armé local")[0], local)


def _led(preposition: str, name: str) -> tuple[str, str]:
    return french.attached(preposition, name) if preposition else ("", name)


def _short(dataset: str, reader: Reader) -> str:
    for prefix, name in (("ucdp", "UCDP"), ("acled", "ACLED")):
        if dataset.startswith(prefix):
            return name
    return reader.name("dataset", dataset)


def _sentence(people: Sequence[Row], incident: Row, reader: Reader) -> SafeString:
    role = ParticipationRole(people[0]["role"])
    by = list(dict.fromkeys(filter(None, (localised(row["attributed_by"]) for row in people))))
    if role == ParticipationRole.PERPETRATOR:
        named = bool(_names(people, incident, reader, ""))
        pattern = _attributed(Attribution(people[0]["attribution"]), by=bool(by), named=named)
        if _many(people) and named:
            pattern = _denying().get(pattern, pattern)
    else:
        pattern = _other(role)
    pattern, before = french.prepositions(pattern) if in_french() else (pattern, {})
    return format_html(
        pattern,
        who=_names(people, incident, reader, before.get("who", "")),
        by=french.several(before["by"], " ; ".join(by)) if before.get("by") else ", ".join(by),
    )


def _other(role: ParticipationRole) -> str:
    return {
        ParticipationRole.PARTY: pgettext("who was involved", "party to the clash: {who}"),
        ParticipationRole.TARGET: pgettext("who was involved", "target: {who}"),
        ParticipationRole.VICTIM: pgettext("who was involved", "victim: {who}"),
        ParticipationRole.RESPONDER: pgettext("who was involved", "responding force: {who}"),
        ParticipationRole.AFFECTED: pgettext("who was involved", "affected: {who}"),
    }[role]


def _attributed(attribution: Attribution, *, by: bool, named: bool) -> str:
    if attribution == Attribution.UNKNOWN or not named:
        return _nobody(by=by, named=named)
    if by:
        return {
            Attribution.CLAIMED: _("claimed by {who} ({by})"),
            Attribution.ATTRIBUTED: _("attributed to {who} by {by}"),
            Attribution.DENIED: _("attributed by {by} to {who}, who denies it"),
            Attribution.DISPUTED: _("attributed to {who} by {by}; this is disputed"),
            Attribution.STATED: _("attributed to {who} by {by}"),
        }[attribution]
    return {
        Attribution.CLAIMED: _("claimed by {who}"),
        Attribution.ATTRIBUTED: _("attributed to {who}; by whom is not recorded"),
        Attribution.DENIED: _("attributed to {who}, who denies it"),
        Attribution.DISPUTED: _("attributed to {who}; this is disputed"),
        Attribution.STATED: _("attributed to {who}; by whom is not recorded"),
    }[attribution]


def _denying() -> dict[str, str]:
    """The same sentences about forces, who deny it."""
    return {
        _("attributed by {by} to {who}, who denies it"): _(
            "attributed by {by} to {who}, who deny it"
        ),
        _("attributed to {who}, who denies it"): _("attributed to {who}, who deny it"),
    }


def _many(people: Sequence[Row]) -> bool:
    """Whether the one who is named is many: forces, the United Nations."""
    actor = people[0]["actor"]
    return len(people) == 1 and bool(actor) and french.is_plural(actor["name"]["fr"])


def _nobody(*, by: bool, named: bool) -> str:
    if named:
        return _("nobody named: {who} ({by})") if by else _("nobody named: {who}")
    return _("nobody named ({by})") if by else _("nobody named")
