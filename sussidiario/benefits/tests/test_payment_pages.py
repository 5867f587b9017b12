"""The pages of lists of payments and of the bank's answers: who opens them, what they show, what they lead to."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sussidiario.access.models import Team
from sussidiario.benefits.actions import payments
from sussidiario.benefits.models import BankAnswer, Instalment, PaymentList
from sussidiario.benefits.policy import payments as policy
from sussidiario.benefits.tests.paying import built, done, due, entry, load, returned, sent, statement
from sussidiario.benefits.tests.place import ACCOUNTANT, AT, AUDITOR, DESK, EXECUTIVE, HEAD, IBAN, MANDATE, TODAY, WORKER, Place
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Act, Reading
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Person

READERS = (ACCOUNTANT, HEAD, EXECUTIVE, AUDITOR)
OTHERS = (WORKER, DESK, MANDATE)


@pytest.fixture(autouse=True)
def _today(settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TODAY = f"{TODAY}T10:30"


def signed_in(place: Place, username: str) -> Client:
    client = Client()
    client.force_login(place.worker(username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def shown(place: Place, username: str, url: str) -> str:
    return signed_in(place, username).get(url).content.decode()


def verb(name: str, payments: PaymentList) -> str:
    return reverse(f"benefits:{name}", args=[payments.pk])


@pytest.mark.parametrize("name", ["lists", "answers", "troubles"])
def test_who_has_a_part_in_lists_opens_them_and_nobody_else(place: Place, name: str) -> None:
    address = reverse(f"benefits:{name}")

    assert {signed_in(place, who).get(address).status_code for who in READERS} == {200}
    assert {signed_in(place, who).get(address).status_code for who in OTHERS} == {403}


def test_what_is_due_is_seen_by_fund_before_it_is_made_a_list(place: Place) -> None:
    due(place, 2)
    due(place, name="Conto sbagliato", iban="IT60X0542811101000000123457")
    accountant, address = signed_in(place, ACCOUNTANT), reverse("benefits:build_list")

    page = accountant.get(address, {"pay_on": "30/11/2016"}).content.decode()
    assert "Fondo comunale" in page
    assert "400,00" in page
    assert "Conto sbagliato" in page

    answer = accountant.post(f"{address}?pay_on=30/11/2016", {"words": "Contributi di novembre", "seen": "40000"})
    made = PaymentList.objects.get()
    assert (answer.status_code, answer["Location"], made.total) == (302, made.get_absolute_url(), 40_000)


def test_what_changed_since_it_was_seen_is_shown_again(place: Place) -> None:
    due(place, 2)
    accountant, address = signed_in(place, ACCOUNTANT), f"{reverse('benefits:build_list')}?pay_on=30/11/2016"

    answer = accountant.post(address, {"words": "Contributi", "seen": "20000"})

    assert "guarda di nuovo" in answer.content.decode()
    assert 'value="40000"' in answer.content.decode()
    assert PaymentList.objects.count() == 0


def test_a_list_waits_for_whoever_signs_next_and_for_who_pays_until_the_end(place: Place) -> None:
    due(place)
    made = built(place)
    waiting = {}

    for step in (None, (payments.approve, HEAD), (payments.authorise, EXECUTIVE), (payments.send, ACCOUNTANT)):
        if step:
            step[0](made, by=place.act_as(step[1]), at=AT)
        made.refresh_from_db()
        waiting[made.state] = [name for name in (HEAD, EXECUTIVE, ACCOUNTANT, WORKER) if policy.waiting_for(place.act_as(name)).exists()]

    assert waiting == {"locked": [HEAD, ACCOUNTANT], "approved": [EXECUTIVE, ACCOUNTANT], "authorised": [ACCOUNTANT], "sent": [ACCOUNTANT]}


def test_a_list_goes_from_hand_to_hand_by_its_pages(place: Place) -> None:
    due(place, 2)
    made = built(place)
    for who, name, said in (
        (HEAD, "approve_list", "Elenco approvato"),
        (EXECUTIVE, "authorise_list", "Pagamento autorizzato"),
        (ACCOUNTANT, "send_list", "I file sono pronti"),
    ):
        client = signed_in(place, who)
        assert "Fondo comunale" in client.get(verb(name, made)).content.decode()
        assert said in client.post(verb(name, made), {}, follow=True).content.decode()
        assert client.get(verb(name, made)).status_code in {403, 409}

    page = shown(place, ACCOUNTANT, made.get_absolute_url())
    assert "Bonifici per la banca" in page
    assert "Giovanni Casati" in page
    assert "Persona Numero 0" in page


def test_the_files_are_taken_by_the_accountant_once_the_list_was_sent(place: Place) -> None:
    due(place)
    made = built(place)
    address = reverse("benefits:list_file", args=[made.pk, "sepa"])
    assert signed_in(place, ACCOUNTANT).post(address).status_code == 403
    sent_list = sent_on(place, made)

    answers = [signed_in(place, ACCOUNTANT).post(address) for _ in range(2)]

    assert answers[0].content == answers[1].content
    assert answers[0]["Content-Disposition"] == 'attachment; filename="elenco-2016-001.xml"'
    assert "no-store" in answers[0]["Cache-Control"]
    assert [signed_in(place, who).post(address).status_code for who in (HEAD, EXECUTIVE, AUDITOR, WORKER)] == [403, 403, 403, 404]
    assert signed_in(place, ACCOUNTANT).get(address).status_code == 405
    assert signed_in(place, ACCOUNTANT).post(reverse("benefits:list_file", args=[sent_list.pk, "altro"])).status_code == 404


def test_that_a_file_was_taken_is_recorded_and_that_everybody_in_it_was_read_once_each_time(place: Place) -> None:
    for _ in range(2):
        due(place)
    sent_list = sent_on(place, built(place))

    signed_in(place, ACCOUNTANT).post(reverse("benefits:list_file", args=[sent_list.pk, "csv"]))

    taken, persons = Act.objects.get(act="benefits.list.taken"), {pseudonym(each) for each in Person.objects.filter(awards__isnull=False)}
    assert (taken.by, taken.detail) == (place.staff[ACCOUNTANT], {"form": "csv"})
    readings = list(Reading.objects.filter(channel="export"))
    assert {each.subject for each in readings} == persons
    assert len(readings) == len(persons)
    assert {(each.purpose, each.by.username) for each in readings} == {("Elenco n. 1/2016 · Contributi di novembre", ACCOUNTANT)}


def sent_on(place: Place, made: PaymentList) -> PaymentList:
    for who, name in ((HEAD, "approve_list"), (EXECUTIVE, "authorise_list"), (ACCOUNTANT, "send_list")):
        signed_in(place, who).post(verb(name, made))
    made.refresh_from_db()
    return made


def test_only_who_pays_sees_the_whole_account(place: Place) -> None:
    due(place)
    made = built(place)

    assert "IT60 X054 2811 1010 0000 0123 456" in shown(place, ACCOUNTANT, made.get_absolute_url())
    for who in (HEAD, EXECUTIVE, AUDITOR):
        page = shown(place, who, made.get_absolute_url())
        assert "IT60 •••• 3456" in page
        assert IBAN not in page.replace(" ", "")


def test_of_a_protected_person_the_line_is_not_shown_and_the_totals_stay(place: Place) -> None:
    due(place, 3)
    made = sent(place)
    lines = list(made.payments.all())
    load(place, statement([returned(lines[0]), done(lines[1])]))
    team = Team.objects.filter(protects=True).first()
    Person.objects.filter(given_name="Persona", family_name="Numero 0").update(tier=Tier.PROTECTED, kept_by=team)

    for who in READERS:
        page = shown(place, who, made.get_absolute_url())
        assert "Persona Numero 0" not in page
        assert "1 riga qui non si mostra" in page
        assert "600,00" in page
        assert "Persona Numero 0" not in shown(place, who, reverse("benefits:troubles"))
        assert "Persona Numero 0" not in shown(place, who, BankAnswer.objects.get().get_absolute_url())
    assert signed_in(place, ACCOUNTANT).get(reverse("benefits:reopen", args=[lines[0].instalment_id])).status_code == 404


def test_an_answer_is_loaded_and_says_what_it_did(place: Place) -> None:
    due(place, 3)
    lines = list(sent(place).payments.all())
    content = statement([done(lines[0]), returned(lines[1]), entry("SUS-2016-00009-00001", "9.00", "2016-11-30")])
    accountant, address = signed_in(place, ACCOUNTANT), reverse("benefits:load_answer")

    assert "Qualcosa va corretto" not in accountant.get(address).content.decode()
    page = accountant.post(address, {"file": SimpleUploadedFile("estratto.xml", content)}, follow=True).content.decode()

    for words in ("File caricato", "estratto.xml", "conto chiuso", "riferimento sconosciuto", "tornato indietro", "SUS-2016-00009-00001"):
        assert words in page
    again = accountant.post(address, {"file": SimpleUploadedFile("altro.xml", content)}, follow=True).content.decode()
    assert "già stato caricato" in again
    assert BankAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ", "non è del tipo giusto"),
        (b"", "vuoto"),
        (b"<a/>", "camt.053"),
        (statement([]), "nessun movimento dei nostri elenchi"),
        (b"a;b\n1;2\n", "Manca la colonna «riferimento»"),
        (b"riferimento;importo;data;esito\nSUS-1;1;ieri;pagato\n", "non si legge"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_at_its_field(place: Place, content: bytes, said: str) -> None:
    answer = signed_in(place, ACCOUNTANT).post(reverse("benefits:load_answer"), {"file": SimpleUploadedFile("x.xml", content)})

    assert (answer.status_code, BankAnswer.objects.count()) == (200, 0)
    assert said in answer.content.decode()


@pytest.mark.parametrize("who", [HEAD, EXECUTIVE, AUDITOR, WORKER])
def test_nobody_else_loads_builds_or_reopens(place: Place, who: str) -> None:
    due(place)
    load(place, statement([returned(sent(place).payments.get())]))
    client = signed_in(place, who)

    assert client.get(reverse("benefits:load_answer")).status_code == 403
    assert client.get(reverse("benefits:build_list")).status_code == 403
    assert client.get(reverse("benefits:reopen", args=[Instalment.objects.get().pk])).status_code in {403, 404}


def test_what_came_back_is_mended(place: Place) -> None:
    (award,) = due(place)
    load(place, statement([returned(sent(place).payments.get())]))
    accountant, address = signed_in(place, ACCOUNTANT), reverse("benefits:reopen", args=[award.instalments.get().pk])
    assert "come prima" in shown(place, ACCOUNTANT, reverse("benefits:troubles"))
    assert "può tornare indietro di nuovo" in accountant.get(address).content.decode()

    award.payee.iban = "IT21I0100003245000000000001"
    award.payee.save()
    assert "corretto" in shown(place, ACCOUNTANT, reverse("benefits:troubles"))
    page = accountant.post(address, follow=True).content.decode()

    assert "La rata entra nel prossimo elenco" in page
    assert "Nessun pagamento è tornato indietro" in page
    assert accountant.get(address).status_code == 409


def test_what_nobody_answered_is_shown_after_ten_days(place: Place, settings: LazySettings) -> None:
    due(place)
    sent(place)
    assert "Nessun pagamento è senza risposta" in shown(place, ACCOUNTANT, reverse("benefits:troubles"))

    settings.SUSSIDIARIO_TODAY = f"{TODAY + timedelta(days=11)}T10:30"

    assert "SUS-2016-00001-00001" in shown(place, ACCOUNTANT, reverse("benefits:troubles"))
    assert "1 pagamento trasmesso è senza risposta" in shown(place, HEAD, reverse("benefits:lists"))


@pytest.mark.parametrize("size", [3, 30])
def test_a_page_asks_as_much_of_many_as_of_few(place: Place, size: int) -> None:
    due(place, size)
    made = sent(place)
    answer = load(place, statement([returned(each) for each in made.payments.all()]))
    due(place, size)
    addresses = {"list": made.get_absolute_url(), "answer": answer.get_absolute_url()} | {
        name: reverse(f"benefits:{name}") for name in ("troubles", "lists", "answers", "build_list")
    }

    assert {name: questions(place, address) for name, address in addresses.items()} == {
        "list": 11,
        "answer": 9,
        "troubles": 8,
        "lists": 8,
        "answers": 6,
        "build_list": 6,
    }


def questions(place: Place, address: str) -> int:
    """How many questions a page asks, opened by the accountant."""
    accountant = signed_in(place, ACCOUNTANT)
    with CaptureQueriesContext(connection) as asked:
        assert accountant.get(address).status_code == 200
    return len(asked)
