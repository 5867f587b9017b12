from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from sussidiario.access.actor import Actor
from sussidiario.access.decision import NotAllowed
from sussidiario.accountability import actions
from sussidiario.accountability.engine import account
from sussidiario.accountability.models import Edition, EditionQuerySet
from sussidiario.accountability.tests.conftest import MORNING, Town
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act

pytestmark = pytest.mark.django_db


def publish(by: Actor, *, name: str = "anno-2016", title: str = "Bilancio 2016") -> Edition:
    return actions.publish(name=name, title=title, by=by, at=MORNING)


def test_an_edition_freezes_the_account_of_the_latest_seal(town: Town, office: Actor) -> None:
    town.seal()
    seal = town.seal() if Act.objects.unsealed().exists() else None

    edition = Edition.objects.get(pk=publish(office).pk)

    assert seal is None
    assert edition.account == account.current()
    assert (edition.seal.number, edition.as_of, edition.published_at) == (1, edition.seal.sealed_at, MORNING)


def test_publishing_is_an_act(town: Town, office: Actor) -> None:
    seal = town.seal()

    edition = publish(office)

    act = Act.objects.get(act="accountability.edition.published")
    assert (act.record, act.by_id, act.detail) == (f"accountability.edition:{edition.pk}", office.pk, {"name": "anno-2016", "seal": 1, "chain": seal.chain})


def test_an_edition_does_not_change_when_the_account_does(town: Town, office: Actor) -> None:
    town.seal()
    edition = publish(office)
    town.take_in_charge(3)
    town.seal(days=1)

    assert Edition.objects.get(pk=edition.pk).account != account.current()
    assert account.again(edition.account, edition.seal) == edition.account


@pytest.mark.parametrize("change", [lambda mine: mine.update(title="Un altro"), lambda mine: mine.delete()], ids=["update", "delete"])
def test_the_database_refuses_to_change_an_edition(town: Town, office: Actor, change: Callable[[EditionQuerySet], object]) -> None:
    town.seal()
    edition = publish(office)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(Edition.objects.filter(pk=edition.pk))

    assert Edition.objects.get().title == "Bilancio 2016"


def test_only_the_mandate_office_publishes(town: Town, head: Actor, auditor: Actor) -> None:
    town.seal()

    for someone in (head, auditor):
        with pytest.raises(NotAllowed):
            publish(someone)
    assert not Edition.objects.exists()


def test_without_a_seal_nothing_is_published(town: Town, office: Actor) -> None:
    with pytest.raises(Refusal, match="sigillo"):
        publish(office)


def test_without_a_mandate_nothing_is_published(office: Actor) -> None:
    with pytest.raises(Refusal, match="mandato"):
        publish(office)


def test_a_name_is_used_once(town: Town, office: Actor) -> None:
    town.seal()
    publish(office)

    with pytest.raises(Refusal) as refused:
        publish(office)

    assert refused.value.field == "name"


@pytest.mark.parametrize("name", ["", "Anno 2016", "anno_2016!", "nuova"])
def test_a_name_is_an_address(town: Town, office: Actor, name: str) -> None:
    town.seal()

    with pytest.raises(Refusal) as refused:
        publish(office, name=name)

    assert refused.value.field == "name"


def test_an_edition_has_a_title(town: Town, office: Actor) -> None:
    town.seal()

    with pytest.raises(Refusal) as refused:
        publish(office, title="  ")

    assert refused.value.field == "title"
