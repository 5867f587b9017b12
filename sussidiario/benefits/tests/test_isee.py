"""Attestations of the ISEE: written, loaded, looked up for a request and for nothing else."""

import base64
from dataclasses import replace
from datetime import date

import pytest

from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Team
from sussidiario.benefits import figures
from sussidiario.benefits.actions import applications, isee
from sussidiario.benefits.lifecycle import ApplicationState, IseeKind, MeansTest
from sussidiario.benefits.models import Application, Attestation, LookUp
from sussidiario.benefits.policy import isee as policy
from sussidiario.benefits.rules.attestations import Certified, Member
from sussidiario.benefits.tests.town import AT, AUDITOR, DESK, EXECUTIVE, GIULIA, HEAD, LUCIA, OTHER_DESK, TODAY, Town
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Membership, Person
from tests.database import once

PAPER = Certified(
    kind=IseeKind.ORDINARY,
    protocol="INPS-ISEE-2016-01234567X-00",
    presented_on=date(2016, 3, 1),
    valid_from=date(2016, 3, 1),
    valid_until=date(2017, 1, 15),
    isee=588_235,
    ise=1_200_000,
    scale=204,
    members=(Member("Fumagalli", "Teresa"),),
)


@pytest.fixture
def town(db: None) -> Town:
    """The cast, an old woman, a family."""
    return once(Town)


def written(town: Town, application: Application, paper: Certified = PAPER, *, by: str = DESK) -> LookUp:
    return isee.write(application, certified=paper, by=town.act_as(by), at=AT)


def test_what_is_written_goes_with_the_request_and_is_among_its_facts(town: Town) -> None:
    application = town.completed()

    lookup = written(town, application)

    application.refresh_from_db()
    assert application.attestation == lookup.attestation
    assert (application.declared["isee"], application.declared["isee_valid_until"]) == (588_235, "2017-01-15")
    assert (application.state, application.completed_on) == (ApplicationState.RECEIVED, None)
    assert application.declared["monthly_income"] == 40_000
    assert list(Act.objects.order_by("-pk").values_list("act", flat=True)[:2]) == [figures.LOOKED_UP, figures.ATTESTED]
    assert Act.objects.latest("pk").detail == {"siuss_code": "A1.04", "found": True}


def test_days_stay_as_they_are_on_the_paper(town: Town) -> None:
    lookup = written(town, town.received(), replace(PAPER, valid_until=date(2016, 12, 31)))

    assert lookup.attestation is not None
    assert (lookup.attestation.valid_from, lookup.attestation.valid_until) == (date(2016, 3, 1), date(2016, 12, 31))


def test_whoever_asks_later_in_the_family_has_it_looked_up_for_them(town: Town) -> None:
    paper = replace(PAPER, members=(Member("Pozzi", "Carlo"), Member("Haddad", "Amir")))
    first = written(town, town.received(town.carlo), paper)
    another = town.received(town.carlo, town.gift)

    found = isee.look_up(another, by=town.act_as(DESK), at=AT)

    another.refresh_from_db()
    assert (found.attestation, another.attestation, found.siuss_code) == (first.attestation, first.attestation, "A1.04")
    assert another.declared == {}


def test_that_nothing_was_found_is_written_too(town: Town) -> None:
    application = town.completed()

    found = isee.look_up(application, by=town.act_as(DESK), at=AT)

    application.refresh_from_db()
    assert (found.attestation, application.attestation, application.state) == (None, None, ApplicationState.COMPLETE)
    assert Act.objects.latest("pk").detail == {"siuss_code": "A1.04", "found": False}


def test_what_was_complete_stays_so_where_nothing_changes(town: Town) -> None:
    application = town.received()
    written(town, application)
    for paper in application.documents.all():
        applications.receive_document(application, document=paper, by=town.act_as(DESK), at=AT)
    applications.complete(application, by=town.act_as(DESK), at=AT)

    isee.look_up(application, by=town.act_as(DESK), at=AT)

    application.refresh_from_db()
    assert application.state == ApplicationState.COMPLETE


