"""Readings to the record: one SQLite file, append-only facts, search."""
