"""Building what a change has made untrue: its part in each label, and nothing else.

All of a build is one transaction of one moment: readers have the old parts until it ends, and
after a crash the old parts stand and the work still waits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import brotli
import numpy as np
from django.db.models import Max, Min

from incidents.actions.outbox import waiting
from incidents.actions.snapshot_files import NewFile, replace_files
from incidents.models import Incident, SnapshotFile, SnapshotState
from incidents.snapshot import layout
from incidents.snapshot.dictionaries import Dictionaries
from incidents.snapshot.frames import parts
from incidents.snapshot.gather import ENUMS, gather
from incidents.snapshot.layout import Frame
from incidents.snapshot.parts import (
    all_parts,
    bundle_of,
    part_of,
    parts_of_month,
    runs,
    span_of,
)
from incidents.values import Label, Topic
from incidents.values.snapshot import FORMAT, SECTIONS

EVERYTHING = "*"
NAMES = "names"
NAMING = ("first", "rest")
NUMBERS = {
    "place": ("place", 0),
    "dataset": ("dataset", 0),
    "actor": ("actor", 1),
    "source": ("source", 0),
    "tag": ("tag", 0),
}
"""Columns of frames whose values are numbers of a dictionary, and which value stands for its 0."""
Name = tuple[str, tuple[str, ...]]
"""What a file is: its section, and the parts in it."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a round did: parts looked at, and files that came out otherwise than before."""

    parts: tuple[str, ...] = ()
    files: int = 0


def build(today: date | None = None) -> Built | None:
    """Build what waits in the outbox; None where another process is at it."""
    day = today or datetime.now(UTC).date()
    with waiting(Topic.SNAPSHOT) as work:
        if work is None:
            return None
        stamp = _layout_stamp()
        keys = {row.key for row in work}
        if not SnapshotState.objects.filter(layout=stamp).exists():
            keys.add(EVERYTHING)
        stale = _stale_parts(day)
        if not keys and not stale:
            return Built()
        dirty = sorted(_dirty_parts(keys, day) | {part_of(span_of(one)[0], day) for one in stale})
        files = sum(_Label(label, stale).build(dirty) for label in Label)
        SnapshotState.objects.exclude(layout=stamp).delete()
        SnapshotState.objects.get_or_create(layout=stamp)
        return Built(tuple(dirty), files)


def _layout_stamp() -> str:
    words = {name: list(words) for name, words in ENUMS.items()}
    return hashlib.sha256(f"{FORMAT} {words}".encode()).hexdigest()[:40]


def _stale_parts(day: date) -> set[str]:
    """Parts that the calendar has overtaken: months of a year that is now old enough."""
    names = SnapshotFile.objects.filter(gone=False, section=SECTIONS[0], bundle="")
    kept = {part for (part,) in names.values_list("parts", flat=True)}
    return {part for part in kept if part_of(span_of(part)[0], day) != part}


def _dirty_parts(keys: Collection[str], day: date) -> set[str]:
    if EVERYTHING not in keys:
        return {parts_of_month(key, day) for key in keys if key != NAMES}
    ends = Incident.objects.aggregate(first=Min("start"), last=Max("start"))
    kept = SnapshotFile.objects.filter(gone=False, section=SECTIONS[0], bundle="")
    standing = {part_of(span_of(part)[0], day) for (part,) in kept.values_list("parts", flat=True)}
    if ends["first"] is None:
        return standing
    return standing | set(all_parts(ends["first"], ends["last"], day))


