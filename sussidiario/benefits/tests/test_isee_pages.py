"""The pages of the ISEE: what they show, whom they let in, where they lead."""

from dataclasses import replace
from datetime import date

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sussidiario.benefits.actions import isee
from sussidiario.benefits.models import Application, Attestation, LookUp
from sussidiario.benefits.rules.attestations import Member
from sussidiario.benefits.tests.test_isee import PAPER, file
from sussidiario.benefits.tests.town import AT, AUDITOR, DESK, GIULIA, LUCIA, TODAY, Town
from sussidiario.journal.models import Reading
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Person
from tests.database import once


@pytest.fixture(autouse=True)
def _today(settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TODAY = f"{TODAY}T10:00"


@pytest.fixture
def town(db: None) -> Town:
    """The cast, an old woman, a family."""
    return once(Town)


def signed_in(town: Town, username: str) -> Client:
    client = Client()
    client.force_login(town.staff[username], backend="django.contrib.auth.backends.ModelBackend")
    return client


def typed(**changed: str) -> dict[str, object]:
    return {
        "kind": "1",
        "protocol": "inps-isee-2016-01234567x-00",
        "presented_on": "1/3/2016",
        "valid_until": "",
        "ise": "12.000,00",
        "scale": "2,04",
        "isee": "5.882,35",
        "others": "",
        **changed,
    }


def test_what_is_typed_from_the_paper_goes_with_the_request(town: Town) -> None:
    application = town.received(town.carlo)
    desk = signed_in(town, DESK)
    asked = desk.get(f"/benefici/domande/{application.pk}/isee/trascrivi/").content.decode()

    answer = desk.post(
        f"/benefici/domande/{application.pk}/isee/trascrivi/",
        typed(declarant=str(town.carlo.pk), others="Bianchi; Ugo; ") | {"members": [str(town.carlo.pk)]},
        follow=True,
    )

    said = answer.content.decode()
    found = Attestation.objects.get()
    assert "Carlo Pozzi" in asked
    assert "Amir Haddad" in asked
    assert (found.protocol, found.valid_until, found.scale, found.declarant) == ("INPS-ISEE-2016-01234567X-00", date(2017, 1, 15), 204, town.carlo)
    assert "ISEE di 5.882,35 €, valido fino al 15 gennaio 2017." in said
    assert "Ugo Bianchi è nell&#x27;attestazione e non nella famiglia in anagrafe." in said
    assert "Amir Haddad è della famiglia in anagrafe e non c&#x27;è nell&#x27;attestazione." in said


def test_what_cannot_be_comes_back_at_its_field(town: Town) -> None:
    application = town.received()

    answer = signed_in(town, DESK).post(
        f"/benefici/domande/{application.pk}/isee/trascrivi/", typed(isee="6.000", scale="due") | {"members": [str(town.teresa.pk)]}
    )
    again = signed_in(town, DESK).post(f"/benefici/domande/{application.pk}/isee/trascrivi/", typed(isee="6.000") | {"members": [str(town.teresa.pk)]})

    assert "«due» non è una scala" in answer.content.decode()
    assert "da questi verrebbe 5.882,35" in again.content.decode()


def test_the_file_of_inps_comes_in_by_the_gate(town: Town) -> None:
    application = town.received()
    desk = signed_in(town, DESK)

    answer = desk.post(f"/benefici/domande/{application.pk}/isee/carica/", {"kind": "", "file": SimpleUploadedFile("a.xml", file())}, follow=True)
    refused = desk.post(f"/benefici/domande/{application.pk}/isee/carica/", {"kind": "", "file": SimpleUploadedFile("a.xml", b"<a/>")})

    assert "ISEE di 5.882,35 €" in answer.content.decode()
    assert "Nel file non c&#x27;è nessuna attestazione" in refused.content.decode()


def test_that_nothing_was_found_is_said_and_shown_on_the_request(town: Town) -> None:
    application = town.received()

    answer = signed_in(town, DESK).post(f"/benefici/domande/{application.pk}/isee/", {"kind": ""}, follow=True)

    assert "Nessuna attestazione valida" in answer.content.decode()
    assert "Consultato una volta" in answer.content.decode()
    assert LookUp.objects.get().siuss_code == "A1.04"


@pytest.mark.parametrize(
    ("until", "from_month", "said"),
    [
        (date(2017, 1, 15), None, ""),
        (date(2016, 12, 15), None, "Scade il 15 dicembre 2016: se la decisione"),
        (date(2016, 12, 15), date(2016, 12, 1), "prima dell&#x27;ultimo mese chiesto, che finisce il 31 dicembre 2016"),
    ],
)
def test_the_page_of_the_request_warns_of_what_is_about_to_expire(town: Town, until: date, from_month: date | None, said: str) -> None:
    application = town.received()
    isee.write(application, certified=replace(PAPER, valid_until=until), by=town.act_as(DESK), at=AT)
    Application.objects.filter(pk=application.pk).update(from_month=from_month)

    shown = signed_in(town, GIULIA).get(f"/benefici/domande/{application.pk}/").content.decode()

    assert said in shown
    assert ("Attenzione alla validità" in shown) == bool(said)
    assert "Il nucleo dichiarato è la famiglia in anagrafe" in shown


def test_the_page_of_the_request_shows_in_what_the_declared_household_differs(town: Town) -> None:
    application = town.received()
    isee.write(application, certified=replace(PAPER, members=(*PAPER.members, Member("Rossi", "Mario"))), by=town.act_as(DESK), at=AT)

    shown = signed_in(town, GIULIA).get(f"/benefici/domande/{application.pk}/").content.decode()

    assert "Il nucleo dichiarato non è la famiglia in anagrafe" in shown
    assert "Mario Rossi è nell&#x27;attestazione e non nella famiglia in anagrafe." in shown


def test_the_page_of_an_attestation_is_a_reading_of_whoever_asked(town: Town) -> None:
    application = town.received(town.carlo)
    paper = replace(PAPER, omissions=True, members=(Member("Pozzi", "Carlo"),))
    found = isee.write(application, certified=paper, by=town.act_as(DESK), at=AT).attestation
    assert found is not None

    shown = signed_in(town, AUDITOR).get(found.get_absolute_url()).content.decode()

    assert "ISEE di 5.882,35" in shown
    assert f"Domanda {application}" in shown
    assert "omissioni o difformità" in shown.lower()
    assert Reading.objects.filter(address=found.get_absolute_url()).count() == 1
    assert signed_in(town, LUCIA).get(found.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("page", ["", "trascrivi/", "carica/"])
def test_who_only_reads_is_not_let_in_and_what_is_proposed_is_too_late(town: Town, page: str) -> None:
    application = town.received()
    proposed = town.proposed(town.completed(town.carlo))

    assert signed_in(town, AUDITOR).get(f"/benefici/domande/{application.pk}/isee/{page}").status_code == 403
    assert signed_in(town, DESK).get(f"/benefici/domande/{application.pk}/isee/{page}").status_code == 200
    assert signed_in(town, DESK).get(f"/benefici/domande/{proposed.pk}/isee/{page}").status_code == 409


def test_of_whom_one_may_not_read_a_name_and_an_initial_are_shown(town: Town) -> None:
    application = town.received(town.carlo)
    isee.write(application, certified=replace(PAPER, members=(Member("Pozzi", "Carlo"), Member("Haddad", "Amir"))), by=town.act_as(DESK), at=AT)
    Person.objects.filter(pk=town.amir.pk).update(tier=Tier.RESERVED)

    shown = signed_in(town, DESK).get(f"/benefici/domande/{application.pk}/").content.decode()
    asked = signed_in(town, DESK).get(f"/benefici/domande/{application.pk}/isee/trascrivi/").content.decode()

    for page in (shown, asked):
        assert "Amir H." in page
        assert "Haddad" not in page


def test_the_page_of_a_correction_has_what_was_written_and_leads_back(town: Town) -> None:
    application = town.received()
    found = isee.write(application, certified=PAPER, by=town.act_as(DESK), at=AT).attestation
    assert found is not None
    url = f"{found.get_absolute_url()}correggi/"
    desk = signed_in(town, DESK)

    asked = desk.get(url).content.decode()
    answer = desk.post(url, typed(ise="12.200", isee="5.980,39", why="ISE letto male"), follow=True).content.decode()

    assert 'value="12.000,00"' in asked
    assert 'value="2,04"' in asked
    assert "Attestazione corretta." in answer
    assert "ISEE di 5.980,39" in answer
    assert signed_in(town, AUDITOR).get(url).status_code == 403
