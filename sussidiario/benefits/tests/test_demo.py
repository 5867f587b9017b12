"""The invented town: what is published comes out by counting, and what is written at once is what the actions would have written."""

from datetime import date
from random import Random
from typing import Any

import ibis
import pytest
from codicefiscale.codicefiscale import encode
from django.db import transaction
from stdnum import iban
from stdnum.it import iva

from sussidiario.access.actor import actor
from sussidiario.benefits import demo, figures
from sussidiario.benefits.actions import applications
from sussidiario.benefits.demo.calendar import Month, months, nine, shares
from sussidiario.benefits.demo.catalogue import open_all
from sussidiario.benefits.demo.households import NobodyLeft
from sussidiario.benefits.demo.office import Office
from sussidiario.benefits.demo.volume import Asked, Volume
from sussidiario.benefits.lifecycle import ApplicationState, AwardState, InstalmentState, IseeKind, ListState, Wording
from sussidiario.benefits.models import Application, Attestation, Award, BudgetLine, Debt, Document, Instalment, Letter, Level, Payee, PaymentList, Simulation
from sussidiario.benefits.tests.town import Town
from sussidiario.foundation.figure import Figure, Measure
from sussidiario.foundation.period import Period
from sussidiario.journal import archive
from sussidiario.journal.models import Act
from sussidiario.people.models import Household, Membership, Person

UNTIL = date(2016, 5, 15)
SEED = 7


@pytest.fixture
def populated() -> Town:
    """The small town with a hundred and twenty families in it."""
    town = Town()
    Level.objects.all().delete()
    for number in range(120):
        born = date(1950 + number % 35, 1 + number % 12, 1 + number % 28)
        code = encode("Numero", "Persona", "F", born.isoformat(), "F704")
        person = Person.objects.create(
            given_name="Persona", family_name=f"Numero {number}", fiscal_code=code, birth_on=born, birth_precision="day", registered_at=nine(date(2011, 1, 3))
        )
        home = Household.objects.create(opened_on=date(2008, 1, 1), neighbourhood=town.place)
        Membership.objects.create(household=home, person=person, relation=1, from_on=home.opened_on)
    return town


def fill(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "GRANTED", {2016: 9})
    demo.fill(seed=SEED, granted={2016: 24}, in_arrears=5, staff=town.staff, until=UNTIL, progress=lambda _said: None)


def count(figure: Figure, period: Period) -> int:
    """A figure, drawn as the account draws it."""
    acts = ibis.memtable(archive.table(Act.objects.order_by("pk")))
    rows = figure.rows(acts, period)
    found = rows.aggregate(acts=rows.count(), subjects=rows.subject.nunique()).to_pyarrow().to_pylist()[0]
    number: int = found["subjects" if figure.measure is Measure.SUBJECTS else "acts"]
    return number


