"""How well proposals agree with labels. The rules are documented in docs/extraction.md."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from incidents.extraction.known import Known
from incidents.extraction.lexicon import each
from incidents.folding import fold

TOLERANCE_KM: Final = 10.0
"""How far the main place's point may lie from the label's."""
_ARTICLE: Final = re.compile(r"^(?:the\s|le\s|la\s|les\s|l['’])\s*", re.IGNORECASE)
Record = Mapping[str, Any]
_SMALL: Final = frozenset(
    fold(word)
    for word in each(
        "the a an of and le la les l un une des du de d et in at un son sa its ce cet cette"
    )
)


@dataclass(slots=True)
class Tally:
    """Counts over a folder; each pair is hits of cases."""

    counts: Counter[str] = field(default_factory=Counter)
    cases: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, what: str, hit: bool, note: str = "") -> None:
        """Count one case; a miss is noted."""
        self.cases[what] += 1
        self.counts[what] += hit
        if not hit and note:
            self.wrong.append(f"{what}: {note}")

    def share(self, what: str) -> float:
        """Hits of cases, 0 to 1; 1 where there was no case."""
        return self.counts[what] / self.cases[what] if self.cases[what] else 1.0


def score(label: Record, found: Record, known: Known, tally: Tally) -> None:
    """Compare one text's proposal with its label, both in the printed form."""
    days = (label["date_start"], label["date_end"])
    tally.add(
        "date",
        (found["date_start"], found["date_end"]) == days,
        f"{found['date_start']}…{found['date_end']}, and not {days[0]}…{days[1]}",
    )
    _place(label, found, tally)
    _perpetrators(label, found, known, tally)
    _killed(label, found, tally)
    _claims(label, found, known, tally)
    _leaks(label, found, known, tally)


def summary(tally: Tally) -> dict[str, float | int]:
    """The figures that are aimed at: shares from 0 to 1, and the count of false perpetrators."""
    precision, recall = tally.share("perpetrator precision"), tally.share("perpetrator recall")
    both = precision + recall
    return {
        "texts": tally.cases["date"],
        "date": tally.share("date"),
        "country": tally.share("country"),
        "place": tally.share("place"),
        "perpetrators F1": 2 * precision * recall / both if both else 0.0,
        "false perpetrators": tally.cases["nobody named"] - tally.counts["nobody named"],
        "killed figure": tally.share("killed figure"),
        "claim recall": tally.share("claim recall"),
        "claim precision": tally.share("claim precision"),
        "background leaks": 1 - tally.share("background kept out"),
    }


def _place(label: Record, found: Record, tally: Tally) -> None:
    if not label["sites"]:
        return
    wanted = label["sites"][0]
    site = found["sites"][0] if found["sites"] else None
    country = site["country"] if site else found.get("country", "")
    tally.add("country", country == wanted["country"], f"{country}, and not {wanted['country']}")
    near = site is not None and _near(wanted, site)
    tally.add("place", near, f"{site and site['name']}, and not {wanted['name']}")


def _near(wanted: Record, site: Record) -> bool:
    points = (wanted["lat"], wanted["lon"], site["lat"], site["lon"])
    if None in points:
        return bool(
            wanted["country"] == site["country"] and fold(wanted["name"]) == fold(site["name"])
        )
    return distance(points[0:2], points[2:4]) <= TOLERANCE_KM


def distance(one: Sequence[float], other: Sequence[float]) -> float:
    """Great-circle distance of two points (latitude, longitude in degrees), km."""
    (a, b), (c, d) = [tuple(map(math.radians, point)) for point in (one, other)]
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def _keys(names: Sequence[str], known: Known) -> set[str]:
    """Actors' keys where the register knows the names, else the names folded."""
    exact = {name.lower(): actor.key for actor in known.actors for name in actor.names}
    by_name: dict[str, str] = {}
    for actor in known.actors:
        for name in (actor.name, *actor.names):
            by_name.setdefault(fold(name), actor.key)
    return {exact.get(name.lower()) or by_name.get(fold(name), fold(name)) for name in names}


def _perpetrators(label: Record, found: Record, known: Known, tally: Tally) -> None:
    wanted, got = _keys(label["perpetrators"], known), _keys(found["perpetrators"], known)
    for key in wanted:
        tally.add("perpetrator recall", key in got, f"{key} not found")
    for key in got:
        tally.add("perpetrator precision", key in wanted, f"{key} is none")
    if not wanted:
        tally.add("nobody named", not got)


def _killed(label: Record, found: Record, tally: Tally) -> None:
    wanted = [_figure(c) for c in label["claims"] if c["measure"] == "killed"]
    got = [_figure(c) for c in found["claims"] if c["measure"] == "killed"]
    hit = got[0] in wanted if wanted and got else bool(wanted) == bool(got)
    tally.add("killed figure", hit, f"{got[:1]} is none of {wanted}")


def _figure(claim: Record) -> tuple[Any, Any]:
    return claim["low"], claim["high"]


def _claims(label: Record, found: Record, known: Known, tally: Tally) -> None:
    left = list(found["claims"])
    for wanted in label["claims"]:
        match = next((claim for claim in left if same_claim(wanted, claim, known)), None)
        tally.add("claim recall", match is not None, f"missing {_said(wanted)}")
        if match is not None:
            left.remove(match)
            tally.add("claim precision", True)
    for claim in left:
        tally.add("claim precision", False, f"too many {_said(claim)}")


def same_claim(one: Record, other: Record, known: Known) -> bool:
    """The same kind, measure and bounds, from speakers whose names agree."""
    if any(one[key] != other[key] for key in ("kind", "measure", "low", "high")):
        return False
    return same_speaker(one["speaker"], other["speaker"], known)


def same_speaker(one: str, other: str, known: Known) -> bool:
    """The same actor by any of its names, or half of the shorter name's words in the other."""
    if not one or not other:
        return one == other
    bare = [_ARTICLE.sub("", name) for name in (one, other)]
    if _keys(bare[:1], known) & _keys(bare[1:], known):
        return True
    first, second = _words(one), _words(other)
    return 2 * len(first & second) >= min(len(first), len(second)) > 0


def _words(name: str) -> set[str]:
    return set(fold(name).split()) - _SMALL


def _said(claim: Record) -> str:
    bounds = (claim["low"], claim["high"])
    return f"{claim['kind']} {claim['measure']} {bounds} by {claim['speaker']!r}"


def _leaks(label: Record, found: Record, known: Known, tally: Tally) -> None:
    background = label.get("background", {})
    got = _keys(found["perpetrators"], known)
    for key in _keys(background.get("perpetrators", ()), known):
        tally.add("background kept out", key not in got, key)
    names = {fold(site["name"]) for site in found["sites"]}
    for name in background.get("places", ()):
        tally.add("background kept out", fold(name) not in names, name)
    killed = {n for c in found["claims"] if c["measure"] == "killed" for n in _figure(c)}
    for figure in background.get("figures", ()):
        tally.add("background kept out", figure not in killed, str(figure))
