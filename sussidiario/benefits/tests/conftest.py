"""The places of the stories about benefits."""

import pytest

from sussidiario.benefits.tests.place import Place


@pytest.fixture
def place(db: None) -> Place:
    """The cast, a family, a woman alone, two measures."""
    return Place()
