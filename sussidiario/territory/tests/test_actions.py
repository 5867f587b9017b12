"""Civic centres open and close, and the book says so."""

from datetime import UTC, date, datetime

import pytest

from sussidiario.access.actor import Actor, actor
from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import RoleHeld, Staff
from sussidiario.access.rules import Role
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act
from sussidiario.territory import actions, demo
from sussidiario.territory.models import CivicCentre, Municipality, Neighbourhood

AT = datetime(2012, 6, 1, 9, tzinfo=UTC)


def _someone(role: Role) -> Actor:
    staff = Staff.objects.create(username=role, given_name="Ada", family_name="Riva")
    RoleHeld.objects.create(staff=staff, role=role, from_on=date(2012, 1, 1))
    return actor(staff, on=AT.date())


@pytest.mark.django_db
def test_the_city_has_ten_neighbourhoods_and_eight_centres_in_a_province_of_55_municipalities() -> None:
    demo.fill(by=_someone(Role.SERVICE_HEAD), at=AT)

    assert Municipality.objects.count() == 55
    assert Municipality.objects.values("ambito").distinct().count() == 5
    assert Neighbourhood.objects.count() == 10
    assert CivicCentre.objects.open_on(AT.date()).count() == 8
    assert Act.objects.filter(act="territory.civic_centre.opened").count() == 8


@pytest.mark.django_db
def test_a_centre_closes_from_a_day_and_is_closed_once() -> None:
    head = _someone(Role.SERVICE_HEAD)
    demo.fill(by=head, at=AT)
    centre = demo.centres()["iseo"]

    actions.close_centre(centre, on=date(2012, 7, 1), why="lavori", by=head, at=AT)

    assert centre not in CivicCentre.objects.open_on(date(2012, 7, 1))
    assert centre in CivicCentre.objects.open_on(date(2012, 6, 30))
    assert Act.objects.filter(act="territory.civic_centre.closed", why="lavori", neighbourhood="san-fruttuoso").count() == 1
    with pytest.raises(Refusal):
        actions.close_centre(centre, on=date(2012, 8, 1), why="", by=head, at=AT)


@pytest.mark.django_db
def test_a_centre_cannot_close_before_it_opened() -> None:
    head = _someone(Role.SERVICE_HEAD)
    demo.fill(by=head, at=AT)

    with pytest.raises(Refusal) as refused:
        actions.close_centre(demo.centres()["iseo"], on=date(2001, 1, 1), why="", by=head, at=AT)

    assert refused.value.field == "on"


@pytest.mark.django_db
def test_only_the_service_head_opens_a_centre() -> None:
    demo.fill(by=_someone(Role.SERVICE_HEAD), at=AT)
    neighbourhood = Neighbourhood.objects.get(code="triante")

    with pytest.raises(NotAllowed):
        actions.open_centre(
            code="amiata", name="Triante", address="via Monte Amiata", neighbourhood=neighbourhood, on=AT.date(), by=_someone(Role.DESK_OPERATOR), at=AT
        )

    assert not CivicCentre.objects.filter(code="amiata").exists()
