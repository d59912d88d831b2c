"""A process keeps a few bodies, and forgets the oldest."""

from __future__ import annotations

from incidents.api.columns import Body, Kept


def test_the_oldest_body_is_forgotten() -> None:
    kept = Kept(2)
    for name in ("a", "b", "c"):
        kept.keep(name, Body(name.encode(), b""))
    assert kept.get("a") is None
    assert kept.get("b") == Body(b"b", b"")
    assert kept.get("c") == Body(b"c", b"")
