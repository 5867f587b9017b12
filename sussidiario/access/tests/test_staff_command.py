"""At the first installation accounts, roles and teams are given from the command line."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from sussidiario.access.actor import actor
from sussidiario.access.models import Staff, Team
from sussidiario.access.rules import Role

pytestmark = pytest.mark.django_db
MARCH, MAY = date(2016, 3, 1), date(2016, 5, 1)


@pytest.fixture
def ada() -> Staff:
    """Somebody with an account, a role and a team."""
    call_command("staff", "team", "anziani", "Anziani", "--area", "elderly")
    call_command("staff", "add", "ada.riva", "Ada", "Riva")
    call_command("staff", "give", "ada.riva", "--role", "social_worker", "--team", "anziani", "--on", "2016-03-01")
    return Staff.objects.get(username="ada.riva")


def test_somebody_is_given_an_account_a_role_and_a_team(ada: Staff) -> None:
    someone = actor(ada, on=MARCH)

    assert str(ada) == "Ada Riva"
    assert someone.roles == {Role.SOCIAL_WORKER}
    assert someone.teams == {Team.objects.get(code="anziani", area="elderly").pk}


def test_an_account_without_a_password_lets_nobody_in(ada: Staff) -> None:
    assert not ada.has_usable_password()


def test_a_role_ends_on_a_day(ada: Staff) -> None:
    call_command("staff", "end", "ada.riva", "--role", "social_worker", "--on", "2016-05-01")

    assert actor(ada, on=MARCH).roles == {Role.SOCIAL_WORKER}
    assert actor(ada, on=MAY).roles == set()


def test_who_leaves_the_service_has_nothing_left(ada: Staff) -> None:
    call_command("staff", "leave", "ada.riva", "--on", "2016-05-01")

    ada.refresh_from_db()
    someone = actor(ada, on=MAY)
    assert not ada.is_active
    assert not someone.roles
    assert not someone.teams


def test_the_list_says_who_holds_what(ada: Staff, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    call_command("staff", "list")

    assert capsys.readouterr().out.split() == ["ada.riva", "Ada", "Riva", "social_worker", "(anziani)"]


@pytest.mark.parametrize(
    "words",
    [
        ("add", "ada.riva", "Ada", "Rivolta"),
        ("give", "nobody", "--role", "auditor"),
        ("give", "ada.riva", "--role", "auditor"),
        ("give", "ada.riva", "--team", "nowhere"),
        ("end", "ada.riva", "--role", "auditor"),
        ("leave", "nobody"),
    ],
)
def test_what_cannot_be_is_said(ada: Staff, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("staff", *words)
