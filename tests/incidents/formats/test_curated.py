"""The curated file and its mapping table: every figure and address, nothing summed."""

from __future__ import annotations

import copy
import re
from collections import Counter
from typing import Any

import pytest

from incidents.figures import counts
from incidents.values import DeathsState, FigureState, Measure, RowError, Scope, Side, Standing
from tests.incidents.formats.demo import (
    ARTICLE,
    DEMO,
    FILE,
    INCIDENTS,
    MAPPED,
    REFERENCE,
    ROWS,
    deaths,
    figure,
    figures,
    parse,
)

# What becomes of the file


def test_every_figure_becomes_a_claim_and_every_address_a_report() -> None:
    claims = [claim for incident in INCIDENTS.values() for claim in incident.claims]
    reports = {
        report for incident in INCIDENTS.values() for report in (incident.report, *incident.reports)
    }
    addresses = {
        said["source"] for row in ROWS.values() for said in (*row["figures"], *row["perpetrators"])
    }

    assert list(INCIDENTS) == list(ROWS)
    assert len(INCIDENTS) == 66
    assert sum(claim.key.startswith("figure:") for claim in claims) == 348
    assert len(addresses) == 192
    assert {report.dataset_key for report in reports} == addresses | {ARTICLE["report"]["key"]}
    assert len(reports) == 193
    assert {claim.report for claim in claims} <= reports
    assert len({claim.key for claim in claims}) == len(claims)


def test_a_claim_stands_in_the_document_of_itsfigure() -> None:
    for key, row in ROWS.items():
        said = [number["source"] for number in row["figures"]]
        assert [claim.report and claim.report.dataset_key for claim in figures(key)] == said


def test_an_archived_page_belongs_to_who_published_it_and_ucdp_is_no_address() -> None:
    reports = {r.dataset_key: r for i in INCIDENTS.values() for r in (i.report, *i.reports)}
    archived = next(key for key in reports if "web.archive.org" in key)

    assert reports[archived].source == "bbc"
    assert reports["UCDP GED 21.1"].source == "ucdp"
    assert reports["UCDP GED 21.1"].address == ""
    assert all(
        r.address.startswith(("http://", "https://")) or not r.address for r in reports.values()
    )


def test_copies_of_one_encyclopaedia_article_are_one_origin() -> None:
    incident = INCIDENTS["tinzaouaten-2024-07-25"]
    copies = [r for r in (incident.report, *incident.reports) if r.source == "wikipedia"]

    assert len(copies) == 2
    assert {report.origin for report in copies} == {"wikipedia:tinzaouaten-2024-07-25"}


def test_the_table_keeps_every_word_of_the_file() -> None:
    for key, row in ROWS.items():
        mapped = MAPPED[key]
        assert mapped["original"]["name"] == row["name"]
        assert mapped["original"]["event_types"] == row["event_types"]
        assert mapped["original"]["precision"] == row["location"]["precision"]
        assert mapped["original"].get("note") == row["location"]["note"]
        assert [target["original"] for target in mapped["targets"]] == row["targets"]
        assert [remark["original"] for remark in mapped["remarks"]] == row["remarks"]
        assert [_without_source(said) for said in row["figures"]] == [
            number["original"] for number in mapped["figures"]
        ]
        assert [_without_source(said) for said in row["perpetrators"]] == [
            said["original"] for said in mapped["perpetrators"]
        ]


def _without_source(said: dict[str, Any]) -> dict[str, Any]:
    kept = ("min", "max", "said_on")
    return {k: v for k, v in said.items() if k != "source" and (v or k in kept)}


def test_the_table_is_reviewed_line_by_line() -> None:
    lines = (DEMO / "mapping.json").read_text(encoding="utf-8").splitlines()

    assert sum(bool(re.match(r'\s*\{"n": \d+, "original"', line)) for line in lines) == 348


def test_two_readings_give_the_same_fingerprints() -> None:
    assert [i.fingerprint() for i in parse()] == [i.fingerprint() for i in INCIDENTS.values()]


# What is refused


def _changed(place: str, value: Any) -> dict[str, Any]:
    file: dict[str, Any] = copy.deepcopy(FILE)
    file["incidents"][0]["figures"][0][place] = value
    return file


@pytest.mark.parametrize(("place", "value"), [("group", "civilians"), ("min", 154)])
def test_a_figure_that_differs_from_the_table_is_refused(place: str, value: Any) -> None:
    with pytest.raises(RowError, match=rf"aguelhok-2012-01 0 .*{place}"):
        parse(curated=_changed(place, value))


def test_a_figure_without_a_line_in_the_table_is_refused() -> None:
    file = copy.deepcopy(FILE)
    file["incidents"][0]["figures"].pop()

    with pytest.raises(RowError, match="the table has 7 of 6"):
        parse(curated=file)


def test_an_incident_without_a_table_is_refused() -> None:
    with pytest.raises(RowError, match="solenzo-2025-03 is not in the mapping table"):
        parse(mapping={"incidents": [r for k, r in MAPPED.items() if k != "solenzo-2025-03"]})


def test_an_incident_without_a_column_is_refused() -> None:
    file = copy.deepcopy(FILE)
    del file["incidents"][3]["country"]

    with pytest.raises(RowError, match="country: missing in ouagadougou-splendid"):
        parse(curated=file)


