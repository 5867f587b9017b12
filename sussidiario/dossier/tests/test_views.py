"""Each finds on their first page what needs them, and on a household's page what they may see of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sussidiario.access.models import Staff
from sussidiario.benefits.models import Attestation, Condition, Debt, Payment, PaymentList
from sussidiario.journal.models import Reading
from sussidiario.people import actions as people
from tests import benefits, town as invented

Enter = Callable[[str], Client]


@pytest.fixture
def enter(town: invented.Town) -> Enter:
    def as_one_of_the_cast(username: str) -> Client:
        client = Client()
        client.force_login(town.staff[username], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_one_of_the_cast


def _page(client: Client, path: str = "/oggi/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_operator_finds_who_waits_who_comes_and_what_is_left_to_finish(enter: Enter) -> None:
    page = _page(enter("chiara.brambilla"))

    assert "A 1" in page
    assert "Anna Galimberti" in page
    assert "Il professore" in page
    assert "Proposte da decidere" not in page


def test_the_worker_finds_the_deadline_that_has_passed(enter: Enter) -> None:
    page = _page(enter("paola.villa"))

    assert "Telefonare al medico" in page
    assert "in ritardo di 5 giorni" in page
    assert "Chi aspetta adesso" not in page


def test_a_worker_of_another_group_does_not_find_it(enter: Enter) -> None:
    page = _page(enter("giulia.mandelli"))

    assert "Telefonare al medico" not in page
    assert "Galimberti" not in page


def test_the_head_finds_the_proposal_of_this_morning(enter: Enter) -> None:
    page = _page(enter("giovanni.casati"))

    assert "Proposte da decidere" in page
    assert "Amina Diallo" in page


def test_the_auditor_and_the_mandate_office_find_the_book_and_no_person(enter: Enter) -> None:
    for username in ("antonio.pirovano", "federica.tagliabue"):
        page = _page(enter(username))

        assert "Ultimo sigillo" in page
        assert "Galimberti" not in page


def test_who_has_no_role_today_is_told_whom_to_ask(town: invented.Town, client: Client) -> None:
    client.force_login(Staff.objects.create(username="nessuno", given_name="No", family_name="Role"), backend="django.contrib.auth.backends.ModelBackend")

    response = client.get("/oggi/")

    assert response.status_code == 403
    assert "chiedi alla responsabile" in response.content.decode()


@pytest.mark.parametrize(("username", "queries"), [("chiara.brambilla", 9), ("paola.villa", 11), ("giovanni.casati", 18), ("renata.sironi", 9)])
def test_the_first_page_asks_a_fixed_number_of_questions(
    town: invented.Town, enter: Enter, username: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = enter(username)
    _page(client)

    with django_assert_num_queries(queries):
        _page(client)


def test_a_household_shows_its_members_and_who_follows_them(town: invented.Town, enter: Enter) -> None:
    household = town.households["de luca"]

    page = _page(enter("lucia.ferrario"), household.get_absolute_url())

    assert all(name in page for name in ("Marco De Luca", "Sara Nicolò", "Leonardo De Luca", "Gaia De Luca", "Tommaso De Luca"))
    assert f'href="{town.cases["leo"].get_absolute_url()}"' in page


def test_who_does_not_follow_a_case_learns_that_it_is_there_and_cannot_open_it(town: invented.Town, enter: Enter) -> None:
    operator = town.actor("chiara.brambilla")
    people.recognise(town.persons["marco"], family_name="de luca", born_on=town.persons["marco"].birth_on, by=operator, at=invented.at())

    page = _page(enter("chiara.brambilla"), town.households["de luca"].get_absolute_url())

    assert "segue Lucia Ferrario" in page
    assert town.cases["leo"].get_absolute_url() not in page


def test_opening_a_household_is_noted_once(town: invented.Town, enter: Enter) -> None:
    client = enter("lucia.ferrario")
    before = Reading.objects.count()

    _page(client, town.households["de luca"].get_absolute_url())

    assert Reading.objects.count() == before + 1
    assert Reading.objects.latest("pk").by == town.staff["lucia.ferrario"]


def test_the_mandate_office_does_not_find_households(town: invented.Town, enter: Enter) -> None:
    response = enter("federica.tagliabue").get(town.households["de luca"].get_absolute_url())

    assert response.status_code == 404


def test_who_pays_and_who_authorises_are_told_that_no_list_waits(enter: Enter) -> None:
    assert "Nessun elenco in corso" in _page(enter("renata.sironi"))
    assert "Nessun elenco aspetta la tua firma" in _page(enter("alberto.fumagalli"))


def test_who_looks_into_a_request_is_told_that_its_isee_expires(town: invented.Town, enter: Enter) -> None:
    attestation = Attestation.objects.filter(pk=benefits.write(town)["attestation"])

    before = _page(enter("giulia.mandelli"))
    attestation.update(valid_until=benefits.DAY + timedelta(days=10))
    soon = _page(enter("giulia.mandelli"))
    attestation.update(valid_from=benefits.DAY - timedelta(days=90), valid_until=benefits.DAY - timedelta(days=1))
    after = _page(enter("giulia.mandelli"))

    assert "ISEE scaduta" not in before
    assert "Domande con l&#x27;ISEE che scade" not in before
    assert "Domande con l&#x27;ISEE che scade" in soon
    assert "ISEE che sta per scadere" in soon
    assert "ISEE scaduta" in after


def test_the_worker_is_told_of_what_a_plan_asks_before_a_benefit_is_paid(town: invented.Town, enter: Enter) -> None:
    condition = Condition.objects.filter(pk=benefits.write(town)["condition"])

    before = _page(enter("giulia.mandelli"))
    condition.update(due_on=benefits.DAY - timedelta(days=2))
    late = _page(enter("giulia.mandelli"))
    condition.update(met_on=benefits.DAY)
    kept = _page(enter("giulia.mandelli"))

    assert "Condizioni da verificare" not in before
    assert "Iscrizione al centro per l&#x27;impiego" in late
    assert "in ritardo di 2 giorni" in late
    assert "Condizioni da verificare" not in kept


def test_what_was_advanced_waits_on_the_page_of_who_ratifies_it(town: invented.Town, enter: Enter) -> None:
    benefits.write(town)

    assert "Anticipi urgenti da ratificare" in _page(enter("giovanni.casati"))
    assert "Anticipi urgenti da ratificare" not in _page(enter("giulia.mandelli"))


def test_who_pays_is_told_of_what_was_recovered_and_had_never_arrived(town: invented.Town, enter: Enter) -> None:
    debt = Debt.objects.filter(pk=benefits.write(town)["debt"])
    before = _page(enter("renata.sironi"))

    debt.update(state="excess", recovered=10_000, bounced=4_000)
    after = _page(enter("renata.sironi"))

    assert "C’è denaro da rendere" not in before
    assert "40,00" in after
    assert 'href="/benefici/recuperi/?state=excess"' in after


def test_who_pays_is_told_of_what_nobody_answered_and_led_to_it(town: invented.Town, enter: Enter) -> None:
    benefits.write(town)
    payment = Payment.objects.select_related("payments").latest("pk")
    before = _page(enter("renata.sironi"))

    Payment.objects.filter(pk=payment.pk).update(state="expected", paid_on=None)
    PaymentList.objects.filter(pk=payment.payments.pk).update(state="sent", sent_at=timezone.now() - timedelta(days=4000))
    after = _page(enter("renata.sironi"))

    assert "senza risposta" not in before
    assert "1 pagamento trasmesso è senza risposta." in after
    assert 'href="/benefici/pagamenti/da-sistemare/"' in after
    assert payment.name in _page(enter("renata.sironi"), "/benefici/pagamenti/da-sistemare/")
