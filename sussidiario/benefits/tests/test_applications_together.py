"""Requests of several people at the same time, each on a connection of its own."""

from collections.abc import Callable
from typing import Any

from sussidiario.benefits.actions import applications
from sussidiario.benefits.models import Application
from sussidiario.benefits.tests.town import AT, DESK, HEAD, OTHER_HEAD, Town
from sussidiario.journal.models import Act

Together = Callable[..., list[Any]]


def test_many_received_at_the_same_time_have_each_their_number(transactional_db: None, together: Together) -> None:
    town = Town()
    persons = [town.person("Persona", str(index)) for index in range(6)]
    desk = town.act_as(DESK)

    results = together(*[lambda person=person: applications.receive(town.gift, person=person, by=desk, at=AT) for person in persons])

    assert sorted(result.number for result in results) == [1, 2, 3, 4, 5, 6]


def test_who_asks_twice_at_the_same_time_asks_once(transactional_db: None, together: Together) -> None:
    town = Town()
    desk = town.act_as(DESK)

    def receive() -> Application:
        return applications.receive(town.gift, person=town.teresa, by=desk, at=AT)

    results = together(receive, receive, receive)

    assert sorted(type(result).__name__ for result in results) == ["Application", "Refusal", "Refusal"]
    assert Application.objects.count() == 1


def test_two_heads_decide_at_the_same_time_and_one_does(transactional_db: None, together: Together) -> None:
    town = Town()
    application = town.proposed(town.completed())
    one, other = town.act_as(HEAD), town.act_as(OTHER_HEAD)

    results = together(lambda: applications.grant(application, by=one, at=AT), lambda: applications.refuse(application, why="non abita qui", by=other, at=AT))

    assert sorted(type(result).__name__ for result in results) == ["Application", "Forbidden"]
    assert Act.objects.filter(act__in=["benefits.application.granted", "benefits.application.refused"]).count() == 1