def test_that_of_the_day_of_the_request_comes_before_a_later_one_and_the_current_before_the_ordinary(town: Town) -> None:
    application = town.received(on=date(2016, 10, 3))
    for number, kind, presented, until in (
        (1, IseeKind.ORDINARY, date(2016, 2, 1), date(2017, 1, 15)),
        (2, IseeKind.CURRENT, date(2016, 9, 1), date(2017, 3, 1)),
        (3, IseeKind.ORDINARY, date(2016, 10, 20), date(2017, 1, 15)),
        (4, IseeKind.MINORS, date(2016, 10, 1), date(2017, 1, 15)),
    ):
        protocol = f"INPS-ISEE-2016-0000000{number}X-00"
        written(town, application, replace(PAPER, kind=kind, protocol=protocol, presented_on=presented, valid_from=presented, valid_until=until))

    usual = isee.look_up(application, by=town.act_as(DESK), at=AT)
    of_minors = isee.look_up(application, kind=IseeKind.MINORS, by=town.act_as(DESK), at=AT)

    assert [each.attestation and each.attestation.protocol[-5] for each in (usual, of_minors)] == ["2", "4"]
    assert [each.attestation and each.attestation.kind for each in (usual, of_minors)] == [IseeKind.CURRENT, IseeKind.MINORS]


@pytest.mark.parametrize("kind", IseeKind)
def test_each_of_the_six_kinds_is_written_and_looked_up_for_a_request_and_its_benefit(town: Town, kind: IseeKind) -> None:
    application = town.received()
    written(town, application, replace(PAPER, kind=kind))

    lookup = isee.look_up(application, kind=kind, by=town.act_as(DESK), at=AT)

    assert lookup.attestation is not None
    assert (lookup.attestation.kind, lookup.application, lookup.siuss_code) == (kind, application, "A1.04")
    others = [each for each in IseeKind if each is not kind]
    assert all(isee.look_up(application, kind=other, by=town.act_as(DESK), at=AT).attestation is None for other in others)
    assert len(IseeKind) == 6


def test_one_presented_after_the_request_is_found_where_there_is_no_other(town: Town) -> None:
    application = town.received(on=date(2016, 10, 3))

    found = written(town, application, replace(PAPER, presented_on=date(2016, 11, 1), valid_from=date(2016, 11, 1)))

    assert found.attestation is not None
    assert isee.look_up(application, by=town.act_as(DESK), at=AT).attestation == found.attestation


