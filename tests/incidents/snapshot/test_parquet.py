"""The Parquet file holds what the Arrow stream says. Needs the extra: requirements-parquet.txt."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import nanoarrow
import pytest
from django.contrib.auth.models import AnonymousUser

from incidents.snapshot import build
from incidents.snapshot.arrow import stream
from incidents.snapshot.parquet import is_available, pieces
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not is_available(), reason="pyarrow is not installed: an extra"),
]


def test_it_says_what_the_stream_says() -> None:
    from pyarrow import parquet

    dataset = factories.make_dataset(key="own", may_show=True, may_export=True)
    for year in (2012, 2014, 2019):
        incident = factories.make_incident(dataset=dataset, start=date(year, 1, 1))
        factories.make_site(incident=incident, radius_km=1.5)
        factories.make_participation(incident=incident, actor=factories.make_actor())
        factories.make_claim(incident=incident)
    build()
    sent = list(stream(AnonymousUser()))
    told = nanoarrow.ArrayStream.from_readable(b"".join(sent)).read_all()
    cut = [piece[at : at + 40] for piece in sent for at in range(0, len(piece), 40)]
    table = parquet.read_table(BytesIO(b"".join(pieces(cut))))
    assert table.to_pylist() == list(told.iter_py())
    assert table.num_rows == 3


def test_an_empty_record_is_a_file_without_rows() -> None:
    from pyarrow import parquet

    build()
    assert parquet.read_table(BytesIO(b"".join(pieces(stream(AnonymousUser()))))).num_rows == 0
