"""`sussidiario access`, told as an administrator types it."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from sussidiario.access import clock
from sussidiario.access.actions import entrance
from sussidiario.access.actions.entrance import Caller
from sussidiario.access.demo import create_staff
from sussidiario.access.entering import Outcome

pytestmark = pytest.mark.django_db


def said(*words: str) -> str:
    out = StringIO()
    call_command("access", *words, stdout=out)
    return out.getvalue().strip()


def test_the_old_history_is_forgotten() -> None:
    staff = create_staff()["paola.villa"]
    entrance.note(Outcome.ENTERED, staff=staff, caller=Caller(), at=clock.real() - timedelta(days=400))

    assert said("sweep") == "1 lines of history forgotten"


def test_a_closed_account_is_listened_to_again() -> None:
    create_staff()
    at = clock.real()
    heard = [entrance.take_try("paola.villa", caller=Caller(), at=at) for _ in range(6)]

    said("unlock", "paola.villa")

    assert heard[-1] is False
    assert entrance.take_try("paola.villa", caller=Caller(), at=at)


def test_a_lost_telephone_is_taken_away_and_sessions_end(client: Client) -> None:
    staff = create_staff()["paola.villa"]
    Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(staff)

    assert said("reset", "paola.villa").endswith("1 sessions ended")
    assert not Authenticator.objects.exists()


def test_who_is_not_there_is_said() -> None:
    with pytest.raises(CommandError):
        said("unlock", "nessuno")