def test_the_same_paper_is_written_once_and_other_figures_are_refused(town: Town) -> None:
    application = town.received()
    written(town, application)
    written(town, application)

    with pytest.raises(Refusal, match="con altri valori") as refused:
        written(town, application, replace(PAPER, ise=1_220_000, isee=598_039))

    assert (refused.value.field, Attestation.objects.count(), LookUp.objects.count()) == ("protocol", 1, 2)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"protocol": "12345"}, "protocol"),
        ({"presented_on": date(2014, 12, 31)}, "presented_on"),
        ({"presented_on": date(2016, 11, 16), "valid_from": date(2016, 11, 16)}, "presented_on"),
        ({"valid_until": date(2016, 2, 1)}, "valid_until"),
        ({"valid_until": date(2016, 11, 14)}, "valid_until"),
        ({"isee": 588_237}, "isee"),
        ({"isr": 1_000_000, "isp": 1_000_010}, "ise"),
        ({"scale": 99}, "scale"),
        ({"ise": -1, "isee": -1}, "isee"),
        ({"members": ()}, "members"),
        ({"members": (Member("Rossi", "Mario"),)}, "members"),
        ({"members": (*PAPER.members, Member("Rossi", "Mario", "RSSMRA70A01F704A"))}, "others"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(town: Town, changed: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        written(town, town.received(), replace(PAPER, **changed))  # type: ignore[arg-type]  # fields of it, each of its kind

    assert (refused.value.field, Attestation.objects.count(), LookUp.objects.count()) == (field, 0, 0)


def test_nobody_looks_at_means_for_a_measure_that_does_not_ask_for_them(town: Town) -> None:
    town.gift.means_test = MeansTest.NONE
    town.gift.save()
    application = town.received(measure=town.gift)

    with pytest.raises(NotAllowed, match="non chiede l'ISEE"):
        isee.look_up(application, by=town.act_as(DESK), at=AT)


def test_nor_when_the_decision_is_proposed(town: Town) -> None:
    application = town.proposed(town.completed())

    with pytest.raises(Forbidden):
        isee.look_up(application, by=town.act_as(DESK), at=AT)


@pytest.mark.parametrize("who", [HEAD, AUDITOR, EXECUTIVE])
def test_only_who_receives_requests_looks_up(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        isee.look_up(town.received(), by=town.act_as(who), at=AT)


def test_it_is_read_by_who_reads_a_request_it_was_looked_up_for(town: Town) -> None:
    written(town, town.received())

    readers = [who for who in (DESK, OTHER_DESK, GIULIA, LUCIA, HEAD, AUDITOR, EXECUTIVE) if policy.visible_to(town.act_as(who)).exists()]

    assert readers == [DESK, GIULIA, HEAD, AUDITOR]


def test_whom_a_group_protects_is_recognised_by_nobody_else(town: Town) -> None:
    paper = replace(PAPER, members=(Member("Pozzi", "Carlo"), Member("Haddad", "Amir")))
    network = Team.objects.filter(protects=True).first()
    Person.objects.filter(pk=town.amir.pk).update(tier=Tier.PROTECTED, kept_by=network)

    lookup = written(town, town.received(town.carlo), paper)

    assert lookup.attestation is not None
    assert list(lookup.attestation.members.order_by("pk").values_list("given_name", "person")) == [("Carlo", town.carlo.pk), ("Amir", None)]


def test_what_was_typed_wrong_is_corrected_and_requests_that_wait_take_it(town: Town) -> None:
    application, decided = town.completed(), town.completed(town.carlo)
    found = written(town, application).attestation
    assert found is not None
    Application.objects.filter(pk=decided.pk).update(attestation=found)
    town.proposed(decided)

    isee.correct(found, certified=replace(PAPER, ise=1_220_000, isee=598_039), why="ISE letto male", by=town.act_as(DESK), at=AT)

    application.refresh_from_db()
    decided.refresh_from_db()
    assert (application.declared["isee"], application.state) == (598_039, ApplicationState.RECEIVED)
    assert (decided.declared["isee"], decided.state) == (500_000, ApplicationState.PROPOSED)
    assert (Act.objects.latest("pk").act, Act.objects.latest("pk").why) == (figures.ATTESTATION_CORRECTED, "ISE letto male")


@pytest.mark.parametrize(("changed", "why", "field"), [({"isee": 1}, "errore", "isee"), ({}, " ", "why"), ({"protocol": "x"}, "errore", "protocol")])
def test_what_cannot_be_is_no_correction(town: Town, changed: dict[str, object], why: str, field: str) -> None:
    found = written(town, town.received()).attestation
    assert found is not None

    with pytest.raises(Refusal) as refused:
        isee.correct(found, certified=replace(PAPER, **changed), why=why, by=town.act_as(DESK), at=AT)  # type: ignore[arg-type]  # fields of it, each of its kind

    assert refused.value.field == field


def test_what_inps_sent_is_not_corrected_by_hand(town: Town) -> None:
    found = isee.load(town.received(), content=file(), by=town.act_as(DESK), at=AT).attestation
    assert found is not None

    with pytest.raises(NotAllowed, match="file dell'INPS"):
        isee.correct(found, certified=PAPER, why="errore", by=town.act_as(DESK), at=AT)


XML = """<?xml version="1.0" encoding="UTF-8"?>
<EsitoAttestazione xmlns="http://inps.it/ISEERiforma">
  <Attestazione CodiceFiscaleDichiarante="{code}" NumeroProtocolloDSU="INPS-ISEE-2016-01234567X-00" ProtocolloMittente="M1"
      DataPresentazione="2016-03-01" DataValidita="2017-01-15">
    <Ordinario>
      <NucleoFamiliare>
        <ComponenteNucleo RapportoConDichiarante="D" Cognome="FUMAGALLI" Nome="TERESA" CodiceFiscale="{code}"/>
        <ComponenteNucleo RapportoConDichiarante="F" Cognome="ROSSI" Nome="MARIO"/>
      </NucleoFamiliare>
      <ISEEOrdinario DataRilascio="2016-03-10">
        <Valori ISEE="5882.35" ISE="12000.00" ISR="10000.00" ISP="10000.00" ScalaEquivalenza="2.04"/>
        <ModalitaCalcoloISEEOrdinario SommaRedditi="10000.00"/>
      </ISEEOrdinario>
      <ISEEMin><ComponenteMinorenne><ISEEMinAgg><Valori ISEE="7000.00" ISE="14280.00" ScalaEquivalenza="2.04"/></ISEEMinAgg></ComponenteMinorenne></ISEEMin>
    </Ordinario>
    {more}
  </Attestazione>
</EsitoAttestazione>"""


def file(*, code: str = "FMGTRS31D42F704K", more: str = "") -> bytes:
    return XML.format(code=code, more=more).encode()


def test_the_file_of_inps_is_written_for_each_kind_in_it(town: Town) -> None:
    code = "FMGTRS31D42F704K"
    Person.objects.filter(pk=town.teresa.pk).update(fiscal_code=code)
    application = town.received()

    lookup = isee.load(application, content=file(code=code), by=town.act_as(DESK), at=AT)

    found = lookup.attestation
    assert found is not None
    assert (found.kind, found.isee, found.ise, found.isr, found.isp, found.scale, found.source) == ("1", 588_235, 1_200_000, 1_000_000, 1_000_000, 204, "inps")
    assert (found.declarant, found.presented_on, found.valid_until) == (town.teresa, date(2016, 3, 1), date(2017, 1, 15))
    assert list(found.members.order_by("pk").values_list("family_name", "relation", "person")) == [("FUMAGALLI", "D", town.teresa.pk), ("ROSSI", "F", None)]
    assert list(Attestation.objects.order_by("kind").values_list("kind", "isee")) == [("1", 588_235), ("5", 700_000)]


def test_the_same_file_changes_nothing_the_second_time(town: Town) -> None:
    application = town.received()
    isee.load(application, content=file(), by=town.act_as(DESK), at=AT)
    before = Attestation.objects.count()

    isee.load(application, content=file(), kind=IseeKind.MINORS, by=town.act_as(DESK), at=AT)

    application.refresh_from_db()
    assert (Attestation.objects.count(), application.declared["isee"]) == (before, 700_000)


def test_the_answer_of_the_service_is_read_too(town: Town) -> None:
    carried = base64.b64encode(file(more='<OmissioneDifformita CodiceFiscale="X"/>')).decode()
    answer = f"<Envelope><Esito>OK</Esito><XmlEsitoAttestazione>{carried}</XmlEsitoAttestazione></Envelope>"

    lookup = isee.load(town.received(), content=answer.encode(), by=town.act_as(DESK), at=AT)

    assert lookup.attestation is not None
    assert lookup.attestation.omissions


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"non un file", "non è un'attestazione"),
        (b"<a/>", "nessuna attestazione"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><Attestazione>&x;</Attestazione>', "non è un'attestazione"),
        (b"<a><XmlEsitoAttestazione>???</XmlEsitoAttestazione></a>", "non è un'attestazione"),
        (b"<Attestazione/>", "non ci sono valori"),
        (b"<Attestazione><Ordinario><Valori ISEE='1'/></Ordinario></Attestazione>", "protocollo"),
        (file().replace(b'ISEE="5882.35" ', b""), "manca l'ISEE"),
        (file().replace(b"INPS-ISEE-2016-01234567X-00", b"boh"), "protocollo"),
    ],
)
def test_what_is_no_such_file_is_refused(town: Town, content: bytes, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        isee.load(town.received(), content=content, by=town.act_as(DESK), at=AT)

    assert (refused.value.field, Attestation.objects.count()) == ("file", 0)


def test_who_lived_elsewhere_on_the_day_of_the_request_is_not_of_the_family(town: Town) -> None:
    application = town.received(town.carlo)
    Membership.objects.filter(person=town.amir).update(until_on=TODAY)

    assert isee.home_of(application, town.act_as(DESK)) == [town.carlo]
