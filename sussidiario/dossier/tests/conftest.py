"""The small town: these pages span every domain in it."""

from tests.conftest import today, town

__all__ = ["today", "town"]
