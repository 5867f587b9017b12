"""What is disposed of takes names and words away, and no figure: the whole account is the same before and after."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps

from sussidiario.accountability.engine import account
from sussidiario.benefits.actions import transmissions
from sussidiario.benefits.models import (
    Application,
    Attestation,
    Award,
    BudgetLine,
    Debt,
    Instalment,
    Letter,
    PaymentFile,
    ProtocolEntry,
    Transmission,
)
from sussidiario.casework.models import Case
from sussidiario.desks.models import Contact
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import archive
from sussidiario.people.models import Person
from sussidiario.planning.models import Mandate
from sussidiario.privacy.actions import retention
from sussidiario.privacy.lifecycle.retention import Series
from sussidiario.privacy.models.retention import due
from tests import benefits, town as invented

HEAD, OFFICER = "giovanni.casati", "antonio.pirovano"
LATER = date(2032, 1, 10)
AT = invented.at(10, on=LATER)


def everything_ends(town: invented.Town) -> None:
    """Close every case and contact as if it had been long ago."""
    Case.objects.filter(state="open").update(
        state="closed", worker=None, closed_on=date(2016, 11, 14), closing_reason="solved", outcome="autonomy", closing_words="Sta bene."
    )
    Case.objects.filter(state="proposed").update(state="declined", declined_on=invented.DAY, closing_words="Non abita qui.")
    Contact.objects.filter(state="draft").update(state="discarded", draft={})
    asked = Application.objects.pending()
    asked.filter(state="advanced").update(state="granted", decided_on=invented.DAY, decided_by=town.staff[HEAD])
    asked.exclude(state="advanced").update(state="withdrawn", decided_on=invented.DAY)
    Instalment.objects.exclude(state__in=["paid", "cancelled"]).update(state="cancelled")
    Award.objects.update(state="concluded", ended_on=invented.DAY)
    Debt.objects.update(state="waived", ended_on=invented.DAY)


def dispose(town: invented.Town, *some: Series) -> None:
    """Dispose of all that is due, series by series, as who heads the service and who checks do."""
    head, officer = town.actor(HEAD, on=LATER), town.actor(OFFICER, on=LATER)
    for series in some:
        retention.set_rule(series, years=10, basis="Tabella di prova.", from_on=LATER, by=head, at=AT)
        disposal = retention.propose(series, by=head, at=AT)
        retention.approve(disposal, authorisation="1", authorised_on=LATER, by=officer, at=AT)
        retention.carry_out(disposal, by=head, at=AT)


def said_of_benefits() -> Iterator[tuple[str, str]]:
    """All that the tables of benefits hold in letters, by where it is."""
    for model in apps.get_app_config("benefits").get_models():
        for row in model._default_manager.values():
            for name, value in row.items():
                words = bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
                yield f"{model._meta.label}.{name}", words


@pytest.mark.django_db
def test_no_figure_changes_and_the_book_stays_whole(town: invented.Town) -> None:
    benefits.write(town)
    everything_ends(town)
    mandate = Mandate.objects.get()
    before, sealed_before = account.live(mandate), account.current()

    dispose(town, Series.BENEFITS, Series.CASES, Series.CONTACTS, Series.PERSONS)

    assert Person.objects.filter(disposed_on=LATER).count() > 0
    assert account.live(mandate) == before
    assert account.current() == sealed_before
    assert [finding for finding in archive.verify() if finding.wrong] == []


@pytest.mark.django_db
def test_of_benefits_that_are_over_nothing_says_whose_they_were(whole_town: invented.Town) -> None:
    town = whole_town
    everything_ends(town)
    names = (
        "Galimberti",
        "De Luca",
        "Nicolò",
        "Diallo",
        "Il professore",
        benefits.IBAN,
        *Person.objects.exclude(fiscal_code="").values_list("fiscal_code", flat=True),
    )
    assert any(name in words for _where, words in said_of_benefits() for name in names)
    committed = BudgetLine.objects.order_by("pk").values_list("committed", "paid")
    money = list(committed)

    dispose(town, Series.BENEFITS)

    assert not Application.objects.filter(disposed_on__isnull=True, person__kept_by__isnull=True).exists()
    assert {(where, name) for where, words in said_of_benefits() for name in names if name in words} == set()
    assert [Letter.objects.count(), PaymentFile.objects.count(), Attestation.objects.count()] == [0, 0, 0]
    assert set(ProtocolEntry.objects.values_list("parties", flat=True)) == {"—"}
    assert list(committed.all()) == money
    with pytest.raises(Refusal, match="non c'è più"):
        transmissions.take(Transmission.objects.get(), by=town.actor(HEAD, on=LATER), at=AT)


@pytest.mark.django_db
def test_what_is_not_over_is_not_due_and_keeps_the_files_it_is_in(whole_town: invented.Town) -> None:
    town, records = whole_town, invented.records(whole_town)
    everything_ends(town)
    debt = Debt.objects.get(pk=records["debt"])
    Debt.objects.update(state="open", ended_on=None)
    kept = PaymentFile.objects.filter(payments__payments__instalment__award=debt.award_id).count()

    dispose(town, Series.BENEFITS)

    assert list(Application.objects.filter(disposed_on__isnull=True, person__kept_by__isnull=True)) == [debt.award.application]
    assert PaymentFile.objects.filter(payments__payments__instalment__award=debt.award_id).count() == kept > 0
    assert not due(Series.PERSONS, LATER).filter(pk=debt.award.person_id).exists()
