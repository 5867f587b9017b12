"""The small town of the stories about cases."""

import pytest

from sussidiario.casework.tests.town import Town


@pytest.fixture
def town(db: None) -> Town:
    """The cast, three persons and a family."""
    return Town()
