"""The same columns as Arrow IPC, compressed the same way: python bench/arrow_bytes.py FOLDER

FOLDER holds an .npz for each file. Every column is as narrow as its largest value allows, lists
are lists, groups are null where there is none. Prints bytes as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import brotli
import numpy as np
import pyarrow as pa

LISTS = {
    "sites": ("place",),
    "parties": ("actor", "role", "attribution", "via"),
    "sources": ("source",),
    "tags": ("tag",),
}


def table(columns: dict[str, np.ndarray]) -> pa.Table:
    inside = {name for names in LISTS.values() for name in names}
    found = {
        name: pa.array(column)
        for name, column in columns.items()
        if name not in inside and name not in LISTS and name not in ("day", "group")
    }
    found["day"] = pa.array(columns["day"], pa.int32()).cast(pa.date32())
    found["group"] = pa.array(columns["group"], mask=columns["group"] == 0)
    for count, names in LISTS.items():
        offsets = np.concatenate([[0], np.cumsum(columns[count])]).astype(np.int32)
        for name in names:
            found[name] = pa.ListArray.from_arrays(pa.array(offsets), pa.array(columns[name]))
    return pa.table(found)


def size(whole: pa.Table) -> int:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, whole.schema) as writer:
        writer.write_table(whole)
    return len(brotli.compress(sink.getvalue().to_pybytes(), quality=5, lgwin=22))


def main() -> None:
    sizes = {"all": 0, "without_ids": 0}
    for path in sorted(Path(sys.argv[1]).glob("*.npz")):
        whole = table(dict(np.load(path)))
        sizes["all"] += size(whole)
        sizes["without_ids"] += size(whole.drop_columns(["id"]))
    print(json.dumps({**sizes, "pyarrow": pa.__version__}))


if __name__ == "__main__":
    main()
