"""The archive: the book's sealed parts, as files anyone can read and nobody can change unseen."""

from sussidiario.journal.archive.sealing import part, parts, seal, seal_readings, table
from sussidiario.journal.archive.series import SCHEMA
from sussidiario.journal.archive.sweeping import sweep
from sussidiario.journal.archive.verifying import Finding, verify

__all__ = ["SCHEMA", "Finding", "part", "parts", "seal", "seal_readings", "sweep", "table", "verify"]
