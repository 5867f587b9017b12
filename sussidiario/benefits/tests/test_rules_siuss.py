"""What the national register is sent: the rules of the flow, and a file held against them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from sussidiario.benefits.rules import nations, psa, siuss
from sussidiario.benefits.rules.siuss import Benefit, Body, Entry, Recipient, Where
from sussidiario.foundation.areas import Area
from sussidiario.people.rules.countries import COUNTRIES

BODY = Body("c_f704", "Comune di Monza", "F704", "CSTGNN65C12F704I")
TERESA = Recipient("FMGTRS31D42F704K", "Fumagalli", "Teresa", 1931, "F704", "F", "380", municipality="108033", nation="380")
MONTHLY = Benefit(
    request="12/2016",
    means_test="1",
    code="A1.04",
    name="Contributi economici a integrazione del reddito familiare",
    periodic=True,
    amount=48_000,
    months=4,
    from_on=date(2016, 11, 1),
    until_on=date(2017, 2, 28),
    paid_on=None,
    received_on=date(2016, 10, 20),
    in_charge=True,
    area=Area.ADULTS,
    dsu="INPS-ISEE-2016-01234567X-00",
    dsu_on=date(2016, 3, 1),
)
ONCE = replace(MONTHLY, request="13/2016", periodic=False, months=1, paid_on=date(2016, 11, 20), in_charge=False)

BY_HAND = """<?xml version='1.0' encoding='utf-8'?>
<Flusso xmlns="http://inps.it/Casellario">
  <IdentificazioneFlusso Nome="F704.PSA.INPS.20161115.093000">
    <Ente Codice="c_f704" Denominazione="Comune di Monza" Indirizzo="F704" CFOperatore="CSTGNN65C12F704I"/>
  </IdentificazioneFlusso>
  <Beneficiario CodiceFiscale="FMGTRS31D42F704K">
    <Anagrafica Cognome="Fumagalli" Nome="Teresa" AnnoNascita="1931" LuogoNascita="F704" Genere="2" CodiceCittadinanza="380"/>
    <Indirizzo CodiceComune="108033" CodiceNazione="380"/>
    <PrestazioniSociali TipoOperazione="I" PresenzaProvaMezzi="1" CaratterePrestazione="1" NumeroProtocolloDSU="INPS-ISEE-2016-01234567X-00"
      AnnoProtocolloDSU="2016" DataDSU="2016-03-01" CodicePrestazione="A1.04"
      DenominazionePrestazione="Contributi economici a integrazione del reddito familiare" ProtocolloDomanda="12/2016" PresaCarico="1" AreaUtenza="3"
      DataInizioPrestazione="2016-11-01" DataFinePrestazione="2017-02-28" ImportoMensile="480.00" PeriodoErogazione="4"/>
    <PrestazioniSociali TipoOperazione="I" PresenzaProvaMezzi="1" CaratterePrestazione="2" NumeroProtocolloDSU="INPS-ISEE-2016-01234567X-00"
      AnnoProtocolloDSU="2016" DataDSU="2016-03-01" CodicePrestazione="A1.04"
      DenominazionePrestazione="Contributi economici a integrazione del reddito familiare" ProtocolloDomanda="13/2016" PresaCarico="2"
      DataErogazionePrestazione="2016-11-20" ImportoPrestazione="480.00"/>
  </Beneficiario>
