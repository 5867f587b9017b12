"""The places of the stories about benefits."""

from ctypes.util import find_library

import pytest

from sussidiario.benefits.tests.place import Place
from tests.database import once


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the stories in which letters are printed, loudly, where nothing prints them."""
    if find_library("pango-1.0") is None:
        for item in items:
            if "benefits/tests/test_letters" in item.nodeid:
                item.add_marker(pytest.mark.skip(reason="NO PANGO: install Debian's libpango-1.0-0 and libpangoft2-1.0-0"))


@pytest.fixture
def place(db: None) -> Place:
    """The cast, a family, a woman alone, two measures."""
    return once(Place)
