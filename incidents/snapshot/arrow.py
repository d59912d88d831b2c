"""The snapshot as Apache Arrow: numbers as words, a record batch for each part.

The same incidents as the frames hold, for programs that do not want to know of frames. Rows of
data sets that may not leave in bulk stay behind. Memory stays that of one part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import nanoarrow as na
import numpy as np
from nanoarrow.ipc import StreamWriter
from numpy.typing import NDArray

from incidents.readers import snapshot as reader
from incidents.snapshot.coding import plain_first, plain_rest
from incidents.snapshot.gather import ids_of
from incidents.snapshot.layout import Frame, Whole
from incidents.snapshot.matches import codes_of_part, frame_at, summed
from incidents.values import Label
from incidents.values.snapshot import DEGREE, SECTIONS

Files = Mapping[tuple[str, str], str]
"""Addresses by part and section; of dictionaries the part is empty."""

PLACE = na.struct(
    {
        "country": na.string(),
        "admin1": na.string(),
        "admin2": na.string(),
        "longitude": na.float64(),
        "latitude": na.float64(),
        "precision": na.string(),
        "radius_km": na.float64(),
        "name_en": na.string(),
        "name_fr": na.string(),
    }
)
PARTY = na.struct(
    {"actor": na.string(), "role": na.string(), "attribution": na.string(), "via": na.bool_()}
)
WORDS = na.list_(na.string())
SCHEMA = na.struct(
    {
        "id": na.string(nullable=False),
        "start": na.date32(nullable=False),
        "end": na.date32(nullable=False),
        "date_precision": na.string(),
        "kind": na.string(),
        "sub_kind": na.string(),
        "title_en": na.string(),
        "title_fr": na.string(),
        "certainty": na.string(),
        "contested": WORDS,
        "deaths_state": na.string(),
        "deaths_low": na.int32(),
        "deaths_retained": na.int32(),
        "deaths_high": na.int32(),
        "places": na.list_(PLACE),
        "participations": na.list_(PARTY),
        "sources": WORDS,
        "tags": WORDS,
        "dataset": na.string(),
        "same_as": na.string(),
    }
)
"""Titles are null where they are only kind and place; `same_as` names a group of linked ones."""


def stream(user: Any) -> Iterator[bytes]:
    """An Arrow IPC stream of all incidents that the user sees and that may leave in bulk."""
    labels = {label: _addresses(rows) for label, rows in reader.files(user).items()}
    replaced = _replaced(labels)
    out = BytesIO()
    with StreamWriter.from_writable(out) as writer:
        writer.write_stream(na.c_array_from_buffers(SCHEMA, 0, [None], children=_nothing()))
        for label, files in labels.items():
            known = _Known(files)
            for part in sorted({part for part, _ in files if part}):
                rows = _Rows({name: frame_at(files[part, name]) for name in SECTIONS}, known)
                writer.write_stream(rows.batch(replaced[label]))
                yield _taken(out)
    yield _taken(out)


def _addresses(rows: Sequence[Mapping[str, Any]]) -> Files:
    return {
        ((row["parts"] or [""])[0], row["section"]): row["address"]
        for row in rows
        if not row["bundle"]
    }


def _replaced(labels: Mapping[Label, Files]) -> dict[Label, NDArray[np.uint64]]:
    """For each label the ids that a later one has too."""
    later: list[NDArray[np.uint64]] = [np.zeros(0, np.uint64)]
    found = {}
    for label in reversed(list(labels)):
        files = labels[label]
        found[label] = np.concatenate(later)
        if label != Label.PUBLIC:
            parts = [part for part, section in files if section == "ids"]
            later += [codes_of_part(files[part, "ids"], files[part, "first"]) for part in parts]
    return found


def _taken(out: BytesIO) -> bytes:
    written = out.getvalue()
    out.seek(0)
    out.truncate()
    return written


def _nothing() -> list[Any]:
    return [na.c_array([], field) for field in SCHEMA.fields]


class _Known:
    """Dictionaries of one label, as words by number; the first stands for none where it may."""

    def __init__(self, files: Files) -> None:
        self.names = frame_at(files["", "names"]).text
        self.places = frame_at(files["", "places"]).columns
        names = [name or (None, None) for name in frame_at(files["", "place_names"]).text]
        self.place_names = [[name[at] for name in names] for at in (0, 1)]

    def keys(self, name: str) -> list[str | None]:
        return [entry and entry["key"] for entry in self.names[name]]

    def enum(self, name: str) -> list[str | None]:
        return list(self.names["enums"][name])


class _Rows:
    """One part, its numbers turned into what they stand for."""

    def __init__(self, frames: Mapping[str, Frame], known: _Known) -> None:
        first, rest, self.ids, self.titles = (frames[name] for name in SECTIONS)
        self.first_day: int = first.head["first_day"]
        self.first = plain_first(first.columns)
        self.rest = plain_rest(rest.columns, rest.head["tag_bits"], self.first)
        self.known = known

    def batch(self, replaced: NDArray[np.uint64]) -> Any:
        """A record batch of the rows that no later label replaces and that may leave."""
        first, rest, known = self.first, self.rest, self.known
        day = np.repeat(
            self.first_day + np.arange(len(first["per_day"])),
            first["per_day"].astype(np.intp),
        )
        codes = summed(self.ids.columns, first["per_day"])
        may = np.array([bool(one and one["may_export"]) for one in known.names["dataset"]])
        kept = np.flatnonzero(may[rest["dataset"]] & ~np.isin(codes, replaced))
        retained = first["retained"].astype(np.int64) - 1
        low, high = _bounds(rest, retained)
        titles = self._titles(len(day))

        def one(section: Mapping[str, Whole], name: str, words: Sequence[str | None]) -> Any:
            return _words(section[name][kept], words)

        columns = [
            _texts(ids_of(codes[kept]), nullable=False),
            _days(day[kept]),
            _days((day + rest["span"])[kept]),
            one(rest, "date_precision", known.enum("date_precision")),
            one(first, "kind", known.keys("kind")),
            one(first, "sub_kind", known.keys("sub_kind")),
            *(_texts([title[row] for row in kept.tolist()]) for title in titles),
            one(rest, "certainty", known.enum("certainty")),
            self._contested(kept),
            one(first, "deaths_state", known.enum("deaths_state")),
            *(_numbers(column[kept]) for column in (low, retained, high)),
            self._places(kept),
            self._parties(kept),
            self._listed("sources", rest["source"], known.keys("source"), kept),
            self._listed("tags", rest["tag"], known.keys("tag"), kept),
            one(rest, "dataset", known.keys("dataset")),
            self._groups(kept, len(day)),
        ]
        return na.c_array_from_buffers(SCHEMA, len(kept), [None], children=columns)

    def _titles(self, rows: int) -> tuple[list[str | None], list[str | None]]:
        titles: tuple[list[str | None], list[str | None]] = ([None] * rows, [None] * rows)
        at = np.cumsum(self.titles.columns["row"], dtype=np.int64).tolist()
        for row, (english, french) in zip(at, self.titles.text or [], strict=True):
            titles[0][row], titles[1][row] = english, french or english
        return titles

    def _contested(self, kept: NDArray[np.intp]) -> Any:
        words = self.known.enum("contested")
        bits = self.rest["contested"][kept]
        marks = (bits[:, None] >> np.arange(len(words))) & 1
        values = _words(np.nonzero(marks)[1], words)
        return _list(WORDS, marks.sum(axis=1), values)

    def _listed(
        self, sizes: str, numbers: Whole, words: Sequence[str | None], kept: NDArray[np.intp]
    ) -> Any:
        counts, at = _entries(self.rest[sizes], kept)
        return _list(WORDS, counts, _words(numbers[at], words))

    def _parties(self, kept: NDArray[np.intp]) -> Any:
        rest, known = self.rest, self.known
        counts, at = _entries(rest["parties"], kept)
        parties = na.c_array_from_buffers(
            PARTY,
            len(at),
            [None],
            children=[
                _words(rest["actor"][at], [None, *known.keys("actor")]),
                _words(rest["role"][at], known.enum("role")),
                _words(rest["attribution"][at], known.enum("attribution")),
                na.c_array_from_buffers(na.bool_(), len(at), [None, _bits(rest["via"][at])]),
            ],
        )
        return _list(na.list_(PARTY), counts, parties)

    def _places(self, kept: NDArray[np.intp]) -> Any:
        known = self.known
        counts, at = _entries(self.first["sites"], kept)
        place = self.first["place"][at].astype(np.intp)
        of = {name: column[place].astype(np.int64) for name, column in known.places.items()}
        places = na.c_array_from_buffers(
            PLACE,
            len(at),
            [None],
            children=[
                _words(of["country"], known.names["country"]),
                _words(of["admin1"], [None, *known.keys("admin1")]),
                _words(of["admin2"], [None, *known.keys("admin2")]),
                _reals((of["lon"] - 1) / DEGREE - 180, of["lon"] > 0),
                _reals((of["lat"] - 1) / DEGREE - 90, of["lat"] > 0),
                _words(of["precision"], known.enum("precision")),
                _reals((of["radius"] - 1) / 100, of["radius"] > 0),
                *(_words(place, names) for names in known.place_names),
            ],
        )
        return _list(na.list_(PLACE), counts, places)

    def _groups(self, kept: NDArray[np.intp], rows: int) -> Any:
        rest = self.rest
        names = ids_of((rest["group_hi"].astype(np.uint64) << np.uint64(30)) + rest["group_lo"])
        groups: list[str | None] = [None] * rows
        at = np.cumsum(rest["grouped"], dtype=np.int64).tolist()
        for row, name in zip(at, names, strict=True):
            groups[row] = name
        return _texts([groups[row] for row in kept.tolist()])


def _bounds(rest: Mapping[str, Whole], retained: Whole) -> tuple[Whole, Whole]:
    low, high = (rest[name].astype(np.int64) - 1 for name in ("low", "high"))
    kept = retained >= 0
    lows = np.where(low < 0, -1, np.where(kept, retained - low, low))
    from_ = np.where(kept, retained, np.maximum(lows, 0))
    return lows, np.where(high < 0, -1, from_ + high)


def _entries(sizes: Whole, kept: NDArray[np.intp]) -> tuple[Whole, NDArray[np.intp]]:
    """How many entries the kept rows have, and where these stand."""
    counts = sizes.astype(np.intp)
    starts = np.cumsum(counts) - counts
    few = counts[kept]
    within = np.arange(few.sum()) - np.repeat(np.cumsum(few) - few, few)
    return few, np.repeat(starts[kept], few) + within


def _bits(marks: NDArray[Any]) -> NDArray[np.uint8]:
    return np.packbits(np.asarray(marks, bool), bitorder="little")


def _words(numbers: Whole, words: Sequence[str | None]) -> Any:
    """A column of texts from numbers; None is null."""
    return _packed([None if word is None else word.encode() for word in words], numbers)


def _texts(texts: Sequence[str | None], *, nullable: bool = True) -> Any:
    encoded = [None if text is None else text.encode() for text in texts]
    return _packed(encoded, np.arange(len(encoded)), nullable=nullable)


def _packed(words: Sequence[bytes | None], numbers: Whole, *, nullable: bool = True) -> Any:
    lengths = np.array([len(word or b"") for word in words], np.int64)
    there = np.array([word is not None for word in words], bool)
    at = np.asarray(numbers).astype(np.intp)
    offsets = np.concatenate([[0], np.cumsum(lengths[at])]).astype(np.int32)
    content = b"".join([words[one] or b"" for one in at.tolist()])
    validity = _bits(there[at]) if len(at) and not there[at].all() else None
    kind = na.string(nullable=nullable)
    return na.c_array_from_buffers(kind, len(at), [validity, offsets, content])


def _numbers(column: Whole) -> Any:
    """Whole numbers; what is below 0 is null."""
    values = np.maximum(column, 0).astype(np.int32)
    return na.c_array_from_buffers(na.int32(), len(column), [_bits(column >= 0), values])


def _reals(column: NDArray[np.float64], there: NDArray[np.bool_]) -> Any:
    values = np.where(there, column, 0.0)
    return na.c_array_from_buffers(na.float64(), len(column), [_bits(there), values])


def _days(column: Whole) -> Any:
    kind = na.date32(nullable=False)
    return na.c_array_from_buffers(kind, len(column), [None, column.astype(np.int32)])


def _list(kind: Any, counts: Whole, values: Any) -> Any:
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return na.c_array_from_buffers(kind, len(counts), [None, offsets], children=[values])
