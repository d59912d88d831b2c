from __future__ import annotations

from datetime import date

from incidents.extraction.text import language_of, read_article, sentences_of

ARTICLE = """URL: https://example.org/1
OUTLET: Une agence
DATE: 2024-09-17
LANG: fr

Deux morts dans une attaque
Le col. M. Diarra a parlé. « Rien ne manque. » Il est parti.
Lire aussi : une autre histoire
"""


def test_header_lines_are_read_off() -> None:
    article = read_article(ARTICLE)

    assert (article.outlet, article.published, article.language) == (
        "Une agence",
        date(2024, 9, 17),
        "fr",
    )
    assert ARTICLE[article.offset :] == article.text
    assert article.text.startswith("Deux morts")


def test_a_date_that_is_none_counts_as_not_given() -> None:
    assert read_article("DATE: hier\n\nTexte").published is None


def test_sentences_know_their_place_and_links_are_told_apart() -> None:
    text = read_article(ARTICLE).text
    sentences = sentences_of(text)

    assert [one.text for one in sentences][:2] == [
        "Deux morts dans une attaque",
        "Le col. M. Diarra a parlé.",
    ]
    assert all(text[one.span.start : one.span.end] == one.text for one in sentences)
    assert [one.title for one in sentences][:2] == [True, False]
    assert [one.link for one in sentences][-1]


def test_a_byline_is_no_part_of_the_article() -> None:
    text = "Six killed near a mine\nBy Ann Writer\nUpdated 6:12 PM, January 10, 2025\nSix men died."

    assert [one.link for one in sentences_of(text)] == [False, True, True, False]


def test_the_language_is_told_by_small_words() -> None:
    assert language_of("The men were in the town and said that it was over.") == "en"
    assert language_of("Les hommes sont dans la ville et disent que tout est fini.") == "fr"