</Flusso>"""
"""Written by hand from the description of the flow."""


def said(recipient: Recipient = TERESA, benefit: Benefit = MONTHLY) -> list[str]:
    return [each.message for each in siuss.problems(recipient, benefit) if not each.warns]


def test_what_we_write_is_what_was_written_by_hand() -> None:
    name = psa.name("F704", datetime(2016, 11, 15, 9, 30, tzinfo=UTC))

    ours = psa.write(BODY, name, [siuss.entry(TERESA, MONTHLY), siuss.entry(TERESA, ONCE)])

    assert psa.faults(BY_HAND.encode()) == []
    assert psa.faults(ours) == []
    assert psa.read(ours) == psa.read(BY_HAND.encode())
    assert ours.startswith(b"<?xml")
    assert b'<Flusso xmlns="http://inps.it/Casellario">' in ours


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('Indirizzo="F704" CFO', 'Indirizzo="F70" CFO', "Flusso/IdentificazioneFlusso[1]/Ente[1]/@Indirizzo"),
        ('Codice="c_f704" ', "", "Flusso/IdentificazioneFlusso[1]/Ente[1]/@Codice"),
        ('CodiceFiscale="FMGTRS31D42F704K"', 'CodiceFiscale="FMGTRSPMDQNFT0QK"', "Flusso/Beneficiario[2]/@CodiceFiscale"),
        ('Genere="2"', 'Genere="F"', "Flusso/Beneficiario[2]/Anagrafica[1]/@Genere"),
        ('Nome="Teresa" ', "", "Flusso/Beneficiario[2]/Anagrafica[1]/@Nome"),
        ('Nome="Teresa"', f'Nome="{"T" * 37}"', "Flusso/Beneficiario[2]/Anagrafica[1]/@Nome"),
        ('AnnoNascita="1931"', 'AnnoNascita="31"', "Flusso/Beneficiario[2]/Anagrafica[1]/@AnnoNascita"),
        ('CodiceNazione="380"', 'CodiceNazione="IT"', "Flusso/Beneficiario[2]/Indirizzo[2]/@CodiceNazione"),
        ('TipoOperazione="I"', 'TipoOperazione="M"', "Flusso/Beneficiario[2]/PrestazioniSociali[3]/@TipoOperazione"),
        ('PeriodoErogazione="4"', 'PeriodoErogazione="13"', "Flusso/Beneficiario[2]/PrestazioniSociali[3]/@PeriodoErogazione"),
        (' PeriodoErogazione="4"', "", "Flusso/Beneficiario[2]/PrestazioniSociali[3]/@PeriodoErogazione"),
        (' AreaUtenza="3"', "", "Flusso/Beneficiario[2]/PrestazioniSociali[3]/@AreaUtenza"),
        ('DataInizioPrestazione="2016-11-01"', 'DataInizioPrestazione="2016-11-31"', "Flusso/Beneficiario[2]/PrestazioniSociali[3]/@DataInizioPrestazione"),
        ('DataErogazionePrestazione="2016-11-20" ', "", "Flusso/Beneficiario[2]/PrestazioniSociali[4]/@DataErogazionePrestazione"),
        (' ImportoPrestazione="480.00"', ' ImportoPrestazione="480,00"', "Flusso/Beneficiario[2]/PrestazioniSociali[4]/@ImportoPrestazione"),
        ('CodicePrestazione="A1.04"', 'CodicePrestazione="A1"', "Flusso/Beneficiario[2]/PrestazioniSociali[3]/@CodicePrestazione"),
        (' PresaCarico="2"', ' PresaCarico="2" Nota="x"', "Flusso/Beneficiario[2]/PrestazioniSociali[4]/@Nota"),
        ("<Indirizzo CodiceComune", "<Note/><Indirizzo CodiceComune", "Flusso/Beneficiario[2]/Note"),
        ("http://inps.it/Casellario", "http://altrove.example/x", "the root is {http://altrove.example/x}Flusso"),
        ("</Flusso>", "", "no element found: line 18, column 0"),
    ],
)
def test_what_the_flow_does_not_want_is_told_with_its_place(before: str, after: str, fault: str) -> None:
    assert before in BY_HAND

    found = psa.faults(BY_HAND.replace(before, after, 1).encode())

    assert fault in found


@pytest.mark.parametrize(
    ("changed", "message", "where"),
    [
        ({"family_name": ""}, "Manca il cognome.", Where.PERSON),
        ({"birth_year": None}, "Manca l'anno di nascita.", Where.PERSON),
        ({"birthplace": ""}, "Manca il comune o lo Stato di nascita.", Where.PERSON),
        ({"sex": ""}, "Manca il sesso.", Where.PERSON),
        ({"fiscal_code": "FMGTRSPMDQNFT0QK"}, siuss.OMOCODIC, Where.PERSON),
    ],
)
def test_what_is_missing_of_a_person_is_said_with_where_to_mend_it(changed: dict[str, object], message: str, where: Where) -> None:
    found = list(siuss.problems(replace(TERESA, **changed), MONTHLY))  # type: ignore[arg-type]  # fields of it, each of its kind

    assert [(each.message, each.where, each.warns) for each in found] == [(message, where, False)]


@pytest.mark.parametrize(
    ("benefit", "message", "where"),
    [
        (replace(ONCE, paid_on=None), "Non è ancora pagata.", Where.AWARD),
        (replace(MONTHLY, months=13), "C'è un dato che il tracciato non accetta.", Where.AWARD),
        (
            replace(ONCE, code="A2.16"),
            "Il SIUSS la vuole solo per chi è in carico al servizio sociale, e il giorno della concessione non lo era.",
            Where.PERSON,
        ),
        (replace(MONTHLY, code="A1"), "Il codice SIUSS della misura ha da 5 a 10 caratteri.", Where.MEASURE),
        (replace(MONTHLY, name="Aiuto"), "La denominazione SIUSS della misura ha da 10 a 200 caratteri.", Where.MEASURE),
    ],
)
def test_what_is_missing_of_a_benefit_is_said_likewise(benefit: Benefit, message: str, where: Where) -> None:
    assert [(each.message, each.where) for each in siuss.problems(TERESA, benefit)] == [(message, where)]


def test_a_homonym_of_the_place_goes_through_and_one_of_the_year_does_not() -> None:
    assert said(replace(TERESA, fiscal_code="FMGTRS31D42FT0QK")) == []
    assert said(replace(TERESA, fiscal_code="FMGTRS3MD42F704K")) == [siuss.OMOCODIC]


def test_means_without_an_attestation_and_an_unknown_citizenship_only_warn() -> None:
    found = list(siuss.problems(replace(TERESA, citizenship=nations.number("")), replace(MONTHLY, dsu="", dsu_on=None)))

    assert [(each.where, each.warns) for each in found] == [(Where.REQUEST, True), (Where.PERSON, True)]


def test_arrears_that_are_paid_monthly_say_when_they_happened() -> None:
    entry = siuss.entry(TERESA, replace(MONTHLY, code="A1.05.01"))

    assert entry.benefit["DataEvento"] == "2016-10-20"
    assert "DataEvento" not in siuss.entry(TERESA, MONTHLY).benefit


def test_some_services_are_sent_only_of_who_is_in_charge() -> None:
    for code in ("A2.16", "A2.29"):
        assert said(benefit=replace(MONTHLY, code=code, in_charge=True)) == []
        assert len(said(benefit=replace(MONTHLY, code=code, in_charge=False))) == 1
    for code in ("A2.15", "A2.30"):
        assert said(benefit=replace(MONTHLY, code=code, in_charge=False)) == []


def test_the_digest_is_of_what_is_said_and_not_of_what_is_done_with_it() -> None:
    entry = siuss.entry(TERESA, MONTHLY)

    assert entry.to("C").digest == entry.digest
    assert entry.to("C").benefit["TipoOperazione"] == "C"
    assert entry.digest != siuss.entry(TERESA, replace(MONTHLY, amount=48_001)).digest


def test_cancellations_come_before_and_who_is_said_otherwise_is_said_apart() -> None:
    old, new = siuss.entry(TERESA, MONTHLY).to("C"), siuss.entry(replace(TERESA, family_name="Fumagalli Rossi"), replace(MONTHLY, amount=50_000))

    file = psa.write(BODY, "F704", [new, old])

    assert psa.faults(file) == []
    assert [(each.person["Cognome"], each.benefit["TipoOperazione"]) for each in psa.read(file)] == [("Fumagalli", "C"), ("Fumagalli Rossi", "I")]


def test_every_state_of_the_registry_has_its_number() -> None:
    unknown = {code for code in COUNTRIES if nations.number(code) == nations.UNKNOWN}

    assert unknown == {"272", "999"}
    assert (nations.number("100"), nations.number("201"), nations.number("")) == ("380", "008", "990")
    assert all(len(number) == 3 and number.isdigit() for number in nations.NUMBERS.values())
    assert len(set(nations.NUMBERS.values())) == len(nations.NUMBERS)


recipients = st.builds(
    Recipient,
    fiscal_code=st.sampled_from(["FMGTRS31D42F704K", "FMGTRSPMDQNFT0QK", "00743110157", "sbagliato"]),
    family_name=st.text(max_size=60) | st.just("\x01"),
    given_name=st.text(max_size=60),
    birth_year=st.none() | st.integers(1900, 2016),
    birthplace=st.sampled_from(["", "F704", "Z100"]),
    sex=st.sampled_from(["", "F", "M"]),
    citizenship=st.sampled_from(["380", "990", "008"]),
    second_citizenship=st.sampled_from(["", "008"]),
    municipality=st.sampled_from(["", "108033"]),
    nation=st.sampled_from(["", "380"]),
)
days = st.dates(date(2015, 1, 1), date(2020, 12, 31))
benefits = st.builds(
    Benefit,
    request=st.from_regex(r"[1-9]\d{0,5}/20\d\d", fullmatch=True),
    means_test=st.sampled_from("1234"),
    code=st.sampled_from(["A1.04", "A1.05.01", "A1", "A2.15", "A2.16", "A2.29", "A2.30", "Z9.99"]),
    name=st.text(max_size=210),
    periodic=st.booleans(),
    amount=st.integers(1, 10**9),
    months=st.integers(1, 36),
    from_on=days,
    until_on=days,
    paid_on=st.none() | days,
    received_on=days,
    in_charge=st.booleans(),
    area=st.sampled_from(Area),
    dsu=st.sampled_from(["", "INPS-ISEE-2016-01234567X-00"]),
    dsu_on=st.none() | days,
)


@given(st.lists(st.tuples(recipients, benefits), min_size=1, max_size=6))
def test_whatever_has_no_problem_makes_a_file_without_faults_that_is_read_back(rows: list[tuple[Recipient, Benefit]]) -> None:
    fine = [siuss.entry(*row) for row in rows if not said(*row)]

    file = psa.write(BODY, "F704.PSA.INPS.20161115.093000", fine)

    if fine:
        assert psa.faults(file) == []
        assert sorted(each.digest for each in psa.read(file)) == sorted(each.digest for each in fine)


@given(recipients, benefits)
def test_whatever_has_a_problem_would_be_a_fault_of_the_file(recipient: Recipient, benefit: Benefit) -> None:
    entry: Entry = siuss.entry(recipient, benefit)

    file = psa.write(BODY, "F704.PSA.INPS.20161115.093000", [entry])

    assert bool(psa.faults(file)) == bool(said(recipient, benefit))
