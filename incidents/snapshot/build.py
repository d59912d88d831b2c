"""Building what a change has made untrue: its part in each label, and nothing else.

All of a build is one transaction of one moment: readers have the old parts until it ends, and
after a crash the old parts stand and the work still waits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import brotli
from django.db.models import Max, Min

from incidents.actions.outbox import waiting
from incidents.actions.snapshot_files import NewFile, replace_files
from incidents.models import Incident, SnapshotFile, SnapshotState
from incidents.snapshot import layout
from incidents.snapshot.dictionaries import Dictionaries
from incidents.snapshot.frames import parts
from incidents.snapshot.gather import ENUMS, gather, sizes
from incidents.snapshot.parts import (
    all_parts,
    bundle_of,
    loads,
    part_of,
    parts_of_month,
    runs,
    span_of,
)
from incidents.snapshot.uses import Uses
from incidents.values import Label, Topic
from incidents.values.snapshot import FORMAT, SECTIONS

EVERYTHING = "*"
NAMES = "names"
NAMING = ("first", "rest")
"""Sections whose frames name entries of dictionaries."""
LOAD = 250_000
"""Incidents that are gathered at once, each in less than a kilobyte of memory; a larger part is a
load of its own. Each load reads the tables once more."""
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
        readable = SnapshotState.objects.filter(layout=stamp).exists()
        if not readable:
            keys.add(EVERYTHING)
        stale = _stale_parts(day)
        if not keys and not stale:
            return Built()
        dirty = sorted(_dirty_parts(keys, day) | {part_of(span_of(one)[0], day) for one in stale})
        files = sum(_Label(label, stale, readable=readable).build(dirty) for label in Label)
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
    """The files of one label, before and after.

    Parts are gathered in loads and kept at once, so that memory holds one load and one bundle,
    whatever the record's size.
    """

    def __init__(self, label: Label, gone: Collection[str], *, readable: bool) -> None:
        self.label = label
        self.readable = readable
        self.known = Dictionaries(label)
        self.standing = SnapshotFile.objects.filter(label=label, gone=False)
        kept = self.standing.filter(bundle="").values_list("section", "parts", "address")
        self.kept: dict[Name, str] = {(one, tuple(of)): address for one, of, address in kept}
        self.gone = set(gone)
        self.fresh: dict[Name, str] = {}
        self.before, self.after = Uses(), Uses()

    def build(self, dirty: Sequence[str]) -> int:
        """How many files changed."""
        self.gone |= set(dirty)
        if self.readable:
            self._count_uses(self.before, self.gone)
        else:  # files of another layout, all of which are built anew
            self.before.add_all(self.known)
        changed = sum(map(self._run, runs(dirty)))
        left = sorted({of[0] for _, of in self.kept.keys() | self.fresh.keys() if self._stands(of)})
        if not left and not self.kept and self.label != Label.PUBLIC:
            return 0
        self._blank(left)
        changed += self._dictionaries()
        self.known.keep()
        return changed and changed + self._bundles(left)

    def _stands(self, of: tuple[str, ...]) -> bool:
        """Of a part: it has rows after this build."""
        return bool(of) and (of[0] not in self.gone or (SECTIONS[0], of) in self.fresh)

    def _run(self, names: Sequence[str]) -> int:
        first, end = span_of(names[0])[0], span_of(names[-1])[1]
        return sum(map(self._load, loads(names, sizes(self.label, first, end), most=LOAD)))

    def _load(self, names: Sequence[str]) -> int:
        """Gather some parts, and keep what comes out otherwise than before."""
        first, end = span_of(names[0])[0], span_of(names[-1])[1]
        files: dict[Name, NewFile] = {}
        for part in parts(gather(self.label, first, end), names, self.known):
            for section, frame in part.frames.items():
                self.after.add(frame)
                files[section, (part.name,)] = NewFile(
                    label=self.label,
                    section=section,
                    content=layout.written(frame),
                    parts=(part.name,),
                    rows=part.rows,
                    first_day=part.first_day,
                    last_day=part.last_day,
                )
        return self._put(files)

    def _put(self, files: Mapping[Name, NewFile]) -> int:
        self.fresh |= {name: file.address for name, file in files.items()}
        old = {self.kept[name] for name in files.keys() & self.kept.keys()}
        return self._replace(old, files.values())

    def _dictionaries(self) -> int:
        """What parts are called by, and the end of parts that have no rows any more."""
        self.known.use_units()
        files: dict[Name, NewFile] = {}
        for frame in self.known.frames():
            section = frame.head["kind"]
            content = layout.written(frame)
            files[section, ()] = NewFile(label=self.label, section=section, content=content)
        ended = {
            address for name, address in self.kept.items() if name[1] and not self._stands(name[1])
        }
        return self._put(files) + self._replace(ended, [])

    def _count_uses(self, uses: Uses, of: Collection[str]) -> None:
        rows = self.standing.filter(bundle="", section__in=NAMING, parts__0__in=list(of))
        for packed in rows.values_list("packed", flat=True).iterator(1):
            for frame in layout.read(brotli.decompress(bytes(packed))):
                uses.add(frame)

    def _blank(self, left: Iterable[str]) -> None:
        """Forget what no part names any more: nothing of a withdrawn incident stays behind.

        Only what a part named before and names no longer can be that; the other parts are looked
        at for its sake alone.
        """
        if not self.before.beside(self.after):
            return
        built = {of[0] for _, of in self.fresh if of}
        self._count_uses(self.after, [part for part in left if part not in built])
        for name, numbers in self.before.beside(self.after).items():
            self.known.of[name].forget(numbers)

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
        changed = self._replace({kept[name] for name in kept.keys() - same}, [])
        for name in sorted(wanted.keys() - same):
            changed += self._replace([], [self._bundle(*name, wanted[name])])
        return changed

    def _touched(self, section: str, of: Iterable[str]) -> bool:
        names = [(section, (part,)) for part in of]
        return any(name in self.fresh and self.fresh[name] != self.kept.get(name) for name in names)

    def _bundle(self, section: str, of: tuple[str, ...], bundle: str) -> NewFile:
        rows = self.standing.filter(bundle="", section=section, parts__0__in=of)
        packed = {one[0]: bytes(content) for one, content in rows.values_list("parts", "packed")}
        frames = [frame for part in of for frame in layout.read(brotli.decompress(packed[part]))]
        content = layout.written(*frames)
        return NewFile(label=self.label, section=section, content=content, parts=of, bundle=bundle)

    def _replace(self, old: Collection[str], new: Iterable[NewFile]) -> int:
        """Take old files away and keep new ones; what is on both sides stays as it is."""
        files = {file.address: file for file in new}
        gone = set(old) - files.keys()
        stand = self._addresses() if files else set()
        fresh = [file for address, file in files.items() if address not in stand]
        replace_files(gone, fresh)
        return len(gone) + len(fresh)

    def _addresses(self) -> set[str]:
        return set(self.standing.values_list("address", flat=True))
