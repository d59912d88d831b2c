"""The record: what happened, where, when, and who says so."""
