from __future__ import annotations


class ClusterError(Exception):
    """The embedded database cannot do what was asked; the message says what to do about it."""