class _Label:
    """The files of one label, before and after."""

    def __init__(self, label: Label, gone: Collection[str]) -> None:
        self.label = label
        self.known = Dictionaries(label)
        self.standing = SnapshotFile.objects.filter(label=label, gone=False)
        kept = self.standing.filter(bundle="").values_list("section", "parts", "address")
        self.kept: dict[Name, str] = {(one, tuple(of)): address for one, of, address in kept}
        self.gone = set(gone)
        self.frames: dict[Name, Frame] = {}
        self.new: dict[Name, NewFile] = {}

    def build(self, dirty: Sequence[str]) -> int:
        """How many files changed."""
        self.gone |= set(dirty)
        for run in runs(dirty):
            self._run(run)
        left = sorted({of[0] for _, of in (self.kept.keys() | self.new.keys()) if self._stands(of)})
        if not left and not self.kept and self.label != Label.PUBLIC:
            return 0
        if dirty:
            self._blank(left)
        self._dictionaries()
        old = {address for name, address in self.kept.items() if self._ends(name)}
        changed = self._replace(old, self.new.values())
        self.known.keep()
        return changed and changed + self._bundles(left)

    def _stands(self, of: tuple[str, ...]) -> bool:
        """Of a part: it has rows after this build."""
        return bool(of) and (of[0] not in self.gone or (SECTIONS[0], of) in self.new)

    def _ends(self, name: Name) -> bool:
        if name in self.new:
            return self.new[name].address != self.kept[name]
        return bool(name[1]) and not self._stands(name[1])

    def _run(self, names: list[str]) -> None:
        first, end = span_of(names[0])[0], span_of(names[-1])[1]
        for part in parts(gather(self.label, first, end), names, self.known):
            for section, frame in part.frames.items():
                self.frames[section, (part.name,)] = frame
                self.new[section, (part.name,)] = NewFile(
                    label=self.label,
                    section=section,
                    content=layout.written(frame),
                    parts=(part.name,),
                    rows=part.rows,
                    first_day=part.first_day,
                    last_day=part.last_day,
                )

    def _dictionaries(self) -> None:
        self.known.use_units()
        for frame in self.known.frames():
            section = frame.head["kind"]
            content = layout.written(frame)
            self.new[section, ()] = NewFile(label=self.label, section=section, content=content)

    def _blank(self, left: Iterable[str]) -> None:
        """Forget what no part names any more: nothing of a withdrawn incident stays behind."""
        built = {of[0] for _, of in self.frames}
        rows = self.standing.filter(
            bundle="", section__in=NAMING, parts__0__in=[part for part in left if part not in built]
        )
        frames = [frame for (section, _), frame in self.frames.items() if section in NAMING]
        for packed in rows.values_list("packed", flat=True):
            frames += layout.read(brotli.decompress(bytes(packed)))
        for column, (name, first) in NUMBERS.items():
            values = [frame.columns[column] for frame in frames if column in frame.columns]
            used = set(np.unique(np.concatenate(values)).tolist()) if values else set()
            self.known.of[name].blank(number - first for number in used)

    def _bundles(self, left: Sequence[str]) -> int:
        """One file for each section of the parts that travel together; alone, a frame is enough."""
        together: dict[str, list[str]] = {}
        for part in left:
            together.setdefault(bundle_of(part), []).append(part)
        rows = self.standing.exclude(bundle="").values_list("section", "parts", "address")
        kept: dict[Name, str] = {(section, tuple(of)): address for section, of, address in rows}
        wanted = {
            (section, tuple(names)): bundle
            for bundle, names in together.items()
            if len(names) > 1
            for section in SECTIONS
        }
        same = {name for name in kept.keys() & wanted.keys() if not self._touched(*name)}
        new = [self._bundle(*name, wanted[name]) for name in wanted.keys() - same]
        return self._replace({kept[name] for name in kept.keys() - same}, new)

    def _touched(self, section: str, of: Iterable[str]) -> bool:
        names = [(section, (part,)) for part in of]
        return any(
            name in self.new and self.new[name].address != self.kept.get(name) for name in names
        )

    def _bundle(self, section: str, of: tuple[str, ...], bundle: str) -> NewFile:
        rows = self.standing.filter(bundle="", section=section, parts__0__in=of)
        packed = {one[0]: bytes(content) for one, content in rows.values_list("parts", "packed")}
        content = b"".join(brotli.decompress(packed[part]) for part in of)
        return NewFile(label=self.label, section=section, content=content, parts=of, bundle=bundle)

    def _replace(self, old: Collection[str], new: Iterable[NewFile]) -> int:
        """Take old files away and keep new ones; what is on both sides stays as it is."""
        files = {file.address: file for file in new}
        gone = set(old) - files.keys()
        fresh = [file for address, file in files.items() if address not in self._addresses()]
        replace_files(gone, fresh)
        return len(gone) + len(fresh)

    def _addresses(self) -> set[str]:
        return set(self.standing.values_list("address", flat=True))
