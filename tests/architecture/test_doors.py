"""Nobody enters but through a door, and every door is shut unless somebody opened it."""

import pytest
from django.test import Client

from sussidiario.access.models import Staff
from tests.architecture.addresses import Address, addresses

OURS = [address for address in addresses() if address.is_ours]
SIGNING_IN = {"account_inactive", "account_login"}
"""Pages of django-allauth that answer whoever is not signed in."""

behind_a_door = pytest.mark.parametrize("address", [address for address in OURS if address.door and address.door.kind != "public"], ids=lambda each: each.name)


@pytest.mark.parametrize("address", OURS, ids=lambda each: each.name or each.route)
def test_every_view_stands_behind_a_door(address: Address) -> None:
    assert address.door is not None
    assert address.name.rpartition(":")[2], "an address has a name"


@behind_a_door
def test_who_is_not_signed_in_is_asked_to(address: Address, client: Client) -> None:
    for answer in (client.get(address.filled()), client.post(address.filled())):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accesso/login/?next=")


@behind_a_door
def test_who_holds_no_role_comes_in_nowhere(address: Address, client: Client, db: None) -> None:
    client.force_login(Staff.objects.create(username="nobody", given_name="Nessuno", family_name="Mai"))

    assert client.get(address.filled()).status_code in {403, 404, 405}


def test_a_record_door_says_who_sees_the_record() -> None:
    assert [address.name for address in OURS if address.door and address.door.kind == "record" and address.door.finds is None] == []


def test_allauth_answers_strangers_only_where_they_sign_in(client: Client, db: None) -> None:
    theirs = [address for address in addresses() if not address.is_ours]

    answering = {address.name for address in theirs if client.get(address.filled(key="x", uidb36="x")).status_code == 200}

    assert answering == SIGNING_IN
