"""The archive: the book's sealed parts, as files anyone can read and nobody can change unseen."""

from sussidiario.journal.archive.sealing import SCHEMA, part, parts, seal, table
from sussidiario.journal.archive.verifying import Finding, verify

__all__ = ["SCHEMA", "Finding", "part", "parts", "seal", "table", "verify"]
