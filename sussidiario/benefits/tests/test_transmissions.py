"""What the national register is sent of a year: all the first time, later what changed; what is missing is listed and stays out."""

from collections.abc import Iterable
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Team
from sussidiario.benefits import figures
from sussidiario.benefits.actions import awards, transmissions
from sussidiario.benefits.lifecycle import InstalmentState
from sussidiario.benefits.models import Award, Instalment, Measure, Transmission, Transmitted
from sussidiario.benefits.rules import psa
from sussidiario.benefits.rules.siuss import Entry
from sussidiario.benefits.tests.place import ACCOUNTANT, AT, AUDITOR, DESK, EXECUTIVE, HEAD, NOVEMBER, OTHER_HEAD, TODAY, WORKER, Place
from sussidiario.foundation.identifiers import write_fiscal_code
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Person

BORN = date(1970, 1, 20)


@pytest.fixture(autouse=True)
def _today(settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TODAY = f"{TODAY}T10:00"


def known(person: Person, **changed: object) -> Person:
    """Everything that the register asks of somebody, but what is `changed`."""
    code = write_fiscal_code(family_name=person.family_name, given_name=person.given_name, birth_on=BORN, sex="F", place="F704")
    facts = {"fiscal_code": code, "birth_on": BORN, "birth_precision": "day", "birthplace": "F704", "sex": "F", "citizenship": "100"}
    Person.objects.filter(pk=person.pk).update(**{**facts, **changed})
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def monthly(place: Place) -> Award:
    """Carlo's, for six months."""
    place.line(10_000_000)
    place.line(10_000_000, year=2017)
    known(place.carlo)
    return place.granted()


def made(place: Place, *, by: str = HEAD, year: int = 2016) -> Transmission:
    return transmissions.make(year, by=place.act_as(by), at=AT)


def rows(transmission: Transmission) -> list[tuple[str, str, str]]:
    """Whose they are, what is done, how much a month or in all."""
    return [
        (each.fiscal_code[:6], each.benefit["TipoOperazione"], each.benefit.get("ImportoMensile") or each.benefit["ImportoPrestazione"])
        for each in psa.read(bytes(transmission.content))
    ]


def spans(entries: Iterable[Entry]) -> list[tuple[str, str, str]]:
    """From when to when, and for how many months."""
    said = [each.benefit for each in entries]
    return [(each["DataInizioPrestazione"], each["DataFinePrestazione"], each["PeriodoErogazione"]) for each in said]


def test_the_first_file_has_every_award_of_the_year(place: Place, monthly: Award) -> None:
    known(place.teresa)
    once = place.granted(place.proposed(place.teresa, place.arrears), amount=30_000, months=1)
    Instalment.objects.filter(award=once).update(state=InstalmentState.PAID, paid_on=date(2016, 11, 14))

    transmission = made(place)

    assert rows(transmission) == [("FMGTRS", "I", "300.00"), ("PZZCRL", "I", "200.00")]
    assert (transmission.name, transmission.inserted, transmission.cancelled, transmission.left_out) == ("F704.PSA.INPS.20161115.103000", 2, 0, 0)
    assert psa.faults(bytes(transmission.content)) == []
    assert list(Transmitted.objects.order_by("award").values_list("award", "standing")) == [(monthly.pk, True), (once.pk, True)]
    act = Act.objects.latest("pk")
    assert (act.act, act.detail) == (figures.TRANSMITTED, {"year": 2016, "inserted": 2, "cancelled": 0, "left_out": 0})


def test_what_is_sent_says_when_and_how_long(place: Place, monthly: Award) -> None:
    (entry,) = psa.read(bytes(made(place).content))

    assert entry.benefit["ProtocolloDomanda"] == str(monthly.application)
    assert spans([entry]) == [("2016-11-01", "2016-12-31", "2")]
    assert (entry.benefit["PresaCarico"], entry.person["CodiceCittadinanza"], entry.addresses[0]["CodiceComune"]) == ("2", "380", "108033")


def test_nothing_is_sent_twice(place: Place, monthly: Award) -> None:
    made(place)

    with pytest.raises(Refusal, match="ha già tutto"):
        made(place)

    assert transmissions.prepared(2016).same == 1


def test_what_changed_is_cancelled_as_it_was_and_inserted_as_it_is(place: Place, monthly: Award) -> None:
    made(place)
    awards.revise(monthly, from_month=NOVEMBER, amount=15_000, why="l'affitto è sceso", by=place.act_as(HEAD), at=AT)

    transmission = made(place)

    assert rows(transmission) == [("PZZCRL", "C", "200.00"), ("PZZCRL", "I", "150.00")]
    assert transmission.name == "F704.PSA.INPS.20161115.103001"
    assert list(Transmitted.objects.order_by("pk").values_list("cancels", "standing")) == [(False, False), (True, False), (False, True)]


def test_what_lasts_longer_than_a_year_is_told_of_in_each_with_its_months(place: Place) -> None:
    for year in (2016, 2017, 2018):
        place.line(10_000_000, year=year)
    known(place.carlo)
    place.granted(months=18)

    files = [psa.read(bytes(made(place, year=year).content)) for year in (2016, 2017, 2018)]

    assert [spans(file) for file in files] == [[("2016-11-01", "2016-12-31", "2")], [("2017-01-01", "2017-12-31", "12")], [("2018-01-01", "2018-04-30", "4")]]
    assert {entry.benefit["ProtocolloDomanda"] for file in files for entry in file} == {"1/2016"}
    assert (Transmitted.objects.filter(standing=True).count(), transmissions.prepared(2017).across, transmissions.prepared(2017).same) == (3, 1, 1)
    with pytest.raises(Refusal, match="ha già tutto"):
        made(place, year=2017)


def test_a_revocation_corrects_the_year_it_cuts_and_cancels_those_after(place: Place) -> None:
    for year in (2016, 2017, 2018):
        place.line(10_000_000, year=year)
    known(place.carlo)
    award = place.granted(months=18)
    for year in (2016, 2017, 2018):
        made(place, year=year)
    awards.revoke(award, from_month=date(2017, 4, 1), why="ha trovato lavoro", by=place.act_as(HEAD), at=AT)

    corrected, cancelled = made(place, year=2017), made(place, year=2018)

    assert spans(psa.read(bytes(corrected.content))) == [("2017-01-01", "2017-12-31", "12"), ("2017-01-01", "2017-03-31", "3")]
    assert [each.benefit["TipoOperazione"] for each in psa.read(bytes(cancelled.content))] == ["C"]
    assert transmissions.prepared(2016).rows == 0
    assert Transmitted.objects.filter(standing=True).count() == 2


def test_what_is_revised_within_a_year_is_told_as_it_was_granted_before_and_after(place: Place) -> None:
    place.line(10_000_000)
    place.line(10_000_000, year=2017)
    known(place.carlo)
    award = place.granted(months=6, from_month=date(2016, 9, 1))
    Instalment.objects.filter(award=award, number=1).update(state=InstalmentState.PAID, paid_on=date(2016, 11, 14))
    awards.revise(award, from_month=date(2016, 11, 1), amount=15_000, why="l'affitto è sceso", by=place.act_as(HEAD), at=AT)

    entries = psa.read(bytes(made(place).content))

    assert spans(entries) == [("2016-09-01", "2016-10-31", "2"), ("2016-11-01", "2016-12-31", "2")]
    assert [each.benefit["ImportoMensile"] for each in entries] == ["200.00", "150.00"]


def test_what_is_corrected_twice_and_revoked_leaves_nothing_in_the_register(place: Place, monthly: Award) -> None:
    """Every file in its order, as the register would take them in: what it holds at the end is what we say stands."""
    files = [made(place)]
    awards.revise(monthly, from_month=date(2016, 12, 1), amount=15_000, why="l'affitto è sceso", by=place.act_as(HEAD), at=AT)
    files.append(made(place))
    Measure.objects.filter(pk=place.income.pk).update(siuss_code="A1.04")
    files.append(made(place))
    held: list[set[str]] = []
    register: set[str] = set()
    for file in files:
        register = taken_in(register, file)
        held.append(register)
    assert [len(each) for each in held] == [1, 2, 2]
    assert register == set(Transmitted.objects.filter(standing=True).values_list("sha256", flat=True))

    awards.revoke(monthly, from_month=NOVEMBER, why="non abita qui", by=place.act_as(HEAD), at=AT)
    last = made(place)

    assert (last.inserted, last.cancelled) == (0, 2)
    assert taken_in(register, last) == set()
    assert psa.faults(bytes(last.content)) == []
    assert not Transmitted.objects.filter(standing=True).exists()


def taken_in(register: set[str], file: Transmission) -> set[str]:
    """What a register holds after a file: it cancels what it holds alone, and inserts nothing twice."""
    for entry in psa.read(bytes(file.content)):
        if entry.benefit["TipoOperazione"] == "C":
            assert entry.digest in register
            register = register - {entry.digest}
        else:
            assert entry.digest not in register
            register = register | {entry.digest}
    return register


def test_whoever_was_sent_with_a_wrong_name_is_sent_again(place: Place, monthly: Award) -> None:
    made(place)
    known(place.carlo, family_name="Pozzi Galli")

    transmission = made(place)

    assert [(each.person["Cognome"], each.benefit["TipoOperazione"]) for each in psa.read(bytes(transmission.content))] == [
        ("Pozzi", "C"),
        ("Pozzi Galli", "I"),
    ]


def test_what_is_revoked_whole_is_cancelled_and_what_is_in_part_is_sent_shorter(place: Place, monthly: Award) -> None:
    known(place.teresa)
    whole = place.granted(place.proposed(place.teresa), months=2)
    made(place)
    awards.revoke(whole, from_month=NOVEMBER, why="non abita qui", by=place.act_as(HEAD), at=AT)
    awards.revoke(monthly, from_month=date(2016, 12, 1), why="ha trovato lavoro", by=place.act_as(HEAD), at=AT)

    transmission = made(place)

    sent = [(each.fiscal_code[:6], each.benefit["TipoOperazione"], each.benefit["DataFinePrestazione"]) for each in psa.read(bytes(transmission.content))]
    assert sent == [("FMGTRS", "C", "2016-12-31"), ("PZZCRL", "C", "2016-12-31"), ("PZZCRL", "I", "2016-11-30")]
    assert (transmission.inserted, transmission.cancelled) == (1, 2)


def test_who_has_no_fiscal_code_is_left_out_and_counted(place: Place, monthly: Award) -> None:
    place.granted(place.proposed(place.teresa), months=2)

    transmission = made(place)

    assert (transmission.left_out, transmission.inserted) == (1, 1)


def test_what_is_missing_is_listed_and_stays_out_until_it_is_mended(place: Place, monthly: Award) -> None:
    known(place.teresa, sex="")
    place.granted(place.proposed(place.teresa), months=2)
    unpaid = place.granted(place.proposed(place.sara, place.arrears), amount=30_000, months=1)
    known(place.sara)

    found = transmissions.prepared(2016)
    first = made(place)
    known(place.teresa)
    second = made(place)

    assert [(award.person.given_name, [each.message for each in problems]) for award, problems in found.held] == [
        ("Teresa", ["Manca il sesso."]),
        ("Sara", ["Non è ancora pagata."]),
    ]
    assert (first.inserted, second.inserted) == (1, 1)
    assert not Transmitted.objects.filter(award=unpaid).exists()


def test_a_code_that_the_flow_refuses_is_listed_and_stays_out(place: Place, monthly: Award) -> None:
    known(place.carlo, fiscal_code="PZZCRL7LA60F704X")

    with pytest.raises(Refusal):
        made(place)

    assert "omocodia" in transmissions.prepared(2016).held[0][1][0].message


def test_of_whom_a_group_protects_nothing_is_sent_and_what_was_sent_stands(place: Place, monthly: Award) -> None:
    made(place)
    Person.objects.filter(pk=place.carlo.pk).update(tier=Tier.PROTECTED, kept_by=Team.objects.filter(protects=True).first())

    with pytest.raises(Refusal):
        made(place)

    assert Transmitted.objects.get().standing


def test_nothing_is_prepared_where_nobody_answers_for_it(place: Place, monthly: Award, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_SIUSS_OPERATOR = ""

    with pytest.raises(Refusal, match="impostazioni"):
        made(place)


@pytest.mark.parametrize("who", [AUDITOR, EXECUTIVE, ACCOUNTANT, WORKER, DESK])
def test_only_the_service_head_prepares(place: Place, monthly: Award, who: str) -> None:
    with pytest.raises(NotAllowed):
        made(place, by=who)


@pytest.mark.parametrize("count", [1, 8])
def test_a_year_is_looked_at_in_as_many_questions_however_many_awards(
    place: Place, monthly: Award, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        person = known(place.person("Ada", f"Rossi{'ABCDEFGH'[number]}"), fiscal_code=f"RSSDAA70A60F70{number}X")
        place.granted(place.proposed(person), months=1)

    with django_assert_num_queries(3):
        found = transmissions.prepared(2016)

    assert len(found.new) == count + 1


def signed_in(place: Place, username: str) -> Client:
    client = Client()
    client.force_login(place.worker(username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_page_says_what_is_missing_and_leads_to_where_it_is_mended_and_to_the_file(place: Place, monthly: Award) -> None:
    known(place.teresa, sex="")
    place.granted(place.proposed(place.teresa), months=2)
    head = signed_in(place, HEAD)

    before = head.get("/benefici/siuss/").content.decode()
    after = head.post("/benefici/siuss/prepara/?year=2016", follow=True).content.decode()
    transmission = Transmission.objects.get()
    file = head.post(f"/benefici/siuss/{transmission.pk}/scarica/")

    assert f'<a href="{place.teresa.get_absolute_url()}">Manca il sesso.</a>' in before
    assert "non è ancora stato preparato nessun file" in before
    assert f"Preparato il file {transmission.name}." in after
    assert "Carlo Pozzi" in after
    assert file.content == bytes(transmission.content)
    assert file["Content-Disposition"] == f'attachment; filename="{transmission.name}.xml"'


def test_the_code_of_a_measure_that_the_register_refuses_is_mended_where_the_list_leads(place: Place, monthly: Award) -> None:
    Measure.objects.filter(pk=place.income.pk).update(siuss_code="A1", siuss_name="Aiuto", until_on=TODAY)
    head = signed_in(place, HEAD)

    before = head.get("/benefici/siuss/").content.decode()
    there = f"/benefici/misure/{place.income.pk}/cambia/"
    shown = head.get(there).content.decode()
    head.post(there, {"siuss_code": "A1.04", "siuss_name": "Contributi economici", "urgent_cap": "", "papers": "", "why": "codice sbagliato"})
    (entry,) = psa.read(bytes(made(place).content))

    assert f'<a href="{there}">Il codice SIUSS della misura ha da 5 a 10 caratteri.</a>' in before
    assert f'<a href="{there}">La denominazione SIUSS della misura ha da 10 a 200 caratteri.</a>' in before
    assert 'value="Aiuto"' in shown
    assert (entry.benefit["CodicePrestazione"], entry.benefit["DenominazionePrestazione"]) == ("A1.04", "Contributi economici")


def test_what_was_sent_under_another_code_is_corrected(place: Place, monthly: Award) -> None:
    made(place)
    Measure.objects.filter(pk=place.income.pk).update(siuss_code="A1.04")

    transmission = made(place)

    sent = [(each.benefit["TipoOperazione"], each.benefit["CodicePrestazione"]) for each in psa.read(bytes(transmission.content))]
    assert sent == [("C", "A1.01"), ("I", "A1.04")]


def test_the_year_of_today_may_be_asked_for_as_any_other(place: Place, monthly: Award) -> None:
    head = signed_in(place, HEAD)

    shown = head.get("/benefici/siuss/?year=2016").content.decode()

    assert "Dati per il SIUSS, anno 2016" in shown
    assert 'class="s-wrong"' not in shown
    assert '<option value="2016" selected>2016</option>' in shown


def test_who_checks_reads_and_takes_nothing_away_and_the_others_see_nothing(place: Place, monthly: Award) -> None:
    transmission = made(place)
    auditor = signed_in(place, AUDITOR)

    assert auditor.get("/benefici/siuss/?year=2016").status_code == 200
    assert auditor.get(transmission.get_absolute_url()).status_code == 200
    assert auditor.get("/benefici/siuss/prepara/").status_code == 403
    assert auditor.post(f"/benefici/siuss/{transmission.pk}/scarica/").status_code == 403
    for who in (WORKER, DESK, EXECUTIVE, ACCOUNTANT):
        assert signed_in(place, who).get("/benefici/siuss/").status_code == 403
        assert signed_in(place, who).get(transmission.get_absolute_url()).status_code == 404


def test_whom_a_reader_may_not_read_of_has_no_name_there(place: Place, monthly: Award) -> None:
    known(place.carlo, tier=Tier.RESERVED, sex="")

    shown = signed_in(place, OTHER_HEAD).get("/benefici/siuss/").content.decode()

    assert "Manca il sesso." in shown
    assert "persona che segue qualcun altro" in shown
    assert "Carlo" not in shown
