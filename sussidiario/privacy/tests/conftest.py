"""The small town, and those of the cast who come in by the pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from sussidiario.access.models import Staff
from sussidiario.privacy.models import Emergency, Grant
from tests import town as invented
from tests.conftest import today, town

__all__ = ["enter", "today", "town"]

Enter = Callable[[str], Client]


def nothing_opened(town: invented.Town) -> invented.Town:
    """The town before anybody was opened to anybody: what was, leaves its acts and nothing else."""
    Grant.objects.all().delete()
    Emergency.objects.all().delete()
    Staff.objects.update(emergency_until=None)
    return town


@pytest.fixture
def enter(town: invented.Town) -> Enter:
    """Let one of the cast in."""

    def as_one_of_the_cast(username: str) -> Client:
        client = Client()
        client.force_login(town.staff[username], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_one_of_the_cast
