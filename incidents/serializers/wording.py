"""Sentences of the API that people read, in both languages of the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop, override

from incidents import french
from incidents.serializers.names import Answer
from incidents.values import Attribution, DeathsRule, DeathsState, ParticipationRole

LANGUAGES = ("en", "fr")
ATTRIBUTIONS = {
    Attribution.CLAIMED: gettext_noop("claimed by %(who)s"),
    Attribution.ATTRIBUTED: gettext_noop("attributed to %(who)s"),
    Attribution.DENIED: gettext_noop("attributed to %(who)s, who denies it"),
    Attribution.DISPUTED: gettext_noop("attributed to %(who)s, disputed"),
    Attribution.UNKNOWN: gettext_noop("not identified: %(who)s"),
    Attribution.STATED: gettext_noop("attributed to %(who)s"),
}
MANY = {
    ATTRIBUTIONS[Attribution.DENIED]: gettext_noop("attributed to %(who)s, who deny it"),
}
"""The same about forces, who are many."""
ROLES = {
    ParticipationRole.PARTY: gettext_noop("party to the clash: %(who)s"),
    ParticipationRole.TARGET: gettext_noop("target: %(who)s"),
    ParticipationRole.VICTIM: gettext_noop("victim: %(who)s"),
    ParticipationRole.RESPONDER: gettext_noop("responding force: %(who)s"),
    ParticipationRole.AFFECTED: gettext_noop("affected: %(who)s"),
}


def in_both(message: str | Promise) -> dict[str, str]:
    """A message of the catalogue in every language; the English one is the message itself."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = str(message) if isinstance(message, Promise) else gettext(message)
    return said


def involvement(participations: Sequence[Answer], language: str, *, dataset: str = "") -> list[str]:
    """Who was involved, each in one sentence that never loses its attribution.

    Rows with the same `alternative` are one sentence: "A or B, not settled".
    """
    groups: dict[object, list[Answer]] = {}
    for number, one in enumerate(participations):
        shared = one["alternative"]
        groups.setdefault((one["role"], shared) if shared is not None else number, []).append(one)
    return [_involved(group, language, dataset) for group in groups.values()]


def _involved(group: Sequence[Answer], language: str, dataset: str) -> str:
    first = group[0]
    by = first["attributed_by"][language]
    if first["role"] != ParticipationRole.PERPETRATOR:
        pattern = ROLES[first["role"]]
    elif first["attribution"] == Attribution.ATTRIBUTED and by:
        pattern = gettext_noop("attributed to %(who)s by %(by)s")
    else:
        pattern = ATTRIBUTIONS[first["attribution"]]
        if len(group) == 1 and first["actor"] and french.is_plural(first["actor"]["name"]["fr"]):
            pattern = MANY.get(pattern, pattern)
    names = [_who(one, language, dataset) for one in group]

    def who(preposition: str) -> str:
        said = [french.after(preposition, name) if preposition else name for name in names]
        either = _said(gettext_noop(" or "), language).join(said)
        if len(said) == 1:
            return either
        return _said(gettext_noop("%(either)s, not settled"), language) % {"either": either}

    sentence = _said(pattern, language)
    if language != "fr":
        return sentence % {"who": who(""), "by": by}
    return french.fill(sentence, {"who": who, "by": lambda word: french.several(word, by)})


def _who(one: Answer, language: str, dataset: str) -> str:
    if one["actor"]:
        return str(one["actor"]["name"][language])
    if one["description"]["en"]:
        return str(one["description"][language] or one["description"]["en"])
    if one["literal"]:
        said = {"dataset": dataset.partition("_")[0].upper(), "literal": one["literal"]}
        return _said(gettext_noop("local armed group (%(dataset)s: %(literal)s)"), language) % said
    return _said(gettext_noop("nobody named"), language)


@cache
def _said(message: str, language: str) -> str:
    """A message of the catalogue in one language; a file says the same few in every line."""
    with override(language):
        return gettext(message)


@cache
def rule_text(state: str, rule: str) -> dict[str, str]:
    """Why this figure of deaths is the one retained, or why none is."""
    return in_both(_rule(state, rule))


def _rule(state: str, rule: str) -> str:
    chosen = {
        DeathsRule.ANALYST: gettext_noop("chosen by an analyst, who gives the reason"),
        DeathsRule.INDEPENDENT_ORIGINS: gettext_noop(
            "the newest figure with two independent origins"
        ),
        DeathsRule.DATASET_BEST: gettext_noop("the data set's own best estimate"),
    }
    silent = {
        DeathsState.RIVAL: gettext_noop("none yet: no figure with two independent origins"),
        DeathsState.SINGLE: gettext_noop("none yet: one figure, and no second origin for it"),
        DeathsState.NONE: gettext_noop("someone says that nobody was killed"),
        DeathsState.WITHHELD: gettext_noop("those asked give no figure"),
    }
    if rule in chosen:
        return chosen[DeathsRule(rule)]
    return silent.get(DeathsState(state), gettext_noop("no figure is given"))
