"""The small town, for the tests that span domains."""

import pytest
from django.conf import LazySettings

from tests import town as invented


@pytest.fixture
def today(settings: LazySettings) -> None:
    """Let pages be opened on the town's day, at ten in the morning."""
    settings.SUSSIDIARIO_TODAY = invented.TODAY


@pytest.fixture
def town(db: None, today: None) -> invented.Town:
    """The small town, as it is this morning."""
    return invented.build()


@pytest.fixture
def whole_town(db: None, today: None) -> invented.Town:
    """The small town with a record of each kind."""
    return invented.build(whole=True)