@pytest.mark.django_db
def test_what_the_city_published_comes_out_by_counting_and_something_waits_for_everybody(populated: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(populated, monkeypatch)

    assert count(figures.contributions_granted, Period.year(2016)) == 24
    assert count(figures.blameless_arrears_households, Period(date(2012, 5, 21), date(2017, 6, 26))) == 5
    assert count(figures.wait_for_decision, Period.year(2016)) > 24
    assert count(figures.wait_for_money, Period.year(2016)) > 0
    waiting = {ApplicationState.RECEIVED, ApplicationState.COMPLETE, ApplicationState.PROPOSED, ApplicationState.ADVANCED}
    assert waiting <= set(Application.objects.values_list("state", flat=True))
    assert {AwardState.ACTIVE, AwardState.SUSPENDED, AwardState.REVOKED, AwardState.CONCLUDED} == set(Award.objects.values_list("state", flat=True))
    assert {ListState.CLOSED, ListState.SENT, ListState.LOCKED} <= set(PaymentList.objects.values_list("state", flat=True))
    instalments = {InstalmentState.PAID, InstalmentState.HELD, InstalmentState.LISTED, InstalmentState.FAILED}
    assert instalments <= set(Instalment.objects.values_list("state", flat=True))
    assert set(IseeKind) == set(Attestation.objects.values_list("kind", flat=True))
    assert set(Wording) == set(Letter.objects.values_list("wording", flat=True))
    assert Simulation.objects.exclude(decision="").exists()
    assert Debt.objects.open().exists()
    assert all(0 < line.paid <= line.committed < line.amount for line in BudgetLine.objects.filter(year=2016, chapter="12.05.1"))


@pytest.mark.django_db
def test_what_is_written_at_once_is_what_the_actions_write(populated: Town) -> None:
    office = Office(populated.staff)
    measures = open_all(office)
    volume = Volume(Random(SEED), measures, office)  # noqa: S311  no secret
    asked = volume.ask(Month(date(2015, 3, 1), 8, 2), dict.fromkeys(sorted(measures), 2))

    with transaction.atomic():
        volume.receive(asked)
        at_once = told()
        transaction.set_rollback(True)
    for place, each in enumerate(asked):
        receive(each, place)

    by_actions = told()
    for kind, rows in by_actions.items():
        assert at_once[kind] == rows, kind


@pytest.mark.django_db
def test_accounts_and_numbers_could_exist(populated: Town) -> None:
    office = Office(populated.staff)
    volume = Volume(Random(SEED), open_all(office), office)  # noqa: S311  no secret
    month = Month(date(2015, 3, 1), 40, 10)

    asked = volume.ask(month, {"income-support": 20, figures.BLAMELESS_ARREARS: 10})

    assert all(iban.is_valid(each.payee.iban) for each in asked)
    assert all(iva.is_valid(each.payee.fiscal_code) for each in asked if each.measure.key == figures.BLAMELESS_ARREARS)


@pytest.mark.django_db
def test_a_city_with_nobody_in_it_helps_nobody() -> None:
    town = Town()

    with pytest.raises(NobodyLeft):
        demo.fill(seed=SEED, granted={}, in_arrears=1, staff=town.staff, until=UNTIL, progress=lambda _said: None)


@pytest.mark.parametrize(("whole", "parts"), [(800, 12), (5, 12), (0, 3), (7, 7)])
def test_what_is_shared_out_adds_up(whole: int, parts: int) -> None:
    found = shares(whole, parts)

    assert sum(found) == whole
    assert max(found) - min(found) <= 1


def test_each_year_grants_what_it_was_to_grant() -> None:
    found = months({2014: 50, 2015: 100, 2016: 30}, 20, UNTIL)

    assert {year: sum(each.granted for each in found if each.first.year == year) for year in (2014, 2015, 2016)} == {2014: 50, 2015: 100, 2016: 30}
    assert sum(each.in_arrears for each in found) == 20
    assert all(each.answered < UNTIL for each in found)


def receive(asked: Asked, place: int) -> None:
    """The same request, by the actions."""
    at, by = nine(asked.on, place % 240), actor(asked.by, on=asked.on)
    payee = Payee.objects.create(**{name: getattr(asked.payee, name) for name in ("kind", "person_id", "name", "fiscal_code", "paid_by", "iban")})
    person = Person.objects.get(pk=asked.home.person)
    application = applications.receive(asked.measure, person=person, declared=asked.declared, payee=payee, on=asked.on, by=by, at=at)
    for paper in application.documents.order_by("pk"):
        applications.receive_document(application, document=paper, on=asked.on, by=by, at=at)
    applications.complete(application, by=by, at=at)


def told() -> dict[str, list[Any]]:
    """Every row and every act, without the numbers that depend on when they were written."""
    order = {pk: place for place, pk in enumerate(Application.objects.order_by("pk").values_list("pk", flat=True))}
    return {
        "applications": [_plain(row) for row in Application.objects.order_by("pk").values()],
        "documents": [_plain(row, order) for row in Document.objects.order_by("application", "pk").values()],
        "payees": [_plain(row) for row in Payee.objects.order_by("pk").values()],
        "acts": [_plain(row, order) for row in Act.objects.filter(act__startswith="benefits.application.").order_by("pk").values()],
    }


def _plain(row: Any, order: dict[int, int] | None = None) -> Any:
    for name in ("id", "payee_id", "fingerprint", "why_digest"):
        row.pop(name, None)
    if order is not None and "application_id" in row:
        row["application_id"] = order[row["application_id"]]
    if order is not None and "record" in row:
        row["record"] = order[int(row["record"].partition(":")[2])]
    return row