def test_an_address_of_nobody_known_is_refused() -> None:
    with pytest.raises(RowError, match=r"no source has the host 'unknown\.example'"):
        parse(curated=_changed("source", "https://unknown.example/a"))


# Deaths

HAND_CHECKED = {
    "ouagadougou-splendid-2016-01-15": (25, 30),  # 20 replaced, 34 with four attackers
    "grand-bassam-2016-03-13": (16, 19),  # parts: 14, 2, 16, 3; UCDP's best is below its low
    "gao-moc-2017-01-18": (55, 77),  # 60 replaced, 5 and 1 attackers
    "sobane-da-2019-06-09": (35, 101),  # 95 replaced, 24 a part; UCDP 35 to 101
    "koutougou-2019-08-19": (24, 25),
    "chinegodrar-2020-01-09": (89, 89),  # UCDP's 166 counts 77 attackers
    "silgadji-2020-01-25": (39, 39),  # 10–30, 10–50 and up to 50 replaced
    "kafolo-2020-06-11": (9, 13),
    "koure-2020-08-09": (8, 8),  # 6 and 7 are parts of 8
    "tchombangou-zaroumdareye-2021-01-02": (100, 100),  # 70 and 30 are two places
    "tillia-2021-03-21": (141, 141),
    "solhan-2021-06-05": (132, 160),
    "gaskinde-2022-09-26": (60, 60),
    "karma-2023-04-20": (60, 156),
    "timbuktu-boat-2023-09-07": (49, 154),  # 49 and 15 in both attacks are beyond it
    "nondin-soro-2024-02-25": (223, 223),
    "point-triple-2025-01-08": (28, 35),
    "bamako-2024-09-17": (70, 100),  # neither ORTM's three bodies nor JNIM's ten
}


@pytest.mark.parametrize(("key", "bounds"), HAND_CHECKED.items())
def test_bounds_of_the_dead_are_those_counted_by_hand(key: str, bounds: tuple[int, int]) -> None:
    assert (deaths(key).low, deaths(key).high) == bounds


@pytest.mark.parametrize(
    "key",
    [
        "tongo-tongo-2017-10-04",  # parts, and UCDP's 28 with the attackers
        "yirgou-2019-01-01",  # an attack and its reprisals, never added
        "arbinda-2019-12-24",
        "tinzaouaten-2024-07-25",  # soldiers and Wagner apart
        "chatoumane-2024-12-10",  # the ten are of another attack
        "timbuktu-2025-06-02",  # attackers alone
    ],
)
def test_parts_alone_make_no_toll(key: str) -> None:
    assert deaths(key).state == DeathsState.UNKNOWN
    assert any(claim.measure == Measure.KILLED for claim in figures(key))


def test_an_army_that_gives_no_figure_withholds_it() -> None:
    assert deaths("mali-west-2025-07-01").state == DeathsState.WITHHELD


def test_in_28_of_65_incidents_the_lowest_number_is_a_part_attackers_or_replaced() -> None:
    """Of those that have a figure for the whole; two more lowest figures are of other attacks."""
    why = Counter(
        _why(key) for key in INCIDENTS if key != REFERENCE and deaths(key).low is not None
    )

    assert why["part"] + why["attackers"] + why["replaced"] == 28
    assert why["beyond"] == 2


def _why(key: str) -> str:
    said = zip(ROWS[key]["figures"], figures(key), strict=True)
    killed = [(f["min"], c) for f, c in said if f["measure"] == "killed" and f["min"] is not None]
    lowest = min(number for number, _ in killed)
    claims = [claim for number, claim in killed if number == lowest]
    if any(counts(figure(0, claim)) for claim in claims):
        return "counts"
    if claims[0].side == Side.ATTACKERS:
        return "attackers"
    if claims[0].standing == Standing.SUPERSEDED:
        return "replaced"
    return "beyond" if claims[0].scope == Scope.BEYOND else "part"


def test_nothing_is_summed() -> None:
    """Each number of a claim stands in its own figure of the file, as it is."""
    for key, row in ROWS.items():
        for said, claim in zip(row["figures"], figures(key), strict=True):
            written = set(re.findall(r"\d+", f"{said['said_by']} {said.get('note', '')}"))
            known = {said["min"], said["max"], None, *map(int, written)}
            assert {claim.low, claim.best, claim.high} <= known, claim.key


def test_an_open_figure_stays_open() -> None:
    for key, row in ROWS.items():
        for said, claim in zip(row["figures"], figures(key), strict=True):
            if said["max"] is None and said["min"] is not None:
                assert (claim.low, claim.high) == (said["min"], None)
            if said["min"] is None and said["max"] is None:
                assert (claim.low, claim.high) == (None, None)
                assert claim.words or claim.state == FigureState.WITHHELD


def test_a_figure_that_replaces_another_leaves_it_superseded() -> None:
    for incident in INCIDENTS.values():
        claims = {claim.key: claim for claim in incident.claims}
        for claim in claims.values():
            for key in claim.supersedes:
                assert claims[key].standing == Standing.SUPERSEDED, (claim.key, key)
            assert not claim.part_of or claim.scope in (Scope.PART, Scope.SITE)
            linked = {*claim.contradicts, *claim.supersedes, claim.part_of, claim.same_statement_as}
            assert linked - {""} <= claims.keys()
