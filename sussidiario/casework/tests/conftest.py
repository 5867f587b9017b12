"""The small town of the stories about cases."""

import pytest

from sussidiario.casework.tests.town import Town
from tests.database import once


@pytest.fixture
def town(db: None) -> Town:
    """The cast, three persons and a family."""
    return once(Town)
