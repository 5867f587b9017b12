"""What may be counted: centres once, desks each, contacts by what came of them."""

from datetime import date
from typing import Any

import ibis
import pytest

from sussidiario.access.actor import Actor
from sussidiario.desks import actions, figures
from sussidiario.desks.lifecycle import Channel, DeskKind, Outcome
from sussidiario.desks.models import Appointment, Contact, Desk
from sussidiario.desks.tests.conftest import at, facts
from sussidiario.foundation.figure import Figure, Measure
from sussidiario.foundation.period import Period
from sussidiario.journal import archive
from sussidiario.journal.models import Act
from sussidiario.territory.models import CivicCentre, Neighbourhood

YEAR = Period.year(2016)
BEFORE = Period.year(2013)


def counted(figure: Figure, period: Period) -> int:
    rows: Any = figure.rows(ibis.memtable(archive.table(Act.objects.order_by("pk"))), period)
    drawn = rows.subject.nunique() if figure.measure is Measure.SUBJECTS else rows.count()
    return int(drawn.to_pyarrow().as_py())


@pytest.fixture
def other_centre(centre: CivicCentre) -> CivicCentre:
    place = Neighbourhood.objects.create(code="triante", name="Triante", municipality=centre.neighbourhood.municipality, position=9)
    return CivicCentre.objects.create(code="amiata", name="Triante", address="via Amiata", neighbourhood=place, opened_on=date(2010, 1, 1))


def test_a_centre_with_two_desks_hosts_the_secretariat_once_and_two_offices(desk: Desk, centre: CivicCentre, other_centre: CivicCentre, head: Actor) -> None:
    actions.open_desk(centre, name="Ufficio", kind=DeskKind.OFFICE, on=date(2015, 1, 7), by=head, at=at(8, day=date(2015, 1, 7)))
    actions.open_desk(other_centre, name="Triante", on=date(2016, 1, 7), by=head, at=at(8, day=date(2016, 1, 7)))

    assert counted(figures.civic_centres_hosting_share, YEAR) == 2
    assert counted(figures.secretariat_desks, YEAR) == 2
    assert counted(figures.decentralised_offices, YEAR) == 3
    assert counted(figures.decentralised_offices, BEFORE) == 0


def test_an_office_alone_does_not_make_a_centre_host_the_secretariat(other_centre: CivicCentre, head: Actor) -> None:
    actions.open_desk(other_centre, name="Ufficio", kind=DeskKind.OFFICE, on=date(2016, 1, 7), by=head, at=at(8))

    assert counted(figures.civic_centres_hosting_share, YEAR) == 0
    assert counted(figures.decentralised_offices, YEAR) == 1


def test_a_desk_closed_and_opened_again_counts_when_it_is_open(desk: Desk, centre: CivicCentre, head: Actor) -> None:
    actions.open_desk(centre, name="Ufficio", kind=DeskKind.OFFICE, on=date(2015, 1, 7), by=head, at=at(8))
    actions.close_desk(desk, on=date(2015, 6, 1), why="lavori", by=head, at=at(8))
    actions.open_desk(centre, name="Di nuovo", on=date(2016, 3, 1), by=head, at=at(8))

    assert [counted(figures.secretariat_desks, Period.year(year)) for year in (2013, 2014, 2015, 2016)] == [0, 1, 0, 1]
    assert [counted(figures.decentralised_offices, Period.year(year)) for year in (2013, 2014, 2015, 2016)] == [0, 1, 1, 2]


def test_contacts_are_counted_when_closed_and_proposals_among_them(desk: Desk, contact: Contact, appointment: Appointment, operator: Actor) -> None:
    actions.close_contact(contact, **facts(outcome=Outcome.PROPOSAL), by=operator, at=at(10, 30))
    call = actions.start_contact(desk, channel=Channel.PHONE, by=operator, at=at(11))
    actions.close_contact(call, **facts(), by=operator, at=at(11, 10))
    actions.arrive(appointment, by=operator, at=at(8, 55))
    actions.serve(appointment, by=operator, at=at(9))
    actions.serve_ticket(actions.take_ticket(desk, by=operator, at=at(9)), by=operator, at=at(9, 30))

    assert counted(figures.contacts, YEAR) == 2
    assert counted(figures.proposals, YEAR) == 1
    assert counted(figures.appointments_served, YEAR) == 1
    assert counted(figures.walk_ins_served, YEAR) == 1
    assert counted(figures.contacts, BEFORE) == 0


def test_only_the_counts_of_places_set_protection_aside() -> None:
    assert {figure.key for figure in figures.FIGURES if not figure.personal} == {
        "desks.civic_centres_hosting_share",
        "desks.secretariat_desks",
        "desks.decentralised_offices",
    }
