"""The pages of awards, debts, urgent cash, measures and money: who opens them, what they show, what they lead to."""

import re
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sussidiario.benefits.actions import advances, awards, debts, payees
from sussidiario.benefits.lifecycle import ApplicationState, PayeeKind
from sussidiario.benefits.models import Application, Award, BudgetLine, Condition, Debt, Fund, Instalment, Level, Measure, Payee
from sussidiario.benefits.rules.plans import Asked
from sussidiario.benefits.tests.place import (
    ACCOUNTANT,
    AT,
    AUDITOR,
    DESK,
    EXECUTIVE,
    HEAD,
    IBAN,
    MANDATE,
    OTHER_HEAD,
    OTHER_WORKER,
    TODAY,
    WORKER,
    Place,
)
from sussidiario.journal.models import Reading

ALL = (HEAD, EXECUTIVE, ACCOUNTANT, AUDITOR, WORKER, OTHER_WORKER, DESK, MANDATE)


@pytest.fixture(autouse=True)
def _today(settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TODAY = f"{TODAY}T10:00"


@pytest.fixture
def award(place: Place) -> Award:
    """Carlo's, with a condition."""
    place.line(1_000_000)
    place.line(1_000_000, year=2017)
    return place.granted(months=3, conditions=[Asked("Iscrizione al centro per l'impiego", date(2016, 12, 10))])


def signed_in(place: Place, username: str) -> Client:
    client = Client()
    client.force_login(place.worker(username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(place: Place, username: str, url: str) -> str:
    return signed_in(place, username).get(url).content.decode()


def advanced(place: Place, *, by: str = WORKER) -> Application:
    application = place.proposed(measure=place.arrears)
    Application.objects.filter(pk=application.pk).update(
        state=ApplicationState.RECEIVED.value, proposed_by=None, proposed_on=None, proposed=None, completed_on=None
    )
    return advances.advance(application, amount=15_000, why="è senza luce", by=place.act_as(by), at=AT)


@pytest.mark.parametrize(
    ("url", "yes"),
    [
        ("/benefici/concessioni/", (HEAD, EXECUTIVE, ACCOUNTANT, AUDITOR, WORKER, OTHER_WORKER, DESK)),
        ("/benefici/recuperi/", (HEAD, EXECUTIVE, ACCOUNTANT, AUDITOR)),
        ("/benefici/anticipi/", (HEAD, EXECUTIVE, ACCOUNTANT, AUDITOR, WORKER, OTHER_WORKER)),
        ("/benefici/capitoli/", (HEAD, EXECUTIVE, ACCOUNTANT, AUDITOR)),
        ("/benefici/capitoli/apri/", (ACCOUNTANT,)),
        ("/benefici/fondi/apri/", (ACCOUNTANT,)),
        ("/benefici/misure/", (HEAD, EXECUTIVE, ACCOUNTANT, AUDITOR, WORKER, OTHER_WORKER, DESK)),
        ("/benefici/misure/apri/", (HEAD,)),
        ("/benefici/soglie/stabilisci/", (EXECUTIVE,)),
    ],
)
def test_who_opens_which_page(place: Place, url: str, yes: tuple[str, ...]) -> None:
    assert tuple(username for username in ALL if signed_in(place, username).get(url).status_code == 200) == yes


def test_an_award_is_read_by_who_follows_it_and_by_who_pays(place: Place, award: Award) -> None:
    answers = {username: signed_in(place, username).get(f"/benefici/concessioni/{award.pk}/").status_code for username in ALL}

    assert [username for username, status in answers.items() if status == 200] == [HEAD, EXECUTIVE, ACCOUNTANT, AUDITOR, WORKER, DESK]
    assert set(answers.values()) == {200, 404}
    assert Reading.objects.count() == 6


def test_the_accountant_reads_the_account_and_not_the_person(place: Place, award: Award) -> None:
    theirs, hers = page(place, WORKER, award.get_absolute_url()), page(place, ACCOUNTANT, award.get_absolute_url())

    assert "Carlo Pozzi" in theirs
    assert "IT60 •••• 3456" in theirs
    assert IBAN not in theirs.replace(" ", "")
    assert "IT60 X054 2811 1010 0000 0123 456" in hers
    assert "Carlo Pozzi" not in hers
    assert "Iscrizione al centro per l" not in hers
    assert "Storia della concessione" not in hers
    assert "Iscrizione al centro per l" in theirs


def test_a_name_that_one_may_not_read_finds_nothing(place: Place, award: Award) -> None:
    payees.write(kind=PayeeKind.LANDLORD, name="Immobiliare Brianza", fiscal_code="12345670157", iban=IBAN)
    Award.objects.filter(pk=award.pk).update(payee=Payee.objects.latest("pk"))
    where = award.get_absolute_url()

    assert where in page(place, WORKER, "/benefici/concessioni/?q=pozzi")
    assert where not in page(place, ACCOUNTANT, "/benefici/concessioni/?q=pozzi")
    assert where in page(place, ACCOUNTANT, "/benefici/concessioni/?q=brianza")


def test_the_page_of_an_award_says_what_is_held_and_why(place: Place, award: Award) -> None:
    told = page(place, WORKER, award.get_absolute_url())

    assert "trattenuta" in told
    assert "aspetta: Iscrizione al centro per l" in told
    assert "da rispettare" in told


def test_who_writes_a_payee_sees_all_of_the_account_while_writing_it(place: Place, award: Award) -> None:
    assert "IT60 X054 2811 1010 0000 0123 456" in page(place, WORKER, f"/benefici/concessioni/{award.pk}/chi-riscuote/")
    assert signed_in(place, ACCOUNTANT).get(f"/benefici/concessioni/{award.pk}/chi-riscuote/").status_code == 403


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_of_awards_asks_the_same_however_many_they_are(place: Place, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    place.line(10_000_000)
    for index in range(number):
        place.granted(place.proposed(place.person("Persona", f"Numero {index}")), months=1)

    for username, asked in ((HEAD, 10), (ACCOUNTANT, 8)):
        client = signed_in(place, username)
        with django_assert_num_queries(asked):
            assert f'<span class="s-count">{number}</span>' in client.get("/benefici/concessioni/").content.decode()


@pytest.mark.parametrize("number", [2, 30])
def test_the_list_of_debts_asks_the_same_however_many_they_are(place: Place, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    place.line(10_000_000)
    for index in range(number):
        award = place.granted(place.proposed(place.person("Persona", f"Numero {index}")), months=1)
        Debt.objects.create(award=award, amount=1_000, why="calcolo sbagliato", asked_on=TODAY)
    client = signed_in(place, HEAD)

    with django_assert_num_queries(10):
        told = client.get("/benefici/recuperi/").content.decode()

    assert f"{number * 10},00" in told


@pytest.mark.parametrize("number", [3, 30])
def test_the_budget_asks_the_same_however_many_lines_there_are(place: Place, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for index in range(number):
        place.line(10_000, chapter=str(index))
    client = signed_in(place, ACCOUNTANT)

    with django_assert_num_queries(7):
        client.get("/benefici/capitoli/")


def test_the_budget_says_what_is_empty_nearly_spent_and_spent(place: Place) -> None:
    for chapter, committed in (("1", 0), ("2", 50), ("3", 90), ("4", 100)):
        BudgetLine.objects.filter(pk=place.line(100, chapter=chapter).pk).update(committed=committed)

    told = page(place, ACCOUNTANT, "/benefici/capitoli/")

    assert [words for words in ("niente impegnato", "c&#x27;è disponibilità", "quasi esaurito", "esaurito") if words in told] == [
        "niente impegnato",
        "c&#x27;è disponibilità",
        "quasi esaurito",
        "esaurito",
    ]
    assert "Nessun capitolo per quest" in page(place, ACCOUNTANT, "/benefici/capitoli/?year=2015") or "4,00" in told


def test_the_head_suspends_resumes_revises_and_revokes(place: Place, award: Award) -> None:
    client = signed_in(place, HEAD)
    at = f"/benefici/concessioni/{award.pk}"
    Instalment.objects.filter(award=award, number=1).update(state="paid", paid_on=TODAY)

    for verb, typed, state in (
        ("sospendi", {"why": "non risponde"}, "suspended"),
        ("riprendi", {"why": ""}, "active"),
        ("rivedi", {"from_month": "2016-12-01", "amount": "150", "why": "ricalcolo"}, "active"),
        ("revoca", {"from_month": "2016-11-01", "why": "non c'era diritto"}, "revoked"),
    ):
        assert client.get(f"{at}/{verb}/").status_code == 200
        assert client.post(f"{at}/{verb}/", typed).headers["Location"] == f"{at}/"
        award.refresh_from_db()
        assert award.state == state
    assert client.get(f"{at}/sospendi/").status_code == 409
    assert Debt.objects.get().amount == 20_000
    assert "non c&#x27;era diritto" in client.get(f"{at}/").content.decode()


def test_pages_say_what_is_granted_now(place: Place, award: Award) -> None:
    Instalment.objects.filter(award=award, number=1).update(state="paid", paid_on=TODAY)
    awards.revise(award, amount=15_000, from_month=date(2016, 12, 1), why="l'affitto è sceso", by=place.act_as(HEAD), at=AT)

    revised = page(place, HEAD, award.get_absolute_url()), page(place, HEAD, "/benefici/concessioni/")
    awards.revoke(award, from_month=date(2016, 12, 1), why="non abita più qui", by=place.act_as(HEAD), at=AT)
    revoked = page(place, HEAD, award.get_absolute_url())
    listed = page(place, HEAD, "/benefici/concessioni/?state=revoked")

    for shown in revised:
        assert re.search(r"200,00.€ per 1 mese, poi 150,00.€ al mese per 2 mesi", shown)
    for shown in (revoked, listed):
        assert re.search(r"200,00.€ per 1 mese<", shown)


def test_the_page_of_an_award_says_why_it_changed_to_who_reads_of_the_person(place: Place, award: Award) -> None:
    by = place.act_as(HEAD)
    awards.revise(award, amount=15_000, from_month=date(2016, 12, 1), why="l'affitto è sceso", by=by, at=AT)
    awards.suspend(award, why="manca il contratto", by=by, at=AT)

    worker, accountant = page(place, WORKER, award.get_absolute_url()), page(place, ACCOUNTANT, award.get_absolute_url())
    awards.resume(award, by=by, at=AT)
    resumed = page(place, ACCOUNTANT, award.get_absolute_url())

    assert "l&#x27;affitto è sceso" in worker
    assert "manca il contratto" in worker
    assert "l&#x27;affitto è sceso" not in accountant
    assert "manca il contratto" in accountant
    assert "manca il contratto" not in resumed


def test_a_wrong_account_is_said_at_its_field(place: Place, award: Award) -> None:
    client = signed_in(place, WORKER)
    typed = {"kind": "beneficiary", "name": "", "fiscal_code": "", "paid_by": "transfer", "iban": "IT60 X054 2811 1010 0000 0123 457", "why": "nuovo conto"}

    refused = client.post(f"/benefici/concessioni/{award.pk}/chi-riscuote/", typed).content.decode()
    client.post(f"/benefici/concessioni/{award.pk}/chi-riscuote/", typed | {"iban": "IT60 X054 2811 1010 0000 0123 456"})

    assert "Questo IBAN non è giusto" in refused
    award.refresh_from_db()
    assert (award.payee.iban, award.payee.person, award.payee.name) == (IBAN, place.carlo, place.carlo.name)


def test_a_condition_is_said_to_be_kept(place: Place, award: Award) -> None:
    condition = Condition.objects.get()
    client = signed_in(place, WORKER)

    assert client.post(f"/benefici/condizioni/{condition.pk}/rispettata/", {"on": "oggi"}).status_code == 302

    told = client.get(award.get_absolute_url()).content.decode()
    assert "rispettata" in told
    assert "Condizione rispettata" in told
    assert signed_in(place, ACCOUNTANT).get(f"/benefici/condizioni/{condition.pk}/rispettata/").status_code == 404


def test_a_condition_is_asked_on_a_page_of_its_own(place: Place, award: Award) -> None:
    client = signed_in(place, WORKER)

    client.post(f"/benefici/concessioni/{award.pk}/condizione/", {"what": "Colloquio", "due_on": "1/1/2017"})

    assert "aspetta: Colloquio" in client.get(award.get_absolute_url()).content.decode()


def test_a_debt_is_asked_by_the_head_recovered_by_the_accountant_and_waived_by_the_executive(place: Place, award: Award) -> None:
    Instalment.objects.filter(award=award, number=1).update(state="paid", paid_on=TODAY)
    signed_in(place, HEAD).post(f"/benefici/concessioni/{award.pk}/chiedi-indietro/", {"amount": "120", "why": "calcolo sbagliato"})
    debt = Debt.objects.get()

    signed_in(place, ACCOUNTANT).post(f"/benefici/recuperi/{debt.pk}/restituita/", {"amount": "50", "on": "oggi"})
    assert "Mancano ancora 70,00" in page(place, EXECUTIVE, "/benefici/recuperi/")
    signed_in(place, EXECUTIVE).post(f"/benefici/recuperi/{debt.pk}/rinuncia/", {"why": "determina 12 del 2016"})

    debt.refresh_from_db()
    assert (debt.state, debt.recovered) == ("waived", 5_000)
    assert "Niente da recuperare" in page(place, EXECUTIVE, "/benefici/recuperi/")
    assert signed_in(place, EXECUTIVE).get(f"/benefici/recuperi/{debt.pk}/rinuncia/").status_code == 409


def test_an_award_all_paid_is_concluded_by_who_pays(place: Place, award: Award) -> None:
    Instalment.objects.filter(award=award).update(state="paid", paid_on=TODAY)

    assert signed_in(place, ACCOUNTANT).post(f"/benefici/concessioni/{award.pk}/concludi/").status_code == 302

    assert "conclusa" in page(place, ACCOUNTANT, award.get_absolute_url())


def test_what_is_not_ratified_comes_first_and_is_ratified_by_somebody_else(place: Place) -> None:
    place.line(1_000_000)
    old = advanced(place)
    advances.ratify(old, by=place.act_as(HEAD), at=AT)
    place.carlo = place.sara = place.teresa
    waiting = advanced(place, by=HEAD)

    mine, theirs = page(place, HEAD, "/benefici/anticipi/"), page(place, OTHER_HEAD, "/benefici/anticipi/")

    assert theirs.index("da ratificare</span>") < theirs.index("ratificato</span>")
    assert f"/benefici/domande/{waiting.pk}/ratifica/" in theirs
    assert f"/benefici/domande/{waiting.pk}/ratifica/" not in mine
    assert signed_in(place, HEAD).get(f"/benefici/domande/{waiting.pk}/ratifica/").status_code == 403
    assert signed_in(place, OTHER_HEAD).get(f"/benefici/domande/{waiting.pk}/ratifica/").status_code == 200


@pytest.mark.parametrize("number", [2, 12])
def test_the_list_of_advances_asks_the_same_however_many_they_are(place: Place, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    place.line(10_000_000)
    for index in range(number):
        place.carlo = place.person("Persona", f"Numero {index}")
        advanced(place)

    client = signed_in(place, ACCOUNTANT)

    with django_assert_num_queries(7):
        assert f'<span class="s-count">{number}</span>' in client.get("/benefici/anticipi/").content.decode()


def test_the_accountant_opens_a_fund_and_a_line_and_changes_it(place: Place) -> None:
    client = signed_in(place, ACCOUNTANT)

    client.post("/benefici/fondi/apri/", {"name": "Fondo morosità", "source": "Regione Lombardia"})
    fund = Fund.objects.get(key="fondo-morosita")
    typed = {"fund": fund.pk, "year": 2016, "chapter": "1203", "amount": "10.000", "measures": [place.arrears.pk]}
    there = client.post("/benefici/capitoli/apri/", typed).headers["Location"]
    line = BudgetLine.objects.get(chapter="1203")
    assert there == f"/benefici/capitoli/{line.pk}/"
    client.post(f"/benefici/capitoli/{line.pk}/cambia/", {"amount": "12.500", "measures": [place.arrears.pk, place.income.pk], "why": "variazione 3"})

    line.refresh_from_db()
    assert (line.amount, line.measures.count()) == (1_250_000, 2)
    assert "Stanziamento cambiato" in client.get(there).content.decode()
    assert "Misura arrears" in client.get("/benefici/capitoli/").content.decode()


def test_the_head_opens_a_measure_changes_it_and_closes_it(place: Place) -> None:
    client = signed_in(place, HEAD)
    typed = {
        "name": "Contributo utenze",
        "formula": "",
        "area": "adults",
        "macro": "inclusion",
        "means_test": "1",
        "siuss_code": "A1.07",
        "siuss_name": "",
        "monthly": "on",
        "of_household": "on",
        "from_on": "oggi",
        "urgent_cap": "200",
        "papers": "Bolletta\nDocumento d'identità\n",
        "against": [place.income.pk],
    }

    there = client.post("/benefici/misure/apri/", typed).headers["Location"]
    measure = Measure.objects.get(key="contributo-utenze")
    told = client.get(there).content.decode()
    assert all(words in told for words in ("Bolletta", "Misura income", "200,00", "A1.07", "si può chiedere"))
    client.post(f"{there}cambia/", {"siuss_code": "A1.07", "siuss_name": "Contributo utenze", "urgent_cap": "", "papers": "Bolletta", "why": "delibera 4"})
    client.post(f"{there}chiudi/", {"on": "domani", "why": "delibera 5"})

    measure.refresh_from_db()
    assert (measure.urgent_cap, measure.required.count(), measure.until_on) == (0, 1, date(2016, 11, 16))
    closed = client.get(there).content.decode()
    assert "Misura income" not in closed
    assert f'href="{there}cambia/"' in closed
    assert f'href="{there}chiudi/"' not in closed


def test_an_executive_sets_a_level_which_the_list_of_measures_says(place: Place) -> None:
    signed_in(place, EXECUTIVE).post("/benefici/soglie/stabilisci/", {"number": "1", "above": "5.000", "role": "executive", "why": "delibera 9"})

    assert Level.objects.get().above == 500_000
    assert "oltre 5.000,00" in page(place, DESK, "/benefici/misure/")


def test_what_is_asked_back_shows_on_the_award(place: Place, award: Award) -> None:
    Instalment.objects.filter(award=award, number=1).update(state="paid", paid_on=TODAY)
    debts.ask(award, amount=5_000, why="calcolo sbagliato", by=place.act_as(HEAD), at=AT)

    assert "Segna una somma restituita" in page(place, ACCOUNTANT, award.get_absolute_url())
    assert "Rinuncia al recupero" in page(place, EXECUTIVE, award.get_absolute_url())
