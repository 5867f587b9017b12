"""The pages of letters: what is shown before one is written, what comes out, the register, the templates."""

import hashlib

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape
from pytest_django.fixtures import DjangoAssertNumQueries

from sussidiario.benefits.actions.letters import word
from sussidiario.benefits.lifecycle import Wording
from sussidiario.benefits.models import Letter, ProtocolEntry, Template
from sussidiario.benefits.tests.test_applications_views import page, signed_in
from sussidiario.benefits.tests.town import AT, AUDITOR, DESK, EXECUTIVE, GIULIA, HEAD, MANDATE, PAOLA, TODAY, Town
from sussidiario.benefits.tests.writing import refused, template, written
from sussidiario.journal.models import Reading
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Person
from tests.database import once

REGISTER, TEMPLATES, CHANGE = "/benefici/protocollo/", "/benefici/modelli/", "/benefici/modelli/cambia/"


@pytest.fixture(autouse=True)
def _today(settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TODAY = f"{TODAY}T10:00"


@pytest.fixture
def town(db: None) -> Town:
    return once(Town)


def test_from_the_page_of_a_request_a_letter_is_seen_written_and_read(town: Town) -> None:
    application = refused(town)
    client = signed_in(town, GIULIA)
    address = f"/benefici/domande/{application.pk}/scrivi/?lettera=refusal"
    assert escape(address) in page(client, application.get_absolute_url())

    before = page(client, address)
    response = client.post(address)

    assert "art. 11 c. 1" in before
    assert "(il numero si prende quando la scrivi)" in before
    letter = Letter.objects.get()
    assert response.headers["Location"] == letter.get_absolute_url()
    after = page(client, letter.get_absolute_url())
    assert "Protocollo n. 1/2016 del 15 novembre 2016" in after
    assert letter.protocol.sha256 in after
    shown = page(client, application.get_absolute_url())
    assert letter.get_absolute_url() in shown
    assert escape(address) not in shown


def test_its_files_are_those_of_the_register_and_name_nobody(town: Town) -> None:
    letter = written(town, refused(town))
    client = signed_in(town, GIULIA)

    pdf, docx = (client.get(f"/benefici/lettere/{letter.pk}/{kind}/") for kind in ("pdf", "word"))

    assert hashlib.sha256(pdf.content).hexdigest() == letter.protocol.sha256
    assert (pdf["Content-Type"], pdf["Content-Disposition"]) == ("application/pdf", 'attachment; filename="lettera-2016-00001.pdf"')
    assert "no-store" in pdf["Cache-Control"]
    assert "Teresa Fumagalli" in word.text(docx.content)
    assert docx["Content-Disposition"] == 'attachment; filename="lettera-2016-00001.docx"'
    assert Reading.objects.count() == 2


def test_what_is_written_by_now_is_not_written_again(town: Town) -> None:
    application = refused(town)
    written(town, application)

    assert signed_in(town, GIULIA).get(f"/benefici/domande/{application.pk}/scrivi/").status_code == 409


def test_who_may_not_write_or_read_is_told_so_or_finds_nothing(town: Town) -> None:
    letter = written(town, refused(town))
    to_write = f"/benefici/domande/{refused(town, town.carlo).pk}/scrivi/"

    assert [signed_in(town, name).get(letter.get_absolute_url()).status_code for name in (DESK, HEAD, AUDITOR, EXECUTIVE, PAOLA, MANDATE)] == [
        200,
        200,
        200,
        404,
        404,
        404,
    ]
    assert [signed_in(town, name).get(to_write).status_code for name in (DESK, HEAD, AUDITOR, MANDATE)] == [200, 200, 403, 404]
    assert [signed_in(town, name).get(REGISTER).status_code for name in (HEAD, AUDITOR, GIULIA, MANDATE)] == [200, 200, 403, 403]
    assert [signed_in(town, name).get(CHANGE).status_code for name in (HEAD, AUDITOR, GIULIA)] == [200, 403, 403]


@pytest.mark.parametrize("number", [3, 30])
def test_the_register_asks_the_same_however_many_there_are(town: Town, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    letter = written(town, refused(town))
    for index in range(2, number + 1):
        ProtocolEntry.objects.create(year=2016, number=index, on=TODAY, parties="Qualcuno", subject="Altro", sha256="0", by=letter.written_by, at=AT)
    client = signed_in(town, HEAD)

    with django_assert_num_queries(9):
        shown = page(client, REGISTER)

    assert f'<span class="s-count">{number}</span>' in shown


def test_the_register_has_no_gaps_and_names_nobody_who_is_not_read_of(town: Town) -> None:
    written(town, refused(town))
    written(town, refused(town, town.carlo))
    Person.objects.filter(pk=town.carlo.pk).update(tier=Tier.RESERVED)
    client = signed_in(town, AUDITOR)

    shown = page(client, REGISTER)

    assert "1/2016" in shown
    assert "2/2016" in shown
    assert "Teresa Fumagalli" in shown
    assert "Carlo Pozzi" not in shown
    assert "riservato" in shown
    assert "Nessuna lettera con questi filtri" in page(client, f"{REGISTER}?q=pozzi")
    assert "Teresa Fumagalli" in page(client, f"{REGISTER}?q=fumagalli&year=2016")
    assert "Teresa Fumagalli" in page(client, f"{REGISTER}?q=1/2016")


def test_the_templates_say_which_fields_they_may_use(town: Town) -> None:
    shown = page(signed_in(town, GIULIA), TEMPLATES)

    assert "{{ ricorso_tar }}" in shown
    assert "È quello fornito con il programma." in shown
    assert CHANGE not in shown


def test_a_template_is_taken_changed_and_put_back(town: Town) -> None:
    client = signed_in(town, HEAD)
    taken = client.get(f"{TEMPLATES}word/?lettera=refusal")
    assert taken.content == word.default(Wording.REFUSAL)
    empty = page(client, f"{CHANGE}?lettera=refusal")
    assert '<option value="refusal" selected>' in empty
    assert "Qualcosa va corretto" not in empty

    client.post(CHANGE, {"wording": "refusal", "file": SimpleUploadedFile("modello.docx", template("{{ firma }}"))})

    assert bytes(Template.objects.get().content) == template_in_use(client)
    assert "Cambiato da Giovanni Casati" in page(client, TEMPLATES)


def template_in_use(client: Client) -> bytes:
    return client.get(f"{TEMPLATES}word/?lettera=refusal").content


def test_one_with_a_field_that_is_none_comes_back_with_its_name(town: Town) -> None:
    client = signed_in(town, HEAD)

    response = client.post(CHANGE, {"wording": "refusal", "file": SimpleUploadedFile("modello.docx", template("{{ stipendio }}"))})

    assert response.status_code == 200
    assert "stipendio" in str(response.context["form"].errors["file"])
    assert not Template.objects.exists()


def test_what_is_no_word_document_does_not_come_in(town: Town) -> None:
    response = signed_in(town, HEAD).post(CHANGE, {"wording": "refusal", "file": SimpleUploadedFile("modello.docx", b"ciao")})

    assert "non è del tipo giusto" in str(response.context["form"].errors["file"])
