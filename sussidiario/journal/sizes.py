"""What the database knows of how many rows there are: by it, it chooses among its indexes."""

from django.db import connection

SAMPLE = 400
"""Rows of each index that are looked at: enough to tell a state that half of them have from a person that one has."""


def take_sizes() -> None:
    """Have SQLite look how many rows there are, which it never does by itself; PostgreSQL always does."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
            cursor.execute("ANALYZE")
