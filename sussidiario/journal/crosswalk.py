"""The crosswalk as a whole: for the account's engine, and for `verify`."""

import hashlib

import pyarrow as pa

from sussidiario.journal.models import Crosswalk

_SCHEMA = pa.schema([("pseudonym", pa.string()), ("first", pa.string())])

NOTHING = hashlib.sha256().hexdigest()
"""The digest of a crosswalk with no rows."""


def table() -> pa.Table:
    """Every later pseudonym with the first of the same subject."""
    rows = list(Crosswalk.objects.order_by("pk").values_list("pseudonym", "first"))
    return pa.table([pa.array([row[place] for row in rows], pa.string()) for place in (0, 1)], schema=_SCHEMA)


def digest() -> str:
    """Digest of every row, in the order in which they were written: the act of a rotation cites it."""
    found = hashlib.sha256()
    for row in Crosswalk.objects.order_by("pk").values_list("pseudonym", "first").iterator(50_000):
        found.update(" ".join(row).encode() + b"\n")
    return found.hexdigest()
