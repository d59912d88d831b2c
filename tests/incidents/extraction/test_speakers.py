from __future__ import annotations

import pytest

from incidents.extraction.speakers import frames_of, speaker_at
from incidents.extraction.text import language_of, sentences_of


def speakers(text: str) -> list[str]:
    sentences = sentences_of("Titre de quatre mots\n" + text)
    frames = frames_of(sentences, language_of(text))
    return [frame.speaker for one in sentences[1:] for frame in frames[one.index]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Dix civils ont été tués, ont indiqué mercredi à l'AFP des élus.", "des élus"),
        ("Selon une source médicale, dix personnes sont mortes.", "une source médicale"),
        ("« Ils sont partis », a déclaré un habitant joint de la ville.", "un habitant"),
        ("Le gouverneur, qui est sur place, a annoncé dix morts.", "Le gouverneur"),
        ("Dix sont morts, d'après un communiqué de l'armée.", "armée"),
        ("At least ten people died, officials said on Friday.", "officials"),
        ("Ten people died, according to a hospital source.", "a hospital source"),
        ("A resident of the town told AFP that ten had died.", "A resident of the town"),
        ("Jo Doe, the government's spokesman, denied that it fell.", "Jo Doe"),
        ("A statement from the security ministry said it was calm.", "the security ministry"),
    ],
)
def test_a_speaker_is_found_around_its_verb(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_a_pronoun_stands_for_the_speaker_before() -> None:
    text = "The mayor told AFP that ten had died. He said the market was burned."

    assert speakers(text) == ["The mayor", "The mayor"]


def test_a_quote_over_two_sentences_has_one_speaker() -> None:
    text = '"They were many. They came at night," said a trader who fled.'

    assert speakers(text) == ["a trader", "a trader"]


def test_armed_men_and_attacks_do_not_speak() -> None:
    assert speakers("The attack, which was announced, said nothing of the men.") == []


def test_each_of_two_speakers_answers_for_its_half() -> None:
    text = "Titre\nThe army said all was calm, while a resident said that ten people had died."
    sentences = sentences_of(text)
    frames = frames_of(sentences, "en")[1]
    place = sentences[1].span.end - 1
    last = speaker_at(frames, type(sentences[1].span)(place - 5, place))

    assert last is not None
    assert last.speaker == "a resident"
